import type { FC } from 'hono/jsx'
import { schoolYear } from '../../../platform/format.ts'
import type { Column } from '../../../platform/look/cells.ts'
import { ErrorSummary, errorOf, Field, Filters, Form, type FormError, Submit } from '../../../platform/look/form.tsx'
import { HideNames } from '../../../platform/look/live.tsx'
import { PageHead } from '../../../platform/look/page.tsx'
import { Pager } from '../../../platform/look/pager.tsx'
import { Empty, Section } from '../../../platform/look/panel.tsx'
import { Table } from '../../../platform/look/table.tsx'
import type { Lang } from '../../../platform/words.ts'
import { basisOptions, partyOptions } from '../../people/index.ts'
import { words } from '../say.ts'

export const tiers = ['severe', 'chronic', 'at_risk'] as const
export type Tier = (typeof tiers)[number]

/** One student of the list. `absent`: days. `key`: for the address of the record. */
export type StudentLine = {
  key: number
  name: string
  id: string
  absent: number
  member: number
  share: number
  tier: string
}

export type StudentListProps = {
  lang: Lang
  org: { id: number; name: string }
  schoolYear: number
  tier: Tier | null
  rows: readonly StudentLine[]
  page: number
  pages: number
  total: number
  hideNames: boolean
  path: string
  csrf: string
  errors: readonly FormError[]
  /** students whom no list may hold */
  hidden: number
  /** what was typed into the form of the export */
  typed: Readonly<Record<string, string>>
}

/** Students of a school by the share of days missed, for those in scope. Names can be hidden; taking a file away asks why. */
export const StudentList: FC<StudentListProps> = (props) => {
  const { lang, org } = props
  const say = words(lang)
  const base = `/schools/${org.id}/students`
  const columns: Column<StudentLine>[] = [
    {
      key: 'name',
      head: say('risk.name'),
      kind: 'name',
      rowHead: true,
      href: (row) => (row.id === '' ? null : `/students?student=${row.key}&school=${org.id}`),
    },
    { key: 'id', head: say('risk.id'), kind: 'text', quiet: true },
    { key: 'absent', head: say('risk.absent'), kind: 'decimal' },
    { key: 'member', head: say('risk.member'), kind: 'number' },
    { key: 'share', head: say('risk.share'), kind: 'bar' },
    { key: 'tier', head: say('risk.tier'), kind: 'text' },
  ]
  return (
    <>
      <ErrorSummary lang={lang} errors={props.errors} />
      <PageHead
        title={say('risk.title')}
        lead={say('risk.lead', { school: org.name, year: schoolYear(props.schoolYear) })}
      >
        <p class="quiet">
          <a href={`/schools/${org.id}`}>{say('nav.back', { name: org.name })}</a>
        </p>
      </PageHead>
      <p class="quiet">
        {say('risk.logged')} {say('tier.about')}
      </p>
      <Filters lang={lang} action={base}>
        <Field
          lang={lang}
          kind="select"
          name="tier"
          label={say('risk.filter')}
          value={props.tier ?? ''}
          options={[
            { value: '', label: say('risk.all') },
            ...tiers.map((tier) => ({ value: tier, label: say(`tier.${tier}`) })),
          ]}
        />
      </Filters>
      {props.hidden > 0 ? <p id="hidden-students">{say('risk.hidden', { n: props.hidden })}</p> : null}
      <HideNames lang={lang} path={props.path} hidden={props.hideNames} />
      {props.rows.length === 0 ? (
        <Empty title={say('risk.none')}>{say('risk.noneHint')}</Empty>
      ) : (
        <Table
          lang={lang}
          caption={`${props.total} ${say('risk.total', { n: props.total })}`}
          columns={columns}
          rows={props.rows}
          hideNames={props.hideNames}
          dense={true}
          id="students-table"
        />
      )}
      <Pager
        lang={lang}
        page={props.page}
        pages={props.pages}
        total={props.total}
        href={(page) => `${base}?${props.tier ? `tier=${props.tier}&` : ''}page=${page}`}
      />
      <Section title={say('risk.export')} id="export">
        <Form lang={lang} action={`${base}/export`} csrf={props.csrf}>
          <input type="hidden" name="tier" value={props.tier ?? ''} />
          <Field
            lang={lang}
            kind="text"
            name="reason"
            label={say('risk.reason')}
            hint={say('risk.reasonHint')}
            value={props.typed.reason ?? ''}
            error={errorOf(props.errors, 'reason')}
            required={true}
          />
          <Field
            lang={lang}
            kind="radios"
            name="stays"
            label={say('risk.stays')}
            hint={say('risk.staysHint')}
            value={props.typed.stays ?? ''}
            error={errorOf(props.errors, 'stays')}
            options={[
              { value: 'inside', label: say('risk.inside') },
              { value: 'outside', label: say('risk.outside') },
            ]}
          />
          <details open={props.typed.stays === 'outside'}>
            <summary>{say('risk.outsideMore')}</summary>
            <Field
              lang={lang}
              kind="text"
              name="party"
              label={say('risk.party')}
              value={props.typed.party ?? ''}
              error={errorOf(props.errors, 'party')}
            />
            <Field
              lang={lang}
              kind="select"
              name="party_kind"
              label={say('risk.partyKind')}
              value={props.typed.party_kind ?? ''}
              error={errorOf(props.errors, 'party_kind')}
              blank
              options={partyOptions(lang)}
            />
            <Field
              lang={lang}
              kind="select"
              name="basis"
              label={say('risk.basis')}
              value={props.typed.basis ?? ''}
              error={errorOf(props.errors, 'basis')}
              blank
              options={basisOptions(lang)}
            />
            <Field
              lang={lang}
              kind="area"
              name="interest"
              label={say('risk.interest')}
              value={props.typed.interest ?? ''}
              error={errorOf(props.errors, 'interest')}
              rows={2}
            />
            <Field
              lang={lang}
              kind="text"
              name="what"
              label={say('risk.what')}
              value={props.typed.what ?? say('risk.whatUsual')}
              error={errorOf(props.errors, 'what')}
            />
          </details>
          <Submit label={say('risk.exportDo')} />
        </Form>
      </Section>
    </>
  )
}
