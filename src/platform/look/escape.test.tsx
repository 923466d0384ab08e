import * as fc from 'fast-check'
import type { Child } from 'hono/jsx'
import { parseHTML } from 'linkedom'
import { describe, expect, it } from 'vitest'
import { amount } from '../testing/amount.ts'
import { Call } from './call.tsx'
import { DotChart } from './charts/dots.tsx'
import { LineChart } from './charts/line.tsx'
import { spark } from './charts/spark.ts'
import { Definition } from './definition.tsx'
import { DueList } from './due.tsx'
import { bare, safeHref } from './escape.ts'
import { Facts, Figure, KeyValue } from './figure.tsx'
import { Findings } from './findings.tsx'
import { ButtonLink, ErrorSummary, Field, Filters, Form, PostButton, Submit } from './form.tsx'
import { Copy, HideNames, Progress, Upload } from './live.tsx'
import { Notice } from './notice.tsx'
import { document_, Page, PageHead, PublicPage } from './page.tsx'
import { Pager, Tabs } from './pager.tsx'
import { Empty, Panel, Section } from './panel.tsx'
import { Code, Status } from './status.tsx'
import { Steps } from './steps.tsx'
import { Table } from './table.tsx'
import { Thread } from './thread.tsx'

/** Every component with the hostile text in every text prop. */
const parts: Record<string, (t: string) => unknown> = {
  Page: (t) => (
    <Page
      lang="en"
      title={t}
      path={`/${t}`}
      menu={[{ label: t, href: t }]}
      account={{ name: t, role: t, csrf: t, links: [{ label: t, href: t }], signOut: t }}
      synthetic={{ district: t }}
      howHref={t}
      home={t}
    >
      {t}
    </Page>
  ),
  PublicPage: (t) => (
    <PublicPage
      lang="es"
      title={t}
      other={{ en: t }}
      edition={t}
      synthetic={{ district: t }}
      links={[{ label: t, href: t }]}
    />
  ),
  PageHead: (t) => <PageHead title={t} lead={t} />,
  Thread: (t) => (
    <Thread
      lang="en"
      up={[{ label: t, note: t, href: t, code: t }]}
      here={{ label: t, note: t }}
      down={[{ label: t, code: t }]}
    />
  ),
  Call: (t) => <Call lang="en" call="behind" reason={t} label={t} />,
  Figure: (t) => (
    <Figure lang="en" value={t} unit={t} label={t} n={t} period={t} target={t} call="met" reason={t} how={t} cite={t} />
  ),
  Facts: (t) => <Facts code={t} facts={[{ label: t, value: t, href: t }]} />,
  KeyValue: (t) => <KeyValue rows={[{ label: t, value: t, note: t }]} />,
  Panel: (t) => <Panel title={t} id={t} href={t} />,
  Section: (t) => <Section title={t} lead={t} id={t} />,
  Empty: (t) => <Empty title={t} action={{ href: t, label: t }} />,
  Notice: (t) => <Notice lang="en" kind="info" title={t} href={t} action={t} />,
  Table: (t) => (
    <Table
      lang="en"
      caption={t}
      id={t}
      narrow="stack"
      sort={{ by: 'a', dir: 'asc', href: () => t }}
      columns={[
        { key: 'a', head: t, kind: 'text', sortable: true, rowHead: true },
        { key: 'a', head: t, kind: 'link', href: () => t, note: () => t },
        { key: 'a', head: t, kind: 'name' },
        { key: 'call', head: t, kind: 'call' },
      ]}
      rows={[{ a: t, call: { call: 'met', reason: t, label: t } }]}
    />
  ),
  EmptyTable: (t) => (
    <Table
      lang="en"
      caption="x"
      columns={[{ key: 'a', head: t, kind: 'text' }]}
      rows={[] as { a: string }[]}
      empty={t}
    />
  ),
  Form: (t) => (
    <Form lang="en" action={t} csrf={t} version={t} id={t}>
      <ErrorSummary lang="en" errors={[{ field: t, message: t, hint: t }]} />
      <Field lang="en" kind="text" name={t} label={t} value={t} hint={t} error={t} readBy={t} autocomplete={t} />
      <Field lang="en" kind="area" name={t} label={t} value={t} />
      <Field lang="en" kind="select" name={t} label={t} value={t} options={[{ value: t, label: t }]} />
      <Field lang="en" kind="radios" name={t} label={t} value={t} options={[{ value: t, label: t, hint: t }]} />
      <Field lang="en" kind="check" name={t} label={t} value={t} />
      <Field lang="en" kind="file" name={t} label={t} accept={t} />
      <Submit label={t} name={t} value={t} />
      <ButtonLink label={t} href={t} />
    </Form>
  ),
  PostButton: (t) => <PostButton action={t} csrf={t} label={t} fields={{ [t]: t }} />,
  Filters: (t) => <Filters lang="en" action={t} label={t} />,
  DueList: (t) => <DueList lang="en" items={[{ when: t, date: t, title: t, href: t, note: t }]} />,
  Steps: (t) => <Steps lang="en" label={t} steps={[{ label: t, state: 'now', note: t }]} />,
  Pager: (t) => <Pager lang="en" page={2} pages={3} href={() => t} />,
  Tabs: (t) => <Tabs label={t} tabs={[{ label: t, href: t, count: t }]} />,
  Findings: (t) => (
    <Findings lang="en" caption={t} findings={[{ check: t, severity: 'stop', rows: 3, why: t, fix: t, href: t }]} />
  ),
  Definition: (t) => <Definition lang="en" term={t} means={t} />,
  Status: (t) => <Status lang="en" status="embargo" note={t} />,
  Code: (t) => <Code>{t}</Code>,
  Progress: (t) => (
    <Progress lang="en" src={t} percent={3} step={t} label={t} doneHref={t} steps={[{ label: t, state: 'done' }]} />
  ),
  Upload: (t) => <Upload lang="en" action={t} csrf={t} name={t} label={t} hint={t} accept={t} submit={t} error={t} />,
  HideNames: (t) => <HideNames lang="en" path={`/${t}`} hidden={false} />,
  Copy: (t) => <Copy lang="en" text={t} />,
  LineChart: (t) => (
    <LineChart
      lang="en"
      id={t}
      title={t}
      sentence={t}
      unit="percent"
      points={[
        { label: t, short: t, value: 0.2 },
        { label: t, value: 0.3 },
      ]}
      breaks={[{ at: 1, label: t }]}
      goal={{ value: 0.3, label: t }}
      caption={t}
    />
  ),
  DotChart: (t) => (
    <DotChart
      lang="en"
      id={t}
      title={t}
      sentence={t}
      unit="percent"
      head={t}
      rows={[{ label: t, value: 0.2, href: t }]}
      target={{ value: 0.1, label: t }}
    />
  ),
  spark: (t) => spark([1, 2], { lang: 'en', label: t }),
}

const html = (node: unknown): string => document_(<>{node as Child}</>)
const hostile = fc.oneof(
  fc.constantFrom(
    '<x-evil>',
    '"><x-evil>',
    "'><x-evil>",
    '" x-evil="1',
    "' x-evil='1",
    '</title><x-evil>',
    '</textarea><x-evil>',
    '&lt;x-evil&gt;',
    'javascript:x-evil',
    ' java\nscript:x-evil',
    '--><x-evil>',
    ']]><x-evil>',
  ),
  fc
    .tuple(fc.string(), fc.constantFrom('<x-evil>', '" x-evil="', "' x-evil='"), fc.string())
    .map((all) => all.join('')),
)

describe('every text prop is escaped', () => {
  for (const [name, render] of Object.entries(parts)) {
    it(name, () => {
      fc.assert(
        fc.property(hostile, (text) => {
          const rendered = String(render(text))
          const { document } = parseHTML(`<html><body>${html(render(text))}</body></html>`)
          expect(document.querySelector('x-evil')).toBeNull()
          for (const element of document.querySelectorAll('*')) {
            for (const attribute of element.attributes) {
              expect(attribute.name).not.toBe('x-evil')
              expect(attribute.name === 'style' || attribute.name.startsWith('on')).toBe(false)
              if (attribute.name === 'href' || attribute.name === 'action' || attribute.name === 'src')
                expect(bare(attribute.value)).not.toMatch(/^javascript:/i)
            }
          }
          expect(rendered).not.toContain('<x-evil')
        }),
        { numRuns: amount(40, 400) },
      )
    })
  }
})

describe('safeHref', () => {
  it('keeps addresses of this site and of the web', () => {
    for (const href of [
      '/plan/G2?x=a:b',
      '#top',
      '?page=2',
      'schools/11.html',
      'https://example.org/',
      'mailto:a@example.org',
      'tel:+18605550100',
      '../x',
    ])
      expect(safeHref(href)).toBe(href)
  })
  it('refuses script and data addresses, however they are written', () => {
    for (const href of [
      'javascript:alert(1)',
      ' JavaScript:alert(1)',
      'java\tscript:alert(1)',
      'data:text/html,x',
      'vbscript:x',
    ])
      expect(safeHref(href)).toBe('#')
  })
})
