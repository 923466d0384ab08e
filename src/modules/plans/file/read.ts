import { isLang } from '../../../platform/words.ts'
import { formatName, type Plan, planFormat } from './format.ts'
import { explain } from './issues.ts'
import { nowhere, type Place, type Places, type Problem, wrong } from './problem.ts'
import { readUsual } from './usual.ts'
import { type DocumentRead, maxProblems, readYaml } from './yaml.ts'

/** A plan of 20,000 elements takes about 9 MB. */
export const maxBytes = 16 * 1024 * 1024
const maxDepth = 40

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

const fail = (...problems: Problem[]): Reading => ({ plan: null, places: () => ({ line: 1, col: 1 }), problems })

/**
 * Reads a YAML file as data: the first half of reading a plan, for other files of this module too. The usual kind of YAML is read by `readUsual`, the rest and
 * everything with a mistake by the library. In: text or bytes. Out: the value and its places, or the problems with line and column. Refused before anything is expanded: files over 16 MiB, bytes that are not UTF-8, aliases, tags, deep nesting.
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

  const usual = readUsual(text)
  return usual ? { ...usual, problems: null } : readYaml(text)
}

/**
 * Reads a plan file (YAML 1.2, or the canonical JSON, which is YAML too).
 * In: the text or bytes of the file. Out: the plan and a map from field to line and column; or the problems, each with rule, line, column and values
 * for its words. Nothing is thrown; what is refused at once: see `readDocument`.
 */
export function readPlan(input: string | Uint8Array): Reading {
  const read = readDocument(input)
  if (!read.value) return fail(...read.problems)
  return fit(read.value, read.places)
}

function fit(value: Record<string, unknown>, places: Places): Reading {
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

/** A plan in memory held to the format, as a file would be, without writing and reading it. Out: as `readPlan`, without places. */
export const fitting = (plan: Plan): Reading => fit(plan, nowhere)
