import type { Tx } from '../../platform/db/database.ts'
import type { Scope } from '../../platform/db/scope.ts'
import { missing } from '../../platform/errors.ts'
import type { Ctx, Route } from '../../platform/web/route.ts'
import { hiddenFromLists, orgsUnder, readStudents } from '../people/index.ts'
import { mustReadStudents } from './access.ts'
import { definitionAt } from './definition-at.ts'
import { isListed } from './definitions/student-lists.ts'
import { listId, recordedRules } from './definitions/warnings.ts'
import { allTiers, AttendanceTiers, type TierLine } from './pages/attendance-tiers.tsx'
import type { NamedLine, NamedProps } from './pages/named-students.tsx'
import { NotYetList } from './pages/not-yet-list.tsx'
import { WarningList } from './pages/warning-list.tsx'
import { pageOf, type Place, placeAt, placeOf } from './place.ts'
import { nameOf, sentenceOf, words } from './say.ts'
import { noteSmallRead, standing, tierCounts } from './store.ts'
import { newestNamed, tiersBySchool } from './store-warnings.ts'
import { jeffreysBelow } from './stats/display.ts'

const pageSize = 50

/** The part of a list that a page shows: names under the scope, each reading noted; who opted out of directory information is counted and not named. */
async function named(
  ctx: Ctx,
  tx: Tx,
  scope: Scope,
  of: { place: Place; definition: string; schoolYear: number; signs: (tier: string) => string },
): Promise<Omit<NamedProps, 'hideNames' | 'path'>> {
  const page = pageOf(ctx)
  const { org } = of.place
  const without = await hiddenFromLists(tx, scope, org.org_id)
  const key = { definition: of.definition, orgId: org.org_id, schoolYear: of.schoolYear, without }
  const hidden = (await tierCounts(tx, key)).reduce((sum, one) => sum + one.hidden, 0)
  const found = await standing(tx, { ...key, limit: pageSize + 1, offset: (page - 1) * pageSize })
  const onPage = found.slice(0, pageSize)
  const read = { org_id: org.org_id, keys: onPage.map((one) => one.student_key), purpose: 'list' as const, reason: '' }
  const names = new Map((await readStudents(tx, scope, read)).map((one) => [one.student_key, one]))
  const rows = onPage.map((one): NamedLine => {
    const student = names.get(one.student_key)
    return {
      key: one.student_key,
      name: student ? `${student.last_name}, ${student.first_name}` : '',
      id: student?.external_id ?? '',
      signs: of.signs(one.tier),
      share: one.member_days > 0 ? one.absent / 100 / one.member_days : null,
    }
  })
  const more = found.length > pageSize
  return { org: { id: org.org_id, name: org.name }, schoolYear: of.schoolYear, rows, page, hidden, more }
}

/** What the reader chose about names, kept in a cookie, and where the page is. */
function nameChoice(ctx: Ctx): { hideNames: boolean; path: string } {
  const asked = ctx.query('names')
  if (asked) ctx.setCookie('tl_names', asked === 'hide' ? 'hide' : null)
  return {
    hideNames: asked === 'hide' || (asked === undefined && ctx.cookie('tl_names') === 'hide'),
    path: ctx.url.pathname + ctx.url.search,
  }
}

async function warned(ctx: Ctx): Promise<Response> {
  const say = words(ctx.lang)
  const rule = recordedRules.find((one) => one === ctx.query('rule')) ?? 'abc'
  const signs = (tier: string) =>
    (['away', 'suspended', 'failed'] as const)
      .filter((sign) => tier.split('+').includes(sign))
      .map((sign) => say(`warn.sign.${sign}`))
      .join(', ')
  const props = await ctx.inScope(async (tx, scope) => {
    const place = await placeOf(tx, ctx.id('org'))
    mustReadStudents(scope, place.org.org_id)
    return named(ctx, tx, scope, { place, definition: listId(rule), schoolYear: place.currentYear, signs })
  })
  return ctx.page({
    title: say('warn.listTitle'),
    current: '/schools',
    body: <WarningList lang={ctx.lang} rule={rule} {...nameChoice(ctx)} {...props} />,
  })
}

async function behind(ctx: Ctx): Promise<Response> {
  const card = await definitionAt(ctx)
  const { id } = card
  if (!isListed(id))
    throw missing(
      'indicators/no-list',
      'No list of students belongs to this indicator.',
      'Open the indicator; where it has a list, the column of students to move leads there.',
    )
  const props = await ctx.inScope(async (tx, scope) => {
    const place = await placeOf(tx, ctx.id('org'))
    mustReadStudents(scope, place.org.org_id)
    const schoolYear = (await newestNamed(tx, id, place.org.org_id)) ?? place.currentYear
    return named(ctx, tx, scope, { place, definition: id, schoolYear, signs: () => '' })
  })
  const measure = { id, name: nameOf(card, ctx.lang), sentence: sentenceOf(card, ctx.lang) }
  return ctx.page({
    title: words(ctx.lang)('notYet.title', { measure: measure.name }),
    current: '/schools',
    howHref: `/indicators/${id}/method`,
    body: <NotYetList lang={ctx.lang} measure={measure} {...nameChoice(ctx)} {...props} />,
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
  { method: 'GET', path: '/schools/:org/not-yet/:definition', access: 'signed-in', handle: behind },
]
