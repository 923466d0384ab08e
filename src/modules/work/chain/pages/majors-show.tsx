import type { FC } from 'hono/jsx'
import { PageHead } from '../../../../platform/look/page.tsx'
import { Empty, Section } from '../../../../platform/look/panel.tsx'
import { Table } from '../../../../platform/look/table.tsx'
import type { Lang } from '../../../../platform/words.ts'
import type { PlanChoice } from '../plan-chosen.ts'
import { words } from '../say.ts'
import { type Standing, standings } from '../schema.ts'
import { PlanFilter, PlanTabs } from './waves-show.tsx'

export type PlaceLine = { name: string; standing: Standing; total: number; href: string | null }
export type MajorLine = {
  id: string
  code: string | null
  title: { words: string; lang: Lang }
  href: string
  /** what it needs first, and what reviews it, by the lines of the plan */
  lines: readonly { words: string; href: string }[]
  whole: PlaceLine
  places: readonly PlaceLine[]
}
export type MajorsShowProps = {
  lang: Lang
  plan: PlanChoice | null
  choices: readonly PlanChoice[]
  majors: readonly MajorLine[]
}

/** Actions that stand above the others: their work across offices and schools, by state. */
export const MajorsShow: FC<MajorsShowProps> = (props) => {
  const { lang, plan, majors } = props
  const say = words(lang)
  return (
    <>
      <PageHead title={say('majors')} lead={say('majorsLead')} />
      <PlanTabs lang={lang} plan={plan?.slug ?? null} here="majors" />
      <PlanFilter lang={lang} action="/work/majors" plan={plan} choices={props.choices} />
      {plan === null || majors.length === 0 ? (
        <Empty title={say(plan === null ? 'noPlan' : 'noMajors')}>
          <p>{say(plan === null ? 'noPlanHint' : 'noMajorsHint')}</p>
        </Empty>
      ) : (
        majors.map((one) => <Major lang={lang} one={one} slug={plan.slug} />)
      )}
    </>
  )
}

const Major: FC<{ lang: Lang; one: MajorLine; slug: string }> = ({ lang, one, slug }) => {
  const say = words(lang)
  const query = `plan=${encodeURIComponent(slug)}&under=${encodeURIComponent(one.id)}&state=any`
  const rows = [one.whole, ...one.places].map((place) => ({
    ...place,
    ...place.standing,
    share:
      place.total === place.standing.dropped
        ? ''
        : say('shareOf', { done: place.standing.done, of: place.total - place.standing.dropped }),
  }))
  type Row = (typeof rows)[number]
  return (
    <Section
      title={one.code === null ? one.title.words : `${one.code} ${one.title.words}`}
      id={`major-${one.id}`}
      lead={say('organizations', { count: one.places.length })}
    >
      <p>
        <a href={one.href}>{say('toPlan')}</a>
        {' \u00b7 '}
        <a href={`/work/timeline?${query}`}>{say('toTimeline')}</a>
        {' \u00b7 '}
        <a href={`/work/board?${query}`}>{say('toBoard')}</a>
      </p>
      {one.lines.length > 0 ? (
        <ul>
          {one.lines.map((line) => (
            <li>
              <a href={line.href}>{line.words}</a>
            </li>
          ))}
        </ul>
      ) : null}
      {one.whole.total === 0 ? (
        <p class="quiet">{say('noItems')}</p>
      ) : (
        <Table<Row>
          lang={lang}
          id={`t-major-${one.id}`}
          caption={one.title.words}
          hideCaption={true}
          dense={true}
          narrow="stack"
          columns={[
            { key: 'name', head: say('where'), kind: 'link', rowHead: true, href: (row) => row.href },
            { key: 'share', head: say('share'), kind: 'text' },
            ...standings
              .filter((key) => key !== 'done')
              .map((key) => ({
                key,
                head: say(`standing.${key}`),
                kind: 'number' as const,
              })),
          ]}
          rows={rows}
        />
      )}
    </Section>
  )
}
