import type { FC } from 'hono/jsx'
import { Buttons, errorOf, Field, Form, PostButton, Submit } from '../../../../platform/look/form.tsx'
import { Panel } from '../../../../platform/look/panel.tsx'
import { NameCheck } from '../../pages/name-check.tsx'
import { say } from '../say.ts'
import { answerKinds } from '../schema.ts'
import type { ChangeLine, CommentView, ReviewsProps } from './props.ts'

type Props = ReviewsProps & { comment: CommentView }

/** A comment with its answer, and what the reader may do with it. */
export const CommentItem: FC<Props> = (props) => {
  const { lang, comment, csrf } = props
  const words = say(lang)
  const base = `/plans/${encodeURIComponent(props.slug)}/reviews/comments/${comment.id}`
  const button = (to: string, label: string) => (
    <PostButton action={`${base}/settle`} csrf={csrf} label={label} fields={{ to, version: comment.version }} />
  )
  return (
    <Panel id={`comment-${comment.id}`}>
      <p>
        <a href={comment.aboutHref}>{comment.about}</a>
      </p>
      <p class="measure">{comment.body}</p>
      <p class="quiet">
        {[comment.who, comment.asked, comment.answerBy, comment.stateWords].filter(Boolean).join(' \u00b7 ')}
        {comment.late ? <b> {words('late')}</b> : null}
      </p>
      {comment.answer ? (
        <>
          <p class="measure">
            <b>{comment.answer.kindWords}:</b> {comment.answer.text}
          </p>
          <p class="quiet">
            {[comment.answer.who, comment.answer.on, comment.answer.took].filter(Boolean).join(' \u00b7 ')}
          </p>
        </>
      ) : null}
      {props.writes && comment.state !== 'closed' ? <AnswerForm {...props} base={base} /> : null}
      {props.reviews ? (
        <Buttons>
          {comment.state === 'closed' ? button('open', words('reopen')) : button('closed', words('close'))}
          {comment.state === 'answered' ? button('open', words('notAnswered')) : null}
          {comment.undoable ? (
            <PostButton
              action={`${base}/settle`}
              csrf={csrf}
              label={words('undo')}
              fields={{ to: 'undo', version: comment.version }}
            />
          ) : null}
        </Buttons>
      ) : null}
      <Changes label={words('history')} history={comment.history} />
    </Panel>
  )
}

/** Who changed what, when, from what: newest first. */
export const Changes: FC<{ label: string; history: readonly ChangeLine[] }> = ({ label, history }) => (
  <details>
    <summary>{label}</summary>
    <ul>
      {history.map((one) => (
        <li>
          {[one.day, one.verb, one.who].join(' \u00b7 ')}
          {one.changes.map((change) => (
            <>
              <br />
              <small>{change}</small>
            </>
          ))}
        </li>
      ))}
    </ul>
  </details>
)

const AnswerForm: FC<Props & { base: string }> = (props) => {
  const { lang, comment, errors } = props
  const words = say(lang)
  // What was typed comes back to the form from which it was sent, and to no other.
  const mine = props.typed.comment === String(comment.id)
  const typed = mine ? props.typed : {}
  const name = (field: string) => `${field}-${comment.id}`
  return (
    <Form lang={lang} action={`${props.base}/answer`} csrf={props.csrf} version={comment.version}>
      <Field
        lang={lang}
        kind="radios"
        name={name('kind')}
        label={words('yourAnswer')}
        value={typed.kind ?? comment.answer?.kind ?? ''}
        options={answerKinds.map((one) => ({ value: one, label: words(`kind.${one}`) }))}
        error={mine ? errorOf(errors, name('kind')) : undefined}
      />
      <Field
        lang={lang}
        kind="area"
        name={name('answer')}
        label={words('answerText')}
        value={typed.answer ?? comment.answer?.text ?? ''}
        readBy={words('readersAnswer')}
        error={mine ? errorOf(errors, name('answer')) : undefined}
      />
      <NameCheck lang={lang} asks={props.asks === comment.id} />
      <Buttons>
        <Submit label={words(comment.state === 'answered' ? 'answerAgain' : 'answerSave')} main={true} />
      </Buttons>
    </Form>
  )
}
