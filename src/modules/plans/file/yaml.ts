import { isAlias, isMap, isNode, isPair, isScalar, LineCounter, parseDocument, visit, type Document } from 'yaml'
import { type Path, type Place, type Places, type Problem, wrong } from './problem.ts'

/** So many problems of one file are told. */
export const maxProblems = 200

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

/** A YAML file as a value, with the place of each field; or why it cannot be read. */
export type DocumentRead =
  | { value: Record<string, unknown>; places: Places; problems: null }
  | { value: null; problems: readonly Problem[] }

/** Reads any YAML 1.2 by the library, and says what is wrong with it. Refused: aliases, tags, anything but a map at the top. Takes about a second a megabyte. */
export function readYaml(text: string): DocumentRead {
  const top: Place = { line: 1, col: 1 }
  const fail = (...problems: Problem[]): DocumentRead => ({ value: null, problems })
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
