import type { FC } from 'hono/jsx'
import { PostButton } from '../../../../platform/look/form.tsx'
import { Facts } from '../../../../platform/look/figure.tsx'
import { Notice } from '../../../../platform/look/notice.tsx'
import { PageHead } from '../../../../platform/look/page.tsx'
import { Tabs } from '../../../../platform/look/pager.tsx'
import { Section } from '../../../../platform/look/panel.tsx'
import { Table } from '../../../../platform/look/table.tsx'
import type { Lang } from '../../../../platform/words.ts'
import { words } from '../say.ts'
import type { DifferenceRow, HistoryLine, OfficeRow, QuestionLine } from '../view.ts'
import { History } from './history.tsx'
import { MeasuredList } from './measured-list.tsx'

export type CycleShowProps = {
  lang: Lang
  id: number
  title: string
  facts: readonly { label?: string; value: string; href?: string }[]
  summary: string
  offices: readonly OfficeRow[]
  questions: readonly (QuestionLine & { mayAnswer: boolean })[]
  /** the day of closing in words; null while it is open */
  closed: string | null
  /** the state that was kept is shown */
  asClosed: boolean
  differences: readonly DifferenceRow[]
  seesNumbers: boolean
  /** the reader may close it now; the last day in words */
  mayClose: string | null
  justClosed: boolean
  history: readonly HistoryLine[]
  csrf: string
}

/** One cycle: who has answered, what, beside what was measured; now and as it was closed. */
export const CycleShow: FC<CycleShowProps> = (props) => {
  const { lang, id } = props
  const say = words(lang)
  return (
    <>
      {props.justClosed ? <Notice lang={lang} kind="done" title={say('closeDone')} /> : null}
      <PageHead title={props.title}>
        <Facts facts={props.facts} />
      </PageHead>
      {props.closed === null ? null : (
        <Tabs
          label={say('views')}
          tabs={[
            { label: say('asNow'), href: `/work/cycles/${id}`, current: !props.asClosed },
            {
              label: say('asClosed', { date: props.closed }),
              href: `/work/cycles/${id}?as=closed`,
              current: props.asClosed,
            },
          ]}
        />
      )}
      {props.asClosed ? (
        <Notice lang={lang} kind="info">
          <p>{say('frozenNotice')}</p>
        </Notice>
      ) : null}
      <Section title={say('whoAnswered')} lead={say('whoLead')}>
        <p>{props.summary}</p>
        <Table
          lang={lang}
          caption={say('whoAnswered')}
          hideCaption={true}
          columns={[
            { key: 'name', head: say('office'), kind: 'text', rowHead: true },
            { key: 'asked', head: say('asked'), kind: 'number' },
            { key: 'on_time', head: say('onTime'), kind: 'number' },
            { key: 'late', head: say('late'), kind: 'number' },
            { key: 'not_yet', head: say('notYet'), kind: 'number' },
            {
              key: 'rate',
              head: say('rate'),
              kind: 'percent',
              note: (row) => say('ofAsked', { on_time: row.on_time, asked: row.asked }),
            },
          ]}
          rows={props.offices}
        />
        {props.mayClose === null ? null : (
          <>
            <p class="quiet">{say('closeLead', { date: props.mayClose })}</p>
            <PostButton action={`/work/cycles/${id}/close`} csrf={props.csrf} label={say('closeIt')} />
          </>
        )}
      </Section>
      <Section title={say('answers')} {...(props.seesNumbers ? { lead: say('besideLead') } : {})}>
        <Questions {...props} />
      </Section>
      {props.closed === null ? null : (
        <Section title={say('differences')} id="differences">
          {props.differences.length === 0 ? (
            <p class="quiet">{say('differencesNone')}</p>
          ) : (
            <Table
              lang={lang}
              caption={say('differences')}
              hideCaption={true}
              columns={[
                { key: 'title', head: say('part'), kind: 'text', rowHead: true },
                { key: 'what', head: say('what'), kind: 'text' },
                { key: 'was', head: say('was'), kind: 'text' },
                { key: 'now', head: say('now'), kind: 'text' },
              ]}
              rows={props.differences}
            />
          )}
        </Section>
      )}
      <History lang={lang} history={props.history} undo={null} />
    </>
  )
}

const Questions: FC<CycleShowProps> = ({ lang, id, questions, asClosed }) => {
  const say = words(lang)
  return (
    <ul class="due-list">
      {questions.map((one) => (
        <li class={one.standing === 'on_time' ? 'due' : 'due late'}>
          <p class="due-when">{say(`standing.${one.standing}`)}</p>
          <div class="due-what">
            <p class="due-title">
              <a
                href={`/work/cycles/${id}/answers/${encodeURIComponent(one.element)}`}
                {...(one.title.lang === lang ? {} : { lang: one.title.lang })}
              >
                {one.code ? `${one.code} ` : ''}
                {one.title.words}
              </a>
            </p>
            <small>
              {one.state ? (
                <>
                  <b>{one.state}</b>
                  {' \u00b7 '}
                </>
              ) : null}
              {one.office}
              {one.after ? ` \u00b7 ${say('after')}` : ''}
            </small>
            {one.texts.map((text) => (
              <small>{text}</small>
            ))}
            <MeasuredList lang={lang} lines={one.measured} />
          </div>
          {one.mayAnswer && !asClosed ? (
            <div class="due-acts">
              <a class="btn" href={`/work/cycles/${id}/answers/${encodeURIComponent(one.element)}#answer`}>
                {say(one.state ? 'changeIt' : 'answerIt')}
                <span class="sr">: {one.title.words}</span>
              </a>
            </div>
          ) : null}
        </li>
      ))}
    </ul>
  )
}
