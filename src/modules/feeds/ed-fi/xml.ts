import { SaxesParser } from 'saxes'
import { apiName, type Element, limits, resourceName, type Tree, Unreadable } from './tree.ts'

type Open = { name: string; tree: Record<string, Tree>; text: string; line: number; id: string | null }

/**
 * Reads the records of an Ed-Fi interchange file while it comes in; only one record is held at a time. In: its text in pieces. Out: the children of the root.
 * `XReference/XIdentity` becomes the flat reference of the API, an attribute `ref` stays as `@ref`. Document types are refused. Throws `Unreadable`.
 */
export async function* xmlElements(pieces: AsyncIterable<string>): AsyncGenerator<Element> {
  const parser = new SaxesParser({ xmlns: true, position: true })
  const open: Open[] = []
  let ready: Element[] = []
  let depth = 0
  let characters = 0
  let failed: Unreadable | null = null
  const fail = (code: Unreadable['code']): void => {
    failed ??= new Unreadable(code, parser.line)
  }
  parser.on('doctype', () => fail('doctype'))
  parser.on('error', () => fail('broken-file'))
  parser.on('opentag', (tag) => {
    depth += 1
    if (depth === 1) return
    if (depth > limits.depth) fail('too-deep')
    if (depth === 2) characters = 0
    const attribute = (name: string): string | null => tag.attributes[name]?.value ?? null
    const ref = attribute('ref')
    open.push({ name: tag.local, tree: ref ? { '@ref': ref } : {}, text: '', line: parser.line, id: attribute('id') })
  })
  const text = (words: string): void => {
    characters += words.length
    if (characters > limits.characters) fail('too-large')
    const here = open.at(-1)
    if (here) here.text += words
  }
  parser.on('text', text)
  parser.on('cdata', text)
  parser.on('closetag', () => {
    depth -= 1
    const done = open.pop()
    if (!done || failed) return
    const above = open.at(-1)
    if (above) join(above, done)
    else ready.push({ resource: resourceName(done.name), tree: done.tree, line: done.line, id: done.id })
  })
  for await (const piece of pieces) {
    parser.write(piece)
    yield* ready
    ready = []
    if (failed) throw failed
  }
  parser.close()
  yield* ready
  if (failed) throw failed
}

/** Hangs a finished element under the one around it. */
function join(above: Open, done: Open): void {
  if (done.name.endsWith('Identity') && above.name.endsWith('Reference')) {
    Object.assign(above.tree, done.tree)
    return
  }
  const name = apiName(done.name)
  const value: Tree = Object.keys(done.tree).length > 0 ? done.tree : done.text.trim()
  const known = above.tree[name]
  if (known === undefined) above.tree[name] = value
  else if (Array.isArray(known)) known.push(value)
  else above.tree[name] = [known, value]
}
