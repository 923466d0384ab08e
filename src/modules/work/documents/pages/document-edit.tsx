import type { FC } from 'hono/jsx'
import { Buttons, ErrorSummary, errorOf, Field, Form, type FormError, Submit } from '../../../../platform/look/form.tsx'
import { PageHead } from '../../../../platform/look/page.tsx'
import type { Lang } from '../../../../platform/words.ts'
import { words } from '../say.ts'
import { documentKinds } from '../schema.ts'

export type DocumentEditProps = {
  lang: Lang
  /** where the form goes */
  action: string
  version: number
  typed: { title: string; kind: string; review_by: string; owner: string }
  /** offices that may own it; null: it has its owner already */
  owners: readonly { value: string; label: string }[] | null
  /** what each field is now, where somebody changed it meanwhile */
  now: Readonly<Record<string, string>>
  errors: readonly FormError[]
  csrf: string
}

/** Title, kind, office and day of review of a document. */
export const DocumentEdit: FC<DocumentEditProps> = (props) => {
  const { lang, typed, errors, now } = props
  const say = words(lang)
  const hint = (name: string, text: string) =>
    now[name] === undefined ? text : `${text} ${say('nowIs', { what: now[name] })}`.trim()
  return (
    <>
      <ErrorSummary lang={lang} errors={errors} />
      <PageHead title={say(props.owners ? 'newTitle' : 'edit')} {...(props.owners ? { lead: say('newLead') } : {})} />
      <Form lang={lang} action={props.action} csrf={props.csrf} version={props.version}>
        <Field
          lang={lang}
          kind="text"
          name="title"
          width="full"
          label={say('fieldTitle')}
          hint={hint('title', say('fieldTitleHint'))}
          value={typed.title}
          error={errorOf(errors, 'title')}
          readBy={say('titleReaders')}
          autocomplete="off"
        />
        <Field
          lang={lang}
          kind="select"
          name="kind"
          label={say('fieldKind')}
          hint={hint('kind', '')}
          value={typed.kind}
          options={documentKinds.map((value) => ({ value, label: say(`kind.${value}`) }))}
        />
        {props.owners ? (
          <Field
            lang={lang}
            kind="select"
            name="owner"
            label={say('fieldOwner')}
            hint={say('fieldOwnerHint')}
            value={typed.owner}
            options={props.owners}
            blank={props.owners.length > 1}
            error={errorOf(errors, 'owner')}
          />
        ) : null}
        <Field
          lang={lang}
          kind="date"
          name="review_by"
          label={say('fieldReview')}
          hint={hint('review_by', say('fieldReviewHint'))}
          value={typed.review_by}
          required={false}
          error={errorOf(errors, 'review_by')}
        />
        <Buttons>
          <Submit label={say('save')} main={true} />
        </Buttons>
      </Form>
    </>
  )
}
