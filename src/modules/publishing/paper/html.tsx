import type { FC } from 'hono/jsx'
import { KeyValue } from '../../../platform/look/figure.tsx'
import { Call } from '../../../platform/look/call.tsx'
import { Panel } from '../../../platform/look/panel.tsx'
import { Table } from '../../../platform/look/table.tsx'
import type { Lang } from '../../../platform/words.ts'
import type { Block, Doc, Said } from './doc.ts'

/** The parts of a paper as a page. */
export const Paper: FC<{ doc: Doc }> = ({ doc }) => (
  <div class="stack">
    <KeyValue rows={doc.facts.map((fact) => ({ label: fact.label, value: fact.value }))} />
    {doc.blocks.map((block, index) => (
      <Part block={block} lang={doc.lang} index={index} />
    ))}
  </div>
)

const Words: FC<{ said: Said }> = ({ said }) =>
  said.lang ? <span lang={said.lang}>{said.words}</span> : <>{said.words}</>

const Part: FC<{ block: Block; lang: Lang; index: number }> = ({ block, lang, index }) => {
  switch (block.kind) {
    case 'heading':
      return block.level === 2 ? <h2>{block.words}</h2> : <h3>{block.words}</h3>
    case 'para':
      return (
        <p class={block.quiet ? 'quiet measure' : 'measure'}>
          <Words said={block.said} />
        </p>
      )
    case 'list':
      return (
        <ul>
          {block.items.map((item) => (
            <li>
              <Words said={item} />
            </li>
          ))}
        </ul>
      )
    case 'table': {
      return (
        <Table
          lang={lang}
          id={`paper-${index}`}
          caption={block.caption}
          columns={block.head.map((head, place) => ({
            key: `c${place}`,
            head,
            kind: block.numbers.includes(place) ? 'figure' : 'text',
            rowHead: place === 0,
          }))}
          rows={block.rows.map((row) => Object.fromEntries(row.map((cell, place) => [`c${place}`, cell])))}
        />
      )
    }
    case 'call':
      return (
        <p>
          <Call lang={lang} call={block.call} label={block.words} reason={block.more} />
        </p>
      )
    case 'note':
      return (
        <Panel title={block.title} level={4}>
          <p>
            <Words said={block.said} />
          </p>
          {block.more ? <p class="quiet">{block.more}</p> : null}
        </Panel>
      )
    case 'sheet':
      return <hr />
  }
}
