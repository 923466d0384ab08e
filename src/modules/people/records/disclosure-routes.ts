import { historyOf } from '../../../platform/history/history.ts'
import { shortDate } from '../../../platform/format.ts'
import type { FormError } from '../../../platform/look/form.tsx'
import { downloadHeaders } from '../../../platform/web/headers.ts'
import type { Ctx, Route } from '../../../platform/web/route.ts'
import type { Tx } from '../../../platform/db/database.ts'
import type { Scope } from '../../../platform/db/scope.ts'
import { mustHoldAny } from '../access.ts'
import { accountName } from '../accounts/directory.ts'
import { moment } from '../moments.ts'
import { timeZoneOf, todayOf } from '../orgs/settings.ts'
import { orgById } from '../orgs/store.ts'
import { seeFrom } from '../students/read.ts'
import { correctDisclosure, enterDisclosure, openDisclosure } from './disclosures.ts'
import { type Basis, bases, isBasis, type PartyKind } from './exceptions.ts'
import { DisclosureListPage } from './pages/disclosure-list.tsx'
import { DisclosureNewPage } from './pages/disclosure-new.tsx'
import { DisclosureShowPage } from './pages/disclosure-show.tsx'
import { logRecord, ownRecord, recordRoles } from './record.ts'
import { registerCsv } from './register-csv.ts'
import { formErrors, words } from './say.ts'
import type { DisclosureRow } from './schema.ts'
import { listDisclosures, studentsOf } from './store-disclosure.ts'
import { readParts } from './store-record.ts'

const at = '/students/disclosures'
const perPage = 50

const recordAsked = (text: string | undefined): number | null => (/^\d{1,9}$/.test(text ?? '') ? Number(text) : null)

/** Opens the running years of the visitor's districts: without it a school sees no student. */
async function see(tx: Tx, scope: Scope): Promise<void> {
  for (const district of scope.districts) await seeFrom(tx, district)
}

async function list(ctx: Ctx) {
  mustHoldAny(ctx.who(), recordRoles)
  const say = words(ctx.lang)
  const record = recordAsked(ctx.query('record'))
  const basis = isBasis(ctx.query('basis')) ? (ctx.query('basis') ?? '') : ''
  const page = Math.max(1, Math.min(10_000, Math.trunc(Number(ctx.query('page') ?? 1)) || 1))
  const rows = await ctx.inScope(async (tx, scope) => {
    await see(tx, scope)
    const key = record === null ? null : (await ownRecord(tx, scope, record)).student_key
    return listDisclosures(tx, { key, basis, limit: perPage, offset: (page - 1) * perPage })
  })
  const total = rows[0]?.total ?? 0
  return ctx.page({
    title: say('register'),
    current: '/students',
    width: 'wide',
    body: DisclosureListPage({
      lang: ctx.lang,
      csrf: ctx.csrf,
      basis,
      record,
      page,
      pages: Math.ceil(total / perPage),
      total,
      lines: rows.map((row) => ({
        id: row.disclosure_id,
        date: shortDate(row.on_date, ctx.lang),
        party: row.party,
        basis: say(`basis_${row.basis as Basis}`),
        what: row.what,
        given: say(row.was_given ? 'given_yes' : 'given_no'),
        students: row.students,
        org: row.org,
      })),
    }),
  })
}

async function newOne(ctx: Ctx, typed?: Record<string, string>, errors: readonly FormError[] = []) {
  mustHoldAny(ctx.who(), recordRoles)
  const record = recordAsked(ctx.query('record'))
  const found = await ctx.inScope(async (tx, scope) => {
    const today = await todayOf(tx, scope.districts[0] ?? 0)
    if (typed || record === null) return { today, students: '' }
    const row = await ownRecord(tx, scope, record)
    return { today, students: (await readParts(tx, row.student_key)).identity?.student_id ?? '' }
  })
  return ctx.page({
    title: words(ctx.lang)('enter'),
    current: '/students',
    ...(errors.length > 0 ? { status: 422 } : {}),
    body: DisclosureNewPage({
      lang: ctx.lang,
      csrf: ctx.csrf,
      typed: typed ?? { on_date: found.today, students: found.students },
      errors,
    }),
  })
}

async function enter(ctx: Ctx) {
  const visitor = ctx.who()
  mustHoldAny(visitor, recordRoles)
  const typed = await ctx.form()
  try {
    const row = await ctx.inScope((tx, scope) => enterDisclosure(tx, scope, visitor.name, typed))
    return ctx.redirect(`${at}/${row.disclosure_id}?done=entered`)
  } catch (error) {
    return newOne(ctx, typed, formErrors(error, ctx.lang))
  }
}

const typedOf = (row: DisclosureRow): Record<string, string> => ({
  on_date: row.on_date,
  party: row.party,
  party_kind: row.party_kind,
  basis: row.basis,
  interest: row.interest,
  what: row.what,
  was_given: row.was_given ? 'yes' : 'no',
})

async function show(ctx: Ctx, typed?: Record<string, string>, errors: readonly FormError[] = []) {
  mustHoldAny(ctx.who(), recordRoles)
  const say = words(ctx.lang)
  const id = ctx.id('id')
  const found = await ctx.inScope(async (tx, scope) => {
    const row = await openDisclosure(tx, scope, id)
    const zone = await timeZoneOf(tx, row.district_id)
    const history = []
    for (const one of await historyOf(tx, 'people.disclosure', id)) {
      const who = one.actor === null ? say('who') : ((await accountName(tx, one.actor)) ?? one.actor_name)
      const what = say(one.verb === 'corrected' ? 'verb_corrected' : 'verb_entered')
      history.push({ when: moment(one.at, zone, ctx.lang), who, what, reason: one.reason })
    }
    return {
      row,
      zone,
      history,
      ids: await studentsOf(tx, id),
      org: (await orgById(tx, row.org_id))?.name ?? '',
      mayCorrect: scope.students.includes(row.org_id),
    }
  })
  const { row } = found
  const basis = row.basis as Basis
  const done = ctx.query('done')
  return ctx.page({
    title: say('disclosures'),
    current: '/students',
    ...(errors.length > 0 ? { status: 422 } : {}),
    body: DisclosureShowPage({
      lang: ctx.lang,
      csrf: ctx.csrf,
      id,
      version: row.version,
      facts: [
        { label: say('onDate'), value: shortDate(row.on_date, ctx.lang) },
        { label: say('party'), value: `${row.party} (${say(`party_${row.party_kind as PartyKind}`)})` },
        { label: say('basis'), value: [say(`basis_${basis}`), bases[basis].citation].filter(Boolean).join(', ') },
        { label: say('interest'), value: row.interest },
        { label: say('what'), value: row.what },
        { label: say('wasGiven'), value: say(row.was_given ? 'given_yes' : 'given_no') },
        { label: say('students'), value: String(row.students) },
        { label: say('place'), value: found.org },
        { label: say('enteredBy'), value: `${row.entered_name}, ${moment(row.entered_at, found.zone, ctx.lang)}` },
      ],
      ids: found.ids,
      mayCorrect: found.mayCorrect,
      org: found.org,
      typed: typed ?? typedOf(row),
      errors,
      done: errors.length > 0 ? null : done === 'entered' || done === 'corrected' ? done : null,
      history: found.history,
    }),
  })
}

async function correct(ctx: Ctx) {
  mustHoldAny(ctx.who(), recordRoles)
  const typed = await ctx.form()
  const id = ctx.id('id')
  try {
    await ctx.inScope((tx, scope) =>
      correctDisclosure(tx, scope, id, Number(typed.version) || 0, typed, typed.reason ?? ''),
    )
    return ctx.redirect(`${at}/${id}?done=corrected`)
  } catch (error) {
    return show(ctx, typed, formErrors(error, ctx.lang))
  }
}

/** The entries about the student of an opened record, as a file for the family: logged as taken away. */
async function file(ctx: Ctx) {
  const visitor = ctx.who()
  mustHoldAny(visitor, recordRoles)
  const form = await ctx.form()
  const record = recordAsked(form.record) ?? 0
  const found = await ctx.inScope(async (tx, scope) => {
    const row = await ownRecord(tx, scope, record)
    await logRecord(tx, scope, row, 'export')
    return { row, parts: await readParts(tx, row.student_key), zone: await timeZoneOf(tx, row.district_id) }
  })
  return new Response(
    registerCsv(found.parts.disclosures, ctx.lang, {
      by: visitor.name,
      reason: found.row.reason,
      zone: found.zone,
    }),
    { headers: downloadHeaders(`disclosures-record-${record}.csv`, 'text/csv; charset=utf-8') },
  )
}

const signedIn = (method: Route['method'], path: string, handle: Route['handle']): Route => ({
  method,
  path,
  access: 'signed-in',
  handle,
})

// Fixed addresses before those with a parameter.
export const disclosureRoutes: readonly Route[] = [
  signedIn('GET', at, list),
  signedIn('POST', at, enter),
  signedIn('GET', `${at}/new`, (ctx) => newOne(ctx)),
  signedIn('POST', `${at}/file`, file),
  signedIn('GET', `${at}/:id`, (ctx) => show(ctx)),
  signedIn('POST', `${at}/:id`, correct),
]
