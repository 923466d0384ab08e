import type { FC } from 'hono/jsx'
import type { Column } from '../../../../platform/look/cells.ts'
import { Figure, KeyValue } from '../../../../platform/look/figure.tsx'
import {
  Buttons,
  ErrorSummary,
  errorOf,
  Field,
  Form,
  type FormError,
  type Option,
  PostButton,
  Submit,
} from '../../../../platform/look/form.tsx'
import { Notice } from '../../../../platform/look/notice.tsx'
import { PageHead } from '../../../../platform/look/page.tsx'
import { Section, Two } from '../../../../platform/look/panel.tsx'
import { Table } from '../../../../platform/look/table.tsx'
import type { Lang } from '../../../../platform/words.ts'
import type { Said, Step } from '../../pages/props.ts'
import { StepLink, Words } from '../../pages/words.tsx'
import { say } from '../say.ts'
import { UnitTabs } from './links.tsx'

export type AlignmentProps = {
  lang: Lang
  csrf: string
  slug: string
  plan: { title: Said; href: string }
  served: { title: Said; href: string }
  reviews: boolean
  /** the draft that is shown in place of the version; null: the version */
  draft: { name: string; href: string } | null
  share: string | null
  counts: {
    own: number
    named: number
    carried: number
    none: number
    served: number
    priorities: number
    unwritten: number
  }
  unaligned: readonly Step[]
  named: readonly {
    element: string
    title: string
    level: string
    serves: string
    take: { element: string; part: string; label: string }[]
  }[]
  open: readonly Step[]
  lost: readonly Said[]
  reworded: readonly { was: Said; now: Said }[]
  /** the form by which an element names a part; null where the reader does not write the plan */
  form: { elements: readonly Option[]; parts: readonly Option[] } | null
  typed: Readonly<Record<string, string>>
  errors: readonly FormError[]
  done: 'begun' | 'saved' | 'unchanged' | null
}

/** How much of a unit's plan serves the district's plan, what does not yet, and which priorities nothing serves. */
export const AlignmentShow: FC<AlignmentProps> = (props) => {
  const { lang, counts, draft } = props
  const words = say(lang)
  return (
    <>
      <ErrorSummary lang={lang} errors={props.errors} />
      {props.done ? <Notice lang={lang} kind="done" title={words(`done.${props.done}`)} /> : null}
      <PageHead title={words('alignmentOf', { plan: props.plan.title.words })} lead={words('alignmentLead')}>
        <p>
          <a href="/plans/units">{words('units')}</a>
        </p>
      </PageHead>
      <UnitTabs lang={lang} slug={props.slug} here="alignment" reviews={props.reviews} />
      {draft ? (
        <p>
          {words('shownDraft')} <a href={draft.href}>{draft.name}</a>
        </p>
      ) : null}
      <Figure
        lang={lang}
        value={props.share}
        label={words('share')}
        n={words('ofOwn', { serve: counts.named + counts.carried, own: counts.own })}
      >
        <p class="quiet measure">{words('shareMeans')}</p>
        {counts.unwritten > 0 ? <p class="measure">{words('unwritten', { count: counts.unwritten })}</p> : null}
      </Figure>
      <KeyValue
        rows={[
          { label: words('served'), value: <a href={props.served.href}>{props.served.title.words}</a> },
          { label: words('namedCount'), value: String(counts.named) },
          { label: words('carriedCount'), value: String(counts.carried) },
          { label: words('noneCount'), value: String(counts.none) },
          { label: words('prioritiesCount'), value: words('ofAll', { some: counts.served, all: counts.priorities }) },
        ]}
      />
      <Two>
        <Steps
          title={words('unaligned')}
          lead={words('unalignedLead')}
          none={words('unalignedNone')}
          steps={props.unaligned}
          id="unaligned"
        />
        <Steps
          title={words('openPriorities')}
          lead={words('openPrioritiesLead')}
          none={words('openPrioritiesNone')}
          steps={props.open}
          id="priorities"
        />
      </Two>
      <Changed {...props} />
      {props.form ? <NameForm {...props} form={props.form} /> : null}
      <Named {...props} />
    </>
  )
}

const Steps: FC<{ title: string; lead: string; none: string; steps: readonly Step[]; id: string }> = (props) => (
  <Section title={props.title} lead={props.steps.length > 0 ? props.lead : props.none} id={props.id}>
    {props.steps.length > 0 ? (
      <ul class="step-list">
        {props.steps.map((step) => (
          <li>
            <StepLink step={step} />
          </li>
        ))}
      </ul>
    ) : null}
  </Section>
)

const Changed: FC<AlignmentProps> = ({ lang, lost, reworded }) => {
  const words = say(lang)
  if (lost.length + reworded.length === 0) return null
  return (
    <Section title={words('moved')} lead={words('movedLead')} id="moved">
      <ul>
        {lost.map((one) => (
          <li>
            <Words text={one} /> <small>({words('lost')})</small>
          </li>
        ))}
        {reworded.map((one) => (
          <li>
            <Words text={one.was} /> <small>({words('reworded')})</small> <Words text={one.now} />
          </li>
        ))}
      </ul>
    </Section>
  )
}

const NameForm: FC<AlignmentProps & { form: NonNullable<AlignmentProps['form']> }> = (props) => {
  const { lang, form, typed, errors } = props
  const words = say(lang)
  return (
    <Section title={words('nameTitle')} lead={words('nameLead')} id="name">
      <Form lang={lang} action={`/plans/${encodeURIComponent(props.slug)}/alignment`} csrf={props.csrf}>
        <input type="hidden" name="take" value="add" />
        <Field
          lang={lang}
          kind="select"
          name="element"
          label={words('ownElement')}
          blank={true}
          required={true}
          value={typed.element ?? ''}
          options={form.elements}
          error={errorOf(errors, 'element')}
        />
        <Field
          lang={lang}
          kind="select"
          name="part"
          label={words('districtPart')}
          blank={true}
          required={true}
          value={typed.part ?? ''}
          options={form.parts}
          error={errorOf(errors, 'part')}
        />
        <Buttons>
          <Submit label={words('nameSave')} main={true} />
        </Buttons>
      </Form>
    </Section>
  )
}

const Named: FC<AlignmentProps> = ({ lang, named, csrf, slug, form }) => {
  const words = say(lang)
  type Row = AlignmentProps['named'][number]
  const columns: Column<Row>[] = [
    { key: 'title', head: words('ownElement'), kind: 'text', rowHead: true, note: (row) => row.level },
    { key: 'serves', head: words('serves'), kind: 'text' },
  ]
  if (named.length === 0) return null
  const away = named.flatMap((row) => row.take.map((one) => ({ ...one, title: row.title })))
  return (
    <Section title={words('allNamed')} id="named">
      <Table lang={lang} caption={words('allNamed')} hideCaption={true} columns={columns} rows={named} />
      {form && away.length > 0 ? (
        <details>
          <summary>{words('takeAway')}</summary>
          <ul>
            {away.map((one) => (
              <li>
                {one.title}: {one.label}{' '}
                <PostButton
                  action={`/plans/${encodeURIComponent(slug)}/alignment`}
                  csrf={csrf}
                  label={words('takeAwayOne')}
                  fields={{ take: 'away', element: one.element, part: one.part }}
                />
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </Section>
  )
}
