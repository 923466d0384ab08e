import type { FC } from 'hono/jsx'
import { Field, Filters } from '../../../../platform/look/form.tsx'
import { PageHead } from '../../../../platform/look/page.tsx'
import { Tabs } from '../../../../platform/look/pager.tsx'
import { Empty } from '../../../../platform/look/panel.tsx'
import { Table } from '../../../../platform/look/table.tsx'
import type { Lang } from '../../../../platform/words.ts'
import type { PlanChoice } from '../plan-chosen.ts'
import { words } from '../say.ts'
import { type Standing, standings } from '../schema.ts'
import type { WaveState } from '../rules.ts'

export type WaveLine = {
  id: number | null
  name: string
  state: WaveState | null
  begins: string | null
  /** what the plan said, when it is another day */
  planned: string | null
  standing: Standing
  total: number
}
export type WavesShowProps = {
  lang: Lang
  plan: PlanChoice | null
  choices: readonly PlanChoice[]
  waves: readonly WaveLine[]
}

/** The tabs between waves and major actions of a plan. */
export const PlanTabs: FC<{ lang: Lang; plan: string | null; here: 'waves' | 'majors' }> = ({ lang, plan, here }) => {
  const say = words(lang)
  const query = plan === null ? '' : `?plan=${encodeURIComponent(plan)}`
  return (
    <Tabs
      label={say('views')}
      tabs={[
        { label: say('toWaves'), href: `/work/waves${query}`, current: here === 'waves' },
        { label: say('toMajors'), href: `/work/majors${query}`, current: here === 'majors' },
        ...(plan === null
          ? []
          : [
              { label: say('toTimeline'), href: `/work/timeline${query}` },
              { label: say('toBoard'), href: `/work/board${query}` },
              { label: say('toPlan'), href: `/plans/${encodeURIComponent(plan)}/rollout` },
            ]),
      ]}
    />
  )
}

/** The plan whose parts are shown, when there are several. */
export const PlanFilter: FC<{ lang: Lang; action: string; plan: PlanChoice | null; choices: readonly PlanChoice[] }> = (
  props,
) =>
  props.choices.length < 2 ? null : (
    <Filters lang={props.lang} action={props.action}>
      <Field
        lang={props.lang}
        kind="select"
        name="plan"
        label={words(props.lang)('plan')}
        value={props.plan?.slug ?? ''}
        options={props.choices.map((one) => ({ value: one.slug, label: one.title }))}
      />
    </Filters>
  )

/** How each wave of a plan stands, and when it begins. */
export const WavesShow: FC<WavesShowProps> = (props) => {
  const { lang, plan } = props
  const say = words(lang)
  return (
    <>
      <PageHead title={say('waves')} lead={say('wavesLead')} />
      <PlanTabs lang={lang} plan={plan?.slug ?? null} here="waves" />
      <PlanFilter lang={lang} action="/work/waves" plan={plan} choices={props.choices} />
      {plan === null || props.waves.length === 0 ? (
        <Empty title={say(plan === null ? 'noPlan' : 'noWaves')}>
          <p>{say(plan === null ? 'noPlanHint' : 'noWavesHint')}</p>
        </Empty>
      ) : (
        <WaveTable lang={lang} waves={props.waves} caption={plan.title} />
      )}
    </>
  )
}

/** Waves as rows: how many items of each stand how. */
export const WaveTable: FC<{ lang: Lang; waves: readonly WaveLine[]; caption: string }> = ({
  lang,
  waves,
  caption,
}) => {
  const say = words(lang)
  const rows = waves.map((wave) => ({ ...wave, ...wave.standing }))
  type Row = (typeof rows)[number]
  return (
    <Table<Row>
      lang={lang}
      id="waves"
      caption={caption}
      dense={true}
      narrow="stack"
      columns={[
        {
          key: 'name',
          head: say('wave'),
          kind: 'link',
          rowHead: true,
          href: (row) => (row.id === null ? null : `/work/waves/${row.id}`),
          note: (row) => (row.state === null ? null : say(`wave.${row.state}`)),
        },
        {
          key: 'begins',
          head: say('begins'),
          kind: 'text',
          note: (row) => (row.planned === null ? null : say('planSaid', { date: row.planned })),
        },
        { key: 'total', head: say('all'), kind: 'number' },
        ...standings.map((key) => ({ key, head: say(`standing.${key}`), kind: 'number' as const })),
      ]}
      rows={rows}
    />
  )
}
