import type { FC } from 'hono/jsx'
import type { Lang } from '../../words.ts'
import { DotChart } from '../charts/dots.tsx'
import { LineChart } from '../charts/line.tsx'
import { DueList } from '../due.tsx'
import { Facts, Figure } from '../figure.tsx'
import { ButtonLink, PostButton } from '../form.tsx'
import { type MenuItem, Page, PageHead, PublicPage } from '../page.tsx'
import { CardGrid, Panel, Section, Two } from '../panel.tsx'
import { Table } from '../table.tsx'
import type { ThreadProps } from '../thread.tsx'
import { groups, schools, years } from './guide-data.ts'
import { guideWords } from './guide-words.ts'

export type SampleProps = { lang: Lang; theme?: 'light' | 'dark' | undefined; assetBase?: string | undefined }
export const synthetic = { district: 'Mill River Public Schools', today: '2026-11-20' }

export const menu = (lang: Lang, current: string): MenuItem[] =>
  (['home', 'plan', 'indicators', 'schools', 'work', 'data', 'publish'] as const).map((key) => ({
    label: guideWords(lang)(key),
    href: `/${key}`,
    current: key === current,
  }))

export const account = (lang: Lang) => ({
  name: guideWords(lang)('role'),
  role: guideWords(lang)('office'),
  csrf: 'token',
  links: [{ label: guideWords(lang)('settings'), href: '/settings' }],
})

export const thread = (lang: Lang): ThreadProps => {
  const w = guideWords(lang)
  return {
    lang,
    up: [
      { label: w('vision'), note: w('visionNote'), href: '#' },
      { label: w('priority'), note: w('priorityNote'), href: '#' },
    ],
    here: { code: 'G2', label: w('goal'), note: w('goalNote') },
    down: [
      { code: '2.1', label: w('strategy'), note: w('strategyNote'), href: '#' },
      { code: '2.1.iii', label: w('action'), note: w('actionNote'), href: '#' },
      { label: w('tasks'), note: w('tasksNote'), href: '#' },
      { label: w('evidence'), note: w('evidenceNote'), href: '#' },
    ],
  }
}

/** A page of the plan: the element, its number, its charts. */
export const ElementSample: FC<SampleProps> = ({ lang, theme, assetBase }) => {
  const w = guideWords(lang)
  const rows = [
    { code: '2.1', name: w('s1'), done: w('d1'), call: 'on_pace' as const },
    { code: '2.2', name: w('s2'), done: w('d2'), call: 'too_close' as const },
    { code: '2.3', name: w('s3'), done: null, call: { call: 'no_call' as const, reason: w('firstCall') } },
  ]
  return (
    <Page
      lang={lang}
      title={`G2 ${w('goal')}`}
      path="/plan/G2?view=all"
      menu={menu(lang, 'plan')}
      account={account(lang)}
      synthetic={synthetic}
      thread={thread(lang)}
      theme={theme}
      assetBase={assetBase}
    >
      <PageHead title={w('elementTitle')}>
        <Facts
          code="G2"
          facts={[
            { value: w('kindGoal') },
            { label: w('owner'), value: w('office') },
            { label: w('champion'), value: w('role') },
            { label: w('checked'), value: w('noFindings') },
          ]}
        />
      </PageHead>
      <Figure
        lang={lang}
        value="23.1"
        unit="%"
        label={w('rate')}
        call="behind"
        trend="improving"
        period={w('period')}
        target={w('target')}
        how="/how/chronic"
        cite={w('cite')}
      >
        <p>{w('sentence')}</p>
        <p class="quiet">
          {w('fewer', { n: '610' })} <a href="#">{w('seeSchools')}</a>. {w('response')}
        </p>
      </Figure>
      <Section title={w('lineTitle')}>
        <LineChart
          lang={lang}
          id="years"
          title={w('lineTitle')}
          hideTitle={true}
          sentence={w('lineSentence')}
          unit="percent"
          points={years}
          caption={w('certified')}
        />
      </Section>
      <Two>
        <Section title={w('who')}>
          <DotChart
            lang={lang}
            id="who"
            title={w('who')}
            hideTitle={true}
            sentence={w('whoSentence')}
            unit="percent"
            target={{ value: 0.13, label: w('targetShort') }}
            rows={groups([w('all'), w('el'), w('swd'), w('econ'), w('g9'), w('g3'), w('small')])}
          />
        </Section>
        <Section title={w('did')}>
          <Table
            lang={lang}
            caption={w('did')}
            hideCaption={true}
            columns={[
              { key: 'name', head: w('strategyHead'), kind: 'link', rowHead: true, href: (row) => `/plan/${row.code}` },
              { key: 'done', head: w('done'), kind: 'text' },
              { key: 'call', head: w('outcome'), kind: 'call' },
            ]}
            rows={rows}
          />
        </Section>
      </Two>
    </Page>
  )
}

/** The home page of a person. */
export const HomeSample: FC<SampleProps> = ({ lang, theme, assetBase }) => {
  const w = guideWords(lang)
  const act = (label: string, main = false) => <PostButton action="/work/1" csrf="token" label={label} main={main} />
  return (
    <Page
      lang={lang}
      title={w('home')}
      path="/"
      menu={menu(lang, 'home')}
      account={account(lang)}
      synthetic={synthetic}
      theme={theme}
      assetBase={assetBase}
    >
      <PageHead title={w('greeting')} />
      <Two>
        <Section title={w('responsibility')}>
          <DueList
            lang={lang}
            items={[
              {
                when: w('late'),
                date: '2026-11-02',
                late: true,
                title: w('t1'),
                href: '#',
                note: w('t1n'),
                acts: [<ButtonLink label={w('open')} href="#" main={true} />, act(w('stuck'))],
              },
              {
                when: w('today'),
                date: '2026-11-20',
                title: w('t2'),
                href: '#',
                note: w('t2n'),
                acts: [act(w('doneButton'), true), act(w('stuck'))],
              },
              {
                when: w('t3w'),
                date: '2026-11-27',
                title: w('t3'),
                href: '#',
                note: w('t3n'),
                acts: <ButtonLink label={w('open')} href="#" />,
              },
            ]}
          />
          <p class="quiet">
            {w('more')} {'\u00b7'} <a href="#">{w('many')}</a> {'\u00b7'} <a href="#">{w('feed')}</a>
          </p>
        </Section>
        <div class="stack">
          <Section title={w('sinceMeeting')}>
            <Table
              lang={lang}
              caption={w('sinceMeeting')}
              hideCaption={true}
              columns={[
                { key: 'name', head: w('measure'), kind: 'link', rowHead: true, href: () => '#' },
                { key: 'call', head: w('call'), kind: 'call' },
              ]}
              rows={[
                { name: w('m1'), call: 'on_pace' as const },
                { name: w('m2'), call: 'too_close' as const },
                { name: w('m3'), call: 'met' as const },
                { name: w('m4'), call: { call: 'behind' as const, label: w('missing') } },
              ]}
            />
          </Section>
          <Section title={w('opportunities')}>
            <p>
              {w('opportunity')} <a href="#">{w('seeWhat')}</a>
            </p>
          </Section>
        </div>
      </Two>
    </Page>
  )
}

/** A public scorecard. */
export const ScorecardSample: FC<SampleProps> = ({ lang, assetBase }) => {
  const w = guideWords(lang)
  return (
    <PublicPage
      lang={lang}
      title={w('scorecard')}
      other={{ en: './index.html', es: './es.html' }}
      edition={w('edition')}
      synthetic={{ district: synthetic.district }}
      assetBase={assetBase}
    >
      <PageHead title={w('scorecard')}>
        <p class="quiet">
          {w('publicLead')} <a href="#">{w('whatChecked')}</a>
        </p>
      </PageHead>
      <CardGrid>
        <Panel title={w('c1')}>
          <Figure small={true} lang={lang} value="76.9" unit="%" call="behind">
            <p class="quiet">{w('c1t')}</p>
          </Figure>
        </Panel>
        <Panel title={w('reading')}>
          <Figure small={true} lang={lang} value="41.2" unit="%" call="too_close">
            <p class="quiet">{w('c2t')}</p>
          </Figure>
        </Panel>
        <Panel title={w('c3')}>
          <Figure small={true} lang={lang} value="84.1" unit="%" call="met">
            <p class="quiet">{w('c3t')}</p>
          </Figure>
        </Panel>
        <Panel title={w('c4')}>
          <Figure small={true} lang={lang} value="31.5" unit="%" call="on_pace">
            <p class="quiet">{w('c4t')}</p>
          </Figure>
        </Panel>
        <Panel title={w('c5')}>
          <Figure small={true} lang={lang} value={{ hidden: true }} call="no_call">
            <p class="quiet">{w('c5t')}</p>
          </Figure>
        </Panel>
      </CardGrid>
      <Table
        lang={lang}
        caption={w('schoolTable')}
        narrow="stack"
        columns={[
          { key: 'name', head: w('school'), kind: 'link', rowHead: true, href: (row) => `schools/${row.id}.html` },
          { key: 'students', head: w('students'), kind: 'number' },
          { key: 'rate', head: '2025-26', kind: 'percent' },
          { key: 'before', head: '2024-25', kind: 'percent' },
          { key: 'call', head: w('call'), kind: 'call', note: (row) => (row.reason ? w('tooFew') : null) },
        ]}
        rows={schools}
      />
    </PublicPage>
  )
}
