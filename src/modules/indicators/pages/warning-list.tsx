import type { FC } from 'hono/jsx'
import { schoolYear } from '../../../platform/format.ts'
import { HideNames } from '../../../platform/look/live.tsx'
import { PageHead } from '../../../platform/look/page.tsx'
import { Pager, Tabs } from '../../../platform/look/pager.tsx'
import { Empty } from '../../../platform/look/panel.tsx'
import { Table } from '../../../platform/look/table.tsx'
import type { Lang } from '../../../platform/words.ts'
import { type RecordedRule, recordedRules } from '../definitions/warnings.ts'
import { words } from '../say.ts'

export type WarnedLine = { key: number; name: string; id: string; signs: string; share: number | null }
export type WarningListProps = {
  lang: Lang
  org: { id: number; name: string }
  schoolYear: number
  rule: RecordedRule
  rows: readonly WarnedLine[]
  page: number
  more: boolean
  hideNames: boolean
  path: string
  /** students whom no list may hold */
  hidden: number
}

/** Students of a school whom a rule of early warning names now, with the signs it saw; for those in whose scope they are. */
export const WarningList: FC<WarningListProps> = (props) => {
  const { lang, org, rule } = props
  const say = words(lang)
  const base = `/schools/${org.id}/warnings?rule=${rule}`
  return (
    <>
      <PageHead
        title={say('warn.listTitle')}
        lead={say('warn.listLead', { school: org.name, year: schoolYear(props.schoolYear) })}
      >
        <p class="quiet">
          <a href={`/schools/${org.id}`}>{say('nav.back', { name: org.name })}</a>
        </p>
      </PageHead>
      <p class="quiet">{say('risk.logged')}</p>
      <Tabs
        label={say('warn.title')}
        tabs={recordedRules.map((one) => ({
          label: say(`warn.${one}`),
          href: `/schools/${org.id}/warnings?rule=${one}`,
          current: one === rule,
        }))}
      />
      <p>
        <a href={`/indicators/early-warning#${rule}`}>{say('warn.record')}</a>
      </p>
      {props.hidden > 0 ? <p id="hidden-students">{say('risk.hidden', { n: props.hidden })}</p> : null}
      <HideNames lang={lang} path={props.path} hidden={props.hideNames} />
      {props.rows.length === 0 ? (
        <Empty title={say('warn.listNone')}>{say('warn.listNoneHint')}</Empty>
      ) : (
        <Table
          lang={lang}
          caption={say('warn.listTitle')}
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
            { key: 'signs', head: say('warn.signs'), kind: 'text' },
            { key: 'share', head: say('risk.share'), kind: 'bar' },
          ]}
          rows={props.rows}
          hideNames={props.hideNames}
          dense={true}
          id="warned-table"
        />
      )}
      <Pager
        lang={lang}
        page={props.page}
        pages={props.more ? props.page + 1 : props.page}
        href={(page) => `${base}&page=${page}`}
      />
    </>
  )
}
