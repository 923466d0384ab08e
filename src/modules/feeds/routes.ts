import { Temporal } from 'temporal-polyfill'
import type { Tx } from '../../platform/db/database.ts'
import { progressOf } from '../../platform/db/progress.ts'
import type { Scope } from '../../platform/db/scope.ts'
import { invalid, missing } from '../../platform/errors.ts'
import { faultPoint } from '../../platform/fault.ts'
import { historyOf } from '../../platform/history/history.ts'
import { downloadHeaders } from '../../platform/web/headers.ts'
import type { Ctx, MenuItem, Route, Visitor } from '../../platform/web/route.ts'
import { orgById, orgsUnder, peopleOf, staff, timeZoneOf, todayOf, yearOf } from '../people/index.ts'
import { districtsRun, mayRun, runFiles, seesStudents } from './access.ts'
import { accept, again, type Decider, match, matchSchools, override, refuse } from './actions/decide.ts'
import { finishPurge, purge } from './actions/purge.ts'
import { receive } from './actions/receive.ts'
import { apiRoutes } from './api.ts'
import { datasetRoutes } from './dataset-routes.ts'
import { findingsCsv } from './export.ts'
import { allKinds, kindOf } from './kinds/all.ts'
import { DataHomePage } from './pages/data-home.tsx'
import { ImportNewPage } from './pages/import-new.tsx'
import { ImportShowPage, isRunning } from './pages/import-show.tsx'
import { exampleBundle } from './oneroster/pack.ts'
import { proposal } from './oneroster/schools.ts'
import { versionKey } from './pages/version-table.tsx'
import { stoppedAfter } from './rules.ts'
import { words } from './say.ts'
import { acceptForm, type ImportRow, isKind, purgeForm, reasonForm } from './schema.ts'
import { findingCounts, firstFindings, importById, recentImports } from './store.ts'
import { currentVersions, freshnessOf, versionsOfImport } from './store-version.ts'
import { dayWords, districtOf, parsed, signedIn } from './asking.ts'
import { edFiRoutes } from './ed-fi-routes.ts'
import { forgetRoutes, watchForgetting } from './forget-routes.ts'
import { retentionRoutes } from './retention-routes.ts'
import { tokenRoutes } from './token-routes.ts'

const noImport = () =>
  missing('feeds/no-such-import', 'There is no such import.', 'It may have been purged, or belong to another district.')

/** Opens one import for the visitor: the first district they run that has it. */
async function openImport(tx: Tx, visitor: Visitor, id: number): Promise<ImportRow> {
  for (const district of districtsRun(visitor)) {
    await runFiles(tx, visitor, district)
    const row = await importById(tx, id)
    if (row) return row
  }
  throw noImport()
}

/** The work on an import is followed by who runs its district's files, the forgetting of a student by who may decide it. */
export async function watches(tx: Tx, visitor: Visitor, subject: string): Promise<boolean | null> {
  const id = /^import:(\d{1,9})$/.exec(subject)?.[1]
  if (id === undefined) return watchForgetting(tx, visitor, subject)
  for (const district of districtsRun(visitor)) {
    await runFiles(tx, visitor, district)
    if (await importById(tx, Number(id))) return true
  }
  return false
}

async function home(ctx: Ctx) {
  const districtId = districtOf(ctx)
  const found = await ctx.inScope(async (tx) => {
    await runFiles(tx, ctx.who(), districtId)
    const district = await orgById(tx, districtId)
    if (!district) throw missing('feeds/no-district', 'There is no such district.', 'Choose another one.')
    const today = await todayOf(tx, districtId)
    const versions = await currentVersions(tx, districtId)
    const year =
      Math.max(...versions.filter((one) => one.dataset === 'submission').map((one) => one.school_year), 0) ||
      (await yearOf(tx, districtId, today))
    const names = new Map((await orgsUnder(tx, districtId, today, 'school')).map((one) => [one.org_id, one.name]))
    const schools = (await freshnessOf(tx, districtId, year))
      .filter((one) => names.has(one.school_id))
      .map((one) => ({
        name: names.get(one.school_id) ?? '',
        href: '',
        last_day: one.last_day,
        handed_in: one.days_handed_in,
        expected: one.days_expected,
        behind: one.days_since,
        stopped: one.days_since >= stoppedAfter,
      }))
    const through =
      versions.find((one) => one.dataset === 'submission' && one.school_year === year)?.through_date ?? null
    return {
      district,
      versions,
      schools,
      year,
      through,
      imports: await recentImports(tx, districtId, 40),
      zone: await timeZoneOf(tx, districtId),
    }
  })
  return ctx.page({
    title: words(ctx.lang)('data'),
    current: '/data',
    width: 'wide',
    body: DataHomePage({ lang: ctx.lang, ...found, day: dayWords(ctx, found.zone) }),
  })
}

async function newImport(ctx: Ctx) {
  const districtId = districtOf(ctx)
  await ctx.inScope((tx) => runFiles(tx, ctx.who(), districtId))
  const limitGb = Math.max(1, Math.floor(ctx.services.config.uploadLimit / 2 ** 30))
  return ctx.page({
    title: words(ctx.lang)('addFile'),
    current: '/data',
    body: ImportNewPage({ lang: ctx.lang, csrf: ctx.csrf, districtId, limitGb }),
  })
}

async function example(ctx: Ctx) {
  if (ctx.param('file') === 'oneroster.zip')
    return new Response(new Uint8Array(await exampleBundle()), {
      headers: downloadHeaders('oneroster.zip', 'application/zip'),
    })
  const kind = allKinds.find((one) => one.example !== '' && `${one.name}.csv` === ctx.param('file'))
  if (!kind) throw missing('feeds/no-example', 'There is no such example.', 'Choose one on the page "Add a file".')
  return new Response(kind.example, { headers: downloadHeaders(`${kind.name}.csv`, 'text/csv; charset=utf-8') })
}

async function add(ctx: Ctx) {
  const visitor = ctx.who()
  const done = await ctx.upload(async (fields, file) => {
    const districtId = districtOf(ctx, fields.district)
    await ctx.inScope((tx) => runFiles(tx, visitor, districtId))
    if (file.name === '') throw invalid('feeds/no-file', 'No file was chosen.', 'Choose a file, then send it.')
    return receive(ctx.services, visitor.scope, file.body, {
      districtId,
      kind: isKind(fields.kind) ? fields.kind : null,
      name: file.name,
      via: 'page',
      by: visitor.name,
    })
  })
  return ctx.redirect(`/data/imports/${done.row.import_id}${done.same ? '?same=1' : ''}`)
}

async function show(ctx: Ctx) {
  const visitor = ctx.who()
  const id = ctx.id('id')
  const found = await ctx.inScope(async (tx, scope) => {
    const row = await openImport(tx, visitor, id)
    const withStudents = seesStudents(scope, row.org_id)
    const findings = await findingCounts(tx, id)
    const first = (
      await Promise.all(findings.map((one) => firstFindings(tx, id, one.check_id, 20, withStudents)))
    ).flat()
    const zone = await timeZoneOf(tx, row.org_id)
    const people =
      row.state === 'examined' && row.kind !== null && kindOf(row.kind).mayWait
        ? await peopleOf(tx, row.org_id, await todayOf(tx, row.org_id), staff)
        : []
    return {
      row,
      withStudents,
      findings,
      first,
      zone,
      people,
      versions: await versionsOfImport(tx, id),
      currents: new Set((await currentVersions(tx, row.org_id)).map(versionKey)),
      orgs:
        row.unmatched.length > 0
          ? (await orgsUnder(tx, row.org_id, await todayOf(tx, row.org_id))).filter(
              (one) => one.kind === 'school' || one.kind === 'office',
            )
          : [],
      history: await historyOf(tx, 'feeds.import', id),
    }
  })
  const at = await progressOf(ctx.services.db, `import:${id}`)
  const progress = at ? { percent: at.total > 0 ? (100 * at.done) / at.total : null, step: at.step } : null
  return ctx.page({
    title: found.row.name,
    current: '/data',
    width: 'wide',
    ...(isRunning(found.row) ? { refresh: 3 } : {}),
    body: ImportShowPage({
      lang: ctx.lang,
      csrf: ctx.csrf,
      ...found,
      same: ctx.query('same') !== undefined,
      progress,
      day: dayWords(ctx, found.zone),
    }),
  })
}

async function findings(ctx: Ctx) {
  const id = ctx.id('id')
  const { row, withStudents } = await ctx.inScope(async (tx, scope) => {
    const row = await openImport(tx, ctx.who(), id)
    return { row, withStudents: seesStudents(scope, row.org_id) }
  })
  const body = findingsCsv(ctx.services.home, row, ctx.lang, withStudents)
  return new Response(body, { headers: downloadHeaders(`findings-${id}.csv`, 'text/csv; charset=utf-8') })
}

/** A form on an import: access first, then the act, then back to its page. */
function decision(
  act: (ctx: Ctx, tx: Tx, row: ImportRow, decider: Decider, fields: Record<string, string>) => Promise<unknown>,
) {
  return async (ctx: Ctx) => {
    const visitor = ctx.who()
    const fields = await ctx.form()
    const id = ctx.id('id')
    await ctx.inScope(async (tx, scope: Scope) => {
      const row = await openImport(tx, visitor, id)
      const version = Number(fields.version)
      await act(ctx, tx, row, { scope, name: visitor.name, version: Number.isInteger(version) ? version : -1 }, fields)
    })
    faultPoint('feeds/accepted')
    return ctx.redirect(`/data/imports/${id}`)
  }
}

const acceptIt = decision(async (ctx, tx, row, decider, fields) => {
  const form = parsed(acceptForm.safeParse(fields))
  const zone = await timeZoneOf(tx, row.org_id)
  const until =
    form.embargo_date === ''
      ? null
      : new Date(Temporal.PlainDate.from(form.embargo_date).toZonedDateTime(zone).epochMilliseconds)
  const accounts = form.embargo_accounts
    .split('\n')
    .map(Number)
    .filter((one) => Number.isInteger(one) && one > 0)
  await accept(ctx.services, tx, row.import_id, decider, {
    status: form.status,
    note: form.note,
    embargoUntil: until,
    embargoAccounts: accounts,
  })
})
const refuseIt = decision((_ctx, tx, row, decider, fields) =>
  refuse(tx, row.import_id, decider, parsed(reasonForm.safeParse(fields)).reason),
)
const overrideIt = decision((_ctx, tx, row, decider, fields) =>
  override(tx, row.import_id, decider, parsed(reasonForm.safeParse(fields)).reason),
)
const againIt = decision((ctx, tx, row, decider) => again(ctx.services, tx, row.import_id, decider))
const matchIt = decision(async (ctx, tx, row, decider, fields) => {
  const { kind } = fields
  if (!isKind(kind)) throw invalid('feeds/no-kind', 'Say what the file is.', 'Choose from the list.')
  const headers: Record<string, string> = {}
  for (const [name, header] of Object.entries(fields)) {
    if (!name.startsWith('column.') || header === '') continue
    if (headers[header] !== undefined)
      throw invalid('feeds/column-twice', 'One header was given to two columns.', 'Choose each header once.')
    headers[header] = name.slice('column.'.length)
  }
  await match(ctx.services, tx, row.import_id, decider, kind, headers)
})

const schoolsIt = decision((ctx, tx, row, decider, fields) =>
  matchSchools(ctx.services, tx, row.import_id, decider, fields),
)

/** The schools of a bundle that are none of ours, as a file of organizations to complete. */
async function proposed(ctx: Ctx) {
  const body = await ctx.inScope(async (tx) => {
    const row = await openImport(tx, ctx.who(), ctx.id('id'))
    const district = await orgById(tx, row.org_id)
    const year = row.school_years[0] ?? (await yearOf(tx, row.org_id, await todayOf(tx, row.org_id)))
    return proposal(row.unmatched, district?.code ?? '', year)
  })
  return new Response(body, { headers: downloadHeaders('organizations.csv', 'text/csv; charset=utf-8') })
}

async function purgeIt(ctx: Ctx) {
  const visitor = ctx.who()
  const { reason } = parsed(purgeForm.safeParse(await ctx.form()))
  const id = ctx.id('id')
  const left = await ctx.inScope(async (tx, scope) => {
    await openImport(tx, visitor, id)
    return purge(ctx.services, tx, scope, id, visitor.name, reason)
  })
  await finishPurge(ctx.services, left)
  return ctx.redirect(`/data/imports/${id}`)
}

export const routes: readonly Route[] = [
  signedIn('GET', '/data', home),
  signedIn('GET', '/data/new', newImport),
  signedIn('GET', '/data/examples/:file', example),
  signedIn('POST', '/data/imports', add),
  signedIn('GET', '/data/imports/:id', show),
  signedIn('GET', '/data/imports/:id/findings.csv', findings),
  signedIn('POST', '/data/imports/:id/accept', acceptIt),
  signedIn('POST', '/data/imports/:id/refuse', refuseIt),
  signedIn('POST', '/data/imports/:id/override', overrideIt),
  signedIn('POST', '/data/imports/:id/again', againIt),
  signedIn('POST', '/data/imports/:id/match', matchIt),
  signedIn('POST', '/data/imports/:id/schools', schoolsIt),
  signedIn('GET', '/data/imports/:id/organizations.csv', proposed),
  signedIn('POST', '/data/imports/:id/purge', purgeIt),
  ...datasetRoutes,
  ...tokenRoutes,
  ...retentionRoutes,
  ...forgetRoutes,
  ...edFiRoutes,
  ...apiRoutes,
]

export const menu: readonly MenuItem[] = [
  {
    href: '/data',
    label: (lang) => words(lang)('data'),
    shown: (visitor) => districtsRun(visitor).some((district) => mayRun(visitor, district)),
    order: 70,
  },
]
