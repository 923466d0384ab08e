import type { Tx } from '../../../platform/db/database.ts'
import { conflict, invalid } from '../../../platform/errors.ts'
import type { Visitor } from '../../../platform/web/route.ts'
import { languages, type Text } from '../../../platform/words.ts'
import { digestOf } from '../editions/canonical.ts'
import { newestPublic } from '../store-published.ts'
import { mustWrite } from './access.ts'
import { note } from './history.ts'
import { numbersFor, sameWords } from './rules.ts'
import type { ReportContent, ReportRow } from './schema.ts'
import { insertReport, reportById, reportFor } from './store.ts'

export type CorrectionOutcome =
  | { kind: 'started'; row: ReportRow }
  /** somebody else began, or signed, a correction meanwhile: nothing is saved, and theirs comes back */
  | { kind: 'conflict'; row: ReportRow }

/** Errors: Invalid `publishing/say-why` when what was wrong does not stand in both languages. */
export function mustSayWhy(words: Text): void {
  if (languages.some((lang) => !words[lang]))
    throw invalid(
      'publishing/say-why',
      'A correction must say what was wrong and why, in both languages.',
      'Write one or two plain sentences in English and in Spanish.',
    )
}

/** What a correction begins with: the report as it was signed, its numbers from the newest edition of its year, and what was wrong. No clock: the same gives the same. */
export function correctedContent(
  old: Pick<ReportRow, 'content' | 'content_digest' | 'revision' | 'signed_on'>,
  words: Text,
  numbers: ReportContent['numbers'] | null,
): ReportContent {
  return {
    ...old.content,
    numbers: numbers ?? old.content.numbers,
    corrects: {
      revision: old.revision,
      signed_on: old.signed_on ?? '',
      content_digest: old.content_digest,
      words: { en: words.en ?? '', es: words.es ?? '', source: 'en' },
    },
  }
}

/**
 * Begins the correction of a signed report: a new version, a draft until it is signed again. The signed one keeps its bytes, and stays in force until then. Twice
 * with the same words is once. Errors: Missing, Forbidden `publishing/not-a-reporter`, Invalid `publishing/say-why`, Conflict `publishing/report-not-signed`.
 */
export async function startReportCorrection(
  tx: Tx,
  visitor: Visitor,
  id: number,
  words: Text,
): Promise<CorrectionOutcome> {
  const old = await reportById(tx, id, true)
  mustWrite(visitor, old.district_id)
  mustSayWhy(words)
  if (old.state !== 'signed')
    throw conflict('publishing/report-not-signed', 'Only a signed report is corrected.', 'Change the draft instead.')
  const newest = await reportFor(tx, old.district_id, old)
  if (newest && newest.progress_report_id !== id)
    return {
      kind:
        newest.corrects === id && newest.state === 'draft' && sameWords(newest.correction, words)
          ? 'started'
          : 'conflict',
      row: newest,
    }
  const edition = await newestPublic(tx, old.district_id, { schoolYear: old.school_year })
  const ids = new Set(old.content.numbers.promises.map((one) => one.id))
  const content = correctedContent(old, words, edition && numbersFor(edition.content, ids))
  const row = await insertReport(tx, old.district_id, {
    school_year: old.school_year,
    goal: old.goal,
    edition_id: edition?.edition_id ?? old.edition_id,
    words: old.words,
    content,
    content_digest: digestOf(content),
    revision: old.revision + 1,
    corrects: id,
    correction: words,
  })
  if (!row) return startReportCorrection(tx, visitor, id, words)
  await note(tx, visitor, row, null, 'correct')
  return { kind: 'started', row }
}
