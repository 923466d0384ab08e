import type { FC } from 'hono/jsx'
import { Buttons, errorOf, Field, Form, type FormError, PostButton, Submit } from '../../../../platform/look/form.tsx'
import { Notice } from '../../../../platform/look/notice.tsx'
import { Section } from '../../../../platform/look/panel.tsx'
import type { Lang } from '../../../../platform/words.ts'
import { words } from '../say.ts'

export type GiveBlockProps = {
  lang: Lang
  id: number
  version: number
  people: readonly { value: string; label: string }[]
  /** the person whose it is; null while it belongs to an office or to nobody */
  owner: string | null
  /** the version of the giving that can be undone */
  undo: number | null
  typed: Readonly<Record<string, string>>
  errors: readonly FormError[]
  /** somebody else gave it to another person meanwhile: whose it is now, and whom this person chose */
  conflict: { who: string; mine: string } | null
  csrf: string
}

/** Gives the item of a page to one person, and back. */
export const GiveBlock: FC<GiveBlockProps> = ({
  lang,
  id,
  version,
  people,
  owner,
  undo,
  typed,
  errors,
  conflict,
  csrf,
}) => {
  const say = words(lang)
  return (
    <Section title={say('title')} id="give" lead={say('lead')}>
      {conflict ? (
        <Notice lang={lang} kind="warning" title={say('conflict')}>
          <p>{say('conflictNow', conflict)}</p>
        </Notice>
      ) : null}
      {owner === null ? null : <p>{say('given', { who: owner })}</p>}
      {undo === null ? null : (
        <PostButton action={`/work/${id}/give/undo`} csrf={csrf} label={say('takeBack')} fields={{ version: undo }} />
      )}
      <Form lang={lang} action={`/work/${id}/give`} csrf={csrf} version={version}>
        <Field
          lang={lang}
          kind="select"
          name="to"
          label={say('to')}
          value={typed.to ?? ''}
          options={people}
          blank={true}
          error={errorOf(errors, 'to')}
        />
        <Field
          lang={lang}
          kind="text"
          name="reason"
          label={say('reason')}
          hint={say('reasonHint')}
          value={typed.reason ?? ''}
          error={errorOf(errors, 'reason')}
          readBy={say('readers')}
        />
        <Buttons>
          <Submit label={say('give')} />
        </Buttons>
      </Form>
    </Section>
  )
}
