import type { FC } from 'hono/jsx'
import { decimal, percent, shortDate } from '../../../platform/format.ts'
import type { Column } from '../../../platform/look/cells.ts'
import { Notice } from '../../../platform/look/notice.tsx'
import { Table } from '../../../platform/look/table.tsx'
import type { Lang } from '../../../platform/words.ts'
import { type Call, type CallInputs, replay } from '../calls.ts'
import { toNumber } from '../exact.ts'
import { groupName, words } from '../say.ts'
import { dayOf, readings, type Target } from '../targets.ts'
import { callWords, sayTarget } from '../words-calls.ts'
import { sayGoal } from '../words-goals.ts'

/** Who a target speaks of, in words: `all`, or a group such as `race=black`. */
export function populationText(population: string, lang: Lang): string {
  const [set = '', value = ''] = population.split('=')
  return population === 'all' ? words(lang)('called.everybody') : groupName(set, value, lang)
}

/** A target in words with all its readings: `13% or less`. */
export const targetText = (target: Target, lang: Lang): string =>
  readings(target)
    .map((reading) => sayTarget(target, toNumber(reading.value), lang))
    .join(' · ') || sayGoal(target, lang)

type Line = { what: string; value: string }

function judged(value: CallInputs['value'], lang: Lang, amount: (n: number) => string): string {
  const say = words(lang)
  if (value.type === 'share') return say('called.kofn', { k: value.k, n: value.n })
  if (value.type === 'amount') return amount(value.amount)
  return callWords(lang)(value.type === 'hidden' ? 'no_call.hidden' : `no_call.${value.state}`)
}

/** Every input of a call, in words. */
export function inputLines(call: Call, lang: Lang): Line[] {
  const say = words(lang)
  const { inputs } = call
  const { target } = inputs
  const { baseline } = target
  const rate = target.unit === 'percent' || target.unit === 'fraction'
  const amount = (n: number): string => (rate ? percent(n, lang) : decimal(n, lang))
  const yes = (is: boolean): string => say(is ? 'yes' : 'no')
  const chosen = target.interpretations.find((one) => one.id === target.chosen)
  return [
    { what: say('called.words'), value: target.statement },
    {
      what: say('called.source'),
      value: target.source.page
        ? say('called.page', { ...target.source, page: target.source.page })
        : target.source.document,
    },
    { what: say('called.who'), value: populationText(target.population, lang) },
    { what: say('called.judged'), value: judged(inputs.value, lang, amount) },
    { what: say('called.on'), value: shortDate(inputs.on, lang) },
    { what: say('called.target'), value: targetText(target, lang) },
    ...(chosen ? [{ what: say('called.reading'), value: chosen.argument }] : []),
    { what: say('called.due'), value: shortDate(dayOf(target.dueBy), lang) },
    {
      what: say('called.baseline'),
      value: baseline
        ? say('called.baselineText', {
            value: rate
              ? percent(target.unit === 'percent' ? baseline.value / 100 : baseline.value, lang)
              : String(baseline.value),
            date: shortDate(dayOf(baseline.asOf), lang),
            source: baseline.source,
          })
        : say('called.noBaseline'),
    },
    { what: say('called.path'), value: say(`path.${target.path.kind}`) },
    ...(call.expected === null ? [] : [{ what: say('called.expected'), value: amount(call.expected) }]),
    ...(call.interval
      ? [
          {
            what: say('called.interval'),
            value: say('interval.text', { low: amount(call.interval.low), high: amount(call.interval.high) }),
          },
        ]
      : []),
    { what: say('called.minimum'), value: String(inputs.minimumN) },
    { what: say('called.same'), value: yes(inputs.sameDefinition) },
    { what: say('called.complete'), value: yes(inputs.complete) },
    { what: say('called.rule'), value: inputs.rule },
    { what: say('called.result'), value: callWords(lang)(`call.${call.call}`) },
  ]
}

/** "How was this called?": every input, the call made again from them, and the inputs as they are kept. */
export const HowCalled: FC<{ call: Call; lang: Lang; id: string }> = ({ call, lang, id }) => {
  const say = words(lang)
  const kept = JSON.stringify(call.inputs, null, 1)
  const again = replay(JSON.parse(kept))
  const same = again.call === call.call && again.reason.key === call.reason.key
  const columns: Column<Line>[] = [
    { key: 'what', head: say('called.what'), kind: 'text', rowHead: true },
    { key: 'value', head: say('called.value'), kind: 'text' },
  ]
  return (
    <details class="behind" id={id}>
      <summary>{say('called.open')}</summary>
      <p class="quiet measure">{say('called.lead')}</p>
      <Table
        lang={lang}
        id={`${id}-inputs`}
        caption={say('called.open')}
        hideCaption={true}
        dense={true}
        narrow="stack"
        columns={columns}
        rows={inputLines(call, lang)}
      />
      {same ? (
        <p class="quiet">{say('called.again', { word: callWords(lang)(`call.${again.call}`) })}</p>
      ) : (
        <Notice lang={lang} kind="trouble">
          {say('called.differs')}
        </Notice>
      )}
      <details>
        <summary>{say('called.inputs')}</summary>
        <pre tabindex={0} lang="en" class="call-inputs">
          <code>{kept}</code>
        </pre>
      </details>
    </details>
  )
}
