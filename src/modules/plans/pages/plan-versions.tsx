import type { FC } from 'hono/jsx'
import { Field, Filters } from '../../../platform/look/form.tsx'
import { Section } from '../../../platform/look/panel.tsx'
import { Table } from '../../../platform/look/table.tsx'
import type { Lang } from '../../../platform/words.ts'
import { say } from '../say.ts'
import type { PlanAround } from './props.ts'

type Row = PlanAround['versions']['rows'][number]

/** Every version of a plan that was recorded, and the plan as of a day. */
export const PlanVersions: FC<{ lang: Lang; fields: Readonly<Record<string, string>> } & PlanAround['versions']> = (
  props,
) => {
  const { lang, rows } = props
  const words = say(lang)
  const { district } = props.fields
  const withFields = (page: string) => `${props.action}/${page}${district ? `?district=${district}` : ''}`
  return (
    <Section title={words('versions')} lead={words('versionsLead')} id="versions">
      <Table
        lang={lang}
        caption={words('versions')}
        hideCaption={true}
        dense={true}
        columns={[
          { key: 'version', head: words('version'), kind: 'number' },
          {
            key: 'from',
            head: words('versionFrom'),
            kind: 'link',
            rowHead: true,
            href: (row: Row) => row.href,
            note: (row: Row) => (row.shown ? words('versionShown') : null),
          },
          { key: 'digest', head: words('digest'), kind: 'text', quiet: true },
        ]}
        rows={rows}
      />
      <p>
        {rows.length > 1 ? (
          <>
            <a href={withFields('diff')}>{words('whatChanged')}</a>{' '}
          </>
        ) : null}
        <a href={withFields('approvals')}>{words('approvals')}</a>{' '}
        {props.drafts ? <a href={props.drafts}>{words('drafts')}</a> : null}
      </p>
      <Filters lang={lang} action={props.action} label={words('versions')}>
        {Object.entries(props.fields)
          .filter(([name]) => name !== 'asof')
          .map(([name, value]) => (
            <input type="hidden" name={name} value={value} />
          ))}
        <Field lang={lang} kind="date" name="asof" label={words('asOfDay')} value={props.asOf ?? ''} />
      </Filters>
    </Section>
  )
}
