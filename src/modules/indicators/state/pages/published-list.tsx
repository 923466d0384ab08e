import type { FC } from 'hono/jsx'
import { schoolYear } from '../../../../platform/format.ts'
import type { Column, Hidden } from '../../../../platform/look/cells.ts'
import { ErrorSummary, errorOf, Field, Form, type FormError, Submit } from '../../../../platform/look/form.tsx'
import { PageHead } from '../../../../platform/look/page.tsx'
import { Empty, Section } from '../../../../platform/look/panel.tsx'
import { Table } from '../../../../platform/look/table.tsx'
import type { Lang } from '../../../../platform/words.ts'
import type { PublishedMeasure } from '../measures.ts'
import { differenceText, measureName, oursText, publishedText, words } from '../say.ts'
import type { PublishedRow } from '../store.ts'

/** One measure with the newest year that the state published of a place. */
export type MeasureLine = {
  measure: PublishedMeasure
  own: PublishedRow
  state: PublishedRow | undefined
  ours: number | Hidden | null
}

export type Similar = {
  districtId: number
  csrf: string
  typed: string
  errors: readonly FormError[]
  known: readonly { code: string; name: string }[]
}

/** Every measure that the state published of a place, beside ours; for a steward, which districts are compared with. */
export const PublishedList: FC<{
  lang: Lang
  org: { id: number; name: string }
  lines: readonly MeasureLine[]
  hasAccountability: boolean
  similar: Similar | null
}> = ({ lang, org, lines, hasAccountability, similar }) => {
  const say = words(lang)
  const rows = lines.map(({ measure, own, state, ours }) => ({
    name: measureName(measure, lang),
    href: `/indicators/published/${measure.id}?org=${org.id}`,
    kind: say(measure.ours ? 'kind.ours' : 'kind.published'),
    year: schoolYear(own.school_year),
    published: publishedText(own, measure, lang),
    ours: oursText(ours, measure, lang),
    difference: differenceText(ours, own, measure, lang),
    state: state ? publishedText(state, measure, lang) : null,
  }))
  const columns: Column<(typeof rows)[number]>[] = [
    {
      key: 'name',
      head: say('col.measure'),
      kind: 'link',
      rowHead: true,
      href: (row) => row.href,
      note: (row) => row.kind,
    },
    { key: 'year', head: say('col.year'), kind: 'text' },
    { key: 'published', head: say('col.published'), kind: 'text' },
    { key: 'ours', head: say('col.ours'), kind: 'text' },
    { key: 'difference', head: say('col.difference'), kind: 'text' },
    { key: 'state', head: say('col.state'), kind: 'text' },
  ]
  return (
    <>
      <ErrorSummary lang={lang} errors={similar?.errors ?? []} />
      <PageHead title={say('title')} lead={say('lead')}>
        <p class="quiet">{org.name}</p>
      </PageHead>
      {hasAccountability ? (
        <p>
          <a href={`/indicators/accountability?org=${org.id}`}>{say('acc.link')}</a>
        </p>
      ) : null}
      {rows.length === 0 ? (
        <Empty title={say('empty.title')}>{say('empty.text')}</Empty>
      ) : (
        <Table
          lang={lang}
          id="published-measures"
          caption={`${say('title')}: ${org.name}`}
          hideCaption={true}
          narrow="stack"
          columns={columns}
          rows={rows}
        />
      )}
      {similar && lines.length > 0 ? (
        <Section title={say('similar.form')} id="similar">
          <Form lang={lang} action="/indicators/similar" csrf={similar.csrf}>
            <input type="hidden" name="district" value={String(similar.districtId)} />
            <Field
              lang={lang}
              kind="area"
              name="codes"
              label={say('similar.form')}
              hint={say('similar.hint')}
              value={similar.typed}
              error={errorOf(similar.errors, 'codes')}
              rows={4}
              required={false}
            />
            <Submit label={say('similar.save')} />
          </Form>
          <details>
            <summary>{say('similar.known')}</summary>
            <Table
              lang={lang}
              id="known-districts"
              caption={say('similar.known')}
              hideCaption={true}
              dense={true}
              columns={[
                { key: 'name', head: say('col.district'), kind: 'text', rowHead: true },
                { key: 'code', head: say('col.code'), kind: 'text' },
              ]}
              rows={similar.known}
            />
          </details>
        </Section>
      ) : null}
    </>
  )
}
