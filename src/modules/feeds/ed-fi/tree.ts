/** A record of either format in one shape: names as the API writes them, lists as lists. XML gives strings only. */
export type Tree = string | number | boolean | null | Tree[] | { [name: string]: Tree }

/** A record of a resource (its name as in the API, null when a file does not say), where it begins, and the id other records of an XML file refer to it by. */
export type Element = { resource: string | null; tree: Tree; line: number; id: string | null }

/** What is wrong with a file as a whole; it is read no further. */
export class Unreadable extends Error {
  readonly code: 'broken-file' | 'doctype' | 'not-utf8' | 'too-deep' | 'too-large' | 'no-records'
  readonly line: number
  constructor(code: Unreadable['code'], line: number) {
    super(code)
    this.code = code
    this.line = line
  }
}

/** Limits of one record: nesting, and characters of text. No record of the standard comes near. */
export const limits = { depth: 40, characters: 4 * 2 ** 20 } as const

/** An element name as the API writes it: `IEPBeginDate` is `iepBeginDate`, `SchoolId` is `schoolId`. */
export const apiName = (name: string): string =>
  name.replace(/^(?:[A-Z]+(?=[A-Z][a-z])|[A-Z]+$|[A-Z])/, (start) => start.toLowerCase())

/** The resource of an element: `LocalEducationAgency` is `localEducationAgencies`. */
export function resourceName(element: string): string {
  const name = `${element.charAt(0).toLowerCase()}${element.slice(1)}`
  return /[^aeiou]y$/.test(name) ? `${name.slice(0, -1)}ies` : `${name}s`
}

const ways = new Map<string, string[][]>()

/** All values at a path such as `studentReference.studentUniqueId`; lists on the way are walked through. `a|b`: the first that gives any. */
export function valuesAt(tree: Tree, path: string): Tree[] {
  let known = ways.get(path)
  if (!known) {
    known = path.split('|').map((one) => one.split('.'))
    ways.set(path, known)
  }
  for (const way of known) {
    const found: Tree[] = []
    walk(tree, way, 0, found)
    if (found.length > 0) return found
  }
  return []
}

function walk(tree: Tree, way: readonly string[], at: number, found: Tree[]): void {
  if (tree === null || tree === undefined) return
  if (Array.isArray(tree)) {
    for (const one of tree) walk(one, way, at, found)
    return
  }
  const name = way[at]
  if (name === undefined) found.push(tree)
  else if (typeof tree === 'object' && Object.hasOwn(tree, name)) walk(tree[name] ?? null, way, at + 1, found)
}

/** Bytes as text, piece by piece. Throws `Unreadable` at bytes that are not UTF-8. */
export async function* decoded(chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let line = 1
  const take = (chunk?: Uint8Array): string => {
    try {
      return chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode()
    } catch {
      throw new Unreadable('not-utf8', line)
    }
  }
  for await (const chunk of chunks) {
    const text = take(chunk)
    yield text
    for (const _ of text.matchAll(/\n/g)) line += 1
  }
  const rest = take()
  if (rest !== '') yield rest
}
