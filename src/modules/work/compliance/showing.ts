import type { Tx } from '../../../platform/db/database.ts'
import type { Visitor } from '../../../platform/web/route.ts'
import { read } from '../../../platform/words.ts'
import { usualCalendar, yearOfDay } from '../../plans/index.ts'
import { artefactById, broughtIn } from '../artefacts/store.ts'
import { documentsListed, readsDocument } from '../documents/reading.ts'
import { reachOf } from '../documents/rules.ts'
import { documentsOf, readersOf } from '../documents/store.ts'
import { itemsByDuty } from '../duties/reading.ts'
import { graceOn, markOf } from '../duties/rules.ts'
import { dutiesOf } from '../duties/store.ts'
import { shownByArtefact, shownByDocument, shownByDuty } from './rules.ts'
import { words } from './say.ts'
import type { Shown } from './schema.ts'

/** By what an obligation is kept, read from its text: `duty:12`. */
const readShown = (text: string): { kind: 'duty' | 'document' | 'artefact'; id: number } | null => {
  const found = /^(duty|document|artefact):(\d{1,9})$/.exec(text)
  return found ? { kind: found[1] as 'duty' | 'document' | 'artefact', id: Number(found[2]) } : null
}
const idsOf = (texts: readonly string[], kind: 'duty' | 'document' | 'artefact'): Set<number> =>
  new Set(
    texts
      .map(readShown)
      .filter((one) => one?.kind === kind)
      .map((one) => one?.id ?? 0),
  )

/** How each of some duties, documents and artefacts of a district stands on a day, by its text. What is not there any more is left out. */
export async function shownOf(
  tx: Tx,
  districtId: number,
  texts: readonly string[],
  today: string,
): Promise<Map<string, Shown>> {
  const found = new Map<string, Shown>()
  const [dutyIds, documentIds, artefactIds] = [idsOf(texts, 'duty'), idsOf(texts, 'document'), idsOf(texts, 'artefact')]
  if (dutyIds.size > 0) {
    const duties = (await dutiesOf(tx, [districtId])).filter((duty) => dutyIds.has(duty.duty_id))
    const items = await itemsByDuty(tx, districtId, duties, yearOfDay(usualCalendar, today))
    for (const duty of duties) {
      const marks = (items.get(duty.slug) ?? []).map((item) => markOf(item, today, graceOn(duty, item.planned_due)))
      found.set(`duty:${duty.duty_id}`, shownByDuty(marks))
    }
  }
  if (documentIds.size > 0) {
    const documents = (await documentsOf(tx, [districtId])).filter((one) => documentIds.has(one.document_id))
    const readers = await readersOf(tx, [...documentIds])
    for (const one of documents) {
      const reach = reachOf(readers.get(one.document_id) ?? [], one.in_force)
      found.set(`document:${one.document_id}`, shownByDocument(one, reach, today))
    }
  }
  for (const id of artefactIds) {
    const artefact = await artefactById(tx, id)
    if (artefact.district_id === districtId) found.set(`artefact:${id}`, shownByArtefact(artefact))
  }
  return found
}

/** What may show an obligation, for a visitor: the duties of the district, the documents that they read, the newest artefacts; and what shows it now. */
export async function showingOptions(
  tx: Tx,
  visitor: Visitor,
  districtId: number,
  now: string | null,
): Promise<{ value: string; label: string }[]> {
  const { lang } = visitor
  const say = words(lang)
  const documents = await documentsListed(tx, visitor, { lang, kind: undefined, state: undefined })
  const options = [
    ...(await dutiesOf(tx, [districtId])).map((duty) => ({
      value: `duty:${duty.duty_id}`,
      label: say('ofDuty', { title: read(duty.title, lang).words }),
    })),
    ...documents.lines
      .filter((one) => one.state !== 'superseded')
      .map((one) => ({ value: `document:${one.id}`, label: say('ofDocument', { title: one.title.words }) })),
    ...(await broughtIn(tx, [districtId], 100)).map((one) => ({
      value: `artefact:${one.artefact_id}`,
      label: say('ofArtefact', { title: one.title }),
    })),
  ]
  if (now === null || options.some((one) => one.value === now)) return options
  return [...options, { value: now, label: (await namedBy(tx, visitor, districtId, now)).words }]
}

/** A duty, document or artefact in words, with its page where the visitor may open it. */
export async function namedBy(
  tx: Tx,
  visitor: Visitor,
  districtId: number,
  text: string,
): Promise<{ words: string; href: string | null }> {
  const { lang } = visitor
  const say = words(lang)
  const one = readShown(text)
  if (one?.kind === 'duty') {
    const duty = (await dutiesOf(tx, [districtId], true)).find((it) => it.duty_id === one.id)
    if (duty) return { words: say('ofDuty', { title: read(duty.title, lang).words }), href: `/work/duties/${one.id}` }
  }
  if (one?.kind === 'document') {
    const document = (await documentsOf(tx, [districtId])).find((it) => it.document_id === one.id)
    if (document && (await readsDocument(tx, visitor, document)))
      return {
        words: say('ofDocument', { title: read(document.title, lang).words }),
        href: `/work/documents/${one.id}`,
      }
    return { words: say('someDocument'), href: null }
  }
  if (one?.kind === 'artefact') {
    const artefact = await artefactById(tx, one.id)
    return { words: say('ofArtefact', { title: artefact.title }), href: `/work/artefacts/${one.id}` }
  }
  return { words: say('gone'), href: null }
}
