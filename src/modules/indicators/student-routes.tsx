import { now, today } from '../../platform/clock.ts'
import type { FormError } from '../../platform/look/form.tsx'
import { attempt } from '../../platform/web/limits.ts'
import type { Ctx, Route } from '../../platform/web/route.ts'
import { downloadHeaders } from '../../platform/web/headers.ts'
import { disclose, disclosureErrors, hiddenFromLists, readStudents } from '../people/index.ts'
import { mustReadStudents } from './access.ts'
import { studentsCsv } from './export.ts'
import { StudentList, type StudentLine, type Tier, tiers } from './pages/student-list.tsx'
import { words } from './say.ts'
import { standing, tierCounts } from './store.ts'
import { pageOf, placeOf } from './place.ts'

const pageSize = 50

async function readList(
  ctx: Ctx,
  asked: {
    tier: Tier | null
    limit: number
    offset: number
    purpose: 'list' | 'export'
    reason: string
    /** The export leaves the system: what the register of disclosures asks (34 CFR 99.32), as typed. */
    outside?: Record<string, string>
  },
) {
  return ctx.inScope(async (tx, scope) => {
    const place = await placeOf(tx, ctx.id('org'))
    mustReadStudents(scope, place.org.org_id)
    // Who opted out of directory information stands in no list, not even with a blank name (decision 033).
    const without = await hiddenFromLists(tx, scope, place.org.org_id)
    const key = { definition: 'chronic-absenteeism', orgId: place.org.org_id, schoolYear: place.currentYear, without }
    const wanted = asked.tier ? [asked.tier] : [...tiers]
    const counts = await tierCounts(tx, key)
    const listed = counts.filter((one) => wanted.includes(one.tier as Tier))
    const hiddenCount = listed.reduce((sum, one) => sum + one.hidden, 0)
    const total = listed.reduce((sum, one) => sum + one.students, 0) - hiddenCount
    const found = await standing(tx, { ...key, tiers: wanted, limit: asked.limit, offset: asked.offset })
    const names = new Map(
      (
        await readStudents(tx, scope, {
          org_id: place.org.org_id,
          keys: found.map((one) => one.student_key),
          purpose: asked.purpose,
          reason: asked.reason,
        })
      ).map((one) => [one.student_key, one]),
    )
    if (asked.outside && names.size > 0)
      await disclose(tx, scope, {
        org_id: place.org.org_id,
        by: ctx.who().name,
        typed: { ...asked.outside, on_date: place.day, was_given: 'yes' },
        keys: [...names.keys()],
      })
    const rows: StudentLine[] = found.map((one) => {
      const student = names.get(one.student_key)
      return {
        key: one.student_key,
        name: student ? `${student.last_name}, ${student.first_name}` : '',
        id: student?.external_id ?? '',
        absent: one.absent / 100,
        member: one.member_days,
        share: one.member_days > 0 ? one.absent / 100 / one.member_days : 0,
        tier: words(ctx.lang)(`tier.${one.tier as Tier}`),
      }
    })
    return { place, rows, total, hidden: hiddenCount }
  })
}

const tierAt = (text: string | undefined): Tier | null => tiers.find((one) => one === text) ?? null

/** A form of an export that was refused: what was typed, and why. */
type Refused = { typed: Record<string, string>; errors: readonly FormError[] }

async function students(ctx: Ctx, refused: Refused | null = null): Promise<Response> {
  const tier = tierAt(ctx.query('tier'))
  const page = pageOf(ctx)
  const { place, rows, total, hidden } = await readList(ctx, {
    tier,
    limit: pageSize,
    offset: (page - 1) * pageSize,
    purpose: 'list',
    reason: '',
  })
  const say = words(ctx.lang)
  const hide = ctx.query('names') === 'hide' || (ctx.query('names') === undefined && ctx.cookie('tl_names') === 'hide')
  if (ctx.query('names')) ctx.setCookie('tl_names', ctx.query('names') === 'hide' ? 'hide' : null)
  return ctx.page({
    title: say('risk.title'),
    current: '/schools',
    status: refused ? 422 : 200,
    body: (
      <StudentList
        lang={ctx.lang}
        org={{ id: place.org.org_id, name: place.org.name }}
        schoolYear={place.currentYear}
        tier={tier}
        rows={rows}
        page={page}
        pages={Math.max(1, Math.ceil(total / pageSize))}
        total={total}
        hideNames={hide}
        path={ctx.url.pathname + ctx.url.search}
        csrf={ctx.csrf}
        hidden={hidden}
        errors={refused?.errors ?? []}
        typed={refused?.typed ?? {}}
      />
    ),
  })
}

/** So many lists may be taken away in an hour by one person. */
const exportsAnHour = 20

async function exportStudents(ctx: Ctx): Promise<Response> {
  const form = await ctx.form()
  const reason = (form.reason ?? '').trim()
  const say = words(ctx.lang)
  if (reason.length < 10)
    return students(ctx, { typed: form, errors: [{ field: 'reason', message: say('risk.reasonMissing') }] })
  if (form.stays !== 'inside' && form.stays !== 'outside')
    return students(ctx, { typed: form, errors: [{ field: 'stays', message: say('risk.staysMissing') }] })
  await attempt(ctx.services.db, `export:${ctx.who().account_id}`, exportsAnHour, 3600)
  let found: Awaited<ReturnType<typeof readList>>
  try {
    found = await readList(ctx, {
      tier: tierAt(form.tier),
      limit: 100_000,
      offset: 0,
      purpose: 'export',
      reason,
      ...(form.stays === 'outside' ? { outside: form } : {}),
    })
  } catch (error) {
    return students(ctx, { typed: form, errors: disclosureErrors(error, ctx.lang) })
  }
  const { place, rows, hidden } = found
  const stamp = { at: now().toISOString().slice(0, 16).replace('T', ' '), who: ctx.who().name, reason }
  const name = `students-${place.org.code}-${today()}.csv`
  return new Response(`\uFEFF${studentsCsv(rows, stamp, ctx.lang, hidden)}`, {
    headers: downloadHeaders(name, 'text/csv; charset=utf-8'),
  })
}

/** The list of students of a school, and its export. */
export const studentRoutes: readonly Route[] = [
  { method: 'GET', path: '/schools/:org/students', access: 'signed-in', handle: (ctx) => students(ctx) },
  { method: 'POST', path: '/schools/:org/students/export', access: 'signed-in', handle: exportStudents },
]
