import { nearest } from '../reading/nearest.ts'
import { bare, type FileSpec } from './files.ts'

/** What a header of a bundle's file is about, by place: which columns are taken, and what is said of the others. */
export type BundleHeader = {
  places: Record<string, number | null>
  /** Columns that are never read: password, phone and the like. */
  secret: string[]
  unknown: { header: string; nearest: string | null }[]
  repeated: string[]
  /** Required columns that are not there, with the unknown header that is nearest. */
  lacking: { column: string; nearest: string | null }[]
  /** Columns without a name. */
  empty: number
}

/**
 * Compares a header with the standard. Case, blanks and underscores do not matter; nothing is guessed beyond that: a near miss is proposed to the steward.
 * A column that resembles a secret one counts as secret (`pasword`).
 */
export function readHeader(header: readonly string[], spec: FileSpec): BundleHeader {
  const places: BundleHeader['places'] = Object.fromEntries(spec.columns.map((column) => [column.name, null]))
  const taken = new Map(
    spec.columns.flatMap((column) => [column.name, ...column.synonyms].map((name) => [bare(name), column.name])),
  )
  const other = new Set(spec.other.map(bare))
  const secret = new Set(spec.secret.map(bare))
  const found: BundleHeader = { places, secret: [], unknown: [], repeated: [], lacking: [], empty: 0 }
  header.forEach((cell, place) => {
    const name = bare(cell)
    const column = taken.get(name)
    if (name === '') found.empty += 1
    else if (column !== undefined) {
      if (places[column] === null) places[column] = place
      else found.repeated.push(column)
    } else if (secret.has(name)) found.secret.push(cell)
    else if (other.has(name) || /^metadata[.\s_]/i.test(cell)) return
    else found.unknown.push({ header: cell, nearest: null })
  })
  const free = spec.columns.filter((column) => places[column.name] === null).map((column) => column.name)
  for (const one of found.unknown) {
    const near = nearest(bare(one.header), [...free.map(bare), ...secret])
    if (near !== null && secret.has(near)) found.secret.push(one.header)
    else one.nearest = free.find((name) => bare(name) === near) ?? null
  }
  found.unknown = found.unknown.filter((one) => !found.secret.includes(one.header))
  found.lacking = spec.columns
    .filter((column) => column.required && places[column.name] === null)
    .map((column) => ({
      column: column.name,
      nearest: found.unknown.find((one) => one.nearest === column.name)?.header ?? null,
    }))
  return found
}
