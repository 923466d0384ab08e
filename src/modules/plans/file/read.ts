import { isAlias, isMap, isNode, isPair, isScalar, LineCounter, parseDocument, visit, type Document } from 'yaml'
import { isLang } from '../../../platform/words.ts'
import { formatName, type Plan, planFormat } from './format.ts'
import { explain } from './issues.ts'
import type { Path, Place, Places, Problem, Rule } from './problem.ts'

/** A plan of 20,000 elements takes about 9 MB. */
export const maxBytes = 16 * 1024 * 1024
const maxDepth = 40
const maxProblems = 200

export type Reading =
  | { plan: Plan; places: Places; problems: readonly [] }
  | { plan: null; places: Places; problems: readonly Problem[] }

/** True when brackets or leading dashes nest deeper than any plan does: refused before the parser sees them. */
function tooDeep(text: string): number {
  let depth = 0
  let line = 1
  let lead = 0
  let leading = true
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i)
    if (c === 10) {
      line++
      lead = 0
      leading = true
    } else if (leading && (c === 32 || c === 45 || c === 63 || c === 9)) {
      if (++lead > 4 * maxDepth) return line
    } else {
      leading = false
      if (c === 91 || c === 123) {
        if (++depth > maxDepth) return line
      } else if (c === 93 || c === 125) depth = Math.max(0, depth - 1)
    }
  }
  return 0
}

function placesOf(doc: Document.Parsed, lines: LineCounter): Places {
  const at = (offset: number | undefined): Place => (offset === undefined ? { line: 1, col: 1 } : lines.linePos(offset))
  return (path, key = false) => {
    for (let end = path.length; end >= 0; end--) {
      const here: Path = path.slice(0, end)
      const last = here.at(-1)
      if ((key || end < path.length) && typeof last === 'string') {
        const above = doc.getIn(here.slice(0, -1), true)
        const pair = isMap(above)
          ? above.items.find((p) => isPair(p) && isScalar(p.key) && p.key.value === last)
          : undefined
        if (pair && isNode(pair.key) && pair.key.range) return at(pair.key.range[0])
      }
      const node = end === 0 ? doc.contents : doc.getIn(here, true)
      if (isNode(node) && node.range) return at(node.range[0])
    }
    return { line: 1, col: 1 }
  }
}

const fail = (...problems: Problem[]): Reading => ({ plan: null, places: () => ({ line: 1, col: 1 }), problems })
const wrong = (rule: Rule, place: Place, values: Problem['values'] = {}): Problem => ({
  rule,
  severity: 'error',
  values,
  path: [],
  element: null,
  ...place,
})

/** A YAML file as a value, with the place of each field; or why it cannot be read. */
export type DocumentRead =
  | { value: Record<string, unknown>; places: Places; problems: null }
  | { value: null; problems: readonly Problem[] }

/**
 * Reads a YAML file as data: the first half of reading a plan, for other files of this module too. In: text or bytes. Out: the value and its places, or the
 * problems with line and column. Refused before anything is expanded: files over 16 MiB, bytes that are not UTF-8, aliases, tags, deep nesting.
 */
export function readDocument(input: string | Uint8Array): DocumentRead {
  const top: Place = { line: 1, col: 1 }
  const fail = (...problems: Problem[]): DocumentRead => ({ value: null, problems })

  const size = typeof input === 'string' ? Buffer.byteLength(input) : input.byteLength
  if (size > maxBytes)
    return fail(wrong('file-too-large', top, { mb: Math.ceil(size / 1048576), max: maxBytes / 1048576 }))
  const raw = typeof input === 'string' ? input : new TextDecoder('utf-8').decode(input)
  const lost = raw.indexOf('\ufffd')
  if (lost >= 0)
    return fail(
      wrong('not-utf8', { line: raw.slice(0, lost).split('\n').length, col: lost - raw.lastIndexOf('\n', lost) }),
    )
  const text = raw.normalize('NFC')
  const deep = tooDeep(text)
  if (deep) return fail(wrong('too-deep', { line: deep, col: 1 }, { max: maxDepth }))

  const lines = new LineCounter()
  const doc = parseDocument(text, {
    lineCounter: lines,
    schema: 'core',
    merge: false,
    uniqueKeys: true,
    prettyErrors: false,
    stringKeys: true,
  })
  const at = (offset: number): Place => lines.linePos(offset)
  if (doc.errors.length)
    return fail(
      ...doc.errors.slice(0, maxProblems).map((e) =>
        wrong(e.code === 'DUPLICATE_KEY' ? 'duplicate-key' : 'yaml', at(e.pos[0]), {
          what: e.code.toLowerCase().replaceAll('_', ' '),
        }),
      ),
    )

  const refused: Problem[] = []
  visit(doc, {
    Node(_, node) {
      const place = node.range ? at(node.range[0]) : top
      if (isAlias(node) || node.anchor) refused.push(wrong('alias', place))
      else if (node.tag && !node.tag.startsWith('tag:yaml.org,2002:'))
        refused.push(wrong('tag', place, { tag: node.tag.slice(0, 40) }))
    },
  })
  if (refused.length) return fail(...refused.slice(0, maxProblems))
  if (!isMap(doc.contents)) return fail(wrong('not-a-map', top))

  const value = doc.toJS({ maxAliasCount: 0 }) as Record<string, unknown>
  return { value, places: placesOf(doc, lines), problems: null }
}

/**
 * Reads a plan file (YAML 1.2, or the canonical JSON, which is YAML too).
 * In: the text or bytes of the file. Out: the plan and a map from field to line and column; or the problems, each with rule, line, column and values
 * for its words. Nothing is thrown; what is refused at once: see `readDocument`.
 */
export function readPlan(input: string | Uint8Array): Reading {
  const read = readDocument(input)
  if (!read.value) return fail(...read.problems)
  const { value, places } = read
  const { format, language } = value
  if (format !== formatName) return fail(wrong('other-format', places(['format']), { format: formatName }))
  const parsed = planFormat(isLang(language) ? language : 'en').safeParse(value)
  if (parsed.success) return { plan: parsed.data, places, problems: [] }
  return {
    plan: null,
    places,
    problems: parsed.error.issues.slice(0, maxProblems).flatMap((issue) => explain(issue, places, value)),
  }
}
