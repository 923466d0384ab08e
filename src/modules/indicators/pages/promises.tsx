import type { FC } from 'hono/jsx'
import { decimal } from '../../../platform/format.ts'
import type { CallCell, Column } from '../../../platform/look/cells.ts'
import { Table } from '../../../platform/look/table.tsx'
import { type Lang, read } from '../../../platform/words.ts'
import { unitsOf } from '../judging/units.ts'
import { words } from '../say.ts'
import type { Share } from '../stats/interval.ts'
import type { Promised } from '../store-targets.ts'
import type { View } from '../view.ts'
import { sayCall } from '../words-calls.ts'
import { populationText, targetText } from './called.tsx'

type Line = { label: string; href: string; who: string; target: string; call: CallCell | null; said: string | null }

/** Who a promise speaks of: everybody, a group, each school, a share of the schools. */
function whoOf({ target }: Promised, lang: Lang): string {
  const say = words(lang)
  if (target.scope.kind === 'each') return say('promise.each')
  if (target.scope.kind === 'share') return say('promise.share', { percent: decimal(target.scope.percent, lang) })
  return populationText(target.population, lang)
}

/** What there is to say of one promise about groups or schools. */
function verdict(
  promise: Promised,
  view: View,
  schools: readonly (Share | null)[],
  lang: Lang,
): Pick<Line, 'call' | 'said'> {
  const say = words(lang)
  const { target } = promise
  const units = unitsOf(target, schools)
  if (units) {
    const key =
      units.state === 'met' ? 'promise.unitsMet' : units.state === 'not' ? 'promise.unitsNot' : 'promise.unitsOpen'
    return {
      call: null,
      said: say(key, { met: units.met, of: units.of, needed: units.needed, unknown: units.unknown }),
    }
  }
  const [set, value] = target.population.split('=')
  const cell =
    target.population === 'all'
      ? view.latest.cell
      : view.cells.find(
          (one) =>
            one.group_set === set &&
            one.group_value === value &&
            one.period === 'year' &&
            one.school_year === view.latest.cell?.school_year,
        )
  const call = cell && target.scope.kind === 'all' ? view.callOn(promise, cell) : null
  if (!call) return { call: null, said: say('promise.noCell') }
  return { call: { call: call.call, reason: sayCall(call, lang).sentences[0] ?? null }, said: null }
}

/** Every promise about the measure, with its call: those about groups and about schools too. Nothing where there is one about everybody only. */
export const PromiseTable: FC<{ view: View; schools: readonly (Share | null)[]; lang: Lang }> = ({
  view,
  schools,
  lang,
}) => {
  const say = words(lang)
  const rows = view.promises.map(
    (promise): Line => ({
      label: read(promise.label, lang).words,
      href: promise.href,
      who: whoOf(promise, lang),
      target: targetText(promise.target, lang),
      ...verdict(promise, view, schools, lang),
    }),
  )
  const columns: Column<Line>[] = [
    { key: 'label', head: say('promise.which'), kind: 'link', rowHead: true, href: (row) => row.href },
    { key: 'who', head: say('promise.who'), kind: 'text' },
    { key: 'target', head: say('promise.target'), kind: 'text' },
    { key: 'call', head: say('listing.call'), kind: 'call', note: (row) => row.said },
  ]
  return (
    <Table
      lang={lang}
      id="promises-table"
      caption={say('promise.title')}
      hideCaption={true}
      dense={true}
      narrow="stack"
      columns={columns}
      rows={rows}
    />
  )
}
