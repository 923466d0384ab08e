import type { Tx } from '../../../platform/db/database.ts'
import { conflict, forbidden } from '../../../platform/errors.ts'
import { record } from '../../../platform/history/history.ts'
import type { Visitor } from '../../../platform/web/route.ts'
import type { Lang } from '../../../platform/words.ts'
import { leads } from '../access.ts'
import { mustKeepDocument, noDocument } from '../documents/access.ts'
import { textIn } from '../documents/actions.ts'
import { readsDocument } from '../documents/reading.ts'
import type { Document } from '../documents/schema.ts'
import { documentById } from '../documents/store.ts'
import { type Kept, keepRow, recordEntered, textOver, undoRow } from '../keeping/row.ts'
import { withException, withStep } from './rules.ts'
import type { Autonomy, AutonomyTyped, Procedure, ProcedureStep, StepTyped } from './schema.ts'
import {
  autonomyById,
  type AutonomyFields,
  autonomyKeeper,
  autonomyOf,
  insertAutonomy,
  lockAutonomy,
  noDecision,
  procedureKeeper,
  procedureOf,
} from './store.ts'

/** Steps change only while the version that they belong to is a draft: what was approved is what readers get. */
export const mayWriteSteps = (document: Pick<Document, 'state'>): boolean => document.state === 'draft'

/** A procedure whose steps the visitor may write, its document locked. Errors: Missing, Forbidden `work/not-your-document`, Conflict `work/procedure-approved`. */
async function writable(tx: Tx, visitor: Visitor, id: number): Promise<{ document: Document; procedure: Procedure }> {
  const document = await documentById(tx, id, true)
  if (document.kind !== 'procedure') throw noDocument()
  mustKeepDocument(visitor, document, await readsDocument(tx, visitor, document))
  if (!mayWriteSteps(document))
    throw conflict(
      'work/procedure-approved',
      'The steps belong to a version that is no longer a draft.',
      'Bring a new version of the document, or have this one sent back. Then change its steps.',
    )
  const procedure = await procedureOf(tx, document, document.number)
  return { document, procedure }
}

/** Writes for the version that is being written; what stands for an earlier one stays with it. */
async function write(
  tx: Tx,
  visitor: Visitor,
  document: Document,
  procedure: Procedure,
  typed: { version: number; steps: ProcedureStep[]; verb: string },
): Promise<Kept<Procedure>> {
  const row = { ...procedure, number: document.number }
  const { version, steps, verb } = typed
  if (procedure.version === 0 && steps.length > 0) {
    const written = await procedureKeeper.write(tx, row, { steps })
    await record(tx, visitor.scope, {
      org_id: row.district_id,
      object: procedureKeeper.object,
      object_id: row.document_id,
      version: written.version,
      verb: 'entered',
      became: { steps },
    })
    return { kind: 'saved', row: written, same: false }
  }
  return keepRow(tx, visitor.scope, procedureKeeper, row, { version, fields: () => ({ steps }), verb })
}

/**
 * Adds, changes, moves or takes out one step of a procedure that is a draft. A form from before another change of the steps is a conflict. The same form twice
 * changes nothing. Errors: as of `writable`.
 */
export async function saveStep(
  tx: Tx,
  visitor: Visitor,
  id: number,
  typed: StepTyped,
  lang: Lang,
): Promise<Kept<Procedure>> {
  const { document, procedure } = await writable(tx, visitor, id)
  const before = procedure.steps[typed.at - 1]
  const { responsible, accountable, consulted, informed } = typed
  const text = before ? textOver(typed.text, lang, before.text) : textIn(typed.text, lang)
  const step = typed.remove === 'yes' ? null : { text, responsible, accountable, consulted, informed }
  const stale = typed.version !== procedure.version
  const already = step !== null && procedure.steps.some((one) => sameStep(one, step))
  if (stale && (already || (step === null && before === undefined)))
    return { kind: 'saved', row: procedure, same: true }
  if (stale || (typed.at > 0 && before === undefined)) return { kind: 'conflict', row: procedure }
  const steps = withStep(procedure.steps, step, typed.at, typed.place)
  return write(tx, visitor, document, procedure, { version: procedure.version, steps, verb: 'changed' })
}

const sameStep = (a: ProcedureStep, b: ProcedureStep): boolean =>
  JSON.stringify([a.text.en ?? a.text.es, a.responsible, a.accountable, a.consulted, a.informed]) ===
  JSON.stringify([b.text.en ?? b.text.es, b.responsible, b.accountable, b.consulted, b.informed])

/** Sets all steps of a procedure at once: what a list or the demo brings. The same steps again change nothing. Errors: as of `writable`. */
export async function setSteps(tx: Tx, visitor: Visitor, id: number, steps: ProcedureStep[]): Promise<Kept<Procedure>> {
  const { document, procedure } = await writable(tx, visitor, id)
  return write(tx, visitor, document, procedure, { version: procedure.version, steps, verb: 'changed' })
}

/** Takes back the newest change of the steps. Errors: as of `writable`, and Conflict `work/changed-since`. */
export async function undoSteps(tx: Tx, visitor: Visitor, id: number, version: number): Promise<Procedure> {
  const { document, procedure } = await writable(tx, visitor, id)
  return undoRow(tx, visitor.scope, procedureKeeper, { ...procedure, number: document.number }, version)
}

export const mustLeadMatrix = (visitor: Visitor, districtId: number, reads: boolean): void => {
  if (leads(visitor, districtId)) return
  if (!reads) throw noDecision()
  throw forbidden(
    'work/not-your-matrix',
    'Only the superintendent, the cabinet or an administrator may change who decides what.',
    'Ask one of them, and say what should be otherwise.',
  )
}

/** Adds a decision to the matrix. The same words again are the same decision. In: a visitor who leads the district. */
export async function addAutonomy(
  tx: Tx,
  visitor: Visitor,
  districtId: number,
  fields: Omit<AutonomyFields, 'ended'>,
): Promise<{ row: Autonomy; same: boolean }> {
  mustLeadMatrix(visitor, districtId, true)
  await lockAutonomy(tx, districtId)
  const words = (one: Pick<Autonomy, 'title'>) => one.title.en ?? one.title.es
  const known = (await autonomyOf(tx, [districtId])).find((one) => !one.ended && words(one) === words(fields))
  if (known) return { row: known, same: true }
  const row = await insertAutonomy(tx, districtId, { ...fields, ended: false })
  await recordEntered(tx, visitor.scope, autonomyKeeper, row)
  return { row, same: false }
}

/** Changes a decision: its words, who takes it, one exception, whether it still stands. Errors: Missing, Forbidden `work/not-your-matrix`. */
export async function saveDecision(
  tx: Tx,
  visitor: Visitor,
  id: number,
  typed: AutonomyTyped,
  lang: Lang,
  reads: boolean,
): Promise<Kept<Autonomy>> {
  const row = await autonomyById(tx, id, true)
  mustLeadMatrix(visitor, row.district_id, reads)
  const fields = (seen: AutonomyFields): AutonomyFields => ({
    title: textOver(typed.title, lang, seen.title),
    basis: typed.basis,
    who: typed.who ?? seen.who,
    exceptions: withException(seen.exceptions, typed),
    ended: typed.ended === 'yes',
  })
  return keepRow(tx, visitor.scope, autonomyKeeper, row, { version: typed.version, fields })
}

/** Takes back the newest change of a decision. Errors: Missing, Forbidden, Conflict `work/changed-since`. */
export async function undoDecision(tx: Tx, visitor: Visitor, id: number, version: number, reads: boolean) {
  const row = await autonomyById(tx, id, true)
  mustLeadMatrix(visitor, row.district_id, reads)
  return undoRow(tx, visitor.scope, autonomyKeeper, row, version)
}
