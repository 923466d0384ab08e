import type { Values } from '../../../platform/words.ts'
import { type Fault, rowOf } from './fields.ts'
import { jsonElements, jsonLines } from './json.ts'
import { type EdFiRow, isResource, keys, type ResourceName, resources } from './resources.ts'
import { decoded, type Element, type Tree, Unreadable } from './tree.ts'
import { xmlElements } from './xml.ts'

/** What is to be known about a place of a file. `values` name resource and field, never what stands there. */
export type EdFiFinding = { code: EdFiCode; severity: 'error' | 'warning' | 'note'; line: number; values: Values }
export type EdFiCode =
  | Unreadable['code']
  | 'field-absent'
  | 'field-wrong'
  | 'list-wrong'
  | 'duplicate'
  | 'reference-open'
  | 'resource-unknown'

/** A typed row with the line (from 1) on which its record begins. */
export type EdFiFound = { [R in ResourceName]: { resource: R; row: EdFiRow<R>; line: number } }[ResourceName]

/**
 * Counts of a file: `records` = rows + refused + the sum of `skipped`, always. `skipped`: records of resources that are not read, by resource (`?`: nobody
 * says which). `whole`: the file was read to its end.
 */
export type EdFiTally = {
  records: number
  rows: Partial<Record<ResourceName, number>>
  refused: number
  skipped: Record<string, number>
  whole: boolean
}

export type EdFiItem = { found: EdFiFound; finding?: never } | { finding: EdFiFinding; found?: never }

/** The format of a file by its name; null when it says nothing. */
export function formatOf(name: string): 'xml' | 'json' | 'lines' | null {
  const ending = /\.([a-z]+)$/i.exec(name)?.[1]?.toLowerCase()
  if (ending === 'xml') return 'xml'
  if (ending === 'jsonl' || ending === 'ndjson') return 'lines'
  return ending === 'json' ? 'json' : null
}

const elementsOf = { xml: xmlElements, json: jsonElements, lines: jsonLines } as const

/**
 * Reads an Ed-Fi interchange: XML (bulk load), JSON (a list of records, or lists by resource) or JSON Lines, while it comes in. In: its bytes in pieces, its name
 * (format, and for a bare list of records the resource: `students.json`) or both said. Out: `items`, to be gone through once, and `tally`, complete after it.
 * Never throws for what stands in the file: what cannot be read ends it with a finding, and `tally.whole` stays false.
 */
export function readEdFi(
  bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  name: string,
  given: { format?: 'xml' | 'json' | 'lines'; resource?: string } = {},
): { items: AsyncGenerator<EdFiItem>; tally: EdFiTally } {
  const tally: EdFiTally = { records: 0, rows: {}, refused: 0, skipped: {}, whole: false }
  const format = given.format ?? formatOf(name) ?? 'json'
  const bareName =
    name
      .split(/[/\\]/)
      .at(-1)
      ?.replace(/\.[a-z]+$/i, '') ?? ''
  const assumed = given.resource ?? (isResource(bareName) ? bareName : null)
  return { items: items(elementsOf[format](decoded(bytes)), assumed, tally), tally }
}

async function* items(
  elements: AsyncIterable<Element>,
  assumed: string | null,
  tally: EdFiTally,
): AsyncGenerator<EdFiItem> {
  const reader = new Reader(tally)
  try {
    for await (const one of elements) yield* reader.take(one, assumed)
    tally.whole = true
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error
    yield { finding: { code: error.code, severity: 'error', line: error.line, values: {} } }
  }
}

/** Turns records into rows; knows which ids and keys have passed. */
class Reader {
  readonly #tally: EdFiTally
  readonly #seen = new Map<string, Set<string>>()
  readonly #byId = new Map<string, Tree>()
  readonly #told = new Set<string>()

  constructor(tally: EdFiTally) {
    this.#tally = tally
  }

  *take(one: Element, assumed: string | null): Generator<EdFiItem> {
    const name = one.resource ?? assumed ?? '?'
    this.#tally.records += 1
    if (one.id) this.#byId.set(one.id, identityOf(one.tree))
    if (!isResource(name)) {
      this.#tally.skipped[name] = (this.#tally.skipped[name] ?? 0) + 1
      if (!this.#told.has(name)) {
        this.#told.add(name)
        const severity = name === '?' ? 'error' : 'note'
        yield { finding: { code: 'resource-unknown', severity, line: one.line, values: { resource: name } } }
      }
      return
    }
    const open = new Set<string>()
    const { row, faults } = rowOf(resources[name], this.#resolved(one.tree, open))
    const note = (code: EdFiCode, severity: EdFiFinding['severity'], field: string): EdFiItem => ({
      finding: { code, severity, line: one.line, values: { resource: name, field } },
    })
    for (const ref of open) if (row === null) yield note('reference-open', 'error', ref)
    for (const fault of faults)
      yield note(codeOf(fault, name), row === null && this.#needed(name, fault) ? 'error' : 'warning', fault.field)
    if (row === null) {
      this.#tally.refused += 1
      return
    }
    if (this.#again(name, row)) {
      this.#tally.refused += 1
      yield note('duplicate', 'error', (keys[name] ?? []).join(', '))
      return
    }
    this.#tally.rows[name] = (this.#tally.rows[name] ?? 0) + 1
    yield { found: { resource: name, row, line: one.line } as unknown as EdFiFound }
  }

  #needed(name: ResourceName, fault: Fault): boolean {
    const fields: Readonly<Record<string, { need: boolean }>> = resources[name]
    return fields[fault.field]?.need === true
  }

  #again(name: ResourceName, row: Record<string, unknown>): boolean {
    const fields = keys[name]
    if (!fields) return false
    const key = JSON.stringify(fields.map((field) => row[field]))
    const seen = this.#seen.get(name) ?? new Set<string>()
    if (seen.has(key)) return true
    this.#seen.set(name, seen.add(key))
    return false
  }

  /** A record with the references of an XML file put in place; those that point to nothing that came before are named in `open`. */
  #resolved(tree: Tree, open: Set<string>): Tree {
    if (Array.isArray(tree)) return tree.map((one) => this.#resolved(one, open))
    if (tree === null || typeof tree !== 'object') return tree
    const made: Record<string, Tree> = {}
    for (const [name, value] of Object.entries(tree)) {
      const ref = value !== null && typeof value === 'object' && !Array.isArray(value) ? value['@ref'] : undefined
      const known = typeof ref === 'string' ? this.#byId.get(ref) : undefined
      if (typeof ref === 'string' && !known) open.add(name)
      made[name] = known ?? this.#resolved(value, open)
    }
    return made
  }
}

const codeOf = (fault: Fault, name: ResourceName): EdFiCode => {
  if (fault.why === 'absent') return 'field-absent'
  const fields: Readonly<Record<string, { many: boolean }>> = resources[name]
  return fields[fault.field]?.many ? 'list-wrong' : 'field-wrong'
}

/** What a reference to a record needs of it: its plain fields and its own references. Lists and descriptions stay behind. */
function identityOf(tree: Tree): Tree {
  if (tree === null || typeof tree !== 'object' || Array.isArray(tree)) return tree
  return Object.fromEntries(
    Object.entries(tree).filter(([name, value]) => typeof value !== 'object' || name.endsWith('Reference')),
  )
}

/** The same for records that came from an API, as `pull.ts` gives them. In: the resource, the records in any number of pages. `line` counts them from 1. */
export function readRecords(
  resource: string,
  records: AsyncIterable<Tree> | Iterable<Tree>,
): { items: AsyncGenerator<EdFiItem>; tally: EdFiTally } {
  const tally: EdFiTally = { records: 0, rows: {}, refused: 0, skipped: {}, whole: false }
  return { items: items(numbered(resource, records), null, tally), tally }
}

async function* numbered(resource: string, records: AsyncIterable<Tree> | Iterable<Tree>): AsyncGenerator<Element> {
  let line = 0
  for await (const tree of records) {
    line += 1
    yield { resource, tree, line, id: null }
  }
}
