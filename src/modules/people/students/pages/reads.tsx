import type { FC } from 'hono/jsx'
import { Field, Filters } from '../../../../platform/look/form.tsx'
import { PageHead } from '../../../../platform/look/page.tsx'
import { Pager } from '../../../../platform/look/pager.tsx'
import { Section } from '../../../../platform/look/panel.tsx'
import { Table } from '../../../../platform/look/table.tsx'
import type { Lang } from '../../../../platform/words.ts'
import { PeopleTabs } from '../../accounts/pages/people-list.tsx'
import { words } from '../../say.ts'
import { readPurposes } from '../schema.ts'

export type ReadShown = { when: string; who: string; org: string; purpose: string; students: number; reason: string }
export type ReadsProps = {
  lang: Lang
  admin: boolean
  purpose: string
  since: string
  page: number
  pages: number
  total: number
  reads: readonly ReadShown[]
  sums: readonly { who: string; purpose: string; reads: number; students: number }[]
}

/** Who opened which records: sums by person, then every single read. Never the students themselves. */
export const ReadsPage: FC<ReadsProps> = (props) => {
  const { lang } = props
  const say = words(lang)
  const query = new URLSearchParams({
    ...(props.purpose ? { purpose: props.purpose } : {}),
    ...(props.since ? { since: props.since } : {}),
  })
  return (
    <>
      <PeopleTabs lang={lang} current="reads" admin={props.admin} />
      <PageHead title={say('reads')} lead={say('readsLead')} />
      <Section title={say('readsByPerson')}>
        <Table
          lang={lang}
          caption={say('readsByPerson')}
          hideCaption
          empty={say('noReads')}
          columns={[
            { key: 'who', head: say('who'), kind: 'text', rowHead: true },
            { key: 'purpose', head: say('purpose'), kind: 'text' },
            { key: 'reads', head: say('readsCount'), kind: 'number' },
            { key: 'students', head: say('studentsRead'), kind: 'number' },
          ]}
          rows={props.sums}
        />
      </Section>
      <Section title={say('readsAll')}>
        <Filters lang={lang} action="/people/reads">
          <Field
            lang={lang}
            kind="select"
            name="purpose"
            label={say('purpose')}
            value={props.purpose}
            options={[
              { value: '', label: say('anyPurpose') },
              ...readPurposes.map((one) => ({ value: one, label: say(`purpose_${one}`) })),
            ]}
          />
          <Field lang={lang} kind="date" name="since" label={say('since')} value={props.since} required={false} />
        </Filters>
        <Table
          lang={lang}
          caption={say('readsAll')}
          hideCaption
          narrow="stack"
          empty={say('noReads')}
          columns={[
            { key: 'when', head: say('when'), kind: 'text', rowHead: true },
            { key: 'who', head: say('who'), kind: 'text' },
            { key: 'org', head: say('organization'), kind: 'text' },
            { key: 'purpose', head: say('purpose'), kind: 'text' },
            { key: 'students', head: say('studentsRead'), kind: 'number' },
            { key: 'reason', head: say('reason'), kind: 'text' },
          ]}
          rows={props.reads}
        />
        <Pager
          lang={lang}
          page={props.page}
          pages={props.pages}
          total={props.total}
          href={(page) => {
            const to = new URLSearchParams(query)
            to.set('page', String(page))
            return `/people/reads?${to}`
          }}
        />
      </Section>
    </>
  )
}
