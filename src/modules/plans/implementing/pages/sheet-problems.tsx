import type { FC } from 'hono/jsx'
import { Facts } from '../../../../platform/look/figure.tsx'
import { Upload } from '../../../../platform/look/live.tsx'
import { PageHead } from '../../../../platform/look/page.tsx'
import { Table } from '../../../../platform/look/table.tsx'
import type { Lang } from '../../../../platform/words.ts'
import { say } from '../say.ts'
import type { Place } from './value-list.tsx'

export type ProblemLine = { where: string; what: string; todo: string }

/** What is wrong in a file of values, each with its place and what to do. Nothing of the file was saved. */
export const SheetProblems: FC<{
  lang: Lang
  plan: Place
  lines: readonly ProblemLine[]
  more: number
  send: string
  back: string
  csrf: string
}> = ({ lang, plan, lines, more, send, back, csrf }) => {
  const words = say(lang)
  const title = words('sheetBad', { count: lines.length + more })
  return (
    <>
      <PageHead title={title} lead={words('sheetBadLead')}>
        <Facts
          facts={[
            { value: plan.title, href: plan.href },
            { value: words('title'), href: back },
          ]}
        />
      </PageHead>
      <Table
        lang={lang}
        caption={title}
        hideCaption={true}
        dense={true}
        narrow="stack"
        columns={[
          { key: 'where', head: words('sheetPlace'), kind: 'text', rowHead: true },
          { key: 'what', head: words('sheetWhat'), kind: 'text' },
          { key: 'todo', head: words('sheetDo'), kind: 'text' },
        ]}
        rows={lines}
      />
      {more > 0 ? <p>{words('sheetMore', { count: more })}</p> : null}
      <Upload
        lang={lang}
        action={send}
        csrf={csrf}
        name="file"
        label={words('sheetSend')}
        hint={words('sheetHint')}
        accept=".xlsx,.csv"
      />
    </>
  )
}
