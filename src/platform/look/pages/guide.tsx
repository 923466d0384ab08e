import type { FC } from 'hono/jsx'
import type { Lang } from '../../words.ts'
import { Call, callNames, Trend, trendNames } from '../call.tsx'
import { hidden } from '../cells.ts'
import { LineChart } from '../charts/line.tsx'
import { Spark } from '../charts/spark-bars.tsx'
import { Definition } from '../definition.tsx'
import { Facts, Figure, KeyValue } from '../figure.tsx'
import { Findings } from '../findings.tsx'
import { Page, PageHead } from '../page.tsx'
import { CardGrid, Empty, Panel, Section, Two } from '../panel.tsx'
import { HideNames, Progress, Upload } from '../live.tsx'
import { Notice } from '../notice.tsx'
import { Pager, Tabs } from '../pager.tsx'
import { Audience, Code, Status, statusNames } from '../status.tsx'
import { Table } from '../table.tsx'
import { interrupted, schools, toDate } from './guide-data.ts'
import { GuideForm } from './guide-form.tsx'
import { account, menu, type SampleProps, synthetic, thread } from './guide-samples.tsx'
import { guideWords } from './guide-words.ts'

/** The style guide: every component once, in one language. Tests and screenshots read it. */
export const Guide: FC<SampleProps> = ({ lang, theme, assetBase }) => {
  const w = guideWords(lang)
  return (
    <Page
      lang={lang}
      title={w('guide')}
      path="/guide"
      menu={menu(lang, 'plan')}
      account={account(lang)}
      synthetic={synthetic}
      thread={thread(lang)}
      theme={theme}
      assetBase={assetBase}
      refresh={5}
    >
      <PageHead title={w('guide')} lead={w('guideLead')}>
        <Facts code="G2" facts={[{ value: w('kindGoal') }, { label: w('owner'), value: w('office'), href: '#' }]} />
      </PageHead>
      <Section title={w('calls')}>
        <p class="guide-row buttons">
          {callNames.map((call) => (
            <Call lang={lang} call={call} />
          ))}
        </p>
        <p class="buttons">
          {trendNames.map((trend) => (
            <Trend lang={lang} trend={trend} />
          ))}
        </p>
        <p class="buttons">
          {statusNames.map((status) => (
            <Status lang={lang} status={status} {...(status === 'embargo' ? { note: w('until') } : {})} />
          ))}
          <Code>2.1.iii</Code>
        </p>
        <Audience lang={lang} reader="scope" />
        <Audience lang={lang} reader="staff" />
        <Audience lang={lang} reader="public" />
      </Section>
      <Section title={w('messages')}>
        <Notice lang={lang} kind="info">
          {w('info')}
        </Notice>
        <Notice lang={lang} kind="done">
          {w('saved')}
        </Notice>
        <Notice lang={lang} kind="warning" href="#" action={w('sinceWords')}>
          {w('warning')}
        </Notice>
        <Notice lang={lang} kind="correction" href="#" action={w('newEdition')}>
          {w('correction')}
        </Notice>
      </Section>
      <Section title={w('components')}>
        <Tabs
          label={w('work')}
          tabs={[
            { label: w('tabAll'), href: '#', current: true, count: 412 },
            { label: w('tabLate'), href: '#', count: 9 },
            { label: w('tabMine'), href: '#', count: 3 },
          ]}
        />
        <CardGrid>
          <Panel title={w('panelTitle')} href="#">
            <Figure small={true} lang={lang} value="23.1" unit="%" n={w('n')} call="behind" trend="improving" />
          </Panel>
          <Panel title={w('did')} level={3}>
            <Spark lang={lang} values={[0.29, hidden, null, 0.2, 0.16]} label={w('fiveYears')} />
            <KeyValue
              rows={[
                { label: w('version'), value: w('versionValue') },
                { label: w('source'), value: w('sourceValue') },
              ]}
            />
          </Panel>
        </CardGrid>
        <p>
          {w('termsBefore')} <Definition lang={lang} term="SCC" means={w('scc')} /> {w('termsAfter')}
        </p>
        <Empty title={w('emptyTitle')} action={{ href: '#', label: w('newMeeting') }}>
          <p>{w('emptyWords')}</p>
        </Empty>
      </Section>
      <Section title={w('charts')}>
        <Two>
          <LineChart
            lang={lang}
            id="to-date"
            title={w('toDate')}
            sentence={w('toDateSentence')}
            unit="percent"
            points={toDate(lang)}
            wide={480}
          />
          <LineChart
            lang={lang}
            id="broken"
            title={w('reading')}
            sentence={w('readingSentence')}
            unit="percent"
            points={interrupted}
            breaks={[{ at: 3, label: w('newTest') }]}
            goal={{ value: 0.45, label: w('readingGoal') }}
            wide={480}
          />
        </Two>
      </Section>
      <Section title={w('tables')}>
        <SchoolTable lang={lang} />
        <Pager lang={lang} page={2} pages={9} href={(page) => `/guide?page=${page}`} total={412} />
        <HideNames lang={lang} path="/guide" hidden={false} />
        <Table
          lang={lang}
          caption={w('atRiskList')}
          dense={true}
          narrow="stack"
          columns={[
            { key: 'name', head: w('student'), kind: 'name', rowHead: true, href: () => '#' },
            { key: 'days', head: w('days'), kind: 'number' },
            { key: 'status', head: w('state'), kind: 'status' },
          ]}
          rows={[
            { name: 'Synthetic One', days: 11, status: 'preliminary' as const },
            { name: 'Synthetic Two', days: 9, status: 'certified' as const },
          ]}
        />
      </Section>
      <Section title={w('long')}>
        <Two>
          <Panel title={w('work1')}>
            <Progress
              lang={lang}
              src="/jobs/1/events"
              percent={68}
              step={w('nowStep')}
              steps={[
                { label: w('step1'), state: 'done' },
                { label: w('step2'), state: 'done' },
                { label: w('step3'), state: 'now', note: w('step3n') },
                { label: w('step4'), state: 'next' },
                { label: w('step5'), state: 'next' },
              ]}
            />
          </Panel>
          <Upload
            lang={lang}
            action="/data/imports"
            csrf="token"
            name="feed"
            label={w('uploadLabel')}
            hint={w('uploadHint')}
            accept=".csv"
          />
        </Two>
        <Findings
          lang={lang}
          findings={[
            { check: w('f1'), severity: 'stop', rows: 12, why: w('f1w'), fix: w('f1f'), href: '#' },
            { check: w('f2'), severity: 'warn', rows: 1430, why: w('f2w'), fix: w('f2f'), href: '#' },
            { check: w('f3'), severity: 'note', rows: 1, why: w('f3w'), fix: w('f3f') },
          ]}
        />
      </Section>
      <GuideForm lang={lang} />
    </Page>
  )
}

const SchoolTable: FC<{ lang: Lang }> = ({ lang }) => {
  const w = guideWords(lang)
  return (
    <Table
      lang={lang}
      caption={w('schoolTable')}
      sort={{ by: 'name', dir: 'asc', href: (key, dir) => `/guide?sort=${key}&dir=${dir}` }}
      columns={[
        {
          key: 'name',
          head: w('school'),
          kind: 'link',
          rowHead: true,
          sortable: true,
          href: (row) => `/schools/${row.id}`,
        },
        { key: 'students', head: w('students'), kind: 'number', sortable: true },
        { key: 'rate', head: '2025-26', kind: 'percent', sortable: true },
        { key: 'change', head: w('change'), kind: 'points' },
        { key: 'series', head: w('fiveYears'), kind: 'spark' },
        { key: 'done', head: w('duties'), kind: 'bar' },
        { key: 'call', head: w('call'), kind: 'call', note: (row) => (row.reason ? w('tooFew') : null) },
        { key: 'trend', head: w('trend'), kind: 'trend' },
      ]}
      rows={schools}
    />
  )
}
