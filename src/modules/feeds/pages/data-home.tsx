import type { FC } from 'hono/jsx'
import { schoolYear, shortDate } from '../../../platform/format.ts'
import { Buttons, ButtonLink } from '../../../platform/look/form.tsx'
import { Notice } from '../../../platform/look/notice.tsx'
import { PageHead } from '../../../platform/look/page.tsx'
import { Empty, Section } from '../../../platform/look/panel.tsx'
import { Table } from '../../../platform/look/table.tsx'
import type { Lang } from '../../../platform/words.ts'
import { kindTitle, words } from '../say.ts'
import type { ImportRow, VersionRow } from '../schema.ts'

export type SchoolRow = {
  name: string
  href: string
  last_day: string | null
  handed_in: number
  expected: number
  behind: number
  stopped: boolean
}

export type DataHomeProps = {
  lang: Lang
  district: { org_id: number; name: string }
  versions: readonly VersionRow[]
  schools: readonly SchoolRow[]
  year: number
  through: string | null
  imports: readonly ImportRow[]
  day: (at: Date) => string
}

/** What data there is, how far it reaches, which school has stopped handing in, and the files that came lately. */
export const DataHomePage: FC<DataHomeProps> = ({ lang, district, versions, schools, year, through, imports, day }) => {
  const say = words(lang)
  const at = `?district=${district.org_id}`
  const stopped = schools.filter((one) => one.stopped)
  return (
    <>
      <PageHead title={say('data')} lead={say('dataLead', { district: district.name })} />
      <Buttons>
        <ButtonLink label={say('addFile')} href={`/data/new${at}`} main />
        <ButtonLink label={say('tokens')} href={`/data/tokens${at}`} />
      </Buttons>
      {stopped.length > 0 ? (
        <Notice lang={lang} kind="warning" title={say('stoppedSchools', { count: stopped.length })}>
          <p>{stopped.map((one) => one.name).join(', ')}</p>
          <p>{say('stoppedWhy')}</p>
        </Notice>
      ) : null}
      {versions.length === 0 ? (
        <Empty title={say('noData')} action={{ href: `/data/new${at}`, label: say('addFile') }}>
          <p>{say('noDataWhy')}</p>
        </Empty>
      ) : (
        <Section title={say('datasets')}>
          <Table
            lang={lang}
            id="datasets"
            caption={say('datasets')}
            hideCaption
            columns={[
              { key: 'name', head: say('dataset'), kind: 'link', rowHead: true, href: (row) => row.href },
              { key: 'year', head: say('year'), kind: 'text' },
              { key: 'through', head: say('through'), kind: 'date' },
              { key: 'rows', head: say('rowsHead'), kind: 'number' },
              { key: 'status', head: say('status'), kind: 'status' },
              { key: 'version', head: say('version'), kind: 'number' },
              { key: 'made', head: say('made'), kind: 'text', quiet: true },
            ]}
            rows={[...versions]
              .sort((a, b) => b.school_year - a.school_year || (a.dataset < b.dataset ? -1 : 1))
              .map((one) => ({
                name: say(`dataset_${one.dataset}`),
                href: `/data/datasets/${one.dataset}/${one.school_year}${at}`,
                year: one.school_year === 0 ? say('allYears') : schoolYear(one.school_year),
                through: one.through_date,
                rows: one.rows,
                status: one.status,
                version: one.version,
                made: day(one.made_at),
              }))}
          />
        </Section>
      )}
      {schools.length > 0 && through !== null ? (
        <Section
          title={say('freshness')}
          lead={say('freshnessLead', { year: schoolYear(year), date: shortDate(through, lang) })}
        >
          <Table
            lang={lang}
            id="freshness"
            caption={say('freshness')}
            hideCaption
            dense
            columns={[
              { key: 'name', head: say('school'), kind: 'text', rowHead: true },
              { key: 'last_day', head: say('lastDay'), kind: 'date' },
              { key: 'handed_in', head: say('handedIn'), kind: 'number' },
              { key: 'expected', head: say('expected'), kind: 'number' },
              { key: 'behind', head: say('behind'), kind: 'number' },
            ]}
            rows={schools}
          />
        </Section>
      ) : null}
      <Section title={say('recent')}>
        <ImportTable lang={lang} imports={imports} day={day} />
      </Section>
    </>
  )
}

/** Imports as a list: what, which state, when, by whom. */
const ImportTable: FC<Pick<DataHomeProps, 'lang' | 'imports' | 'day'>> = ({ lang, imports, day }) => {
  const say = words(lang)
  return (
    <Table
      lang={lang}
      id="imports"
      caption={say('recent')}
      hideCaption
      empty={say('noFiles')}
      columns={[
        { key: 'name', head: say('file'), kind: 'link', rowHead: true, href: (row) => row.href },
        { key: 'kind', head: say('kind'), kind: 'text' },
        { key: 'state', head: say('state'), kind: 'text' },
        { key: 'rows', head: say('rowsHead'), kind: 'number' },
        { key: 'at', head: say('received'), kind: 'text' },
        { key: 'by', head: say('receivedBy'), kind: 'text', quiet: true },
      ]}
      rows={imports.map((one) => ({
        name: one.name,
        href: `/data/imports/${one.import_id}`,
        kind: one.kind ? kindTitle(one.kind, lang) : say('kindUnknown'),
        state: say(`state_${one.state}`),
        rows: one.counts.rows ?? null,
        at: day(one.received_at),
        by: one.received_by,
      }))}
    />
  )
}
