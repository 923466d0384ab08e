import type { FC } from 'hono/jsx'
import { schoolYear } from '../../../../platform/format.ts'
import type { Column, Hidden } from '../../../../platform/look/cells.ts'
import { PageHead } from '../../../../platform/look/page.tsx'
import { Empty, Section } from '../../../../platform/look/panel.tsx'
import { Table } from '../../../../platform/look/table.tsx'
import type { Lang } from '../../../../platform/words.ts'
import { groupName } from '../../say.ts'
import type { PublishedMeasure } from '../measures.ts'
import { countsText, differenceText, measureName, oursText, publishedText, words } from '../say.ts'
import type { PublishedRow } from '../store.ts'

/** A published value beside ours. `name`: of the year, group, school or district; `href`: where its name leads. */
export type Pair = {
  name: string
  href: string | null
  own: PublishedRow | undefined
  ours: number | Hidden | null
  state: PublishedRow | undefined
}

export type PublishedShowProps = {
  lang: Lang
  org: { id: number; name: string }
  measure: PublishedMeasure
  /** the newest year: of groups, schools and similar districts */
  year: number
  years: readonly Pair[]
  groups: readonly PublishedRow[]
  oursOfGroup: (set: string, value: string) => number | Hidden | null
  schools: readonly Pair[]
  similar: readonly PublishedRow[]
  studentsHref: string | null
}

/** One measure as the state published it: years, groups, schools, similar districts; ours beside each where it means the same. */
export const PublishedShow: FC<PublishedShowProps> = (props) => {
  const { lang, org, measure, groups, schools, similar } = props
  const say = words(lang)
  const year = schoolYear(props.year)
  const line = ({ name, href, own, ours, state }: Pair) => ({
    name,
    href,
    published: publishedText(own, measure, lang),
    of: countsText(own, lang),
    ours: oursText(ours, measure, lang),
    difference: differenceText(ours, own, measure, lang),
    state: state ? publishedText(state, measure, lang) : null,
    source: own ? say('line', { file: own.file, line: String(own.line) }) : null,
  })
  type Line = ReturnType<typeof line>
  const columns = (head: string, withState: boolean): Column<Line>[] => [
    { key: 'name', head, kind: 'link', rowHead: true, href: (row) => row.href },
    { key: 'published', head: say('col.published'), kind: 'text', note: (row) => row.of },
    { key: 'ours', head: say('col.ours'), kind: 'text' },
    { key: 'difference', head: say('col.difference'), kind: 'text' },
    ...(withState ? [{ key: 'state', head: say('col.state'), kind: 'text' } as const] : []),
    { key: 'source', head: say('col.source'), kind: 'text', quiet: true },
  ]
  return (
    <>
      <PageHead
        title={measureName(measure, lang)}
        lead={`${say(measure.ours ? 'kind.ours' : 'kind.published')}. ${
          measure.unit === 'index' ? say('kind.index') : measure.id.endsWith('growth') ? say('kind.share') : ''
        }`}
      >
        <p class="quiet">
          <a href={`/indicators/published?org=${org.id}`}>{say('title')}</a> · {org.name}
        </p>
      </PageHead>
      {props.years.length === 0 ? (
        <Empty title={say('empty.measure')}>{say('empty.text')}</Empty>
      ) : (
        <Section title={say('years.title')} lead={say('years.lead', { org: org.name })}>
          <Table
            lang={lang}
            id="published-years"
            caption={say('years.title')}
            hideCaption={true}
            narrow="stack"
            columns={columns(say('col.year'), true)}
            rows={props.years.map(line)}
          />
        </Section>
      )}
      {props.studentsHref ? (
        <p>
          <a href={props.studentsHref}>{say('students.link')}</a>
        </p>
      ) : null}
      {groups.length > 1 ? (
        <Section title={say('groups.title', { year })} id="groups">
          <Table
            lang={lang}
            id="published-groups"
            caption={say('groups.title', { year })}
            hideCaption={true}
            narrow="stack"
            columns={columns(say('col.group'), false)}
            rows={groups.map((own) =>
              line({
                name: groupName(own.group_set, own.group_value, lang),
                href: null,
                own,
                ours: props.oursOfGroup(own.group_set, own.group_value),
                state: undefined,
              }),
            )}
          />
        </Section>
      ) : null}
      {schools.length > 0 ? (
        <Section title={say('schools.title', { year })} id="schools">
          <Table
            lang={lang}
            id="published-schools"
            caption={say('schools.title', { year })}
            hideCaption={true}
            narrow="stack"
            columns={columns(say('col.school'), false)}
            rows={schools.map(line)}
          />
        </Section>
      ) : null}
      {similar.length > 0 ? (
        <Section title={say('similar.title', { year })} lead={say('similar.lead')} id="similar">
          <Table
            lang={lang}
            id="published-similar"
            caption={say('similar.title', { year })}
            hideCaption={true}
            narrow="stack"
            columns={[
              { key: 'name', head: say('col.district'), kind: 'text', rowHead: true },
              { key: 'published', head: say('col.published'), kind: 'text' },
            ]}
            rows={similar.map((own) => ({ name: own.name, published: publishedText(own, measure, lang) }))}
          />
        </Section>
      ) : null}
    </>
  )
}
