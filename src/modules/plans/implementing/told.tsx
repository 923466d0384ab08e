import type { Tx } from '../../../platform/db/database.ts'
import type { Visitor } from '../../../platform/web/route.ts'
import type { Lang } from '../../../platform/words.ts'
import { seesTasks } from '../access.ts'
import type { Measure } from '../file/format.ts'
import type { MeasureNumbers } from '../pages/props.ts'
import type { OpenPlan } from '../reading.ts'
import { kindHere } from './actions.ts'
import { say } from './say.ts'
import type { Entry } from './schema.ts'
import { entriesOf } from './store.ts'
import { latestOf, pairNotes, periodWords, standingWords } from './view.ts'

/** What offices say of a plan's measures, for its other pages: the newest entry of each, and a piece of the page for some of them. */
export type Told = { latest: ReadonlyMap<string, Entry>; numbers: ReadonlyMap<string, MeasureNumbers> }

const nothing: Told = { latest: new Map(), numbers: new Map() }

/**
 * Reads what offices entered, as far as this reader may see it; nothing of it on a past day, in the plan of another district, and for readers of
 * editions. In: the measures that the page shows, and the address of a measure's values. Out: see `Told`.
 */
export async function toldOf(
  tx: Tx,
  visitor: Visitor,
  plan: OpenPlan,
  measures: readonly Measure[],
  lang: Lang,
  href: (measure: string) => string,
): Promise<Told> {
  const { row, asOf } = plan
  if (row.kind !== 'own' || asOf !== null || !seesTasks(visitor, row.district_id)) return nothing
  const words = say(lang)
  const latest = latestOf(await entriesOf(tx, row.plan_id))
  const numbers = new Map<string, MeasureNumbers>()
  for (const m of measures) {
    const kind = kindHere(m)
    const one = latest.get(m.id) ?? null
    if (kind === 'computed' || (!one && m.targets.length === 0)) continue
    const known = one ? standingWords(one, m, lang) : words(kind === 'artefact' ? 'noEvidence' : 'nothing')
    numbers.set(m.id, {
      body: (
        <>
          <p>
            {one ? (
              <>
                <b>{known}</b>, {periodWords(one.period, lang)}
              </>
            ) : (
              known
            )}{' '}
            <a href={href(m.id)}>{words('series')}</a>
          </p>
          {one?.value?.form === 'pair' ? <p class="quiet">{pairNotes(one.value, lang).join(' ')}</p> : null}
        </>
      ),
    })
  }
  return { latest, numbers }
}
