import type { Tx } from '../../../platform/db/database.ts'
import type { Visitor } from '../../../platform/web/route.ts'
import { type Lang, read } from '../../../platform/words.ts'
import { todayOf } from '../../people/index.ts'
import { usualCalendar, yearOfDay } from '../../plans/index.ts'
import { leads, readable } from '../access.ts'
import { artefactsOf } from '../artefacts/reading.ts'
import { daysOfYear } from '../duties/actions.ts'
import { itemsByDuty } from '../duties/reading.ts'
import type { Duty } from '../duties/schema.ts'
import { graceOn } from '../duties/rules.ts'
import { dutiesOf, yearsWithItems } from '../duties/store.ts'
import type { EndedLine } from '../keeping/ended.tsx'
import { namesFor, workDistrict } from '../reading.ts'
import type { Item } from '../schema.ts'
import { ownerWords } from '../view.ts'
import type { PackRow } from './pack.ts'
import { countStates, dueDay, sentState } from './rules.ts'
import type { Sending, SentState, Submission } from './schema.ts'
import { sendingsOf, submissionsOf } from './store.ts'

/** One occurrence of a submission. */
export type Occurrence = { item: Item; due: string; state: SentState; sending: Sending | null; href: string }

/** The occurrences of some submissions in a school year, by submission, by due day. Those that the calendar took away are left out. */
export async function occurrencesIn(
  tx: Tx,
  districtId: number,
  some: readonly { submission: Submission; duty: Duty }[],
  year: number,
  today: string,
): Promise<Map<number, Occurrence[]>> {
  const byDuty = await itemsByDuty(
    tx,
    districtId,
    some.map((one) => one.duty),
    year,
  )
  const sendings = await sendingsOf(
    tx,
    [...byDuty.values()].flat().map((item) => item.item_id),
  )
  return new Map(
    some.map(({ submission, duty }) => [
      submission.submission_id,
      (byDuty.get(duty.slug) ?? []).flatMap((item): Occurrence[] => {
        const recorded = sendings.get(item.item_id) ?? null
        const sending = item.state === 'done' ? recorded : null
        const state = sentState(item, sending, today, graceOn(duty, item.planned_due))
        const due = dueDay(item)
        const href = `/work/submissions/${submission.submission_id}/sent/${item.item_id}`
        return state === 'off' || due === null ? [] : [{ item, due, state, sending, href }]
      }),
    ]),
  )
}

export type RegisterLine = {
  id: number
  code: string
  recipient: string
  title: { words: string; lang: Lang }
  owner: string
  counts: Record<SentState, number>
  /** the first occurrence that is still to be sent */
  next: Occurrence | null
}

/** The submissions of a district with their duties. */
export async function withDuties(tx: Tx, districtId: number): Promise<{ submission: Submission; duty: Duty }[]> {
  const duties = new Map((await dutiesOf(tx, [districtId], true)).map((duty) => [duty.duty_id, duty]))
  return (await submissionsOf(tx, [districtId])).flatMap((submission) => {
    const duty = duties.get(submission.duty_id)
    return duty ? [{ submission, duty }] : []
  })
}

/** The register of the visitor's district in a school year: each submission with how its occurrences stand. Nothing for whoever does not read the work. */
export async function registerOf(
  tx: Tx,
  visitor: Visitor,
  asked: { year?: number | undefined; lang: Lang },
): Promise<{
  lines: RegisterLine[]
  ended: EndedLine[]
  counts: Record<SentState, number>
  year: number
  years: number[]
  period: { from: string; to: string }
  leads: boolean
}> {
  const district = workDistrict(visitor)
  const today = await todayOf(tx, district)
  const now = yearOfDay(usualCalendar, today)
  const year = asked.year ?? now
  const reads = readable(visitor).includes(district)
  const known = reads ? await withDuties(tx, district) : []
  const some = known.filter((one) => !one.submission.ended)
  const found = await occurrencesIn(tx, district, some, year, today)
  const names = await namesFor(
    tx,
    some.map((one) => one.duty),
  )
  const lines = some.map(({ submission, duty }): RegisterLine => {
    const occurrences = found.get(submission.submission_id) ?? []
    return {
      id: submission.submission_id,
      code: submission.code,
      recipient: submission.recipient,
      title: read(duty.title, asked.lang),
      owner: ownerWords(duty, names, asked.lang),
      counts: countStates(occurrences.map((one) => one.state)),
      next: occurrences.find((one) => one.state === 'due' || one.state === 'overdue') ?? null,
    }
  })
  const years = reads ? await yearsWithItems(tx, [district]) : []
  const ended = known
    .filter((one) => one.submission.ended)
    .map(({ submission, duty }): EndedLine => {
      const title = read(duty.title, asked.lang)
      const href = `/work/submissions/${submission.submission_id}`
      return { href, words: `${submission.code}: ${title.words}`, lang: title.lang }
    })
  return {
    lines,
    ended,
    counts: countStates([...found.values()].flat().map((one) => one.state)),
    year,
    years: [...new Set([...years, now, year])].toSorted((a, b) => a - b),
    period: daysOfYear(year),
    leads: leads(visitor, district),
  }
}

/** Everything that was due in a time, as the pack lists it: by code, then by day; with the artefacts that the reader may see. */
export async function packRows(
  tx: Tx,
  visitor: Visitor,
  districtId: number,
  asked: { from: string; to: string },
): Promise<PackRow[]> {
  const today = await todayOf(tx, districtId)
  const some = await withDuties(tx, districtId)
  const names = await namesFor(
    tx,
    some.map((one) => one.duty),
  )
  const rows: PackRow[] = []
  const years: number[] = []
  for (let year = yearOfDay(usualCalendar, asked.from); year <= yearOfDay(usualCalendar, asked.to); year += 1)
    years.push(year)
  for (const year of years) {
    const found = await occurrencesIn(tx, districtId, some, year, today)
    for (const { submission, duty } of some)
      for (const one of found.get(submission.submission_id) ?? []) {
        if (one.due < asked.from || one.due > asked.to) continue
        const subject = `item:${one.item.item_id}`
        const by = one.sending ? await namesFor(tx, [], [one.sending.sent_by]) : null
        rows.push({
          code: submission.code,
          title: duty.title.en ?? duty.title.es ?? '',
          recipient: submission.recipient,
          owner: ownerWords(duty, names, 'en'),
          due: one.due,
          state: one.state,
          what: one.sending?.what ?? '',
          sentOn: one.sending?.sent_on ?? null,
          sentBy: one.sending ? (by?.accounts.get(one.sending.sent_by) ?? '') : '',
          receipt: one.sending?.receipt_id ?? null,
          artefacts: (await artefactsOf(tx, visitor, [subject])).get(subject) ?? [],
        })
      }
  }
  const key = (row: PackRow) => `${row.code}\u0000${row.due}`
  return rows.toSorted((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0))
}
