import { type CheckInput, type CheckRule, onceFor } from '../rule.ts'
import { ownWords, sameSet, shared, wordsOf } from '../wording.ts'
import { type Saying, type Subject, subjects } from './said.ts'
import { type Span, spansDiffer, spansOf, unitOf, whenDiffer, whenOf } from './spans.ts'

type Marked<T> = { saying: Saying; mark: T; shown: string }

/**
 * One rule about what several places say of one thing. `read` takes from a saying what is compared, null when it says nothing of the kind; `differ` compares two.
 * Told once a thing: at the first place that differs from an earlier one, with all the ways it is said.
 */
function compared<T>(
  id: string,
  severity: CheckRule['severity'],
  read: (saying: Saying, input: CheckInput) => { mark: T; shown: string } | null,
  differ: (a: Marked<T>, b: Marked<T>) => boolean,
): CheckRule {
  const find = (subject: Subject, input: CheckInput): [Marked<T>, Marked<T>, Marked<T>[]] | null => {
    const all: Marked<T>[] = []
    for (const saying of subject.sayings) {
      const one = read(saying, input)
      if (one) all.push({ saying, ...one })
    }
    // At most 40 places of one thing are compared with each other.
    for (const [i, later] of all.slice(0, 40).entries())
      for (const earlier of all.slice(0, i)) if (differ(earlier, later)) return [earlier, later, all]
    return null
  }
  return {
    id,
    severity,
    run: (input, tell) => {
      for (const subject of subjects(input)) {
        const found = find(subject, input)
        if (!found) continue
        const [earlier, later, all] = found
        const ways = new Map<string, string>()
        for (const one of [earlier, later, ...all.filter((other) => differ(earlier, other) || differ(later, other))])
          if (!ways.has(one.shown) && ways.size < 4)
            ways.set(one.shown, one.saying.place ? `“${one.shown}” (${one.saying.place})` : `“${one.shown}”`)
        tell(
          later.saying.path,
          { name: subject.name, of: subject.element === null ? 'plan' : 'thing', ways: [...ways.values()].join(', ') },
          { element: subject.element, related: [earlier.saying.path] },
        )
      }
    },
  }
}

/** Signs of unit and number say nothing about the wording: other rules compare them. */
const notWords = new Set(['%', '#', '$', 'number', 'percent', 'percentag', 'count', 'grad', 'grade', 'k', 'pk', 'th'])
/** A quote taken apart: its words in order, the stems that mean something, its numbers. */
type Quote = { words: string; list: readonly string[]; stems: ReadonlySet<string>; numbers: ReadonlySet<string> }

const quotes = onceFor(() => new Map<string, Quote>())
function quoteOf(words: string, input: CheckInput): Quote {
  const known = quotes(input).get(words)
  if (known) return known
  const stems = [...input.stems(words.replaceAll(/[-–—]/g, ''))]
  const quote = {
    words,
    list: wordsOf(words),
    stems: new Set(stems.filter((one) => !notWords.has(one) && !/^\d/.test(one))),
    numbers: new Set(words.match(/\d+(?:[.,]\d+)*/g) ?? []),
  }
  quotes(input).set(words, quote)
  return quote
}

/** True for two forms of one word, such as deliver and delivery. */
const kin = (a: string, b: string): boolean =>
  a === b ||
  (Math.min(a.length, b.length) >= 5 && Math.abs(a.length - b.length) <= 3 && (a.startsWith(b) || b.startsWith(a)))
/** How many stems of one stand in the other too, each for one; the same word before another form of it. */
function held(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const rest = [...b].filter((one) => !a.has(one))
  const open = [...a].filter((one) => !b.has(one))
  for (const one of open) {
    const i = rest.findIndex((other) => kin(one, other))
    if (i >= 0) rest.splice(i, 1)
  }
  return b.size - rest.length
}

/** A quote of this many words may have been cut. */
const cut = 6
/** True when the longer one says all of the shorter one and goes on with "and", "or" or a comma: "teaching and learning, and operations". */
function adds(shorter: Quote, longer: Quote): boolean {
  const [a, b] = [shorter.list, longer.list]
  if (a.length >= cut || b.length <= a.length || !a.every((one, i) => one === b[i])) return false
  return b[a.length] === 'and' || b[a.length] === 'or' || longer.words.slice(shorter.words.length).startsWith(',')
}

/** True when one quote begins where the other ends, with two words or more in common: two windows on one sentence. */
function windows({ list: a }: Quote, { list: b }: Quote): boolean {
  const meet = (x: readonly string[], y: readonly string[]): boolean =>
    x.some((_, i) => x.length - i >= 2 && x.length - i <= y.length && x.slice(i).every((word, k) => word === y[k]))
  return meet(a, b) || meet(b, a)
}

/**
 * Two quotes of the same sentence with other words: they share half of the shorter one, and each has a word that the other lacks. A quote that is only
 * shorter is no drift, it may have been cut; unless the longer one goes on with "and".
 */
const wording = compared(
  'wording-drift',
  'note',
  ({ words, office: named, number: value }, input) => {
    if (!words) return null
    const quote = quoteOf(words, input)
    return quote.stems.size >= 2 ? { mark: { quote, named, value }, shown: words } : null
  },
  ({ mark: { quote: a, ...here } }, { mark: { quote: b, ...there } }) => {
    if (a === b) return false
    // Other numbers or offices are the business of other rules, or of another sentence.
    if (!sameSet(a.numbers, b.numbers) || here.value !== there.value) return false
    if (here.named && there.named && here.named !== there.named) return false
    if (adds(a, b) || adds(b, a)) return true
    if (windows(a, b)) return false
    const [ours, theirs] = [held(a.stems, b.stems), held(b.stems, a.stems)]
    return ours < a.stems.size && theirs < b.stems.size && ours * 2 >= Math.min(a.stems.size, b.stems.size)
  },
)

const unit = compared(
  'unit-drift',
  'warning',
  ({ unit: named, words, number }) => {
    const mark = unitOf(named, words)
    return mark ? { mark: { unit: mark, number }, shown: words ?? named ?? '' } : null
  },
  (a, b) => a.mark.unit !== b.mark.unit && a.mark.number === b.mark.number,
)

const decimals = (n: number): number => (String(n).split('.')[1] ?? '').length
/** 83 and 83.2: the coarser one is the finer one rounded. */
function sameRounded(a: number, b: number): boolean {
  const digits = 10 ** Math.min(decimals(a), decimals(b))
  return Math.round(a * digits) === Math.round(b * digits)
}

const number = compared(
  'number-drift',
  'warning',
  (saying) => {
    if (saying.number === null) return null
    const shown = saying.unit ? `${saying.number} ${saying.unit}` : String(saying.number)
    return { mark: { ...saying, number: saying.number, by: unitOf(saying.unit, saying.words) }, shown }
  },
  (a, b) =>
    !sameRounded(a.mark.number, b.mark.number) &&
    a.mark.by === b.mark.by &&
    (a.mark.date ?? '') === (b.mark.date ?? '') &&
    (a.mark.grades ?? '') === (b.mark.grades ?? ''),
)

const scope = compared<readonly Span[]>(
  'scope-drift',
  'warning',
  ({ grades, words }) => {
    const mark = spansOf(grades ?? words ?? '')
    return mark.length > 0 ? { mark, shown: grades ?? words ?? '' } : null
  },
  (a, b) => spansDiffer(a.mark, b.mark),
)

const date = compared(
  'date-drift',
  'warning',
  (saying) => {
    const mark = saying.date ? whenOf(saying.date) : null
    return mark ? { mark, shown: saying.date ?? '' } : null
  },
  (a, b) => whenDiffer(a.mark, b.mark),
)

/** Two offices named for one thing. A mention that only says whose pages repeat it, with other words, names no office. */
const office = compared(
  'office-drift',
  'warning',
  (saying, { plan, stems: stemsIn }) => {
    const known = plan.offices.find((one) => one.id === saying.office)
    if (!saying.office || !known) return null
    const name = ownWords(known.name, plan)
    if (saying.words) {
      const stems = stemsIn(saying.words)
      if (shared(stems, stemsIn(name)) * 2 < stems.size) return null
    }
    return { mark: saying.office, shown: saying.words ?? name }
  },
  (a, b) => a.mark !== b.mark,
)

export const mentions: readonly CheckRule[] = [wording, unit, number, scope, date, office]
