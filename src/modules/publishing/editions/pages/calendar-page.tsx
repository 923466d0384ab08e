import type { FC } from 'hono/jsx'
import { longDate, percent, schoolYear, shortDate } from '../../../../platform/format.ts'
import { PageHead, PublicPage } from '../../../../platform/look/page.tsx'
import { Empty, Section } from '../../../../platform/look/panel.tsx'
import { Audience } from '../../../../platform/look/status.tsx'
import { Table } from '../../../../platform/look/table.tsx'
import { type Lang, read } from '../../../../platform/words.ts'
import { markOf, onTime, onTimeByOwner } from '../../packet/rules.ts'
import { paperWords } from '../../packet/say.ts'
import type { PublicCalendar } from '../../packet/schema.ts'
import type { EditionContent } from '../content.ts'
import { publicWords } from '../words.ts'

export type CalendarPageProps = {
  lang: Lang
  district: EditionContent['district']
  /** the newest edition, whose page on checks the foot leads to */
  edition: number
  /** newest school year first, at least one */
  calendars: readonly PublicCalendar[]
}

/** The calendar of reports to the board, for everybody: which report comes when, who answers for it, what came in time. A file, as it was published. */
export const PublicCalendarPage: FC<CalendarPageProps> = ({ lang, district, edition, calendars }) => {
  const say = paperWords(lang)
  const title = say('calendarOf', { district: district.name })
  const base = `/public/${district.slug}`
  return (
    <PublicPage
      lang={lang}
      title={title}
      other={{ en: `${base}/en/calendar.html`, es: `${base}/es/calendar.html` }}
      home={`/public/${lang}/`}
      assetBase="/public"
      howHref={`${base}/editions/${edition}/${lang}/what-was-checked.html`}
      {...(district.synthetic ? { synthetic: { district: district.name } } : {})}
      links={[{ label: publicWords(lang)('editions'), href: `${base}/${lang}/` }]}
    >
      <PageHead title={title} lead={say('calendarPublicLead')}>
        <Audience lang={lang} reader="public" />
      </PageHead>
      {calendars.map((one) => (
        <Year lang={lang} calendar={one} />
      ))}
    </PublicPage>
  )
}

const Year: FC<{ lang: Lang; calendar: PublicCalendar }> = ({ lang, calendar }) => {
  const say = paperWords(lang)
  const { lines, as_of } = calendar
  const owners = onTimeByOwner(
    lines.map((line) => ({ ...line, owner: read(line.owner, lang).words })),
    as_of,
  )
  return (
    <Section
      title={schoolYear(calendar.school_year)}
      lead={say('calendarAsOf', { date: longDate(as_of, lang) })}
      id={`y-${calendar.school_year}`}
    >
      <p>{say('calendarCount', onTime(lines, as_of))}</p>
      {lines.length === 0 ? (
        <Empty title={say('calendarNone')} />
      ) : (
        <>
          <Table
            lang={lang}
            id={`calendar-${calendar.school_year}`}
            caption={say('calendarCaption', { date: shortDate(as_of, lang) })}
            columns={[
              { key: 'due', head: say('due'), kind: 'date' },
              { key: 'title', head: say('report'), kind: 'text', rowHead: true, lang: (row) => row.titleLang },
              { key: 'owner', head: say('owner'), kind: 'text' },
              { key: 'came', head: say('came'), kind: 'text' },
            ]}
            rows={lines.map((line) => {
              const told = read(line.title, lang)
              const date = line.done_on ? shortDate(line.done_on, lang) : ''
              return {
                due: line.due_on,
                title: told.words,
                titleLang: told.lang === lang ? null : told.lang,
                owner: read(line.owner, lang).words,
                came: say(`mark_${markOf(line, as_of)}`, { date }),
              }
            })}
          />
          <Table
            lang={lang}
            id={`owners-${calendar.school_year}`}
            caption={say('ownersCaption')}
            columns={[
              { key: 'owner', head: say('owner'), kind: 'text', rowHead: true },
              { key: 'inTime', head: say('ownersInTime'), kind: 'number' },
              { key: 'of', head: say('ownersDue'), kind: 'number' },
              { key: 'share', head: say('ownersShare'), kind: 'text' },
            ]}
            rows={owners.map((one) => ({
              ...one,
              share: one.of === 0 ? null : percent(one.inTime / one.of, lang),
            }))}
          />
        </>
      )}
    </Section>
  )
}
