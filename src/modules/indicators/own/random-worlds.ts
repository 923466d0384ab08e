import { type Fact, type Field, type FactName, factNames, factOf } from './facts.ts'
import type { Value } from './language.ts'
import { dayIn, emptyRows, type Group, type Row, type Spell, type World } from './meaning.ts'

/** Throws of a seed: the same every time. In: how many sides. Out: 0 to sides - 1. */
export type Dice = (sides: number) => number
export function dice(from: number): Dice {
  let state = from >>> 0 || 1
  return (sides) => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) % sides
  }
}
export const pick = <T>(roll: Dice, list: readonly T[]): T => list[roll(list.length)] as T

const days = ['last 03-01', '09-15', '10-01', '12-31', '01-01', '03-01', '06-30', 'next 08-31']
const texts = ['dibels 8', 'sbac', `o'neil; --`, 'ñandú', '12']

/** A value of a field as the lake keeps it; days still as `mm-dd`. */
export function someValue(roll: Dice, field: Field): Value {
  const { type } = field
  switch (type.kind) {
    case 'word':
      return pick(roll, type.words.slice(0, 3))
    case 'text':
      return pick(roll, texts)
    case 'flag':
      return roll(2) === 0
    case 'grade':
      return roll(14) - 1
    case 'day':
      return pick(roll, days)
    case 'number':
      return roll(5) * (type.scale === 100 ? 50 : 1)
  }
}

const orNull = <T>(roll: Dice, value: T): T | null => (roll(4) === 0 ? null : value)

function rowValues(roll: Dice, fact: Fact, spell: (field: string, value: Value) => Value): Row['values'] {
  return Object.fromEntries(
    Object.entries(fact.fields).map(([name, field]) => [name, orNull(roll, spell(name, someValue(roll, field)))]),
  )
}

/** A small random world of three schools: what came of the school year 2026 and the two years before it. */
export function someWorld(roll: Dice, spelled: (fact: FactName, field: string, value: Value) => Value): World {
  const schoolYear = 2026
  const rows = emptyRows()
  const spells: Spell[] = []
  const groups = new Map<number, Group>()
  const courses = new Map<string, Row['values']>()
  const students = 1 + roll(8)
  for (let student = 1; student <= students; student++) {
    for (const year of [schoolYear, ...(roll(2) === 0 ? [schoolYear - 1] : [])])
      for (let i = 0; i <= roll(2); i++)
        spells.push({
          student,
          school: 1 + roll(3),
          schoolYear: year,
          grade: year === schoolYear ? 8 + roll(3) : 7 + roll(3),
          entered: `${year - 1}-${pick(roll, ['08-27', '11-02', '09-09'])}`,
          left: orNull(roll, `${year}-${pick(roll, ['04-01', '05-20'])}`),
          isPrimary: roll(4) > 0,
        })
    const three = () => orNull(roll, roll(2) === 0)
    groups.set(student, {
      race: orNull(roll, 'black'),
      gender: null,
      residency: null,
      econ: three(),
      el: three(),
      swd: three(),
    })
    for (const name of factNames) {
      if (name === 'enrollment') continue
      const count = roll(3)
      for (let i = 0; i < count; i++) {
        const values = {
          ...rowValues(roll, factOf(name), (field, value) =>
            isoOr(name, field, spelled(name, field, value), schoolYear),
          ),
        }
        if (name === 'course') {
          // What a course counts for belongs to its code.
          const code = String(values.code ?? 'NONE')
          const known = courses.get(code) ?? values
          courses.set(code, known)
          for (const field of ['subject', 'core', 'algebra1', 'prepares', 'arts']) values[field] = known[field] ?? null
          values.code = code
          values.summer ??= false
        }
        if (name === 'attendance') Object.assign(values, { absent: roll(40) * 50, enrolled_days: roll(3) * 90 })
        if (name === 'attendance')
          values.percent_missed = values.enrolled_days ? Number(values.absent) / Number(values.enrolled_days) : null
        rows[name].push({
          student: roll(12) === 0 ? 99 : student,
          school: name === 'program' || name === 'attendance' ? null : 1 + roll(3),
          schoolYear: schoolYear - pick(roll, [0, 0, 0, 1, 2]),
          values,
        })
      }
    }
  }
  return { schoolYear, today: pick(roll, ['2026-08-01', '2026-03-01']), spells, groups, rows }
}

const isoOr = (fact: FactName, field: string, value: Value, schoolYear: number): Value =>
  factOf(fact).fields[field]?.type.kind === 'day' && typeof value === 'string' ? dayIn(value, schoolYear) : value
