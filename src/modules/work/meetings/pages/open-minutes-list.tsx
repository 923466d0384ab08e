import type { FC } from 'hono/jsx'
import { shortDate } from '../../../../platform/format.ts'
import { PageHead } from '../../../../platform/look/page.tsx'
import { Pager } from '../../../../platform/look/pager.tsx'
import { Empty, Section } from '../../../../platform/look/panel.tsx'
import { type Lang, read } from '../../../../platform/words.ts'
import { DistrictTabs } from '../../pages/district-tabs.tsx'
import type { OpenCorrection, OpenMinutes } from '../open-minutes.ts'
import { words } from '../say.ts'
import { votesWords } from '../view.ts'

export type OpenMinutesListProps = {
  lang: Lang
  district: number
  districts: { id: number; name: string }[]
  meetings: OpenMinutes[]
  total: number
  page: number
  pages: number
}

const path = '/work/minutes'

/** Minutes as families read them, newest first: what was said and decided, and what was corrected since. */
export const OpenMinutesList: FC<OpenMinutesListProps> = (props) => {
  const { lang, district, districts, meetings } = props
  const say = words(lang)
  const of = districts.length === 0 ? '' : `district=${district}&`
  return (
    <>
      <PageHead title={say('openTitle')} lead={say('openLead')} />
      <DistrictTabs lang={lang} districts={districts} current={district} href={path} />
      {meetings.length === 0 ? (
        <Empty title={say('openNone')}>
          <p>{say('openNoneHint')}</p>
        </Empty>
      ) : null}
      {meetings.map((one) => (
        <Held lang={lang} one={one} />
      ))}
      <Pager
        lang={lang}
        page={props.page}
        pages={props.pages}
        href={(page) => `${path}?${of}page=${page}`}
        total={props.total}
      />
    </>
  )
}

const Held: FC<{ lang: Lang; one: OpenMinutes }> = ({ lang, one }) => {
  const say = words(lang)
  const committee = read(one.committee, lang).words
  return (
    <Section
      id={`meeting-${one.meeting_id}`}
      title={say('meetingOf', { committee, date: shortDate(one.held_on, lang) })}
      lead={say('openFacts', { present: one.present, date: shortDate(one.approved_on, lang) })}
    >
      {one.points.map((point) => {
        const title = read(point.title, lang)
        return (
          <>
            <h3 {...(title.lang === lang ? {} : { lang: title.lang })}>{title.words}</h3>
            <p class="typed">{point.minutes}</p>
            <Corrections lang={lang} all={point.corrections} />
          </>
        )
      })}
      {one.decisions.length === 0 ? null : (
        <>
          <h3>{say('decisionsTitle')}</h3>
          <ul class="said">
            {one.decisions.map((decision) => {
              const votes = votesWords(
                { votes_for: decision.for, votes_against: decision.against, abstained: decision.abstained },
                lang,
              )
              return (
                <li>
                  <p class="typed">
                    <b>{decision.number}</b> {decision.words}
                  </p>
                  {votes === null && !one.noQuorum ? null : (
                    <small>
                      {[votes, one.noQuorum ? say('withoutQuorum') : null].filter(Boolean).join(' \u00b7 ')}
                    </small>
                  )}
                  <Corrections lang={lang} all={decision.corrections} />
                </li>
              )
            })}
          </ul>
        </>
      )}
      <Corrections lang={lang} all={one.corrections} />
    </Section>
  )
}

const Corrections: FC<{ lang: Lang; all: readonly OpenCorrection[] }> = ({ lang, all }) => (
  <>
    {all.map((one) => (
      <p class="quiet">
        {words(lang)('openCorrected', { date: shortDate(one.on, lang) })} <span class="typed">{one.words}</span>
      </p>
    ))}
  </>
)
