import type { Ctx, Route } from '../../platform/web/route.ts'
import { hiddenFromLists, orgsUnder, readStudents } from '../people/index.ts'
import { mustReadStudents } from './access.ts'
import { listId, recordedRules } from './definitions/warnings.ts'
import { allTiers, AttendanceTiers, type TierLine } from './pages/attendance-tiers.tsx'
import { type WarnedLine, WarningList } from './pages/warning-list.tsx'
import { pageOf, placeAt, placeOf } from './place.ts'
import { words } from './say.ts'
import { noteSmallRead, standing, tierCounts } from './store.ts'
import { tiersBySchool } from './store-warnings.ts'
import { jeffreysBelow } from './stats/display.ts'

const pageSize = 50

async function warned(ctx: Ctx): Promise<Response> {
  const say = words(ctx.lang)
  const rule = recordedRules.find((one) => one === ctx.query('rule')) ?? 'abc'
  const page = pageOf(ctx)
  const props = await ctx.inScope(async (tx, scope) => {
    const place = await placeOf(tx, ctx.id('org'))
    mustReadStudents(scope, place.org.org_id)
    const without = await hiddenFromLists(tx, scope, place.org.org_id)
    const key = { definition: listId(rule), orgId: place.org.org_id, schoolYear: place.currentYear, without }
    const hidden = (await tierCounts(tx, key)).reduce((sum, one) => sum + one.hidden, 0)
    const found = await standing(tx, { ...key, limit: pageSize + 1, offset: (page - 1) * pageSize })
    const onPage = found.slice(0, pageSize)
    const names = new Map(
      (
        await readStudents(tx, scope, {
          org_id: place.org.org_id,
          keys: onPage.map((one) => one.student_key),
          purpose: 'list',
          reason: '',
        })
      ).map((one) => [one.student_key, one]),
    )
    const rows = onPage.map((one): WarnedLine => {
      const student = names.get(one.student_key)
      return {
        key: one.student_key,
        name: student ? `${student.last_name}, ${student.first_name}` : '',
        id: student?.external_id ?? '',
        signs: (['away', 'suspended', 'failed'] as const)
          .filter((sign) => one.tier.split('+').includes(sign))
          .map((sign) => say(`warn.sign.${sign}`))
          .join(', '),
        share: one.member_days > 0 ? one.absent / 100 / one.member_days : null,
      }
    })
    return {
      org: { id: place.org.org_id, name: place.org.name },
      schoolYear: place.currentYear,
      rows,
      hidden,
      more: found.length > pageSize,
    }
  })
  const hide = ctx.query('names') === 'hide' || (ctx.query('names') === undefined && ctx.cookie('tl_names') === 'hide')
  if (ctx.query('names')) ctx.setCookie('tl_names', ctx.query('names') === 'hide' ? 'hide' : null)
  return ctx.page({
    title: say('warn.listTitle'),
    current: '/schools',
    body: (
      <WarningList
        lang={ctx.lang}
        rule={rule}
        page={page}
        hideNames={hide}
        path={ctx.url.pathname + ctx.url.search}
        {...props}
      />
    ),
  })
}

async function tiers(ctx: Ctx): Promise<Response> {
  const props = await ctx.inScope(async (tx, scope) => {
    const place = await placeAt(tx, ctx, scope)
    const schools =
      place.org.kind === 'school' ? [place.org] : await orgsUnder(tx, place.org.org_id, place.day, 'school')
    const own = schools.filter((org) => scope.students.includes(org.org_id))
    const found = await tiersBySchool(
      tx,
      own.map((org) => org.org_id),
      place.currentYear,
    )
    const rows = own.flatMap((org): TierLine[] => {
      const of = (tier: string) => found.find((one) => one.org_id === org.org_id && one.tier === tier)?.students ?? 0
      const counts = Object.fromEntries(allTiers.map((tier) => [tier, of(tier)])) as Record<
        (typeof allTiers)[number],
        number
      >
      const all = allTiers.reduce((sum, tier) => sum + counts[tier], 0)
      return all === 0 ? [] : [{ name: org.name, href: `/schools/${org.org_id}/students`, all, ...counts }]
    })
    const small = own
      .map((org) => ({
        id: org.org_id,
        cells: found.filter((one) => one.org_id === org.org_id && one.students < jeffreysBelow).length,
      }))
      .filter((one) => one.cells > 0)
    if (small.length > 0)
      await noteSmallRead(tx, scope, {
        district_id: place.district.org_id,
        org_ids: small.map((one) => one.id),
        definition: 'chronic-absenteeism',
        cells: small.map((one) => one.cells),
        day: place.day,
      })
    return { org: { name: place.org.name }, schoolYear: place.currentYear, rows }
  })
  return ctx.page({
    title: words(ctx.lang)('tiers.title'),
    current: '/indicators',
    howHref: '/indicators/chronic-absenteeism/method',
    body: <AttendanceTiers lang={ctx.lang} {...props} />,
  })
}

/** Lists and counts that need the part of the scope that holds students. */
export const warningRoutes: readonly Route[] = [
  { method: 'GET', path: '/indicators/attendance-tiers', access: 'signed-in', handle: tiers },
  { method: 'GET', path: '/schools/:org/warnings', access: 'signed-in', handle: warned },
]
