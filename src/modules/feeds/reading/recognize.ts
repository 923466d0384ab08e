import { kindOf, kinds } from '../kinds/all.ts'
import { plain } from './nearest.ts'
import type { Kind } from '../kinds/kind.ts'
import type { KindName } from '../schema.ts'
import {
  cells,
  type Delimiter,
  delimiterOf,
  firstLine,
  fitness,
  looksLikeData,
  type Match,
  matchHeader,
} from './header.ts'

export type Recognized =
  | { state: 'no-header' }
  /** Too little of any layout was found. `header` is what the file has. */
  | { state: 'unknown'; header: string[] }
  | { state: 'lacking' | 'known'; kind: Kind; header: string[]; delimiter: Delimiter; match: Match }

/** At least this share of a layout's required columns must be there for a file to be taken for it when nobody said what it is. */
const least = 0.6

const idNames = new Set(['student_id', 'student_number', 'sasid'])

/**
 * Says which layout a file has by its header. In: the file in UTF-8, the layout if somebody named it, and how people matched headers before.
 * `lacking`: the layout is clear, but a required column is missing.
 */
export async function recognize(
  path: string,
  named: KindName | null,
  mappingOf: (kind: KindName) => Promise<Record<string, string>>,
): Promise<Recognized> {
  const line = await firstLine(path)
  if (line === null) return { state: 'no-header' }
  const delimiter = delimiterOf(line)
  const header = cells(line, delimiter)
  if (looksLikeData(header)) return { state: 'no-header' }
  let best: { kind: Kind; match: Match; fit: number; taken: number } | null = null
  // A file that names students is about students, whatever else its columns look like.
  const person = header.some((cell) => idNames.has(plain(cell)))
  for (const kind of named ? [kindOf(named)] : kinds.filter((one) => one.aboutStudents || !person)) {
    const match = matchHeader(header, kind.columns, await mappingOf(kind.name))
    const fit = fitness(match, kind.columns)
    const taken = header.length - match.unknown.length
    if (!best || fit > best.fit || (fit === best.fit && taken > best.taken)) best = { kind, match, fit, taken }
  }
  if (!best || (named === null && best.fit < least)) return { state: 'unknown', header }
  return {
    state: best.match.lacking.length > 0 ? 'lacking' : 'known',
    kind: best.kind,
    header,
    delimiter,
    match: best.match,
  }
}
