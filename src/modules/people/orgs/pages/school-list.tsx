import type { FC } from 'hono/jsx'
import { grade, shortDate } from '../../../../platform/format.ts'
import { Field, Filters } from '../../../../platform/look/form.tsx'
import { PageHead } from '../../../../platform/look/page.tsx'
import { Empty } from '../../../../platform/look/panel.tsx'
import { Table } from '../../../../platform/look/table.tsx'
import type { Lang } from '../../../../platform/words.ts'
import { words } from '../../say.ts'
import type { Org } from '../schema.ts'
import type { SchoolListed } from '../store.ts'

export type SchoolListProps = {
  lang: Lang
  lead: string
  schools: readonly SchoolListed[]
  zones: readonly Org[]
  asked: { search: string; zone: string; closed: boolean }
  any: boolean
}

/** The schools of the visitor's districts: code, grades, zone, students. Filtered by address. */
export const SchoolListPage: FC<SchoolListProps> = ({ lang, lead, schools, zones, asked, any }) => {
  const say = words(lang)
  if (!any)
    return (
      <>
        <PageHead title={say('schools')} />
        <Empty title={say('noSchoolsYet')} action={{ href: '/setup', label: say('setup') }}>
          <p>{say('noSchoolsYetWhy')}</p>
        </Empty>
      </>
    )
  const rows = schools.map((school) => ({
    id: school.org_id,
    name: school.name,
    code: school.code,
    grades:
      school.low_grade === null || school.high_grade === null
        ? null
        : school.low_grade === school.high_grade
          ? grade(school.low_grade)
          : say('gradeRange', { low: grade(school.low_grade), high: grade(school.high_grade) }),
    zone: school.zone,
    students: school.students,
    ended: school.to_date,
  }))
  return (
    <>
      <PageHead title={say('schools')} lead={lead} />
      <Filters lang={lang} action="/schools">
        <Field lang={lang} kind="search" name="search" label={say('schoolSearch')} value={asked.search} />
        {zones.length > 0 ? (
          <Field
            lang={lang}
            kind="select"
            name="zone"
            label={say('zone')}
            value={asked.zone}
            options={[
              { value: '', label: say('anyZone') },
              ...zones.map((zone) => ({ value: zone.code, label: zone.name })),
            ]}
          />
        ) : null}
        <Field lang={lang} kind="check" name="closed" label={say('closedToo')} checked={asked.closed} />
      </Filters>
      <Table
        lang={lang}
        caption={say('schools')}
        hideCaption
        empty={say('noSchools')}
        columns={[
          {
            key: 'name',
            head: say('school'),
            kind: 'link',
            rowHead: true,
            href: (row) => `/schools/${row.id}`,
            note: (row) => (row.ended ? say('closedOn', { date: shortDate(row.ended, lang) }) : null),
          },
          { key: 'code', head: say('code'), kind: 'text', quiet: true },
          { key: 'grades', head: say('grades'), kind: 'text' },
          { key: 'zone', head: say('zone'), kind: 'text' },
          { key: 'students', head: say('studentsNow'), kind: 'number' },
        ]}
        rows={rows}
      />
    </>
  )
}
