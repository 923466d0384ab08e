import type { CallName, TrendName } from '../call.tsx'
import { hidden } from '../cells.ts'
import type { DotRow } from '../charts/dots.tsx'
import type { LinePoint } from '../charts/line.tsx'

/** Numbers for the guide. Synthetic, like every number in this repository. */
export const years: LinePoint[] = [
  { label: '2021-22', short: '21-22', value: 0.291, low: 0.2846, high: 0.2975, target: 0.291, state: 0.237, n: 19820 },
  { label: '2022-23', short: '22-23', value: 0.276, low: 0.2697, high: 0.2823, target: 0.268, state: 0.2, n: 19544 },
  { label: '2023-24', short: '23-24', value: 0.262, low: 0.2558, high: 0.2682, target: 0.245, state: 0.177, n: 19390 },
  { label: '2024-25', short: '24-25', value: 0.254, low: 0.2478, high: 0.2602, target: 0.222, state: 0.172, n: 19233 },
  { label: '2025-26', short: '25-26', value: 0.231, low: 0.2251, high: 0.2371, target: 0.199, state: 0.169, n: 19104 },
]

const months = ['Sep', 'Oct', 'Nov', 'Dec', 'Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun']
const meses = ['sep', 'oct', 'nov', 'dic', 'ene', 'feb', 'mar', 'abr', 'may', 'jun']
const now = [0.171, 0.182, 0.188]
const before = [0.186, 0.198, 0.207, 0.221, 0.229, 0.236, 0.241, 0.244, 0.249, 0.254]

/** A year to date against the same day last year. */
export const toDate = (lang: 'en' | 'es'): LinePoint[] =>
  months.map((month, index) => ({
    label: lang === 'es' ? (meses[index] ?? month) : month,
    value: now[index] ?? null,
    low: now[index] === undefined ? null : now[index] - 0.006,
    high: now[index] === undefined ? null : now[index] + 0.006,
    lastYear: before[index] ?? null,
  }))

/** A line with everything that can interrupt it: a suppressed value, a gap, a change of test. */
export const interrupted: LinePoint[] = [
  { label: '2018-19', short: '18-19', value: 0.412, low: 0.33, high: 0.5 },
  { label: '2019-20', short: '19-20', value: null },
  { label: '2020-21', short: '20-21', value: hidden },
  { label: '2021-22', short: '21-22', value: 0.344, low: 0.26, high: 0.43 },
  { label: '2022-23', short: '22-23', value: 0.357, low: 0.28, high: 0.44 },
  { label: '2023-24', short: '23-24', value: 0.401, low: 0.32, high: 0.49 },
  { label: '2024-25', short: '24-25', value: 0.428, low: 0.34, high: 0.51 },
]

export const groups = (names: readonly string[]): DotRow[] =>
  [
    { value: 0.231, low: 0.2251, high: 0.2371, n: 19104, strong: true },
    { value: 0.278, low: 0.265, high: 0.291, n: 4480 },
    { value: 0.334, low: 0.317, high: 0.351, n: 2951 },
    { value: 0.289, low: 0.281, high: 0.297, n: 12804 },
    { value: 0.316, low: 0.292, high: 0.341, n: 1377 },
    { value: 0.172, low: 0.153, high: 0.193, n: 1402 },
    { value: hidden, low: null, high: null, n: hidden },
  ].map((row, index) => ({ ...row, label: names[index] ?? '' }))

export type SchoolRow = {
  id: string
  name: string
  students: number
  rate: number | typeof hidden
  before: number | typeof hidden | null
  change: number | null | typeof hidden
  series: (number | null | typeof hidden)[]
  done: number | null
  call: CallName
  reason: string | null
  trend: TrendName
}

export const schools: SchoolRow[] = [
  {
    id: '11',
    name: 'Hill Street High',
    students: 1204,
    rate: 0.338,
    before: 0.32,
    change: 0.018,
    series: [0.29, 0.31, 0.31, 0.32, 0.338],
    done: 0.41,
    call: 'behind',
    reason: null,
    trend: 'worsening',
  },
  {
    id: '12',
    name: 'Island School',
    students: 14,
    rate: hidden,
    before: hidden,
    change: hidden,
    series: [hidden, hidden, 0.2, hidden, hidden],
    done: 1,
    call: 'no_call',
    reason: 'few',
    trend: 'not_comparable',
  },
  {
    id: '13',
    name: 'Northside Elementary',
    students: 431,
    rate: 0.16,
    before: 0.202,
    change: -0.042,
    series: [0.28, 0.25, 0.22, 0.202, 0.16],
    done: 0.93,
    call: 'on_pace',
    reason: null,
    trend: 'improving',
  },
  {
    id: '14',
    name: 'Orchard Magnet',
    students: 388,
    rate: 0.121,
    before: 0.127,
    change: -0.006,
    series: [0.17, 0.15, 0.14, 0.127, 0.121],
    done: 0.88,
    call: 'met',
    reason: null,
    trend: 'no_clear_change',
  },
  {
    id: '15',
    name: 'Riverbank Middle',
    students: 612,
    rate: 0.287,
    before: 0.291,
    change: -0.004,
    series: [0.31, 0.3, 0.3, 0.291, 0.287],
    done: 0.64,
    call: 'too_close',
    reason: null,
    trend: 'no_clear_change',
  },
  {
    id: '16',
    name: 'Quarry Road K-8',
    students: 702,
    rate: 0.402,
    before: null,
    change: null,
    series: [null, null, null, null, 0.402],
    done: null,
    call: 'missed',
    reason: null,
    trend: 'not_comparable',
  },
]
