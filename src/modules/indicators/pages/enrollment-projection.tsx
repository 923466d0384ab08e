import type { FC } from 'hono/jsx'
import { grade, percent, schoolYear } from '../../../platform/format.ts'
import type { Column } from '../../../platform/look/cells.ts'
import { LineChart, type LinePoint } from '../../../platform/look/charts/line.tsx'
import { PageHead } from '../../../platform/look/page.tsx'
import { Empty, Section } from '../../../platform/look/panel.tsx'
import { Audience } from '../../../platform/look/status.tsx'
import { Table } from '../../../platform/look/table.tsx'
import type { Lang } from '../../../platform/words.ts'
import type { Carried } from '../enrollment-carried.ts'
import { words } from '../say.ts'

export type EnrollmentProps = {
  lang: Lang
  org: { id: number; name: string }
  reader: 'scope' | 'audited'
  /** null: too few years */
  carried: Carried | null
  schools: readonly { name: string; href: string; carried: Carried | null }[]
}

type GradeLine = { grade: string; now: number; next: number | null; low: number | null; high: number | null }
type SchoolLine = {
  name: string
  href: string
  now: number | null
  next: number | null
  low: number | null
  high: number | null
}

/** Enrollment carried on by cohort survival, with how the same arithmetic did in the past. */
export const EnrollmentProjection: FC<EnrollmentProps> = ({ lang, org, reader, carried, schools }) => {
  const say = words(lang)
  const next = carried?.ahead[0]
  const points: LinePoint[] = carried
    ? [
        ...carried.history.map(
          (one): LinePoint => ({ label: schoolYear(one.year), short: short(one.year), value: one.total }),
        ),
        ...carried.ahead.map(
          (one): LinePoint => ({
            label: say('enroll.next', { year: schoolYear(one.year) }),
            short: short(one.year),
            value: Math.round(one.total),
            low: one.low === null ? null : Math.round(one.low),
            high: one.high === null ? null : Math.round(one.high),
          }),
        ),
      ]
    : []
  const last = carried?.history.at(-1)
  const gradeColumns: Column<GradeLine>[] = [
    { key: 'grade', head: say('enroll.grade'), kind: 'text', rowHead: true },
    { key: 'now', head: last ? schoolYear(last.year) : '', kind: 'number' },
    { key: 'next', head: next ? say('enroll.next', { year: schoolYear(next.year) }) : '', kind: 'number' },
    { key: 'low', head: say('enroll.low'), kind: 'number', quiet: true },
    { key: 'high', head: say('enroll.high'), kind: 'number', quiet: true },
  ]
  const schoolColumns: Column<SchoolLine>[] = [
    { key: 'name', head: say('col.school'), kind: 'link', rowHead: true, href: (row) => row.href },
    ...(gradeColumns.slice(1) as unknown as Column<SchoolLine>[]),
  ]
  const whole = (value: number | null | undefined): number | null => (value == null ? null : Math.round(value))
  return (
    <>
      <PageHead title={say('enroll.title')} lead={say('enroll.lead')}>
        <p class="quiet">{org.name}</p>
      </PageHead>
      <Audience lang={lang} reader={reader === 'scope' ? 'scope' : 'staff'} />
      {carried && last && next ? (
        <>
          <Section title={say('enroll.chart')} id="years">
            <LineChart
              lang={lang}
              id="enrollment-years"
              title={say('enroll.chart')}
              sentence={say('enroll.sentence', {
                last: last.total,
                lastYear: schoolYear(last.year),
                next: Math.round(next.total),
                nextYear: schoolYear(next.year),
                low: Math.round(next.low ?? next.total),
                high: Math.round(next.high ?? next.total),
              })}
              unit="count"
              points={points}
              hideTitle={true}
              band={{ head: say('enroll.band'), note: say('enroll.bandNote') }}
            />
            <p class="quiet">{say('enroll.entry')}</p>
          </Section>
          <Section title={say('enroll.by')} lead={say('enroll.range')} id="grades">
            <Table
              lang={lang}
              caption={say('enroll.by')}
              hideCaption={true}
              columns={gradeColumns}
              rows={next.grades.map(
                (one, i): GradeLine => ({
                  grade: grade(carried.lowest + i),
                  now: last.grades[i] ?? 0,
                  next: whole(one?.value),
                  low: whole(one?.low),
                  high: whole(one?.high),
                }),
              )}
              id="grades-table"
            />
          </Section>
          <Section title={say('enroll.test')} lead={say('enroll.testLead')} id="test">
            {carried.test.some((one) => one.mape !== null) ? (
              <Table
                lang={lang}
                caption={say('enroll.test')}
                hideCaption={true}
                columns={[
                  { key: 'horizon', head: say('enroll.ahead'), kind: 'number', rowHead: true },
                  { key: 'miss', head: say('enroll.miss'), kind: 'text' },
                  { key: 'compared', head: say('enroll.compared'), kind: 'number', quiet: true },
                ]}
                rows={carried.test.map((one) => ({
                  horizon: one.horizon,
                  miss: one.mape === null ? null : percent(one.mape, lang),
                  compared: one.compared,
                }))}
                id="test-table"
              />
            ) : (
              <p class="quiet">{say('enroll.testNone')}</p>
            )}
          </Section>
        </>
      ) : (
        <Empty title={say('enroll.none')}>{reader === 'audited' ? say('risk.onlyScope') : ''}</Empty>
      )}
      {schools.length > 0 && next ? (
        <Section title={say('enroll.schools')} id="schools">
          <Table
            lang={lang}
            caption={say('enroll.schools')}
            hideCaption={true}
            columns={schoolColumns}
            rows={schools.map(
              (one): SchoolLine => ({
                name: one.name,
                href: one.href,
                now: one.carried?.history.at(-1)?.total ?? null,
                next: whole(one.carried?.ahead[0]?.total),
                low: whole(one.carried?.ahead[0]?.low),
                high: whole(one.carried?.ahead[0]?.high),
              }),
            )}
            dense={true}
            id="schools-table"
          />
        </Section>
      ) : null}
      <p class="quiet">
        <a href="/indicators/fall-enrollment/method">{say('how.title')}</a>
      </p>
    </>
  )
}

const short = (year: number): string => `’${String(year % 100).padStart(2, '0')}`
