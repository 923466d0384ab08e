import { isAlias, isMap, isNode, isPair, isScalar, LineCounter, parseDocument, stringify, visit } from 'yaml'
import type { Issue, Path } from './issue.ts'
import { limits } from './language.ts'

/** Where something stands in a file, from 1. */
export type Place = { line: number; col: number }
export type FileRead = { value: unknown; issues: readonly Issue[]; placeOf: (path: Path) => Place }

/**
 * Reads a definition as YAML (JSON is YAML too). Out: the value as it was written, and where each part of it stands; or why it cannot be read.
 * Refused: more than `limits.file` characters, aliases, tags.
 */
export function readFile(text: string): FileRead {
  const nowhere = (issue: Issue, place: Place = { line: 1, col: 1 }): FileRead => ({
    value: null,
    issues: [issue],
    placeOf: () => place,
  })
  if (text.length > limits.file) return nowhere({ path: [], wrong: 'too-large', values: { most: limits.file } })
  const lines = new LineCounter()
  const doc = parseDocument(text, {
    lineCounter: lines,
    schema: 'core',
    uniqueKeys: true,
    prettyErrors: false,
    stringKeys: true,
  })
  const at = (offset: number): Place => lines.linePos(offset)
  const [error] = doc.errors
  if (error)
    return nowhere(
      { path: [], wrong: 'not-yaml', values: { what: error.code.toLowerCase().replaceAll('_', ' ') } },
      at(error.pos[0]),
    )
  const refused: number[] = []
  visit(doc, {
    Node(_, node) {
      const tagged = node.tag !== undefined && !node.tag.startsWith('tag:yaml.org,2002:')
      if (isAlias(node) || node.anchor || tagged) refused.push(node.range?.[0] ?? 0)
    },
  })
  const [first] = refused
  if (first !== undefined) return nowhere({ path: [], wrong: 'not-yaml', values: { what: 'alias or tag' } }, at(first))
  const placeOf = (path: Path): Place => {
    for (let end = path.length; end >= 0; end--) {
      const above = end === 0 ? null : doc.getIn(path.slice(0, end - 1), true)
      const key = isMap(above)
        ? above.items.find((pair) => isPair(pair) && isScalar(pair.key) && pair.key.value === path[end - 1])?.key
        : undefined
      const node = isNode(key) ? key : end === 0 ? doc.contents : doc.getIn(path.slice(0, end), true)
      if (isNode(node) && node.range) return at(node.range[0])
    }
    return { line: 1, col: 1 }
  }
  return { value: doc.toJS({ maxAliasCount: 0 }) as unknown, issues: [], placeOf }
}

/** A definition as a file, as a person may go on writing it. */
export const fileText = (value: unknown): string => stringify(value, { lineWidth: 120 })
