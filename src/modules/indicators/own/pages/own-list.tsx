import type { FC } from 'hono/jsx'
import { ButtonLink } from '../../../../platform/look/form.tsx'
import { PageHead } from '../../../../platform/look/page.tsx'
import { Empty } from '../../../../platform/look/panel.tsx'
import { Table } from '../../../../platform/look/table.tsx'
import type { Lang } from '../../../../platform/words.ts'
import { ownWords } from '../issue.ts'

export type OwnLine = { name: string; href: string; id: string; state: string; saved: string }

/** The definitions that a district made itself. */
export const OwnList: FC<{ lang: Lang; district: string; lines: readonly OwnLine[]; addHref: string | null }> = (
  props,
) => {
  const { lang, lines, addHref } = props
  const say = ownWords(lang)
  return (
    <>
      <PageHead title={say('title')} lead={say('lead')}>
        <p class="quiet">{props.district}</p>
      </PageHead>
      {lines.length === 0 ? (
        <Empty title={say('none')} />
      ) : (
        <Table
          lang={lang}
          caption={say('title')}
          hideCaption={true}
          narrow="stack"
          columns={[
            {
              key: 'name',
              head: say('col.name'),
              kind: 'link',
              rowHead: true,
              href: (row) => row.href,
              note: (row) => row.id,
            },
            { key: 'state', head: say('col.state'), kind: 'text' },
            { key: 'saved', head: say('col.saved'), kind: 'date' },
          ]}
          rows={lines}
        />
      )}
      {addHref ? (
        <p>
          <ButtonLink label={say('add')} href={addHref} main={true} />
        </p>
      ) : null}
    </>
  )
}
