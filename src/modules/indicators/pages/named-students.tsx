import type { Child, FC } from 'hono/jsx'
import { HideNames } from '../../../platform/look/live.tsx'
import { PageHead } from '../../../platform/look/page.tsx'
import { Pager } from '../../../platform/look/pager.tsx'
import { Empty } from '../../../platform/look/panel.tsx'
import type { Column } from '../../../platform/look/cells.ts'
import { Table } from '../../../platform/look/table.tsx'
import type { Lang } from '../../../platform/words.ts'
import { words } from '../say.ts'

/** A student of a list; without a name and an id where the reader may not see them. `share`: of the school days so far, how many were missed. */
export type NamedLine = { key: number; name: string; id: string; signs: string; share: number | null }
export type NamedProps = {
  org: { id: number; name: string }
  schoolYear: number
  rows: readonly NamedLine[]
  page: number
  more: boolean
  hideNames: boolean
  path: string
  /** students whom no list may hold */
  hidden: number
}

type Props = NamedProps & {
  lang: Lang
  title: string
  lead: string
  /** what stands between the head and the list */
  children?: Child
  /** heads of the columns after name and id */
  columns: readonly Column<NamedLine>[]
  none: { title: string; hint: string }
  href: (page: number) => string
}

/** Students of a school whom a rule or a measure names, by name, for those in whose scope they are. */
export const NamedStudents: FC<Props> = (props) => {
  const { lang, org } = props
  const say = words(lang)
  return (
    <>
      <PageHead title={props.title} lead={props.lead}>
        <p class="quiet">
          <a href={`/schools/${org.id}`}>{say('nav.back', { name: org.name })}</a>
        </p>
      </PageHead>
      <p class="quiet">{say('risk.logged')}</p>
      {props.children}
      {props.hidden > 0 ? <p id="hidden-students">{say('risk.hidden', { n: props.hidden })}</p> : null}
      <HideNames lang={lang} path={props.path} hidden={props.hideNames} />
      {props.rows.length === 0 ? (
        <Empty title={props.none.title}>{props.none.hint}</Empty>
      ) : (
        <Table
          lang={lang}
          caption={props.title}
          hideCaption={true}
          columns={[
            {
              key: 'name',
              head: say('risk.name'),
              kind: 'name',
              rowHead: true,
              href: (row) => (row.id === '' ? null : `/students?student=${row.key}&school=${org.id}`),
            },
            { key: 'id', head: say('risk.id'), kind: 'text', quiet: true },
            ...props.columns,
            { key: 'share', head: say('risk.share'), kind: 'bar' },
          ]}
          rows={props.rows}
          hideNames={props.hideNames}
          dense={true}
          id="named-table"
        />
      )}
      <Pager lang={lang} page={props.page} pages={props.more ? props.page + 1 : props.page} href={props.href} />
    </>
  )
}
