import type { FC } from 'hono/jsx'
import { shortDate } from '../../../platform/format.ts'
import { Facts } from '../../../platform/look/figure.tsx'
import { Notice } from '../../../platform/look/notice.tsx'
import { PageHead } from '../../../platform/look/page.tsx'
import { Section, Two } from '../../../platform/look/panel.tsx'
import type { Lang } from '../../../platform/words.ts'
import type { Org } from '../../people/index.ts'
import { nameOf, sentenceOf, words } from '../say.ts'
import type { View } from '../view.ts'
import { GroupsChart, gradeSpan, LatestFigure, ReaderLine, ToDate, YearsChart } from './parts.tsx'

export type SchoolProps = {
  lang: Lang
  org: Org
  zone: string | null
  successor: string | null
  views: readonly View[]
  currentYear: number
  /** Attendance handed in through this day; `stopped` when other schools handed in more. */
  submitted: { through: string; stopped: boolean } | null
  studentsHref: string | null
}

/** One school: its telephone, its attendance, its groups. Prints on one sheet. */
export const SchoolShow: FC<SchoolProps> = ({
  lang,
  org,
  zone,
  successor,
  views,
  currentYear,
  submitted,
  studentsHref,
}) => {
  const say = words(lang)
  const grades = gradeSpan(org.low_grade, org.high_grade)
  const [chronic, attendance] = views
  return (
    <>
      <PageHead title={org.name}>
        <Facts
          code={org.code}
          facts={[
            ...(grades ? [{ value: say('school.grades', grades) }] : []),
            ...(zone ? [{ label: say('school.zone'), value: zone }] : []),
            ...(org.phone
              ? [{ label: say('school.phone'), value: org.phone, href: `tel:${org.phone.replaceAll(/[^\d+]/g, '')}` }]
              : []),
            ...(org.address ? [{ label: say('school.address'), value: org.address }] : []),
          ]}
        />
      </PageHead>
      {org.to_date ? (
        <Notice lang={lang} kind="info" title={say('school.closed', { date: shortDate(org.to_date, lang) })}>
          {successor ? say('school.closedInto', { name: successor }) : ''}
        </Notice>
      ) : null}
      {submitted?.stopped ? (
        <Notice lang={lang} kind="warning">
          {say('school.stopped', { date: shortDate(submitted.through, lang) })}
        </Notice>
      ) : null}
      {chronic ? <ReaderLine view={chronic} lang={lang} /> : null}
      {chronic ? (
        <Section title={nameOf(chronic.definition, lang)} lead={sentenceOf(chronic.definition, lang)}>
          <LatestFigure view={chronic} lang={lang} currentYear={currentYear} />
        </Section>
      ) : null}
      {chronic ? (
        <Section title={say('todate.title')}>
          <ToDate view={chronic} lang={lang} />
        </Section>
      ) : null}
      {studentsHref ? (
        <Section title={say('school.students')} lead={say('school.studentsLead')}>
          <p class="no-print">
            <a class="btn btn-main" href={studentsHref}>
              {say('school.studentsLink')}
            </a>
          </p>
        </Section>
      ) : null}
      {chronic ? (
        <Two>
          <YearsChart view={chronic} lang={lang} />
          <GroupsChart view={chronic} set="high_needs" lang={lang} />
        </Two>
      ) : null}
      {attendance && attendance.cells.length > 0 ? (
        <Section title={nameOf(attendance.definition, lang)} lead={sentenceOf(attendance.definition, lang)}>
          <LatestFigure view={attendance} lang={lang} currentYear={currentYear} small={true} />
        </Section>
      ) : null}
      <p class="measure">{say('school.contact')}</p>
      {submitted && !submitted.stopped ? (
        <p class="quiet">{say('school.submitted', { date: shortDate(submitted.through, lang) })}</p>
      ) : null}
    </>
  )
}
