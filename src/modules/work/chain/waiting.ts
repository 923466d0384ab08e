import type { Tx } from '../../../platform/db/database.ts'
import { type Lang, read, type Text } from '../../../platform/words.ts'
import type { Line } from '../view.ts'
import { words } from './say.ts'
import { openBefore } from './store.ts'

/** An item as people call it in a sentence: its code, else its title. */
export const called = (one: { code: string | null; title: Text }, lang: Lang): string =>
  one.code ?? `\u201c${read(one.title, lang).words}\u201d`

/**
 * What some items wait for, in a few words each: `waits for 1.4.i.1 and 2 more`. Items that wait for nothing are left out. One query for all.
 * Waiting does not stop an item's own clock: the words stand beside `3 days late`.
 */
export async function waitWords(tx: Tx, items: readonly number[], lang: Lang): Promise<Map<number, string>> {
  const found = new Map<number, Awaited<ReturnType<typeof openBefore>>>()
  if (items.length === 0) return new Map()
  for (const row of await openBefore(tx, items)) found.set(row.item_id, [...(found.get(row.item_id) ?? []), row])
  return new Map(
    [...found].map(([id, [first, ...more]]) => [
      id,
      first ? words(lang)('waitsFor', { what: called(first, lang), more: more.length }) : '',
    ]),
  )
}

/** Lines of a list, each with what it waits for among its facts. */
export async function withWaits(tx: Tx, lines: readonly Line[], lang: Lang): Promise<Line[]> {
  const open = lines.filter((line) => line.state !== 'done' && line.state !== 'dropped')
  const waits = await waitWords(
    tx,
    open.map((line) => line.id),
    lang,
  )
  return lines.map((line) => {
    const told = waits.get(line.id)
    return told ? { ...line, facts: [...line.facts, told] } : line
  })
}
