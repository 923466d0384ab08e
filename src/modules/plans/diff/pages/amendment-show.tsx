import type { FC } from 'hono/jsx'
import { KeyValue } from '../../../../platform/look/figure.tsx'
import { Field, Filters } from '../../../../platform/look/form.tsx'
import { PageHead } from '../../../../platform/look/page.tsx'
import { Empty, Section } from '../../../../platform/look/panel.tsx'
import { Code } from '../../../../platform/look/status.tsx'
import type { Lang } from '../../../../platform/words.ts'
import type { Said, Step } from '../../pages/props.ts'
import { Paragraph, StepLink, Words } from '../../pages/words.tsx'
import { say } from '../say.ts'
import type { Amendment } from '../view.ts'
import { FieldList, Marked } from './marked.tsx'

export type Side = { label: string; digest: string; href: string | null }
export type AmendmentProps = {
  lang: Lang
  plan: { title: Said; href: string }
  /** the two sides; null when the plan has one version only */
  sides: { from: Side; to: Side } | null
  why: string | null
  by: string | null
  amendment: Amendment | null
  /** choosing other versions; null for a draft */
  choose: {
    action: string
    fields: Readonly<Record<string, string>>
    from: string
    to: string
    versions: readonly { value: string; label: string }[]
  } | null
}

type Noted = Amendment['added'][number]

const Part: FC<{ step: Step }> = ({ step }) =>
  step.href ? (
    <StepLink step={step} />
  ) : (
    <>
      {step.code ? (
        <>
          <Code>{step.code}</Code>{' '}
        </>
      ) : null}
      <Words text={step.title} />
      <small> {step.level}</small>
    </>
  )

const Parts: FC<{ lang: Lang; title: string; id: string; rows: readonly Noted[]; lead?: string }> = (props) =>
  props.rows.length === 0 ? null : (
    <Section title={props.title} id={props.id} {...(props.lead ? { lead: props.lead } : {})}>
      <ul>
        {props.rows.map((row) => (
          <li>
            <Part step={row.step} />
            {row.note ? <p class="quiet">{row.note}</p> : null}
            {row.text ? <Paragraph lang={props.lang} text={row.text} /> : null}
          </li>
        ))}
      </ul>
    </Section>
  )

const Measures: FC<{ lang: Lang; measures: Amendment['measures'] }> = ({ lang, measures }) => {
  const words = say(lang)
  const kinds = { added: 'measureAdded', removed: 'measureRemoved', changed: 'changed' } as const
  const line = (label: string, kind: 'removed' | 'added', text: string) => ({
    label,
    value: <Marked lang={lang} pieces={[{ kind, text }]} />,
  })
  return (
    <Section title={words('measures')} id="measures">
      {measures.map((measure) => (
        <>
          <h3 {...(measure.name.lang ? { lang: measure.name.lang } : {})}>{measure.name.words}</h3>
          <p class="quiet">{words(kinds[measure.kind])}</p>
          <FieldList lang={lang} fields={measure.fields} />
          {measure.targetsChanged.map((target) => (
            <>
              <h4>
                {words('target')}: {target.name}
              </h4>
              <FieldList lang={lang} fields={target.fields} />
            </>
          ))}
          {measure.targetsAdded.length + measure.targetsRemoved.length > 0 ? (
            <KeyValue
              rows={[
                ...measure.targetsRemoved.map((text) => line(words('targetRemoved'), 'removed', text)),
                ...measure.targetsAdded.map((text) => line(words('targetAdded'), 'added', text)),
              ]}
            />
          ) : null}
        </>
      ))}
    </Section>
  )
}

const Lists: FC<{ lang: Lang; lists: Amendment['lists'] }> = ({ lang, lists }) => {
  const words = say(lang)
  return (
    <>
      {lists.map((list) => (
        <>
          <h3>{list.name}</h3>
          {list.order ? <p class="quiet">{words('otherOrder')}</p> : null}
          {list.added.length + list.removed.length > 0 ? (
            <ul>
              {list.removed.map((text) => (
                <li>
                  <Marked lang={lang} pieces={[{ kind: 'removed', text }]} />
                </li>
              ))}
              {list.added.map((text) => (
                <li>
                  <Marked lang={lang} pieces={[{ kind: 'added', text }]} />
                </li>
              ))}
            </ul>
          ) : null}
          {list.changed.map((entry) => (
            <>
              <h4>{entry.name}</h4>
              <FieldList lang={lang} fields={entry.fields} />
            </>
          ))}
        </>
      ))}
    </>
  )
}

const Body: FC<{ lang: Lang; amendment: Amendment }> = ({ lang, amendment }) => {
  const words = say(lang)
  const { plan, lists } = amendment
  return (
    <>
      <Section title={words('short')} id="short">
        <p>
          <b>{words('nAll', { count: amendment.total })}</b>
        </p>
        <ul>
          {amendment.counts.map((line) => (
            <li>{line}</li>
          ))}
        </ul>
        <p>
          <b>{words('legend')}</b>: <Marked lang={lang} pieces={[{ kind: 'removed', text: words('legendRemoved') }]} />,{' '}
          <Marked lang={lang} pieces={[{ kind: 'added', text: words('legendAdded') }]} />.
        </p>
        <p class="quiet measure">{words('legendLead')}</p>
      </Section>
      {amendment.measures.length > 0 ? <Measures lang={lang} measures={amendment.measures} /> : null}
      <Parts lang={lang} id="added" title={words('added')} rows={amendment.added} />
      <Parts lang={lang} id="removed" title={words('removed')} rows={amendment.removed} />
      {amendment.changed.length > 0 ? (
        <Section title={words('changed')} id="changed">
          {amendment.changed.map((one) => (
            <>
              <h3>
                <StepLink step={one.step} level={false} />
              </h3>
              <FieldList lang={lang} fields={one.fields} />
            </>
          ))}
        </Section>
      ) : null}
      <Parts lang={lang} id="moved" title={words('moved')} rows={amendment.moved} />
      <Parts
        lang={lang}
        id="renumbered"
        title={words('renumbered')}
        rows={amendment.renumbered}
        lead={words('oldCodesStay')}
      />
      <Parts lang={lang} id="reordered" title={words('reordered')} rows={amendment.reordered} />
      {plan.length + lists.length > 0 ? (
        <Section title={words('other')} id="other">
          {plan.length > 0 ? (
            <>
              <h3>{words('plan')}</h3>
              <FieldList lang={lang} fields={plan} />
            </>
          ) : null}
          <Lists lang={lang} lists={lists} />
        </Section>
      ) : null}
    </>
  )
}

/** Two versions of a plan, or a draft and what it began from, as an amendment that a board can read and print. */
export const AmendmentShow: FC<AmendmentProps> = (props) => {
  const { lang, plan, sides, amendment, choose } = props
  const words = say(lang)
  const side = (label: string, one: Side) => ({
    label,
    value: one.href ? <a href={one.href}>{one.label}</a> : one.label,
    note: `${words('print')} ${one.digest.slice(0, 16)}`,
  })
  return (
    <>
      <PageHead title={words('ofPlan', { plan: plan.title.words })}>
        <p>
          <a href={plan.href}>{words('toPlan')}</a>
        </p>
      </PageHead>
      {sides ? (
        <KeyValue
          rows={[
            side(words('from'), sides.from),
            side(words('to'), sides.to),
            ...(props.why ? [{ label: words('reason'), value: props.why }] : []),
            ...(props.by ? [{ label: words('by'), value: props.by }] : []),
          ]}
        />
      ) : null}
      {choose ? (
        <Filters lang={lang} action={choose.action} label={words('choose')}>
          {Object.entries(choose.fields).map(([name, value]) => (
            <input type="hidden" name={name} value={value} />
          ))}
          <Field
            lang={lang}
            kind="select"
            name="from"
            label={words('fromVersion')}
            value={choose.from}
            options={choose.versions}
          />
          <Field
            lang={lang}
            kind="select"
            name="to"
            label={words('toVersion')}
            value={choose.to}
            options={choose.versions}
          />
        </Filters>
      ) : null}
      {!sides || !amendment ? (
        <Empty title={words('oneVersion')} action={{ href: plan.href, label: words('toPlan') }}>
          <p>{words('oneVersionHint')}</p>
        </Empty>
      ) : amendment.same ? (
        <Empty title={words('nothing')} action={{ href: plan.href, label: words('toPlan') }}>
          <p>{words('nothingHint')}</p>
        </Empty>
      ) : (
        <Body lang={lang} amendment={amendment} />
      )}
    </>
  )
}
