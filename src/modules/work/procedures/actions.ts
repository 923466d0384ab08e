import type { Tx } from '../../../platform/db/database.ts'
import { conflict, forbidden } from '../../../platform/errors.ts'
import { historyOf, record } from '../../../platform/history/history.ts'
import type { Visitor } from '../../../platform/web/route.ts'
import type { Lang } from '../../../platform/words.ts'
import { alike } from '../../../platform/json.ts'
import { leads } from '../access.ts'
import { mustKeepDocument, noDocument } from '../documents/access.ts'
import { textIn } from '../documents/actions.ts'
import { readsDocument } from '../documents/reading.ts'
import type { Document } from '../documents/schema.ts'
import { documentById } from '../documents/store.ts'
import { fieldsAt, type Kept, keepRow, recordEntered, textOver, undoRow } from '../keeping/row.ts'
import { nextStepId, sameStep, withException, withIds, withStep } from './rules.ts'
import type { Autonomy, AutonomyTyped, NewStep, Procedure, ProcedureStep, StepTyped } from './schema.ts'
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

/** The steps of a procedure at a version, and every step that it ever had. */
async function stepsBefore(tx: Tx, procedure: Procedure, version: number) {
  const changes = await historyOf(tx, procedureKeeper.object, procedure.document_id)
  const past = changes.flatMap(({ was, became }) => [was.steps, became.steps]).filter(Boolean) as NewStep[][]
  return {
    seen: withIds((fieldsAt(changes, version).steps as NewStep[] | undefined) ?? []),
    ever: [...procedure.steps, ...past.flatMap(withIds)],
  }
}

/**
 * Adds, changes, moves or takes out one step of a procedure that is a draft. A change of a step that nobody else changed since goes in beside what others did to other
 * steps; everything else from an older form is a conflict. The same form twice changes nothing. Errors: as of `writable`.
 */
export async function saveStep(
  tx: Tx,
  visitor: Visitor,
  id: number,
  typed: StepTyped,
  lang: Lang,
): Promise<Kept<Procedure>> {
  const { document, procedure } = await writable(tx, visitor, id)
  const find = (steps: readonly ProcedureStep[]) => steps.find((one) => one.id === typed.step)
  const before = find(procedure.steps)
  const { responsible, accountable, consulted, informed } = typed
  const text = before ? textOver(typed.text, lang, before.text) : textIn(typed.text, lang)
  const { seen, ever } = await stepsBefore(tx, procedure, typed.version)
  const mine = { id: before?.id ?? nextStepId(ever), text, responsible, accountable, consulted, informed }
  const step = typed.remove === 'yes' ? null : mine
  // Who did not move a step leaves it where others have put it meanwhile.
  const stays = typed.place === seen.findIndex((one) => one.id === typed.step) + 1
  const stands = before ? procedure.steps.indexOf(before) + 1 : 0
  if (typed.version === procedure.version) {
    if (typed.step !== '' && !before) return { kind: 'conflict', row: procedure }
  } else {
    const there = before
      ? sameStep(before, mine) && (stays || stands === typed.place)
      : typed.step === '' && procedure.steps.some((one) => sameStep(one, mine))
    if (step === null ? !before : there) return { kind: 'saved', row: procedure, same: true }
    const stood = find(seen)
    if (!before || !stood || !sameStep(before, stood)) return { kind: 'conflict', row: procedure }
  }
  const place = before && stays ? stands : typed.place
  const steps = withStep(procedure.steps, typed.step, step, place)
  return write(tx, visitor, document, procedure, { version: procedure.version, steps, verb: 'changed' })
}

/** Sets all steps of a procedure at once: what a list or the demo brings. The same steps again change nothing. Errors: as of `writable`. */
export async function setSteps(
  tx: Tx,
  visitor: Visitor,
  id: number,
  list: readonly NewStep[],
): Promise<Kept<Procedure>> {
  const { document, procedure } = await writable(tx, visitor, id)
  const steps = withIds(list)
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

/** Adds a decision to the matrix. The same again is the same decision; `other`: one with these words says something else, and nothing was added. In: a visitor who leads the district. */
export async function addAutonomy(
  tx: Tx,
  visitor: Visitor,
  districtId: number,
  fields: Omit<AutonomyFields, 'ended'>,
): Promise<{ row: Autonomy; same: boolean; other: boolean }> {
  mustLeadMatrix(visitor, districtId, true)
  await lockAutonomy(tx, districtId)
  const words = (one: Pick<Autonomy, 'title'>) => one.title.en ?? one.title.es
  const known = (await autonomyOf(tx, [districtId])).find((one) => !one.ended && words(one) === words(fields))
  if (known) {
    const { basis, who, exceptions } = fields
    if (alike({ basis, who, exceptions }, { basis: known.basis, who: known.who, exceptions: known.exceptions }))
      return { row: known, same: true, other: false }
    return { row: known, same: false, other: true }
  }
  const row = await insertAutonomy(tx, districtId, { ...fields, ended: false })
  await recordEntered(tx, visitor.scope, autonomyKeeper, row)
  return { row, same: false, other: false }
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
