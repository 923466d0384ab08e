import type { Tx } from '../../../platform/db/database.ts'
import { inScope } from '../../../platform/db/scope.ts'
import { conflict, invalid, missing } from '../../../platform/errors.ts'
import type { Services, Visitor } from '../../../platform/web/route.ts'
import { languages, type Text } from '../../../platform/words.ts'
import { todayOf } from '../../people/index.ts'
import { currentPlan } from '../../plans/index.ts'
import { itemsOf } from '../../work/index.ts'
import { digestOf } from '../editions/canonical.ts'
import type { EditionContent } from '../editions/content.ts'
import { mustNameNobody } from '../naming-students.ts'
import { ownerWords } from '../packet/collect.ts'
import { promiseAt, standingOf } from '../packet/rules.ts'
import type { PacketResponse } from '../packet/schema.ts'
import { responsesOf } from '../packet/store.ts'
import { newestPublic } from '../store-published.ts'
import type { Sources } from '../sources.ts'
import { mustSign, mustWrite } from './access.ts'
import { mustSayWhy } from './correcting.ts'
import { note } from './history.ts'
import { baseOf, goalsIn, numbersFor, partsOf, reportTexts, sameWords, yearOfReport } from './rules.ts'
import type { ReportContent, ReportRow } from './schema.ts'
import { insertReport, reportById, reportFor, setReport } from './store.ts'

/** Puts together what a report says, from an edition and the plan of today. In: the words that were written so far. Errors: Missing `publishing/no-such-goal`. */
async function collect(
  tx: Tx,
  districtId: number,
  content: EditionContent,
  goal: string,
  written: Pick<ReportContent, 'words' | 'corrects'>,
): Promise<ReportContent> {
  const plan = await currentPlan(tx, districtId)
  const root = plan ? goalsIn(plan.graph).find((one) => one.id === goal) : undefined
  if (!plan || !root)
    throw missing(
      'publishing/no-such-goal',
      'The plan has no such goal.',
      'Choose one from the list of annual reports.',
    )
  const day = await todayOf(tx, districtId)
  const { graph } = plan
  const under = (id: string) => new Set([id, ...graph.down(id).map((one) => one.id)])
  const all = under(root.id)
  const base = baseOf(graph, root)
  const { items } = await itemsOf(tx, { districtId, planSlug: plan.row.slug, today: day })
  const within = (ids: ReadonlySet<string>) => items.filter((item) => item.element !== null && ids.has(item.element))
  const promises = new Set(
    content.promises.filter((one) => all.has(promiseAt(one.id)?.element ?? '')).map((one) => one.id),
  )
  const responses: PacketResponse[] = []
  for (const row of await responsesOf(tx, districtId))
    if (promises.has(row.promise))
      responses.push({
        promise: row.promise,
        words: row.words,
        who: await ownerWords(tx, row.owner_role, row.owner_org),
        by_on: row.by_on,
      })
  return {
    format: 1,
    school_year: yearOfReport(content),
    goal: { element: root.id, code: root.code ?? '', title: root.title, text: root.text },
    below: { code: base.code ?? '', title: base.title },
    strategies: partsOf(graph, base, root).map((one) => ({
      code: one.code ?? '',
      title: one.title,
      work: standingOf(within(under(one.id)), day),
    })),
    work: standingOf(within(under(base.id)), day),
    work_on: day,
    ...written,
    responses,
    numbers: numbersFor(content, promises),
  }
}

/**
 * Makes the report about a goal from the newest published edition, or makes its draft again. The same edition, plan, work and words on the same day give the same digest, and change
 * nothing. In: the school year of a report that is made again; left out: the newest edition's.
 * Errors: Forbidden `publishing/not-a-reporter`, Invalid `publishing/nothing-to-report` without an edition, Conflict `publishing/report-signed`.
 */
export async function makeReport(
  tx: Tx,
  visitor: Visitor,
  districtId: number,
  goal: string,
  schoolYear?: number,
): Promise<ReportRow> {
  mustWrite(visitor, districtId)
  const newest = await newestPublic(tx, districtId, schoolYear === undefined ? {} : { schoolYear })
  if (!newest)
    throw invalid(
      'publishing/nothing-to-report',
      'No edition is published yet, so a report would have no numbers.',
      'Publish an edition first.',
    )
  const school_year = yearOfReport(newest.content)
  const known = await reportFor(tx, districtId, { school_year, goal })
  if (known?.state === 'signed') return known
  const content = await collect(tx, districtId, newest.content, goal, {
    words: known?.words ?? {},
    ...(known?.content.corrects ? { corrects: known.content.corrects } : {}),
  })
  const content_digest = digestOf(content)
  if (known?.content_digest === content_digest && known.edition_id === newest.edition_id) return known
  const first = { words: {}, revision: 1, corrects: null, correction: {} }
  const fields = { ...first, school_year, goal, edition_id: newest.edition_id, content, content_digest }
  const row = known
    ? await setReport(tx, known.progress_report_id, { edition_id: newest.edition_id, content, content_digest })
    : await insertReport(tx, districtId, fields)
  if (!row) return makeReport(tx, visitor, districtId, goal, schoolYear)
  await note(tx, visitor, row, known, known ? 'changed' : 'made')
  return row
}

/**
 * Writes the words of a report, and of a correction what was wrong and why. The same words twice change nothing; an older version is a conflict: nothing is saved, and the row comes back as it is.
 * Errors: Missing, Forbidden, Conflict `publishing/report-signed`.
 */
export async function writeReport(
  tx: Tx,
  visitor: Visitor,
  id: number,
  version: number,
  words: Text,
  wrong: Text | null = null,
): Promise<{ kind: 'saved' | 'conflict'; row: ReportRow }> {
  const row = await reportById(tx, id, true)
  mustWrite(visitor, row.district_id)
  const correction = row.corrects === null || wrong === null ? row.correction : wrong
  if (sameWords(row.words, words) && sameWords(row.correction, correction)) return { kind: 'saved', row }
  if (row.state === 'signed') throw signed()
  if (version !== row.version) return { kind: 'conflict', row }
  if (row.corrects !== null) mustSayWhy(correction)
  const { corrects } = row.content
  const content = { ...row.content, words, ...(corrects ? { corrects: { ...corrects, words: correction } } : {}) }
  const after = await setReport(tx, id, { words, correction, content, content_digest: digestOf(content) })
  await note(tx, visitor, after, row, 'changed')
  return { kind: 'saved', row: after }
}

/**
 * Signs exactly what was shown, for good. In: the digest that the page showed. Texts are compared with the roster first.
 * Errors: Forbidden `publishing/not-the-signer`, Conflict `publishing/report-not-as-seen`, `publishing/names-a-student` (with the words).
 */
export async function signReport(
  services: Services,
  sources: Sources,
  visitor: Visitor,
  id: number,
  digest: string,
): Promise<ReportRow> {
  const seen = await inScope(services.db, visitor.scope, (tx) => reportById(tx, id))
  mustSign(visitor, seen.district_id)
  const texts = reportTexts(seen.content)
  const scope = await sources.scope(services.db, seen.district_id)
  const named = await inScope(services.db, scope, (tx) =>
    sources.named(
      tx,
      seen.district_id,
      texts.flatMap((text) => languages.flatMap((lang) => (text[lang] ? [text[lang]] : []))),
    ),
  )
  return inScope(services.db, visitor.scope, async (tx) => {
    const row = await reportById(tx, id, true)
    if (row.content_digest !== digest || row.content_digest !== seen.content_digest)
      throw conflict(
        'publishing/report-not-as-seen',
        'The report changed after you opened it.',
        'Open it again and read it before you sign it.',
      )
    if (row.state === 'signed') return row
    mustNameNobody(named)
    const after = await setReport(tx, id, {
      state: 'signed',
      signed_by: visitor.account_id,
      signed_on: await todayOf(tx, row.district_id),
    })
    await note(tx, visitor, after, row, 'signed')
    return after
  })
}

const signed = () =>
  conflict(
    'publishing/report-signed',
    'This report is signed, so it does not change any more.',
    'Read it, or begin a correction of it.',
  )
