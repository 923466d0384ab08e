import type { FC } from 'hono/jsx'
import { longDate, shortDate } from '../../../../platform/format.ts'
import { ErrorSummary, errorOf, Field, Filters, Form, type FormError, Submit } from '../../../../platform/look/form.tsx'
import { Notice } from '../../../../platform/look/notice.tsx'
import { PageHead } from '../../../../platform/look/page.tsx'
import { Empty, Section } from '../../../../platform/look/panel.tsx'
import { Table } from '../../../../platform/look/table.tsx'
import type { Lang } from '../../../../platform/words.ts'
import type { Handed } from '../../packet/store.ts'
import { editionHref, type FromEdition } from '../../published.ts'
import { words } from '../say.ts'
import { BoardTabs } from './parts.tsx'

export type BoardHomeProps = {
  lang: Lang
  csrf: string
  district: number
  today: string
  packets: readonly Handed[]
  counts: { inTime: number; of: number }
  /** published calls without a response, and the newest edition; null before the first is published */
  missing: { count: number; edition: FromEdition } | null
  mayMake: boolean
  reads: boolean
  typed: Readonly<Record<string, string>>
  errors: readonly FormError[]
}

/** The board's papers: packets, what is due, what is missing, and the way to make the next packet. */
export const BoardHome: FC<BoardHomeProps> = (props) => {
  const { lang, packets } = props
  const say = words(lang)
  const choices = packets.map((one) => ({
    value: String(one.edition_id),
    label: `${say('packet', { date: shortDate(one.meeting_on, lang) })} (${say('editionNumber', { number: one.number })})`,
  }))
  return (
    <>
      <ErrorSummary lang={lang} errors={props.errors} />
      <PageHead title={say('title')} lead={say('lead')} />
      <BoardTabs lang={lang} here="/board" all={props.reads} />
      {props.reads ? (
        <>
          <p>
            <a href="/board/calendar">
              {props.counts.of === 0 ? say('calendarNothingDue') : say('calendarCount', props.counts)}
            </a>
            {props.missing === null ? null : (
              <>
                {' '}
                <a href="/board/responses">{say('responsesMissing', { count: props.missing.count })}</a>{' '}
                <a href={editionHref(props.missing.edition, lang)}>
                  {say('newestEdition', {
                    number: props.missing.edition.number,
                    date: shortDate(props.missing.edition.as_of, lang),
                  })}
                </a>
              </>
            )}
          </p>
          <Section title={say('packets')} lead={say('packetsLead')}>
            {packets.length === 0 ? (
              <Empty title={say('noPackets')}>
                <p>{say('noPacketsText')}</p>
              </Empty>
            ) : (
              <Table
                lang={lang}
                id="packets"
                caption={say('packets')}
                hideCaption
                columns={[
                  {
                    key: 'name',
                    head: say('meeting'),
                    kind: 'link',
                    rowHead: true,
                    href: (row) => `/board/packets/${row.id}`,
                    note: (row) => row.corrected,
                  },
                  { key: 'as_of', head: say('asOf'), kind: 'date' },
                  { key: 'number', head: say('edition'), kind: 'number' },
                  { key: 'digest', head: say('digest'), kind: 'text', quiet: true },
                ]}
                rows={packets.map((one) => ({
                  id: one.edition_id,
                  name: say('packet', { date: shortDate(one.meeting_on, lang) }),
                  as_of: one.as_of,
                  number: one.number,
                  digest: `${one.content_digest.slice(0, 16)}…`,
                  corrected: one.corrected_by === null ? null : say('correctedBy', { number: one.corrected_by }),
                }))}
              />
            )}
          </Section>
          {choices.length > 1 ? (
            <Section title={say('compare')} lead={say('compareLead')}>
              <Filters lang={lang} action="/board/packets/compare" label={say('compare')}>
                <Field
                  lang={lang}
                  kind="select"
                  name="a"
                  label={say('older')}
                  options={choices}
                  value={choices[1]?.value}
                />
                <Field
                  lang={lang}
                  kind="select"
                  name="b"
                  label={say('newer')}
                  options={choices}
                  value={choices[0]?.value}
                />
              </Filters>
            </Section>
          ) : null}
        </>
      ) : null}
      {props.mayMake ? (
        <Section title={say('make')} lead={say('makeLead')} id="make">
          <p class="measure">{say('asOfToday', { date: longDate(props.today, lang) })}</p>
          <Form lang={lang} action="/board/packets" csrf={props.csrf}>
            <input type="hidden" name="district" value={String(props.district)} />
            <Field
              lang={lang}
              kind="date"
              name="meeting_on"
              label={say('meetingOn')}
              hint={say('meetingAhead')}
              value={props.typed.meeting_on ?? ''}
              error={errorOf(props.errors, 'meeting_on')}
              required
            />
            <Field
              lang={lang}
              kind="area"
              name="note_en"
              label={say('noteEn')}
              hint={say('noteHint')}
              value={props.typed.note_en ?? ''}
              error={errorOf(props.errors, 'note_en')}
              readBy={say('packetReaders')}
              required={false}
            />
            <Field
              lang={lang}
              kind="area"
              name="note_es"
              label={say('noteEs')}
              value={props.typed.note_es ?? ''}
              error={errorOf(props.errors, 'note_es')}
              readBy={say('packetReaders')}
              required={false}
            />
            <Submit label={say('makeButton')} main />
          </Form>
          <Notice lang={lang} kind="info" title={say('onItsWay')} href="/publish" action={say('toPublish')} />
        </Section>
      ) : null}
    </>
  )
}
