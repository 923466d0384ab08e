import type { FC } from 'hono/jsx'
import type { CallName } from '../../../../platform/look/call.tsx'
import {
  ErrorSummary,
  errorOf,
  Field,
  Form,
  type FormError,
  type Option,
  Submit,
} from '../../../../platform/look/form.tsx'
import { Notice } from '../../../../platform/look/notice.tsx'
import { PageHead } from '../../../../platform/look/page.tsx'
import { Empty } from '../../../../platform/look/panel.tsx'
import { Table } from '../../../../platform/look/table.tsx'
import { shortDate } from '../../../../platform/format.ts'
import { type Lang, read, type Text } from '../../../../platform/words.ts'
import { needsResponse } from '../../packet/rules.ts'
import { editionHref, type FromEdition } from '../../published.ts'
import type { HistoryLine } from '../reading.ts'
import { words } from '../say.ts'
import { BoardTabs, HistoryTable } from './parts.tsx'

export type ResponseLine = {
  promise: string
  title: Text
  call: CallName | null
  /** the published edition that the call is from */
  edition: FromEdition | null
  words: Text | null
  owner: string | null
  by_on: string | null
}

export type ResponseListProps = {
  lang: Lang
  lines: readonly ResponseLine[]
  missing: { count: number; edition: FromEdition } | null
  reads: boolean
  mayAnswer: boolean
  saved: boolean
}

export const responseHref = (promise: string): string => `/board/responses/of?promise=${encodeURIComponent(promise)}`

/** Every promise with what the district does about it; those that need a response first. */
export const ResponseList: FC<ResponseListProps> = ({ lang, lines, missing, reads, mayAnswer, saved }) => {
  const say = words(lang)
  const rank = (line: ResponseLine): number =>
    line.call !== null && needsResponse(line.call) ? (line.words === null ? 0 : 1) : 2
  return (
    <>
      {saved ? <Notice lang={lang} kind="done" title={say('saved')} /> : null}
      <PageHead title={say('responses')} lead={say('responsesLead')} />
      <BoardTabs lang={lang} here="/board/responses" all={reads} />
      {missing === null ? (
        <p>{say('nothingPublished')}</p>
      ) : (
        <p>
          {say('responsesMissing', { count: missing.count })}{' '}
          <a href={editionHref(missing.edition, lang)}>
            {say('newestEdition', {
              number: missing.edition.number,
              date: shortDate(missing.edition.as_of, lang),
            })}
          </a>
        </p>
      )}
      {lines.length === 0 ? (
        <Empty title={say('noPromises')}>
          <p>{say('noPromisesText')}</p>
        </Empty>
      ) : (
        <Table
          lang={lang}
          id="responses"
          caption={say('responses')}
          hideCaption
          columns={[
            {
              key: 'title',
              head: say('promise'),
              kind: 'link',
              rowHead: true,
              href: (row) => (mayAnswer ? responseHref(row.promise) : null),
              lang: (row) => row.titleLang,
            },
            { key: 'call', head: say('call'), kind: 'call' },
            { key: 'edition', head: say('edition'), kind: 'link', href: (row) => row.editionHref },
            {
              key: 'words',
              head: say('response'),
              kind: 'text',
              note: (row) => row.owner,
              lang: (row) => row.wordsLang,
            },
            { key: 'by_on', head: say('by'), kind: 'date' },
          ]}
          rows={lines
            .toSorted((a, b) => rank(a) - rank(b))
            .map((line) => {
              const title = read(line.title, lang)
              const text = line.words ? read(line.words, lang) : null
              return {
                promise: line.promise,
                title: title.words,
                titleLang: title.lang === lang ? null : title.lang,
                call: line.call,
                edition: line.edition ? say('editionNumber', { number: line.edition.number }) : null,
                editionHref: line.edition ? editionHref(line.edition, lang) : null,
                words: text?.words ?? say('responseNone'),
                wordsLang: text && text.lang !== lang ? text.lang : null,
                owner: line.owner,
                by_on: line.by_on,
              }
            })}
        />
      )}
    </>
  )
}

export type ResponseEditProps = {
  lang: Lang
  csrf: string
  district: number
  promise: string
  title: Text
  version: number
  owners: readonly Option[]
  typed: Readonly<Record<string, string>>
  errors: readonly FormError[]
  conflict: string | null
  history: readonly HistoryLine[]
}

/** The response to one promise: what, who, by when. */
export const ResponseEdit: FC<ResponseEditProps> = (props) => {
  const { lang, typed, errors } = props
  const say = words(lang)
  return (
    <>
      <ErrorSummary lang={lang} errors={errors} />
      {props.conflict === null ? null : (
        <Notice lang={lang} kind="warning" title={say('conflictTitle')}>
          <p>{say('conflictText', { now: props.conflict })}</p>
        </Notice>
      )}
      <PageHead title={say('write', { promise: read(props.title, lang).words })} lead={say('responsesLead')} />
      <Form lang={lang} action="/board/responses" csrf={props.csrf} version={props.version}>
        <input type="hidden" name="district" value={String(props.district)} />
        <input type="hidden" name="promise" value={props.promise} />
        <Field
          lang={lang}
          kind="area"
          name="words_en"
          label={say('wordsEn')}
          hint={say('wordsHint')}
          value={typed.words_en ?? ''}
          error={errorOf(errors, 'words_en')}
          readBy={say('responseReaders')}
          required
        />
        <Field
          lang={lang}
          kind="area"
          name="words_es"
          label={say('wordsEs')}
          hint={say('wordsHint')}
          value={typed.words_es ?? ''}
          error={errorOf(errors, 'words_es')}
          readBy={say('responseReaders')}
          required={false}
        />
        <Field
          lang={lang}
          kind="select"
          name="owner"
          label={say('ownerField')}
          value={typed.owner ?? ''}
          options={props.owners}
          blank
          error={errorOf(errors, 'owner')}
        />
        <Field
          lang={lang}
          kind="date"
          name="by_on"
          label={say('byOn')}
          value={typed.by_on ?? ''}
          error={errorOf(errors, 'by_on')}
          required
        />
        <Submit label={say('save')} main />
      </Form>
      <HistoryTable lang={lang} history={props.history} />
      <p>
        <a href="/board/responses">{say('responses')}</a>
      </p>
    </>
  )
}
