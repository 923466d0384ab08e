import type { z } from 'zod'
import { type Plan, planFormat } from '../file/format.ts'

type Written = z.input<ReturnType<typeof planFormat>>
/** Parts of a plan file as somebody writes them. */
export type Parts = Partial<Omit<Written, 'elements'>> & {
  elements?: Partial<NonNullable<Written['elements']>[number]>[]
}

const bare: Written = {
  format: 'throughline-plan/1',
  id: 'parts',
  language: 'en',
  title: { en: 'Small plan', es: 'Plan pequeño' },
  org: { name: 'Small Schools', synthetic: true },
  period: { words: '2026-2029', from: '2026-07-01', to: '2029-06-30' },
  adoption: { state: 'adopted', on: '2026-06-16' },
  grammar: {
    levels: [
      { id: 'goal', name: 'Goal', plural: 'Goals', role: 'goal', numbering: { style: 'decimal', prefix: 'GO' } },
      {
        id: 'action',
        name: 'Action',
        plural: 'Actions',
        role: 'action',
        parents: ['goal'],
        numbering: { style: 'roman', under: 'goal' },
      },
      { id: 'indicator', name: 'Indicator', plural: 'Indicators', role: 'measure', parents: ['goal'] },
      { id: 'task', name: 'Task', plural: 'Tasks', role: 'task', parents: ['action', 'goal'] },
    ],
  },
}

/**
 * A plan of a few lines, for the cases of rules. In: the parts that matter; an element needs only what is said of it (its id becomes `e1`, `e2`, its
 * level `task`, its title its id). Out: the plan as it is read from a file. Throws when it is no plan.
 */
export function planOfParts({ elements = [], ...parts }: Parts): Plan {
  return planFormat('en').parse({
    ...bare,
    ...parts,
    elements: elements.map((one, i) => ({ id: `e${i + 1}`, level: 'task', title: one.id ?? `e${i + 1}`, ...one })),
  })
}

/** One case of a rule: what it is, the plan, and the paths at which the rule tells of something (none: it stays silent). */
export type Case = readonly [what: string, parts: Parts, ...paths: string[]]
