import { dateIn } from '../../../platform/clock.ts'
import type { Tx } from '../../../platform/db/database.ts'
import { shortDate } from '../../../platform/format.ts'
import { type Lang, read } from '../../../platform/words.ts'
import { accountName } from '../../people/index.ts'
import type { Plan } from '../file/format.ts'
import { nameIn } from './outline.ts'
import type { Op } from './ops.ts'
import { say } from './say.ts'
import type { StepRow } from './schema.ts'

/** The names of the accounts that took some steps. */
export async function actorsOf(
  tx: Tx,
  actors: readonly (number | null)[],
  lang: Lang,
): Promise<Map<number | null, string>> {
  const out = new Map<number | null, string>([[null, say(lang)('system')]])
  for (const actor of new Set(actors))
    if (actor !== null) out.set(actor, (await accountName(tx, actor)) ?? say(lang)('somebody'))
  return out
}

/** The day and the time of an instant in a time zone, in words. */
export function whenSaid(at: Date, timeZone: string, lang: Lang): string {
  const time = new Intl.DateTimeFormat(lang === 'es' ? 'es-US' : 'en-US', { timeZone, timeStyle: 'short' })
  return `${shortDate(dateIn(at, timeZone), lang)}, ${time.format(at)}`
}

/** What an operation is about, in the words of the plan of now; its id when it is not there any more. */
function aboutOf(plan: Plan, op: Op, lang: Lang): string {
  if (op.kind === 'all') return op.ops.at(-1) ? aboutOf(plan, op.ops.at(-1) as Op, lang) : ''
  if (op.kind === 'renumber') return ''
  if (op.kind !== 'move' && op.at.list === 'plan') return say(lang)('wholePlan')
  const at = op.kind === 'move' ? ({ list: 'elements', id: op.id } as const) : op.at
  if (at.list === 'plan') return ''
  if (at.list === 'elements') {
    const found = plan.elements.find((one) => one.id === at.id)
    if (found) return nameIn(found, lang)
    return op.kind === 'add' || op.kind === 'remove' ? nameIn(op.value as Plan['elements'][number], lang) : at.id
  }
  const measure = plan.measures.find((one) => one.id === (at.list === 'measures' ? at.id : at.of))
  return measure ? say(lang)('measureOf', { name: read(measure.title, lang).words }) : at.id
}

const verbOf = (op: Op): Exclude<Op['kind'], 'all'> => {
  if (op.kind !== 'all') return op.kind
  return op.ops.some((one) => one.kind === 'remove') ? 'remove' : 'set'
}

/** The last steps in words, newest first. */
export function logLines(
  plan: Plan,
  steps: readonly StepRow[],
  names: ReadonlyMap<number | null, string>,
  timeZone: string,
  lang: Lang,
): { n: number; line: string; at: string }[] {
  const words = say(lang)
  return steps.map((step) => ({
    n: step.n,
    line: words('logLine', {
      who: names.get(step.actor) ?? words('somebody'),
      what: words(step.of_n === null ? `op.${verbOf(step.op)}` : 'op.undo'),
      name: aboutOf(plan, step.op, lang),
    }).trim(),
    at: whenSaid(step.at, timeZone, lang),
  }))
}
