import type { FC } from 'hono/jsx'
import { DotChart } from '../../../platform/look/charts/dots.tsx'
import { LineChart } from '../../../platform/look/charts/line.tsx'
import { Facts, Figure } from '../../../platform/look/figure.tsx'
import { Notice } from '../../../platform/look/notice.tsx'
import { Section } from '../../../platform/look/panel.tsx'
import type { Lang } from '../../../platform/words.ts'
import { say } from '../say.ts'
import type { MeasureView, TargetView } from './props.ts'
import { Paragraph, Quoted, Words } from './words.tsx'

const Target: FC<{ lang: Lang; target: TargetView }> = ({ lang, target }) => {
  const words = say(lang)
  const open = target.readings.length > 1 && target.chosen === null
  return (
    <>
      <p>
        {words('target')}: <b>{target.sentence}</b>
        {target.quoted ? (
          <small>
            {' '}
            <Quoted sentence={(one) => words('quoted', { words: one })} text={target.quoted} />
          </small>
        ) : null}
      </p>
      <p class="quiet">
        {target.facts.join(' ')}
        {target.source ? (
          <>
            {' '}
            <Quoted sentence={(one) => words('saidBy', { words: one })} text={target.source} />
          </>
        ) : null}
      </p>
      {target.note ? <Paragraph lang={lang} text={target.note} class="quiet measure" /> : null}
      {open ? (
        <Notice lang={lang} kind="warning" title={words('readings', { count: target.readings.length })}>
          <p>{words('readingsLead')}</p>
          <ul>
            {target.readings.map((reading) => (
              <li>
                <b>{reading.asks}</b> <Words text={reading.argument} />
              </li>
            ))}
          </ul>
        </Notice>
      ) : target.chosen ? (
        <p class="quiet">{target.chosen}</p>
      ) : null}
    </>
  )
}

/** One measure of an element: its number with call and chart where somebody computes it, its targets, every open reading. */
export const MeasureShow: FC<{ lang: Lang; measure: MeasureView }> = ({ lang, measure }) => {
  const words = say(lang)
  const { numbers } = measure
  return (
    <Section title={measure.title.words} level={3} id={measure.id}>
      <Facts
        facts={[
          { value: measure.role },
          ...(measure.who ? [{ value: measure.who }] : []),
          ...(measure.title.older ? [{ value: words('older') }] : []),
        ]}
      />
      {numbers?.body ? (
        numbers.body
      ) : numbers?.figure ? (
        <Figure lang={lang} {...(measure.how ? { how: measure.how } : {})} {...numbers.figure}>
          {numbers.sentences?.map((sentence) => (
            <p>{sentence}</p>
          ))}
        </Figure>
      ) : (
        <p class="quiet">{numbers?.none ?? words(measure.how ? 'noNumbers' : 'noIndicator')}</p>
      )}
      {numbers?.series ? <LineChart lang={lang} id={`${measure.id}-series`} {...numbers.series} /> : null}
      {numbers?.groups ? <DotChart lang={lang} id={`${measure.id}-groups`} {...numbers.groups} /> : null}
      {measure.targets.length > 0 ? (
        measure.targets.map((target) => <Target lang={lang} target={target} />)
      ) : (
        <p class="quiet">{words('targetNone')}</p>
      )}
      {measure.note ? <Paragraph lang={lang} text={measure.note} class="quiet measure" /> : null}
    </Section>
  )
}

/** Measures that ask for nothing and that nothing computes, as a list. */
export const BareMeasures: FC<{ lang: Lang; measures: readonly MeasureView[] }> = ({ lang, measures }) => {
  if (measures.length === 0) return null
  return (
    <>
      <h3>{say(lang)('measuresBare')}</h3>
      <ul class="step-list">
        {measures.map((measure) => (
          <li id={measure.id}>
            <Words text={measure.title} />
            <small> {[measure.role, measure.who].filter(Boolean).join(' ')}</small>
            {measure.note ? <Paragraph lang={lang} text={measure.note} class="quiet measure" /> : null}
          </li>
        ))}
      </ul>
    </>
  )
}
