import { percent } from '../../../platform/format.ts'
import type { Column, Hidden } from '../../../platform/look/cells.ts'
import { hidden } from '../../../platform/look/cells.ts'
import { Figure } from '../../../platform/look/figure.tsx'
import { Table } from '../../../platform/look/table.tsx'
import type { TrendName } from '../../../platform/look/call.tsx'
import {
  callValue,
  cellsFor,
  definitions,
  find,
  nameOf,
  ofText,
  periodText,
  rate,
  rateText,
  ReaderLine,
  shown,
  trendOf,
  viewOf,
} from '../../indicators/index.ts'
import { type Org, orgById, orgsUnder, type Role } from '../../people/index.ts'
import { words } from '../say.ts'
import type { At, Card, CardMaker } from './card.ts'
import { schoolPlanCard } from './school-plan.tsx'

const definition = definitions['chronic-absenteeism']
const people: readonly Role[] = ['principal', 'counselor', 'teacher', 'coach', 'executive_director', 'administrator']
/** Cards for so many organizations at most; the rest is on the page of schools. */
const most = 3

/** Principals, counselors, teachers, coaches and executive directors: the own school or schools, this year against the same day last year. */
export const schoolCards: CardMaker = async (at) => {
  const ids = at.visitor.roles
    .filter((held) => (people as readonly string[]).includes(held.role) && held.org_id !== held.district_id)
    .map((held) => held.org_id)
  const cards: Card[] = []
  for (const id of [...new Set(ids)].slice(0, most)) {
    const org = await orgById(at.tx, id)
    if (org?.kind === 'school') cards.push(...(await schoolPlanCard(at, org)), ...(await schoolCard(at, org)))
    else if (org) cards.push(...(await schoolsCard(at, org)))
  }
  return cards
}

async function schoolCard({ tx, scope, lang, district, currentYear }: At, org: Org): Promise<Card[]> {
  const say = words(lang)
  const view = await viewOf(tx, scope, {
    definition,
    districtId: district.org_id,
    districtCode: district.code,
    orgId: org.org_id,
    currentYear,
    isDistrict: false,
    groupSets: ['all'],
  })
  const { now, before, trend } = view.toDate
  const value = now?.hidden ? hidden : rate(now) === null ? null : percent(rate(now) ?? 0, lang).replace('%', '')
  const cards: Card[] = [
    {
      key: `school-${org.org_id}`,
      part: 'opportunity',
      title: say('schoolNow', { name: nameOf(definition, lang), org: org.name }),
      href: `/schools/${org.org_id}`,
      body: (
        <>
          {now ? (
            <Figure
              lang={lang}
              small={true}
              value={value}
              unit="%"
              label={nameOf(definition, lang)}
              n={ofText(now, definition, lang) || undefined}
              period={periodText(now, lang, currentYear)}
              trend={trend?.trend}
              how={`/indicators/${definition.id}/method`}
            >
              <p>
                {before && rate(before) !== null
                  ? say('sameDay', { rate: rateText(before, lang), of: ofText(before, definition, lang) })
                  : say('sameDayNone')}
              </p>
            </Figure>
          ) : (
            <p>{say('noneYet')}</p>
          )}
          {view.reader === 'audited' ? <ReaderLine view={view} lang={lang} /> : null}
          <p>
            <a href={`/schools/${org.org_id}`}>{say('schoolPage')}</a>
          </p>
        </>
      ),
    },
  ]
  if (scope.students.includes(org.org_id))
    cards.push({
      key: `students-${org.org_id}`,
      part: 'opportunity',
      title: say('studentsHelp'),
      href: `/schools/${org.org_id}/students`,
      body: <p>{say('studentsHelpWhy')}</p>,
    })
  return cards
}

type SchoolRow = {
  id: number
  name: string
  now: number | Hidden | null
  before: number | Hidden | null
  trend: TrendName | null
}

async function schoolsCard({ tx, scope, lang, district, today, currentYear }: At, org: Org): Promise<Card[]> {
  const say = words(lang)
  const schools = (await orgsUnder(tx, org.org_id, today, 'school')).slice(0, 60)
  if (schools.length === 0) return []
  const cells = await cellsFor(tx, scope, {
    definition: definition.id,
    districtId: district.org_id,
    orgIds: schools.map((one) => one.org_id),
    schoolYears: [currentYear - 1, currentYear],
    periods: ['todate'],
    groupSets: ['all'],
  })
  const rows: SchoolRow[] = schools.map((school) => {
    const own = cells.get(school.org_id)?.cells ?? []
    const [now, before] = [find(own, { school_year: currentYear }), find(own, { school_year: currentYear - 1 })]
    const trend =
      now && before
        ? trendOf({ now: callValue(now, true), baseline: callValue(before, true), good: 'down', sameDefinition: true })
            .trend
        : null
    return { id: school.org_id, name: school.name, now: shown(now), before: shown(before), trend }
  })
  const columns: Column<SchoolRow>[] = [
    { key: 'name', head: say('school'), kind: 'link', rowHead: true, href: (row) => `/schools/${row.id}` },
    { key: 'now', head: say('soFar'), kind: 'percent' },
    { key: 'before', head: say('sameDayHead'), kind: 'percent' },
    { key: 'trend', head: say('trend'), kind: 'trend' },
  ]
  const title = say('schoolsOf', { org: org.name })
  return [
    {
      key: `schools-${org.org_id}`,
      part: 'opportunity',
      title,
      body: (
        <Table
          lang={lang}
          caption={title}
          hideCaption={true}
          columns={columns}
          rows={rows}
          dense={true}
          narrow="stack"
          id={`schools-${org.org_id}`}
        />
      ),
    },
  ]
}
