import type { Child, FC } from 'hono/jsx'
import { KeyValue } from '../../../../platform/look/figure.tsx'
import {
  Buttons,
  ErrorSummary,
  errorOf,
  Field,
  Form,
  type FormError,
  type Option,
  Submit,
} from '../../../../platform/look/form.tsx'
import { Notice } from '../../../../platform/look/notice.tsx'
import { PageHead } from '../../../../platform/look/page.tsx'
import { Section } from '../../../../platform/look/panel.tsx'
import type { Lang } from '../../../../platform/words.ts'
import { HistoryLines } from '../../artefacts/pages/artefact-show.tsx'
import type { HistoryLine } from '../../artefacts/view.ts'
import { words } from '../say.ts'
import { milestoneKinds } from '../schema.ts'

type EntryProps = {
  lang: Lang
  action: string
  version: number
  owners: readonly Option[]
  typed: Readonly<Record<string, string>>
  /** what stands now of fields that somebody else changed meanwhile */
  now: Readonly<Record<string, string>>
  errors: readonly FormError[]
  /** a new one cannot be taken off */
  fresh: boolean
  csrf: string
}

/** The form of a milestone. */
const Entry: FC<EntryProps> = (props) => {
  const { lang, typed, errors, now } = props
  const say = words(lang)
  const hint = (name: string, text = ''): string | undefined =>
    [text, now[name] === undefined ? '' : say('nowIs', { what: now[name] })].filter(Boolean).join(' ') || undefined
  return (
    <Form lang={lang} action={props.action} csrf={props.csrf} version={props.version}>
      <Field
        lang={lang}
        kind="text"
        name="title"
        width="full"
        label={say('fieldTitle')}
        hint={hint('title', say('fieldTitleHint'))}
        value={typed.title ?? ''}
        error={errorOf(errors, 'title')}
        readBy={say('readers')}
        autocomplete="off"
      />
      <Field
        lang={lang}
        kind="select"
        name="kind"
        label={say('fieldKind')}
        hint={hint('kind')}
        value={typed.kind ?? 'hire'}
        options={milestoneKinds.map((one) => ({ value: one, label: say(`kind.${one}`) }))}
      />
      <Field
        lang={lang}
        kind="select"
        name="owner"
        label={say('fieldOwner')}
        hint={hint('owner', say('fieldOwnerHint'))}
        value={typed.owner ?? ''}
        options={props.owners}
        blank={true}
        error={errorOf(errors, 'owner')}
      />
      <Field
        lang={lang}
        kind="number"
        name="planned"
        label={say('fieldPlanned')}
        hint={hint('planned', say('fieldPlannedHint'))}
        value={typed.planned ?? ''}
        error={errorOf(errors, 'planned')}
      />
      <Field
        lang={lang}
        kind="date"
        name="due_on"
        label={say('fieldDue')}
        hint={hint('due_on')}
        value={typed.due_on ?? ''}
        error={errorOf(errors, 'due_on')}
      />
      <Field
        lang={lang}
        kind="text"
        name="basis"
        width="full"
        label={say('fieldBasis')}
        hint={hint('basis', say('fieldBasisHint'))}
        value={typed.basis ?? ''}
        readBy={say('readers')}
        autocomplete="off"
      />
      {props.fresh ? null : (
        <Field
          lang={lang}
          kind="check"
          name="ended"
          label={say('fieldEnded')}
          hint={hint('ended')}
          checked={typed.ended === 'yes'}
        />
      )}
      <Buttons>
        <Submit label={say('save')} main={true} />
      </Buttons>
    </Form>
  )
}

/** Entering a milestone. */
export const MilestoneNew: FC<Omit<EntryProps, 'fresh' | 'now' | 'version' | 'action'>> = (props) => {
  const say = words(props.lang)
  return (
    <>
      <ErrorSummary lang={props.lang} errors={props.errors} />
      <PageHead title={say('newTitle')} lead={say('newLead')} />
      <Entry {...props} action="/work/milestones" version={0} now={{}} fresh={true} />
    </>
  )
}

export type MilestoneShowProps = {
  lang: Lang
  id: number
  title: { words: string; lang: Lang }
  facts: readonly { label: string; value: Child }[]
  ended: boolean
  /** null: the reader does not enter how many are reached, or nothing is counted */
  counting: { version: number; value: string; now: string | null } | null
  /** null: the reader does not keep milestones */
  entry: Omit<EntryProps, 'lang' | 'errors' | 'csrf' | 'fresh' | 'action'> | null
  history: readonly HistoryLine[]
  mayUndo: boolean
  notice: string | null
  errors: readonly FormError[]
  csrf: string
}

/** One milestone: what it says, how much is reached, its form, its history. */
export const MilestoneShow: FC<MilestoneShowProps> = (props) => {
  const { lang, counting, errors } = props
  const say = words(lang)
  const at = `/work/milestones/${props.id}`
  return (
    <>
      <ErrorSummary lang={lang} errors={errors} />
      {props.notice ? <Notice lang={lang} kind="done" title={props.notice} /> : null}
      <PageHead title={props.title.words} titleLang={props.title.lang === lang ? undefined : props.title.lang} />
      {props.ended ? <Notice lang={lang} kind="info" title={say('ended')} /> : null}
      <KeyValue rows={props.facts} />
      {counting === null ? null : (
        <Section title={say('reachedTitle')} lead={say('reachedLead')} id="count">
          <Form lang={lang} action={`${at}/reached`} csrf={props.csrf} version={counting.version}>
            <Field
              lang={lang}
              kind="number"
              name="reached"
              label={say('fieldReached')}
              hint={counting.now === null ? undefined : say('nowIs', { what: counting.now })}
              value={counting.value}
              error={errorOf(errors, 'reached')}
            />
            <Buttons>
              <Submit label={say('reachedSave')} main={true} />
            </Buttons>
          </Form>
        </Section>
      )}
      {props.entry ? (
        <Section title={say('edit')} id="edit">
          <Entry lang={lang} {...props.entry} action={at} fresh={false} errors={errors} csrf={props.csrf} />
        </Section>
      ) : null}
      <Section title={say('history')} id="history" lead={say('historyLead')}>
        <HistoryLines
          history={props.history}
          undo={props.mayUndo ? `${at}/undo` : null}
          label={say('undo')}
          csrf={props.csrf}
        />
      </Section>
    </>
  )
}
