import type { FC } from 'hono/jsx'
import { ErrorSummary, errorOf, Field, Form, type FormError, Submit } from '../../../platform/look/form.tsx'
import { Notice } from '../../../platform/look/notice.tsx'
import { PageHead } from '../../../platform/look/page.tsx'
import { Empty, Section } from '../../../platform/look/panel.tsx'
import { Audience } from '../../../platform/look/status.tsx'
import { Table } from '../../../platform/look/table.tsx'
import type { Lang } from '../../../platform/words.ts'
import { read } from '../../../platform/words.ts'
import { sayKey, words } from '../say.ts'
import type { EditionRow } from '../schema.ts'

export type Named = (account: number | null) => string
export type DraftFields = Partial<
  Record<
    | 'title_en'
    | 'title_es'
    | 'note_en'
    | 'note_es'
    | 'correction_en'
    | 'correction_es'
    | 'reason_withdraw'
    | 'reason_send-back',
    string
  >
>

export type EditionListProps = {
  lang: Lang
  csrf: string
  district: { org_id: number; name: string; slug: string | null }
  editions: readonly EditionRow[]
  publishedOn: (row: EditionRow) => string | null
  named: Named
  mayDraft: boolean
  typed: DraftFields
  errors: readonly FormError[]
}

/** The editions of a district, and the form that starts the next one. */
export const EditionList: FC<EditionListProps> = (props) => {
  const { lang, district, editions } = props
  const say = words(lang)
  const open = editions.find((one) => one.state === 'draft' || one.state === 'submitted' || one.state === 'approved')
  return (
    <>
      <ErrorSummary lang={lang} errors={props.errors} />
      <PageHead title={`${say('title')}: ${district.name}`} lead={say('lead')}>
        <Audience lang={lang} reader="public" />
      </PageHead>
      <p>
        {district.slug ? <a href={`/public/${district.slug}/${lang}/`}>{say('publicIndex')}</a> : null}{' '}
        <a href={`/publish/released?district=${district.org_id}`}>{say('ledger')}</a>{' '}
        <a href={`/publish/plan?district=${district.org_id}`}>{say('publicPlan')}</a>
      </p>
      {editions.length === 0 ? (
        <Empty title={say('noEditions')}>
          <p>{say('noEditionsText')}</p>
        </Empty>
      ) : (
        <Table
          lang={lang}
          caption={say('editions')}
          columns={[
            {
              key: 'name',
              head: say('editions'),
              kind: 'link',
              rowHead: true,
              href: (row) => `/publish/editions/${row.id}`,
              note: (row) => row.title,
            },
            { key: 'state', head: say('state'), kind: 'text' },
            { key: 'as_of', head: say('asOf'), kind: 'date' },
            { key: 'published_on', head: say('publishedOn'), kind: 'date' },
            { key: 'who', head: say('who'), kind: 'text' },
          ]}
          rows={editions.map((row) => ({
            id: row.edition_id,
            name: say('edition', { number: row.number }),
            title: read(row.title, lang).words,
            state: sayKey(lang, `state_${row.state}`),
            as_of: row.as_of,
            published_on: props.publishedOn(row),
            who: row.approved_by
              ? say('people', { drafted: props.named(row.drafted_by), approved: props.named(row.approved_by) })
              : say('draftedOnly', { drafted: props.named(row.drafted_by) }),
          }))}
        />
      )}
      {open ? (
        <Notice
          lang={lang}
          kind="info"
          href={`/publish/editions/${open.edition_id}`}
          action={say('edition', { number: open.number })}
        >
          {say('openOne', { number: open.number })}
        </Notice>
      ) : props.mayDraft ? (
        <Section title={say('start')} lead={say('startLead')}>
          <Form lang={lang} action="/publish/editions" csrf={props.csrf}>
            <input type="hidden" name="district" value={String(district.org_id)} />
            <DraftWords lang={lang} typed={props.typed} errors={props.errors} />
            <Submit label={say('startButton')} main />
          </Form>
        </Section>
      ) : null}
    </>
  )
}

/** The fields that every edition has: title and response in both languages. */
export const DraftWords: FC<{ lang: Lang; typed: DraftFields; errors: readonly FormError[] }> = ({
  lang,
  typed,
  errors,
}) => {
  const say = words(lang)
  return (
    <>
      <Field
        lang={lang}
        kind="text"
        name="title_en"
        label={say('titleEn')}
        value={typed.title_en ?? ''}
        error={errorOf(errors, 'title_en')}
        readBy={say('readBy')}
        width="full"
        required
      />
      <Field
        lang={lang}
        kind="text"
        name="title_es"
        label={say('titleEs')}
        value={typed.title_es ?? ''}
        error={errorOf(errors, 'title_es')}
        readBy={say('readBy')}
        width="full"
        required={false}
      />
      <Field
        lang={lang}
        kind="area"
        name="note_en"
        label={say('noteEn')}
        hint={say('noteHint')}
        value={typed.note_en ?? ''}
        error={errorOf(errors, 'note_en')}
        readBy={say('readBy')}
        required={false}
      />
      <Field
        lang={lang}
        kind="area"
        name="note_es"
        label={say('noteEs')}
        hint={say('noteHint')}
        value={typed.note_es ?? ''}
        error={errorOf(errors, 'note_es')}
        readBy={say('readBy')}
        required={false}
      />
    </>
  )
}
