import { now } from '../../../platform/clock.ts'
import { progressOf } from '../../../platform/db/progress.ts'
import type { Tx } from '../../../platform/db/database.ts'
import type { Scope } from '../../../platform/db/scope.ts'
import { conflict } from '../../../platform/errors.ts'
import type { FormError } from '../../../platform/look/form.tsx'
import { downloadHeaders } from '../../../platform/web/headers.ts'
import type { Ctx, Route } from '../../../platform/web/route.ts'
import { holdsAny, mustHoldAny } from '../access.ts'
import { attempt } from '../../../platform/web/limits.ts'
import { moment } from '../moments.ts'
import { timeZoneOf } from '../orgs/settings.ts'
import { isDate } from '../orgs/rules.ts'
import { forgetAskers } from './forgetting.ts'
import { HomePage } from './pages/home.tsx'
import { RecordShowPage } from './pages/record-show.tsx'
import { logRecord, openRecord, ownRecord, prepareJob, recordDays, recordRoles, setOptOut } from './record.ts'
import { readRecord } from './record-files.ts'
import { recordHtml } from './record-html.ts'
import { formErrors, recordStep, words } from './say.ts'
import { readStudents } from '../students/read.ts'
import { optOutOf } from '../students/store-opt-out.ts'
import { recordsOpen } from './store-record.ts'

const at = '/students'
/** So many records may be opened in an hour by one person: enough for a day at the counter, too few to take a school away one by one. */
const recordsAnHour = 60

/** The id of a student who was chosen in a list (`/students?student=KEY&school=ORG`): a read of its own, within the scope. Errors: Forbidden, Missing. */
async function chosen(ctx: Ctx, tx: Tx, scope: Scope): Promise<string> {
  const [key, org] = ['student', 'school'].map((name) => ctx.query(name) ?? '')
  if (!key || !org || !/^\d{1,18}$/.test(key) || !/^\d{1,9}$/.test(org)) return ''
  const found = await readStudents(tx, scope, { org_id: Number(org), keys: [Number(key)], purpose: 'student' })
  return found[0]?.external_id ?? ''
}

async function home(
  ctx: Ctx,
  typed: { student_id: string; reason: string } | null = null,
  errors: readonly FormError[] = [],
) {
  const visitor = ctx.who()
  mustHoldAny(visitor, recordRoles)
  const say = words(ctx.lang)
  const found = await ctx.inScope(async (tx, scope) => ({
    from: typed === null ? await chosen(ctx, tx, scope) : '',
    rows: await recordsOpen(tx, visitor.account_id, now()),
    zone: await timeZoneOf(tx, scope.districts[0] ?? 0),
  }))
  return ctx.page({
    title: say('records'),
    current: at,
    ...(errors.length > 0 ? { status: 422 } : {}),
    body: HomePage({
      lang: ctx.lang,
      csrf: ctx.csrf,
      errors,
      typed: typed ?? { student_id: found.from, reason: '' },
      days: recordDays,
      forgets: holdsAny(visitor, forgetAskers),
      opened: found.rows.map((row) => ({
        id: row.record_id,
        state: say(`state_${row.state}`),
        reason: row.reason,
        until: moment(row.expires_at, found.zone, ctx.lang),
      })),
    }),
  })
}

async function open(ctx: Ctx) {
  const visitor = ctx.who()
  mustHoldAny(visitor, recordRoles)
  const form = await ctx.form()
  const typed = { student_id: form.student_id ?? '', reason: form.reason ?? '' }
  try {
    await attempt(ctx.services.db, `records:${visitor.account_id}`, recordsAnHour, 3600)
    const id = await ctx.inScope((tx, scope) =>
      openRecord(ctx.services, tx, scope, visitor, { externalId: typed.student_id, reason: typed.reason }),
    )
    return ctx.redirect(`${at}/records/${id}`)
  } catch (error) {
    return home(ctx, typed, formErrors(error, ctx.lang))
  }
}

async function show(ctx: Ctx, errors: readonly FormError[] = []) {
  mustHoldAny(ctx.who(), recordRoles)
  const id = ctx.id('id')
  const found = await ctx.inScope(async (tx, scope) => {
    const row = await ownRecord(tx, scope, id)
    if (row.state === 'ready') await logRecord(tx, scope, row, 'student')
    return { row, out: await optOutOf(tx, row.student_key), zone: await timeZoneOf(tx, row.district_id) }
  })
  const { row } = found
  const kept = row.state === 'ready' ? await readRecord(ctx.services.home, row.district_id, id) : null
  // The opt-out is shown as it is now, not as it was when the record was prepared.
  const record = kept ? { ...kept, directory_opt_out: found.out } : null
  const progress = await progressOf(ctx.services.db, `record:${id}`)
  return ctx.page({
    title: words(ctx.lang)('whole'),
    current: at,
    width: 'wide',
    ...(row.state === 'preparing' ? { refresh: 3 } : {}),
    ...(errors.length > 0 ? { status: 422 } : {}),
    body: RecordShowPage({
      lang: ctx.lang,
      csrf: ctx.csrf,
      row,
      record,
      progress: {
        percent: progress && progress.total > 0 ? (100 * progress.done) / progress.total : null,
        step: (progress && recordStep(progress.step, ctx.lang)) ?? '',
      },
      moment: (iso) => moment(new Date(iso), found.zone, ctx.lang),
      saved: ctx.query('saved') !== undefined,
      errors,
    }),
  })
}

/** The record as a file: logged as taken away, stamped with who, when and why. */
async function file(ctx: Ctx) {
  const visitor = ctx.who()
  mustHoldAny(visitor, recordRoles)
  const form = await ctx.form()
  const id = ctx.id('id')
  const found = await ctx.inScope(async (tx, scope) => {
    const row = await ownRecord(tx, scope, id)
    if (row.state !== 'ready')
      throw conflict('people/record-not-ready', 'The record is not ready.', 'Wait until it is prepared.')
    await logRecord(tx, scope, row, 'export')
    return { row, out: await optOutOf(tx, row.student_key), zone: await timeZoneOf(tx, row.district_id) }
  })
  const record = {
    ...(await readRecord(ctx.services.home, found.row.district_id, id)),
    directory_opt_out: found.out,
  }
  const say = (iso: string) => moment(new Date(iso), found.zone, ctx.lang)
  const taken = { at: now().toISOString(), by: visitor.name, reason: found.row.reason }
  if (form.as === 'json')
    return new Response(JSON.stringify({ taken, ...record }, null, 2), {
      headers: downloadHeaders(`record-${id}.json`, 'application/json; charset=utf-8'),
    })
  return new Response(recordHtml(record, ctx.lang, say, { ...taken, at: say(taken.at) }), {
    headers: downloadHeaders(`record-${id}.html`, 'text/html; charset=utf-8'),
  })
}

async function optOut(ctx: Ctx) {
  const visitor = ctx.who()
  mustHoldAny(visitor, recordRoles)
  const form = await ctx.form()
  const id = ctx.id('id')
  const since = form.since ?? ''
  try {
    await ctx.inScope(async (tx, scope) => {
      const row = await ownRecord(tx, scope, id)
      await setOptOut(tx, scope, row, {
        on: form.on === 'yes',
        since: isDate(since) ? since : '',
        by: visitor.name,
      })
      // The prepared record says it too, from its next preparation on.
      await ctx.services.queue.send(tx, prepareJob, { district_id: row.district_id, record_id: id })
    })
  } catch (error) {
    return show(ctx, formErrors(error, ctx.lang))
  }
  return ctx.redirect(`${at}/records/${id}?saved=1#opt-out`)
}

const signedIn = (method: Route['method'], path: string, handle: Route['handle']): Route => ({
  method,
  path,
  access: 'signed-in',
  handle,
})

export const recordRoutes: readonly Route[] = [
  signedIn('GET', '/students', (ctx) => home(ctx)),
  signedIn('POST', '/students', open),
  signedIn('GET', '/students/records/:id', (ctx) => show(ctx)),
  signedIn('POST', '/students/records/:id/file', file),
  signedIn('POST', '/students/records/:id/opt-out', optOut),
]
