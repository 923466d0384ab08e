import type { Tx } from '../../../platform/db/database.ts'
import type { Scope } from '../../../platform/db/scope.ts'
import { conflict, invalid, missing } from '../../../platform/errors.ts'
import { record } from '../../../platform/history/history.ts'
import type { Services } from '../../../platform/web/route.ts'
import { todayOf, yearOf, yearsOf } from '../../people/index.ts'
import { outcomesJob } from '../jobs.ts'
import { goldenOf, readGolden, tryGolden } from './golden.ts'
import { detailOf, type Issue } from './issue.ts'
import type { Definition } from './language.ts'
import { readDefinition } from './read.ts'
import {
  askTrial,
  type OwnContent,
  ownDefinition,
  ownDefinitions,
  type OwnRow,
  type OwnWritten,
  saveOwn,
  trialOf,
} from './store.ts'
import { trialJob } from './trial.ts'

/** So many definitions of its own may a district have: each is computed every time. */
const mostDefinitions = 30

const noOwn = () =>
  missing(
    'indicators/no-own',
    'There is no such definition.',
    'Choose one from the list of the district’s own definitions.',
  )
export const wrongContent = (issues: readonly Issue[]) =>
  invalid(
    'indicators/own-wrong',
    'The definition has places that are wrong.',
    'Each place is named, with what to do. What you typed is still there.',
    issues.map(detailOf),
  )

/** One own definition as it stands, or `indicators/no-own`. */
export async function ownNamed(tx: Tx, districtId: number, ownId: string, hold = false): Promise<OwnRow> {
  const row = await ownDefinition(tx, districtId, ownId, hold)
  if (!row) throw noOwn()
  return row
}

/** The definition that stands in a row's draft; throws `indicators/own-wrong` where the language has changed since. */
export function draftOf(row: OwnRow): Definition {
  const { definition, issues } = readDefinition(row.content)
  if (!definition) throw wrongContent(issues)
  return definition
}

async function write(tx: Tx, scope: Scope, was: OwnRow | null, became: OwnWritten, verb: string): Promise<void> {
  const { district_id: districtId, own_id: ownId } = became
  await saveOwn(tx, scope, became)
  const fields = (row: OwnWritten) => ({
    content: row.content,
    state: row.state,
    active_version: row.active_version,
  })
  await record(tx, scope, {
    org_id: districtId,
    object: 'indicators.own',
    object_id: `${districtId}:${ownId}`,
    version: became.version,
    verb,
    ...(was ? { was: fields(was) } : {}),
    became: fields(became),
  })
}

const sameVersion = (row: OwnRow, version: number): void => {
  if (row.version !== version)
    throw conflict(
      'indicators/own-changed',
      'Somebody else has changed this definition meanwhile.',
      'What you typed is still there. Open the definition in another window, compare, and save again.',
    )
}

/**
 * Saves what somebody wrote as the draft of a definition. In: the district, the content as maps, lists and texts, and the version it was opened at (null: a new
 * one). Out: its id. Throws `indicators/own-wrong` with every place, `own-there`, `own-id`, `own-changed`, `own-many`. What is computed stays until it is activated.
 */
export async function saveDraft(
  tx: Tx,
  scope: Scope,
  districtId: number,
  content: OwnContent,
  version: number | null,
): Promise<string> {
  const { golden, ...rule } = content
  const { definition, issues } = readDefinition(rule)
  if (!definition) throw wrongContent(issues)
  const row = await ownDefinition(tx, districtId, definition.id, true)
  if (version === null) {
    if (row)
      throw conflict(
        'indicators/own-there',
        'The district has a definition with this id already.',
        'Choose another id, or open that one and change it.',
      )
    await mustHaveRoom(tx, districtId)
  } else if (!row)
    throw conflict(
      'indicators/own-id',
      'The id of a definition cannot be changed.',
      'Keep the id, or add a new definition.',
    )
  else sameVersion(row, version)
  const next = (row?.version ?? 0) + 1
  const kept = golden ?? row?.content.golden
  await write(
    tx,
    scope,
    row,
    {
      district_id: districtId,
      own_id: definition.id,
      version: next,
      state: row?.state ?? 'draft',
      content: kept === undefined ? rule : { ...rule, golden: kept },
      content_version: next,
      active: row?.active ?? null,
      active_version: row?.active_version ?? null,
    },
    row ? 'edited' : 'written',
  )
  return definition.id
}

async function mustHaveRoom(tx: Tx, districtId: number): Promise<void> {
  if ((await ownDefinitions(tx, districtId)).length >= mostDefinitions)
    throw conflict(
      'indicators/own-many',
      'The district has as many own definitions as can be computed each night.',
      'Change one that is no longer needed.',
    )
}

/** Asks for a trial of the draft on the last school year that is over. */
export async function askForTrial(services: Services, tx: Tx, scope: Scope, row: OwnRow): Promise<void> {
  draftOf(row)
  const { district_id, own_id, content_version: version } = row
  const running = await yearOf(tx, district_id, await todayOf(tx, district_id))
  await askTrial(tx, scope, { district_id, own_id, version, school_year: running - 1 })
  await services.queue.send(
    tx,
    trialJob,
    { district_id, own_id, version },
    { key: `${district_id}:${own_id}:${version}` },
  )
}

/**
 * Makes the draft what is computed, from now on, for all years. Refused until its worked example comes out as it says, by the plain meaning and in the engine,
 * and somebody could see what it says of last year. Throws `indicators/own-example`, `own-untried`, `own-changed`.
 */
export async function activate(services: Services, tx: Tx, scope: Scope, row: OwnRow, version: number): Promise<void> {
  sameVersion(row, version)
  const definition = draftOf(row)
  const { district_id: districtId, own_id: ownId } = row
  const { read, issues } = readGolden(definition, goldenOf(row.content))
  if (!read || !tryGolden(definition, read).agrees)
    throw conflict(
      'indicators/own-example',
      'The worked example does not come out as it says.',
      'Open the example: change what it expects, or the definition.',
      issues.map(detailOf),
    )
  const trial = await trialOf(tx, districtId, ownId, row.content_version)
  if (trial?.state !== 'done' || trial.example_agrees !== true)
    throw conflict(
      'indicators/own-untried',
      'Nobody has seen yet what this version says of last year.',
      'Compute the preview first. It computes the worked example in the engine, too.',
    )
  const { content, content_version } = row
  await write(
    tx,
    scope,
    row,
    { ...row, version: row.version + 1, state: 'active', active: content, active_version: content_version },
    'activated',
  )
  const running = await yearOf(tx, districtId, await todayOf(tx, districtId))
  for (const year of (await yearsOf(tx, districtId)).filter((one) => one <= running))
    await services.queue.send(
      tx,
      outcomesJob,
      { district_id: districtId, school_year: year },
      { key: `${districtId}:${year}` },
    )
}

/** Ends a definition: it is computed no more and leaves the list of indicators; its values stay readable by their address. */
export async function retire(tx: Tx, scope: Scope, row: OwnRow, version: number): Promise<void> {
  sameVersion(row, version)
  if (row.state === 'retired') return
  await write(tx, scope, row, { ...row, version: row.version + 1, state: 'retired' }, 'retired')
}
