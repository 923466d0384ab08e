import type { FC } from 'hono/jsx'
import { percent } from '../../../platform/format.ts'
import { LineChart } from '../../../platform/look/charts/line.tsx'
import type { Lang } from '../../../platform/words.ts'
import { controlOf, type MonthShare } from '../judging/months.ts'
import { words } from '../say.ts'

const monthDay = (one: MonthShare): Date =>
  new Date(
    Date.UTC(one.month <= 4 ? one.school_year - 1 : one.school_year, one.month <= 4 ? one.month + 7 : one.month - 5, 1),
  )
const locale = (lang: Lang): string => (lang === 'es' ? 'es-US' : 'en-US')

/** A month in words: `October 2025`. */
export const monthName = (one: MonthShare, lang: Lang): string => {
  const day = monthDay(one)
  const month = new Intl.DateTimeFormat(locale(lang), { month: 'long', timeZone: 'UTC' }).format(day)
  return words(lang)('month.name', { month, year: String(day.getUTCFullYear()) })
}
const monthShort = (one: MonthShare, lang: Lang): string => {
  const day = monthDay(one)
  const month = new Intl.DateTimeFormat(locale(lang), { month: 'short', timeZone: 'UTC' }).format(day)
  return `${month} ’${String(day.getUTCFullYear() % 100).padStart(2, '0')}`
}

/** From this correlation of neighbors on, run rules cry wolf often enough to be told. */
const muchLag = 0.3

/** A control chart of monthly attendance: the usual range, months outside it, and runs beside the year before. */
export const MonthChart: FC<{ months: readonly MonthShare[]; currentYear: number; released: boolean; lang: Lang }> = ({
  months,
  currentYear,
  released,
  lang,
}) => {
  const say = words(lang)
  const control = controlOf(months, currentYear)
  const [first, last] = [months[0], months.at(-1)]
  if (!released) return <p class="quiet measure">{say('month.notReleased')}</p>
  if (!control || !first || !last) return <p class="quiet measure">{say('month.none')}</p>
  const { chart, runs, lag } = control
  const out = months.filter((_, i) => chart.points[i]?.outLaney)
  return (
    <>
      <LineChart
        lang={lang}
        id="months"
        title={say('month.title')}
        hideTitle={true}
        sentence={say('month.sentence', {
          first: monthName(first, lang),
          last: monthName(last, lang),
          center: percent(chart.center, lang),
        })}
        unit="percent"
        band={{ head: say('month.band'), note: say('month.bandNote') }}
        points={months.map((one, i) => ({
          label: monthShort(one, lang),
          value: one.share.k / one.share.n,
          low: chart.points[i]?.laney.low ?? null,
          high: chart.points[i]?.laney.high ?? null,
        }))}
      />
      <p class="measure">
        {out.length === 0
          ? say('month.in')
          : say('month.out', {
              months: new Intl.ListFormat(locale(lang)).format(out.map((one) => monthName(one, lang))),
            })}
      </p>
      {runs ? (
        <p class="measure">
          {say('month.runs', {
            n: runs.useful,
            longest: runs.longest,
            most: runs.limits.longest,
            crossings: runs.crossings,
            fewest: runs.limits.fewest,
          })}{' '}
          {say(runs.signals.length > 0 ? 'month.signal' : 'month.noSignal')}
          {runs.signals.length > 0 && lag !== null && lag > muchLag ? ` ${say('month.lag')}` : ''}
        </p>
      ) : (
        <p class="quiet measure">{say('month.fewRuns')}</p>
      )}
    </>
  )
}
