import type { FC } from 'hono/jsx'
import { ButtonLink, Field, Filters, PostButton } from '../../../../platform/look/form.tsx'
import { PageHead } from '../../../../platform/look/page.tsx'
import { Pager } from '../../../../platform/look/pager.tsx'
import { Empty } from '../../../../platform/look/panel.tsx'
import { Table } from '../../../../platform/look/table.tsx'
import type { Lang } from '../../../../platform/words.ts'
import { basisCodes } from '../exceptions.ts'
import { words } from '../say.ts'

export type DisclosureLine = {
  id: number
  date: string
  party: string
  basis: string
  what: string
  given: string
  students: number
  org: string
}
export type DisclosureListProps = {
  lang: Lang
  csrf: string
  lines: readonly DisclosureLine[]
  basis: string
  /** the opened record whose student the list is about */
  record: number | null
  page: number
  pages: number
  total: number
}

/** The register of disclosures: who got what, why. It names parties, never students. */
export const DisclosureListPage: FC<DisclosureListProps> = (props) => {
  const { lang, record } = props
  const say = words(lang)
  const suffix = record === null ? '' : `&record=${record}`
  return (
    <>
      <PageHead title={say('register')} lead={say('registerLead')}>
        <p class="quiet">
          <a href="/students">{say('records')}</a>
        </p>
      </PageHead>
      {record === null ? null : (
        <p>
          {say('registerOne', { id: record })} <a href={`/students/records/${record}`}>{say('whole')}</a>
        </p>
      )}
      <p>
        <ButtonLink
          href={`/students/disclosures/new${record === null ? '' : `?record=${record}`}`}
          label={say('enter')}
          main
        />
      </p>
      <Filters lang={lang} action="/students/disclosures">
        {record === null ? null : <input type="hidden" name="record" value={String(record)} />}
        <Field
          lang={lang}
          kind="select"
          name="basis"
          label={say('basis')}
          value={props.basis}
          options={[
            { value: '', label: say('anyBasis') },
            ...basisCodes.map((one) => ({ value: one, label: say(`basis_${one}`) })),
          ]}
        />
      </Filters>
      {props.lines.length === 0 ? (
        <Empty title={say('registerNone')} />
      ) : (
        <Table
          lang={lang}
          caption={say('register')}
          hideCaption
          narrow="stack"
          columns={[
            {
              key: 'party',
              head: say('party'),
              kind: 'link',
              rowHead: true,
              href: (row) => `/students/disclosures/${row.id}`,
            },
            { key: 'date', head: say('onDate'), kind: 'text' },
            { key: 'basis', head: say('basis'), kind: 'text' },
            { key: 'what', head: say('what'), kind: 'text' },
            { key: 'given', head: say('wasGiven'), kind: 'text' },
            { key: 'students', head: say('students'), kind: 'number' },
            { key: 'org', head: say('place'), kind: 'text' },
          ]}
          rows={props.lines}
        />
      )}
      <Pager
        lang={lang}
        page={props.page}
        pages={props.pages}
        total={props.total}
        href={(page) => `/students/disclosures?page=${page}${props.basis ? `&basis=${props.basis}` : ''}${suffix}`}
      />
      {record === null || props.lines.length === 0 ? null : (
        <PostButton action="/students/disclosures/file" csrf={props.csrf} label={say('fileOne')} fields={{ record }} />
      )}
    </>
  )
}
