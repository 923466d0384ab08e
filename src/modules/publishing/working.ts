import { dateIn, now } from '../../platform/clock.ts'
import { report } from '../../platform/db/progress.ts'
import { inScope, type Scope } from '../../platform/db/scope.ts'
import { conflict, unavailable } from '../../platform/errors.ts'
import { tell } from '../../platform/events.ts'
import { faultPoint } from '../../platform/fault.ts'
import type { Services } from '../../platform/web/route.ts'
import type { EarlierTable } from '../indicators/index.ts'
import { besideOf } from './beside.ts'
import { mustHold, mustKnowOthers, note } from './actions.ts'
import { solverInUse } from './attacking.ts'
import { certify, publicPart } from './certificate.ts'
import { digestOf } from './editions/canonical.ts'
import { contentOf, type EditionContent, publicCells } from './editions/content.ts'
import { type IndexEdition, writeIndexes } from './editions/indexes.ts'
import { clearReady, openEdition, readyEdition } from './editions/write.ts'
import { published } from './events.ts'
import { checkAgain, hide, type Hiding, rule } from './hiding.ts'
import { collectPacket } from './packet/collect.ts'
import { notePacket } from './packet/history.ts'
import { compareEditions, slugFor } from './rules.ts'
import { reportsFor } from './report/giving.ts'
import type { EditionRow, Layer } from './schema.ts'
import type { Collected, ProtectedCell, Sources } from './sources.ts'
import {
  addReleased,
  claimSlug,
  editionOf,
  editionsOf,
  knownCells,
  lockDistrict,
  lockIndexes,
  newestPublished,
  releasedIn,
  setEdition,
  slugOf,
  standAtAddress,
} from './store.ts'
import { earlierTables, saveBasis } from './store-basis.ts'
import { keepPublished } from './store-published.ts'
import { declared, keyOf, placer, tableNames } from './tables.ts'

type Ids = { edition_id: number; district_id: number }
export const subjectOf = (editionId: number): string => `edition:${editionId}`

/**
 * Collects a draft: true values under the system scope, disclosure control against everything shown before, the attack, a check from public values alone,
 * the calls from public values, what changed. No transaction is open while it attacks, for that may take minutes. True values go no further than the basis, which
 * is kept for the attack on later editions. Safe twice: when the draft was changed meanwhile, what was made is thrown away.
 */
export async function fillDraft(services: Services, sources: Sources, ids: Ids): Promise<void> {
  const scope = await sources.scope(services.db, ids.district_id)
  const step = (name: string, done: number) =>
    report(services.db, {
      subject: subjectOf(ids.edition_id),
      step: name,
      done,
      total: 4,
      state: done === 4 ? 'done' : 'running',
    })
  const had = await inScope(services.db, scope, async (tx) => {
    const edition = await editionOf(tx, ids.edition_id)
    if (edition.state !== 'draft') return null
    await step('collect', 0)
    const collected = await sources.collect(tx, scope, edition.district_id, edition.as_of)
    const truth = declared(collected)
    if (truth.length === 0)
      throw conflict(
        'publishing/no-numbers',
        'There are no computed numbers to publish yet.',
        'Load attendance and wait for the computation, then draft again.',
      )
    return {
      version: edition.version,
      packet: edition.kind === 'packet' ? await collectPacket(tx, edition, collected.promises) : null,
      reports: await reportsFor(tx, edition.district_id),
      collected,
      truth,
      known: await knownCells(tx, edition.district_id),
      earlier: await earlierTables(tx, edition.district_id),
    }
  })
  if (!had) return
  const { collected, truth, known, earlier } = had
  await step('protect', 1)
  const hiding = await hide(collected, truth, known, earlier.tables)
  const { cells } = hiding
  await step('check', 2)
  const exposed = [...hiding.exposed, ...checkAgain(collected, truth, cells, known)]
  await step('compare', 3)
  await inScope(services.db, scope, async (tx) => {
    const edition = await editionOf(tx, ids.edition_id, true)
    if (edition.state !== 'draft' || edition.version !== had.version) return
    const audit = await sources.saveAudit(
      tx,
      scope,
      edition.district_id,
      cells,
      digestOf(truth.map(keyOf)),
      `${rule.id} ${rule.version}`,
    )
    const slug = await claimSlug(tx, edition.district_id, [
      slugFor(collected.district.name),
      `${slugFor(collected.district.name)}-${slugFor(collected.district.code)}`,
    ])
    const corrected = edition.corrects === null ? null : await editionOf(tx, edition.corrects)
    const certificate = certify({
      made: hiding.made,
      link: hiding.link,
      rule,
      solver: solverInUse(),
      ...counted(collected, cells),
      cells: publicCells(cells),
      clean: exposed.length === 0,
    })
    const content = contentOf({
      kind: edition.kind,
      packet: had.packet,
      reports: had.reports,
      number: edition.number,
      as_of: edition.as_of,
      slug,
      synthetic: services.config.demo,
      title: edition.title,
      note: edition.note,
      corrects: corrected && { number: corrected.number, words: edition.correction },
      collected,
      cells,
      rule,
      certificate: publicPart(certificate, earlier.numbers, collected.others),
    })
    const last = await newestPublished(tx, edition.district_id)
    const changes = compareEditions(
      last?.number ?? null,
      last ? await releasedIn(tx, last.edition_id) : [],
      content.cells,
    )
    await saveBasis(tx, edition.edition_id, edition.district_id, basisOf(hiding))
    const after = await setEdition(tx, edition.edition_id, {
      content,
      content_digest: digestOf(content),
      certificate,
      layers: cells.map(layerOf),
      changes,
      exposed,
      audit_id: audit,
      failure: null,
      run_ids: collected.based.runs,
      told: collected.based.told,
    })
    await note(tx, scope, edition, after, 'collect', '')
    faultPoint('publishing/collected')
  })
  await step('compare', 4)
}

/** What the certificate says of each declared table, and how many numbers count days. */
function counted(collected: Collected, cells: readonly ProtectedCell[]) {
  const place = placer(collected)
  const days = new Set(collected.definitions.filter((card) => card.counts === 'days').map((card) => card.id))
  const measured = cells.filter((cell) => cell.state === 'measured')
  const inside = Map.groupBy(
    measured.filter((cell) => !days.has(cell.definition)),
    (cell) => place(cell),
  )
  return {
    tables: tableNames.flatMap((name) => {
      const own = inside.get(name) ?? []
      return own.length === 0 ? [] : [{ name, cells: own.length, hidden: own.filter((cell) => !cell.shown).length }]
    }),
    days: measured.filter((cell) => days.has(cell.definition)).length,
  }
}

/** The linked table with what is shown of it. */
function basisOf({ link, made }: Hiding): Pick<EarlierTable, 'cells' | 'relations'> {
  const shown = new Map(made.protection.cells.map(({ id, n, k }) => [id, { n: n !== null, k: k !== null }]))
  return {
    cells: link.table.cells.map((cell) => ({ ...cell, shown: shown.get(cell.id) ?? { n: false, k: false } })),
    relations: link.table.relations,
  }
}

const layerOf = (cell: ProtectedCell): Layer => ({
  definition: cell.definition,
  school_year: cell.school_year,
  period: cell.period,
  org_id: cell.org_id,
  group_set: cell.group_set,
  group_value: cell.group_value,
  shown: cell.shown,
  why: cell.why,
})

/**
 * Publishes an approved edition: files made ready where nobody reads them, then the row and the ledger in one transaction, and only then public, with
 * the index and the banners of older editions. Whatever breaks off, running it again finishes it: bytes that are public stay as they are.
 * In: the order, with the digest of the text that was approved when it was given; one without (from before orders named it) publishes nothing new.
 * Errors: Conflict `publishing/another-approved` when another text was approved since: the edition stays approved, and is published by a new order.
 */
export async function publishEdition(
  services: Services,
  sources: Sources,
  ids: Ids & { content_digest?: string | undefined },
): Promise<void> {
  const scope = await sources.scope(services.db, ids.district_id)
  const subject = subjectOf(ids.edition_id)
  const edition = await inScope(services.db, scope, (tx) => editionOf(tx, ids.edition_id))
  if (edition.state === 'approved') {
    const { content } = edition
    if (!content || digestOf(content) !== edition.content_digest)
      throw conflict(
        'publishing/not-what-was-approved',
        'The stored edition is not the one that was approved.',
        'Withdraw it and draft it again.',
      )
    if (ids.content_digest !== edition.content_digest)
      throw conflict(
        'publishing/another-approved',
        'Another text was approved after this order to publish was given.',
        'Nothing was published. Read what is approved now, then publish it.',
      )
    mustHold(edition)
    await report(services.db, { subject, step: 'render', done: 0, total: 3 })
    const digest = await readyEdition(services.home, content)
    faultPoint('publishing/ready')
    await report(services.db, { subject, step: 'release', done: 1, total: 3 })
    await release(services, sources, scope, edition, content, digest)
    faultPoint('publishing/committed')
  } else if (edition.state !== 'published' && edition.state !== 'superseded') return
  await report(services.db, { subject, step: 'index', done: 2, total: 3 })
  await refreshIndex(services, sources, scope, ids.district_id)
  await report(services.db, { subject, step: 'index', done: 3, total: 3, state: 'done' })
}

async function release(
  services: Services,
  sources: Sources,
  scope: Scope,
  seen: EditionRow,
  content: EditionContent,
  digest: string,
): Promise<void> {
  await inScope(services.db, scope, async (tx) => {
    await lockDistrict(tx, seen.district_id)
    const edition = await editionOf(tx, seen.edition_id, true)
    if (edition.state === 'published') return
    if (edition.state !== 'approved' || edition.content_digest !== seen.content_digest)
      throw conflict(
        'publishing/wrong-state',
        'The edition was called back while it was being published.',
        'Open it again to see where it stands.',
      )
    mustKnowOthers(edition, await sources.based(tx, edition.district_id))
    const last = await newestPublished(tx, edition.district_id)
    const after = await setEdition(tx, edition.edition_id, {
      state: 'published',
      digest,
      published_at: now(),
      failure: null,
    })
    const why = new Map((edition.layers ?? []).map((layer) => [keyOf(layer), layer.why]))
    await addReleased(
      tx,
      after,
      content.cells.map((cell) => ({ ...cell, why: why.get(keyOf(cell)) ?? 'state', decimals: 1 })),
    )
    if (edition.audit_id !== null) await sources.releaseAudit(tx, edition.audit_id)
    await standAtAddress(tx, after)
    await keepPublished(tx, after, content)
    await note(tx, scope, edition, after, 'publish', '')
    await notePacket(tx, scope, edition, after, '')
    if (last) {
      const old = await setEdition(tx, last.edition_id, { state: 'superseded' })
      await note(tx, scope, last, old, 'supersede', '')
      await notePacket(tx, scope, last, old, '')
    }
    await tell(services, tx, scope, published, { district_id: edition.district_id, edition_id: edition.edition_id })
    faultPoint('publishing/released')
  })
}

/**
 * Makes the released editions of a district public where they are not yet, then writes its index and banners again from the rows: after each
 * publication, and to heal. One at a time over all districts. A lost older edition does not hold up the newest: its error comes last.
 */
export async function refreshIndex(
  services: Services,
  sources: Sources,
  scope: Scope,
  districtId: number,
): Promise<void> {
  await inScope(services.db, scope, async (tx) => {
    await lockIndexes(tx)
    const slug = await slugOf(tx, districtId)
    const zone = await sources.timeZone(tx, districtId)
    const editions = (await editionsOf(tx, districtId)).flatMap((row): IndexEdition[] =>
      (row.state === 'published' || row.state === 'superseded') && row.content && row.digest && row.published_at
        ? [
            {
              content: row.content,
              state: row.state === 'published' ? 'current' : 'superseded',
              digest: row.digest,
              published_on: dateIn(row.published_at, zone),
            },
          ]
        : [],
    )
    if (!slug || editions.length === 0) throw unavailable('publishing/nothing-published', 'Nothing is published yet.')
    const lost: unknown[] = []
    for (const { content, digest, state } of editions)
      await openEdition(services.home, content, digest).catch((error: unknown) => {
        if (state === 'current') throw error
        lost.push(error)
      })
    faultPoint('publishing/public')
    await writeIndexes(services.home, slug, editions, await besideOf(tx, districtId))
    faultPoint('publishing/indexed')
    await clearReady(services.home, slug)
    if (lost.length > 0) throw lost[0]
  })
}

/** Leaves a failure on the record where people wait. */
export async function failed(services: Services, sources: Sources, ids: Ids, code: string): Promise<void> {
  const scope = await sources.scope(services.db, ids.district_id)
  await inScope(services.db, scope, async (tx) => {
    const edition = await editionOf(tx, ids.edition_id, true)
    if (edition.state === 'draft' || edition.state === 'approved')
      await setEdition(tx, ids.edition_id, { failure: code })
  })
  await report(services.db, { subject: subjectOf(ids.edition_id), step: 'failed', state: 'failed', code })
}
