import type { FC } from 'hono/jsx'
import { Buttons, ButtonLink, Field, Filters, Form, type Option, Submit } from '../../../../platform/look/form.tsx'
import { Notice } from '../../../../platform/look/notice.tsx'
import { PageHead } from '../../../../platform/look/page.tsx'
import { Table } from '../../../../platform/look/table.tsx'
import type { Lang } from '../../../../platform/words.ts'
import { allLevels } from '../build.ts'
import { say } from '../say.ts'

export type RenumberProps = {
  lang: Lang
  csrf: string
  action: string
  back: string
  n: number
  total: number
  rows: readonly { from: string; to: string; title: string }[]
  mayEdit: boolean
  refused: string | null
  filter: { action: string; level: string; at: string; levels: readonly Option[] }
  /** old codes that another part gets */
  taken: number
}

/** Which codes would change, before they do. */
export const RenumberShow: FC<RenumberProps> = (props) => {
  const { lang, rows, total } = props
  const words = say(lang)
  return (
    <div class="stack">
      <PageHead title={words('renumberTitle')} lead={words('renumberLead')} />
      {props.refused ? <Notice lang={lang} kind="trouble" title={props.refused} /> : null}
      <Filters lang={lang} action={props.filter.action} label={words('renumberLevel')}>
        <Field
          lang={lang}
          kind="select"
          name="level"
          label={words('renumberLevel')}
          value={props.filter.level}
          options={[...props.filter.levels, { value: allLevels, label: words('allLevels') }]}
        />
        <input type="hidden" name="at" value={props.filter.at} />
      </Filters>
      {total === 0 ? (
        <p>{words('renumberNone')}</p>
      ) : (
        <>
          <Table
            lang={lang}
            caption={words('renumberCount', { count: total })}
            narrow="stack"
            columns={[
              { key: 'title', head: words('title'), kind: 'text', rowHead: true },
              { key: 'from', head: words('codeFrom'), kind: 'text' },
              { key: 'to', head: words('codeTo'), kind: 'text' },
            ]}
            rows={rows}
          />
          {props.taken > 0 ? <p>{words('renumberTaken', { count: props.taken })}</p> : null}
          {total > rows.length ? <p class="quiet">{words('renumberFirst', { count: rows.length })}</p> : null}
        </>
      )}
      {total > 0 && props.mayEdit ? (
        <Form lang={lang} action={props.action} csrf={props.csrf}>
          <input type="hidden" name="do" value="renumber" />
          <input type="hidden" name="level" value={props.filter.level} />
          <input type="hidden" name="here" value={props.filter.at} />
          <input type="hidden" name="n" value={String(props.n)} />
          <Submit label={words('renumber')} main={true} />
        </Form>
      ) : null}
      <Buttons>
        <ButtonLink label={words('back')} href={props.back} />
      </Buttons>
    </div>
  )
}
