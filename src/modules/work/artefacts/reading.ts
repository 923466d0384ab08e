import type { Tx } from '../../../platform/db/database.ts'
import type { Visitor } from '../../../platform/web/route.ts'
import { type Lang, read, type Text } from '../../../platform/words.ts'
import { timeZoneOf, todayOf } from '../../people/index.ts'
import { currentPlan, elementHref } from '../../plans/index.ts'
import { readable } from '../access.ts'
import { standingIn } from '../delegation/reading.ts'
import { homeDistrict, namesFor } from '../reading.ts'
import { stateWords } from '../view.ts'
import { mayBring, maySign } from './access.ts'
import { markOf } from './rules.ts'
import type { Artefact, ArtefactVersion, Mark } from './schema.ts'
import { artefactsOn, broughtIn, waitingIn } from './store.ts'
import { needing } from './store-need.ts'
import { bringsFor, subjectTold } from './subjects.ts'
import { type ArtefactLine, artefactLine, type Telling } from './view.ts'

/** Who brought and signed some versions, and the time zone of a district. */
export async function tellingFor(
  tx: Tx,
  districtId: number,
  versions: readonly Pick<ArtefactVersion, 'brought_by' | 'signed_by'>[],
  lang: Lang,
  actors: readonly (number | null)[] = [],
): Promise<Telling> {
  const people = versions.flatMap((one) => [one.brought_by, one.signed_by])
  return {
    names: await namesFor(tx, [], [...new Set([...people, ...actors])]),
    zone: await timeZoneOf(tx, districtId),
    lang,
  }
}

/**
 * What is attached to some subjects, by subject, newest first (what was removed is left out). In: a transaction under the visitor's scope; subjects of the
 * district that the visitor lives by: `item:12`, `element:<plan>/<id>`, `measure:<plan>/<id>`, `meeting:3`. Nothing for whoever does not read the district's work.
 */
export async function artefactsOf(
  tx: Tx,
  visitor: Visitor,
  subjects: readonly string[],
): Promise<Map<string, Artefact[]>> {
  const found = new Map<string, Artefact[]>(subjects.map((subject) => [subject, []]))
  for (const district of readable(visitor))
    for (const one of await artefactsOn(tx, district, subjects)) if (!one.removed) found.get(one.subject)?.push(one)
  return found
}

/** What `ArtefactBlock` shows of one subject. */
export type Block = {
  subject: string
  mark: Mark
  lines: readonly ArtefactLine[]
  /** where something is brought for it; null when the reader may not */
  bringHref: string | null
}

/** Everything that a page needs to show what there is for one subject. Errors: Missing `work/no-such-subject`. */
export async function blockOf(tx: Tx, visitor: Visitor, subject: string, lang: Lang): Promise<Block> {
  const on = await subjectTold(tx, visitor, subject, lang)
  const found = (await artefactsOf(tx, visitor, [subject])).get(subject) ?? []
  const telling = await tellingFor(tx, on.district_id, found, lang)
  return {
    subject,
    mark: markOf(found),
    lines: found.map((one) => artefactLine(one, telling)),
    bringHref: (await bringsFor(tx, visitor, on)) ? bringHref(subject) : null,
  }
}

/** The address of the form that brings something for a subject. */
export const bringHref = (subject: string, as: 'file' | 'link' = 'file'): string =>
  `/work/artefacts/new?subject=${encodeURIComponent(subject)}${as === 'link' ? '&as=link' : ''}`

/** The list of artefacts: what the visitor may sign, what they brought, what came lately. */
export async function listed(
  tx: Tx,
  visitor: Visitor,
  lang: Lang,
): Promise<{ toSign: ArtefactLine[]; waiting: number; mine: ArtefactLine[]; recent: ArtefactLine[] }> {
  const districts = readable(visitor)
  if (districts.length === 0) return { toSign: [], waiting: 0, mine: [], recent: [] }
  const waiting = await waitingIn(tx, districts, 200)
  const toSign = waiting.filter((one) => maySign(visitor, one)).slice(0, 50)
  const mine = await broughtIn(tx, districts, 20, visitor.account_id)
  const recent = await broughtIn(tx, districts, 20)
  const telling = await tellingFor(tx, homeDistrict(visitor), [...toSign, ...mine, ...recent], lang)
  const line = (one: Artefact) => artefactLine(one, telling)
  return { toSign: toSign.map(line), waiting: waiting.length, mine: mine.map(line), recent: recent.map(line) }
}

/** A measure or a milestone with what there is for it. */
export type EvidenceLine = {
  id: string
  title: { words: string; lang: Lang }
  href: string | null
  /** what it belongs to, when, what was asked */
  facts: readonly string[]
  block: Block
}

/** The measures of the current plan whose evidence are words and documents, and the tasks that are not done without an artefact. */
export async function evidenceOf(
  tx: Tx,
  visitor: Visitor,
  lang: Lang,
): Promise<{ measures: EvidenceLine[]; milestones: EvidenceLine[]; counts: Record<Mark, number> }> {
  const district = homeDistrict(visitor)
  const counts: Record<Mark, number> = { there: 0, waiting: 0, none: 0 }
  if (!readable(visitor).includes(district)) return { measures: [], milestones: [], counts }
  const current = await currentPlan(tx, district)
  const asked = (current?.graph.plan.measures ?? []).filter((one) => one.role === 'qualitative' || one.artefact)
  const tasks = await needing(tx, district)
  const slug = current?.row.slug ?? ''
  const subjects = [...asked.map((one) => `measure:${slug}/${one.id}`), ...tasks.map((one) => `item:${one.item_id}`)]
  const found = await artefactsOf(tx, visitor, subjects)
  const telling = await tellingFor(tx, district, [...found.values()].flat(), lang)
  const block = (subject: string, bring: boolean): Block => {
    const some = found.get(subject) ?? []
    return {
      subject,
      mark: markOf(some),
      lines: some.map((one) => artefactLine(one, telling)),
      bringHref: bring ? bringHref(subject) : null,
    }
  }
  const measures = asked.map((one): EvidenceLine => {
    const [of] = one.of
    const element = of === undefined ? undefined : current?.graph.byId(of)
    return {
      id: one.id,
      title: read(one.title as Text, lang),
      href: element ? elementHref(slug, element.id) : null,
      facts: [
        element ? read(element.title as Text, lang).words : '',
        ...one.targets.map((target) => target.words ?? ''),
      ].filter(Boolean),
      block: block(`measure:${slug}/${one.id}`, true),
    }
  })
  for (const one of measures) counts[one.block.mark] += 1
  const today = await todayOf(tx, district)
  const deputy = await standingIn(tx, visitor)
  return {
    measures,
    counts,
    milestones: tasks.map((item) => ({
      id: `item-${item.item_id}`,
      title: read(item.title, lang),
      href: `/work/${item.item_id}`,
      facts: [stateWords(item, today, lang)],
      block: block(`item:${item.item_id}`, mayBring(deputy, district, item)),
    })),
  }
}
