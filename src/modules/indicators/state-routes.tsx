import { Trouble, missing } from '../../platform/errors.ts'
import { schoolYear } from '../../platform/format.ts'
import type { FormError } from '../../platform/look/form.tsx'
import type { Ctx, Route } from '../../platform/web/route.ts'
import { hiddenFromLists, orgsUnder, readStudents } from '../people/index.ts'
import { mustReadStudents } from './access.ts'
import { indicators, maximumOf, shapeOf, type IndicatorId } from './accountability/indicators.ts'
import { rulesOf } from './accountability/years.ts'
import { placeAt } from './place.ts'
import { certifiedRates, reasons } from './state/certified.ts'
import { estimateFor } from './state/estimate.ts'
import { measureById, publishedMeasures, type PublishedMeasure } from './state/measures.ts'
import { AccountabilityShow } from './state/pages/accountability-show.tsx'
import { CertifiedStudents, type DifferenceLine } from './state/pages/certified-students.tsx'
import { type MeasureLine, PublishedList } from './state/pages/published-list.tsx'
import { PublishedShow } from './state/pages/published-show.tsx'
import { measureName, words } from './state/say.ts'
import { mayNameSimilar, nameSimilar } from './state/similar.ts'
import {
  type AccountabilityRow,
  accountabilityRows,
  accountabilityYears,
  districtsPublished,
  newestPublished,
  published,
  similarDistricts,
} from './state/store.ts'
import { certifiedCohorts, certifiedDifferences, reasonCounts } from './state/store-certified.ts'
import { ownValues, placeInFiles, publishedView } from './state/view.ts'

const yearAsked = (ctx: Ctx): number | null =>
  /^\d{4}$/.test(ctx.query('year') ?? '') ? Number(ctx.query('year')) : null

function measureAt(ctx: Ctx): PublishedMeasure {
  const measure = measureById.get(ctx.param('measure'))
  if (!measure)
    throw missing('indicators/unknown', 'There is no such indicator.', 'Choose one from the list of indicators.')
  return measure
}

/** What was typed into the form of similar districts, and why it was refused. */
type Refused = { typed: string; errors: readonly FormError[] }

async function list(ctx: Ctx, refused: Refused | null = null): Promise<Response> {
  const props = await ctx.inScope(async (tx, scope) => {
    const place = await placeAt(tx, ctx, scope)
    const districtId = place.district.org_id
    const at = placeInFiles(place.org)
    const found = at ? await newestPublished(tx, districtId, at) : []
    const state = await newestPublished(tx, districtId, { level: 'state', code: '0000000' })
    const lines: MeasureLine[] = []
    for (const measure of publishedMeasures) {
      const own = found.find((one) => one.measure === measure.id)
      if (!own) continue
      const ours = await ownValues(tx, scope, {
        measure,
        districtId,
        orgIds: [place.org.org_id],
        groupSets: ['all'],
      })
      lines.push({
        measure,
        own,
        state: state.find((one) => one.measure === measure.id && one.school_year === own.school_year),
        ours: ours(place.org.org_id, own.school_year),
      })
    }
    const may = mayNameSimilar(ctx.who(), districtId) && place.org.org_id === districtId
    return {
      org: { id: place.org.org_id, name: place.org.name },
      lines,
      hasAccountability: (await accountabilityYears(tx, districtId)).length > 0,
      similar: may
        ? {
            districtId,
            csrf: ctx.csrf,
            typed: refused?.typed ?? (await similarDistricts(tx, districtId)).join('\n'),
            errors: refused?.errors ?? [],
            known: await districtsPublished(tx, districtId),
          }
        : null,
    }
  })
  return ctx.page({
    title: words(ctx.lang)('title'),
    current: '/indicators',
    status: refused ? 422 : 200,
    body: <PublishedList lang={ctx.lang} {...props} />,
  })
}

async function show(ctx: Ctx): Promise<Response> {
  const measure = measureAt(ctx)
  const props = await ctx.inScope(async (tx, scope) => {
    const place = await placeAt(tx, ctx, scope)
    const { org, district } = place
    const view = await publishedView(tx, place, measure)
    const all = view.own.filter((one) => one.group_set === 'all')
    const year = all[0]?.school_year ?? view.own[0]?.school_year ?? place.currentYear - 1
    const groups = view.own.filter((one) => one.school_year === year)
    const below = org.kind === 'district' ? await orgsUnder(tx, org.org_id, place.day, 'school') : []
    const ours = await ownValues(tx, scope, {
      measure,
      districtId: district.org_id,
      orgIds: [org.org_id, ...below.map((one) => one.org_id)],
      groupSets: [...new Set(['all', ...groups.map((one) => one.group_set)])],
    })
    const named = org.org_id === district.org_id ? await similarDistricts(tx, district.org_id) : []
    const compared = certifiedRates.some((one) => one.definition === measure.id)
    const cohorts = compared && scope.students.includes(org.org_id) ? await certifiedCohorts(tx, district.org_id) : []
    const certified = cohorts.find((one) => one.definition === measure.id)
    return {
      org: { id: org.org_id, name: org.name },
      measure,
      year,
      years: all.map((own) => ({
        name: schoolYear(own.school_year),
        href: null,
        own,
        ours: ours(org.org_id, own.school_year),
        state: view.state.get(own.school_year),
      })),
      groups,
      oursOfGroup: (set: string, value: string) => ours(org.org_id, year, set, value),
      schools: view.schools
        .filter((one) => one.school_year === year)
        .sort((a, b) => a.name.localeCompare(b.name, ctx.lang))
        .map((own) => ({
          name: own.name,
          href: own.org_id === null ? null : `/indicators/published/${measure.id}?org=${own.org_id}`,
          own,
          ours: own.org_id === null ? null : ours(own.org_id, year),
          state: undefined,
        })),
      similar: named.flatMap(
        (code) => view.districts.find((one) => one.code === code && one.school_year === year) ?? [],
      ),
      studentsHref: certified
        ? `/indicators/published/${measure.id}/students?org=${org.org_id}&year=${certified.school_year}`
        : null,
    }
  })
  return ctx.page({
    title: measureName(measure, ctx.lang),
    current: '/indicators',
    body: <PublishedShow lang={ctx.lang} {...props} />,
  })
}

async function students(ctx: Ctx): Promise<Response> {
  const measure = measureAt(ctx)
  const hide = ctx.query('names') === 'hide' || (ctx.query('names') === undefined && ctx.cookie('tl_names') === 'hide')
  if (ctx.query('names')) ctx.setCookie('tl_names', ctx.query('names') === 'hide' ? 'hide' : null)
  const reason = reasons.find((one) => one === ctx.query('reason')) ?? null
  const props = await ctx.inScope(async (tx, scope) => {
    const place = await placeAt(tx, ctx, scope)
    const { org, district } = place
    mustReadStudents(scope, org.org_id)
    const districtId = district.org_id
    const whole = org.org_id === districtId
    const cohorts = (await certifiedCohorts(tx, districtId)).filter((one) => one.definition === measure.id)
    const year = yearAsked(ctx) ?? cohorts[0]?.school_year ?? place.currentYear - 1
    const key = { districtId, definition: measure.id, schoolYear: year }
    const without = await hiddenFromLists(tx, scope, org.org_id)
    const here = (one: { org_id: number }): boolean => whole || one.org_id === org.org_id
    const all = (await certifiedDifferences(tx, { ...key, without: [], reason })).filter(here)
    const listed = all.filter((one) => !without.includes(one.student_key))
    const found = await readStudents(tx, scope, {
      org_id: org.org_id,
      keys: listed.map((one) => one.student_key),
      purpose: 'list',
      reason: '',
      former: true,
    })
    const names = new Map(found.map((one) => [one.student_key, one]))
    const schools = new Map((await orgsUnder(tx, districtId, place.day)).map((one) => [one.org_id, one.name]))
    const say = words(ctx.lang)
    const rows = listed.flatMap((one): DifferenceLine[] => {
      const student = names.get(one.student_key)
      if (!student) return []
      return [
        {
          name: `${student.last_name}, ${student.first_name}`,
          id: student.external_id,
          school: one.org_id === districtId ? '' : (schools.get(one.org_id) ?? ''),
          reason: say(`reason.${one.reason}` as 'reason.not_ours'),
          detail:
            one.reason === 'state_removed' || one.detail === ''
              ? one.detail
              : say(`outcome.${one.detail}` as 'outcome.unknown'),
        },
      ]
    })
    const at = placeInFiles(place.org)
    const certified = (await published(tx, { districtId, measure: measure.id, groupSets: ['all'] })).find(
      (one) => at && one.level === at.level && one.code === at.code && one.school_year === year,
    )
    return {
      org: { id: org.org_id, name: org.name },
      measure,
      year,
      cohort: whole ? (cohorts.find((one) => one.school_year === year) ?? null) : null,
      published: certified ?? null,
      counts: whole
        ? await reasonCounts(tx, key)
        : [...Map.groupBy(all, (one) => one.reason)].map(([name, own]) => ({ reason: name, students: own.length })),
      reason,
      rows,
      hidden: all.length - rows.length,
    }
  })
  return ctx.page({
    title: words(ctx.lang)('students.title'),
    current: '/indicators',
    width: 'wide',
    body: <CertifiedStudents lang={ctx.lang} {...props} hideNames={hide} path={ctx.url.pathname + ctx.url.search} />,
  })
}

/** Greatest points of each part of the year for an organization as its row shows it. */
function weightsOf(year: number, row: AccountabilityRow | null): { id: IndicatorId; most: number }[] {
  const rules = rulesOf(year)
  if (typeof rules === 'string') return []
  const scored = new Set(
    (row?.result.indicators ?? []).filter((one) => one.possible !== null).map((one) => one.id as IndicatorId),
  )
  const shape = shapeOf(scored, row?.level === 'district' ? 'District' : '')
  return indicators.flatMap((one) => {
    const most = maximumOf(one, rules, shape)
    return most === null ? [] : [{ id: one.id, most }]
  })
}

async function accountability(ctx: Ctx): Promise<Response> {
  const props = await ctx.inScope(async (tx, scope) => {
    const place = await placeAt(tx, ctx, scope)
    const { org, district } = place
    const years = await accountabilityYears(tx, district.org_id)
    const asked = yearAsked(ctx)
    const year = years.find((one) => one === asked) ?? years[0] ?? place.currentYear - 1
    const rows = await accountabilityRows(tx, district.org_id, year)
    const own = rows.find((one) => one.org_id === org.org_id) ?? null
    const last = place.currentYear - 1
    const found = await estimateFor(tx, scope, {
      districtId: district.org_id,
      orgId: org.org_id,
      schoolYear: last,
      highGrade: org.kind === 'school' ? String(org.high_grade ?? '') : 'District',
    })
    return {
      org: { id: org.org_id, name: org.name },
      year,
      years,
      own,
      schools: org.org_id === district.org_id ? rows.filter((one) => one.level === 'school') : [],
      weights: years.length > 0 ? weightsOf(year, own) : [],
      estimate: found ? { ...found, year: last } : null,
    }
  })
  return ctx.page({
    title: words(ctx.lang)('acc.title'),
    current: '/indicators',
    width: 'wide',
    body: <AccountabilityShow lang={ctx.lang} {...props} />,
  })
}

async function similar(ctx: Ctx): Promise<Response> {
  const form = await ctx.form()
  const districtId = /^\d{1,9}$/.test(form.district ?? '') ? Number(form.district) : 0
  try {
    await ctx.inScope((tx, scope) => nameSimilar(tx, scope, ctx.who(), districtId, form.codes ?? ''))
  } catch (error) {
    if (!(error instanceof Trouble) || error.code !== 'indicators/no-such-district') throw error
    const codes = String(error.values.codes ?? '')
    return list(ctx, {
      typed: form.codes ?? '',
      errors: [{ field: 'codes', message: words(ctx.lang)('similar.wrong', { codes }) }],
    })
  }
  return ctx.redirect(`/indicators/published?org=${districtId}#similar`)
}

/** What the state published, beside ours; the accountability file; both lists of a cohort. They stand before `/indicators/:definition`. */
export const stateRoutes: readonly Route[] = [
  { method: 'GET', path: '/indicators/published', access: 'signed-in', handle: (ctx) => list(ctx) },
  { method: 'GET', path: '/indicators/published/:measure', access: 'signed-in', handle: show },
  { method: 'GET', path: '/indicators/published/:measure/students', access: 'signed-in', handle: students },
  { method: 'GET', path: '/indicators/accountability', access: 'signed-in', handle: accountability },
  { method: 'POST', path: '/indicators/similar', access: 'signed-in', handle: similar },
]
