import type { Plan } from '../../file/format.ts'
import type { Path } from '../../file/problem.ts'
import { calendarOf, yearOfDay } from '../../timeframes/calendar.ts'
import { yearsOf } from '../../timeframes/lex.ts'
import type { CheckRule } from '../rule.ts'
import { ownWords } from '../wording.ts'

/** The years that a text names as a span, such as 2018-22; null when it names none, or more than one. */
function spanIn(text: string): [number, number] | null {
  const found = [...text.matchAll(/(?<!\d)((?:19|20)\d\d)\s*[-–/]\s*((?:19|20)\d\d|\d\d)(?!\d)/g)]
  if (found.length !== 1) return null
  const [from, to] = yearsOf(`${found[0]?.[1]}-${found[0]?.[2]}`)
  return to > from ? [from, to] : null
}

type Say = (path: Path, how: 'title' | 'words' | 'source' | 'adoption' | 'state', said: string, known: string) => void

/** Whether years that somewhere name the plan are those of its window. */
function years(plan: Plan, say: Say): void {
  const calendar = calendarOf(plan.period)
  const begins = yearOfDay(calendar, plan.period.from) - 1
  const ends = yearOfDay(calendar, plan.period.to)
  // A window by calendar years fits too.
  const fits = ([from, to]: [number, number]): boolean =>
    (from === begins || from === Number(plan.period.from.slice(0, 4))) &&
    (to === ends || to === Number(plan.period.to.slice(0, 4)))
  const texts: [Path, 'title' | 'words' | 'source', string][] = [
    [['title'], 'title', ownWords(plan.title, plan)],
    [['period', 'words'], 'words', plan.period.words],
  ]
  if (plan.source) texts.push([['source', 'title'], 'source', plan.source.title])
  for (const [path, how, text] of texts) {
    const span = spanIn(text)
    if (span && !fits(span)) say(path, how, `${span[0]}-${span[1]}`, `${plan.period.from} – ${plan.period.to}`)
  }
}

const sameBody = (a: Plan['approvals'][number]['body'], b: Plan['adoption']['body']): boolean =>
  b !== null && ((a.en !== undefined && a.en === b.en) || (a.es !== undefined && a.es === b.es))

/** What the head of a plan says about itself, against its window and its approvals. */
const conflict: CheckRule = {
  id: 'metadata-conflict',
  severity: 'warning',
  run: ({ plan }, tell) => {
    const say: Say = (path, how, said, known) => tell(path, { how, said, known }, { element: null })
    if (plan.period.from < plan.period.to) years(plan, say)
    const { adoption } = plan
    const others = plan.approvals.filter((one) => one.on && sameBody(one.body, adoption.body))
    const days = others.flatMap((one) => one.on ?? [])
    if (adoption.on && days.length > 0 && !days.includes(adoption.on))
      say(['adoption', 'on'], 'adoption', adoption.on, days.join(', '))
    if (adoption.on && (adoption.state === 'draft' || adoption.state === 'review'))
      say(['adoption', 'state'], 'state', adoption.state, adoption.on)
  },
}

export const metadata: readonly CheckRule[] = [conflict]
