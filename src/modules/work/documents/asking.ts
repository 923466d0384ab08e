import { addDays } from '../../../platform/dates.ts'
import type { Tx } from '../../../platform/db/database.ts'
import type { Scope } from '../../../platform/db/scope.ts'
import type { Text } from '../../../platform/words.ts'
import { orgsUnder, peopleOf, type Role } from '../../people/index.ts'
import { saveItems } from '../actions.ts'
import type { NewItem } from '../schema.ts'
import { isFor } from './rules.ts'
import { words } from './say.ts'
import type { Audience, Document, Reader } from './schema.ts'
import { askReader, audiencesOf, readerLeft, readersOf } from './store.ts'

/** All due items of a document begin with this. */
export const documentPrefix = (id: number): string => `document:${id}:`
/** The due item of one person who must acknowledge a version. */
export const askSource = (id: number, number: number, account: number): string =>
  `${documentPrefix(id)}ask:${number}:${account}`
/** The due item of looking through a document again by a day. */
export const reviewSource = (id: number, day: string): string => `${documentPrefix(id)}review:${day}`

/** Days before the day of a review from which it stands in the list of work. */
const ahead = 30

/** For each organization of some audiences, all that lie below it on a day, itself included. */
export async function belowOf(
  tx: Tx,
  audience: readonly Audience[],
  day: string,
): Promise<Map<number, ReadonlySet<number>>> {
  const found = new Map<number, ReadonlySet<number>>()
  for (const { org_id } of audience)
    if (!found.has(org_id))
      found.set(org_id, new Set([org_id, ...(await orgsUnder(tx, org_id, day)).map((org) => org.org_id)]))
  return found
}

/** The title of a due item: what is asked, before the title of the document, in each language. */
const titled = (key: 'itemAsk' | 'itemReview', document: Document): Text => {
  const { en, es, source } = document.title
  const either = en ?? es ?? ''
  return {
    en: words('en')(key, { title: en ?? either }),
    es: words('es')(key, { title: es ?? either }),
    ...(source ? { source } : {}),
  }
}

function askItem(document: Document, reader: Reader): NewItem {
  return {
    source: askSource(document.document_id, reader.number, reader.account_id),
    kind: 'document',
    org_id: document.owner_org,
    title: titled('itemAsk', document),
    href: `/work/documents/${document.document_id}/acknowledge`,
    owner: { account_id: reader.account_id },
    starts_on: reader.asked_on,
    due_on: document.acknowledge_by,
  }
}

/**
 * Brings who is asked to read a document, and its due items, into line with today: whoever came into the audience is asked, whoever left it is not any more, each who
 * must acknowledge has a due item, and the office has one when the day of review comes near. Twice changes nothing. Out: how many were newly asked.
 */
export async function refreshDocument(tx: Tx, scope: Scope, document: Document, today: string): Promise<number> {
  const { document_id: id, district_id, in_force: number } = document
  const readers = ((await readersOf(tx, [id])).get(id) ?? []).filter((one) => one.number === number)
  const listening = document.state !== 'superseded' && number !== null
  let asked = 0
  if (listening) {
    const audience = (await audiencesOf(tx, [id])).get(id) ?? []
    const below = await belowOf(tx, audience, today)
    const known = new Map(readers.map((one) => [one.account_id, one]))
    const roles = audience.some((part) => part.role === '') ? undefined : audience.map((part) => part.role as Role)
    const wanted = new Map<number, boolean>()
    for (const person of await peopleOf(tx, district_id, today, roles)) {
      const fits = isFor(person.roles, audience, below)
      if (fits) wanted.set(person.account_id, fits.must)
    }
    for (const [account_id, must] of wanted) {
      const before = known.get(account_id)
      if (before && before.left_on === null && before.must_acknowledge === must) continue
      const one = { document_id: id, number, account_id, district_id, asked_on: today, must_acknowledge: must }
      await askReader(tx, one)
      if (!before) asked += 1
    }
    for (const one of readers) if (!wanted.has(one.account_id)) await readerLeft(tx, one, today)
  }
  const now = ((await readersOf(tx, [id])).get(id) ?? []).filter(
    (one) => listening && one.number === number && one.must_acknowledge && one.left_on === null,
  )
  await saveItems(
    tx,
    scope,
    district_id,
    `${documentPrefix(id)}ask:`,
    now.map((one) => askItem(document, one)),
  )
  const day = document.review_by
  const review: NewItem[] =
    listening && day !== null
      ? [
          {
            source: reviewSource(id, day),
            kind: 'document',
            org_id: document.owner_org,
            title: titled('itemReview', document),
            href: `/work/documents/${id}`,
            owner: { role: document.owner_role, org_id: document.owner_org },
            starts_on: addDays(day, -ahead),
            due_on: day,
          },
        ]
      : []
  await saveItems(tx, scope, district_id, `${documentPrefix(id)}review:`, review)
  return asked
}
