import type { FC } from 'hono/jsx'
import { schoolYear } from '../../../../platform/format.ts'
import { Facts, KeyValue } from '../../../../platform/look/figure.tsx'
import {
  Buttons,
  ErrorSummary,
  errorOf,
  Field,
  Form,
  type Option,
  PostButton,
  Submit,
} from '../../../../platform/look/form.tsx'
import { Notice } from '../../../../platform/look/notice.tsx'
import { PageHead } from '../../../../platform/look/page.tsx'
import { Tabs } from '../../../../platform/look/pager.tsx'
import { Empty, Section } from '../../../../platform/look/panel.tsx'
import { NameCheck } from '../../pages/name-check.tsx'
import { say } from '../say.ts'
import { Changes, CommentItem } from './comment.tsx'
import { UnitTabs } from './links.tsx'
import type { ReviewsProps } from './props.ts'

/** The reviews of a unit's plan, one a quarter: what was commented, what was answered, in how many school days. */
export const ReviewsShow: FC<ReviewsProps> = (props) => {
  const { lang, round } = props
  const words = say(lang)
  return (
    <>
      <ErrorSummary lang={lang} errors={props.errors} />
      {props.done ? <Notice lang={lang} kind="done" title={words('saved')} /> : null}
      {props.conflict ? (
        <Notice lang={lang} kind="warning" title={words('conflict')}>
          <p>{words('conflictLead')}</p>
        </Notice>
      ) : null}
      <PageHead title={words('reviewsOf', { plan: props.plan.title.words })} lead={words('reviewsLead')}>
        <p>
          <a href="/plans/units">{words('units')}</a>
        </p>
      </PageHead>
      <UnitTabs lang={lang} slug={props.slug} here="reviews" reviews={true} />
      <KeyValue rows={props.facts.map((one) => ({ label: one.label, value: one.value }))} />
      {props.rounds.length > 0 ? <Tabs label={words('rounds')} tabs={props.rounds} /> : null}
      {round === null ? (
        <Empty title={words('noRounds')}>
          <p>{words('noRoundsHint')}</p>
        </Empty>
      ) : (
        <Section title={words('comments')} id="comments">
          <Facts facts={round.facts.map((value) => ({ value }))} />
          {props.comments.length === 0 ? <p class="quiet">{words('noComments')}</p> : null}
          {props.comments.map((one) => (
            <CommentItem {...props} comment={one} />
          ))}
        </Section>
      )}
      {props.commentOn && round ? <NewComment {...props} round={round} commentOn={props.commentOn} /> : null}
      {round ? <Changes label={words('roundHistory')} history={round.history} /> : null}
      {round && props.reviews ? (
        <PostButton
          action={`/plans/${encodeURIComponent(props.slug)}/reviews/close`}
          csrf={props.csrf}
          label={words(round.open ? 'closeRound' : 'reopenRound')}
          fields={{ round: round.id, version: round.version, to: round.open ? 'closed' : 'open' }}
        />
      ) : null}
      {props.newRound ? <NewRound {...props} newRound={props.newRound} /> : null}
    </>
  )
}

const NewComment: FC<ReviewsProps & { round: NonNullable<ReviewsProps['round']>; commentOn: readonly Option[] }> = (
  props,
) => {
  const { lang, typed, errors } = props
  const words = say(lang)
  return (
    <Section title={words('newComment')} lead={words('newCommentLead')} id="new-comment">
      <Form lang={lang} action={`/plans/${encodeURIComponent(props.slug)}/reviews/comments`} csrf={props.csrf}>
        <input type="hidden" name="round" value={String(props.round.id)} />
        <Field
          lang={lang}
          kind="select"
          name="element"
          label={words('about')}
          value={typed.element ?? ''}
          options={[{ value: '', label: words('wholePlan') }, ...props.commentOn]}
          error={errorOf(errors, 'element')}
        />
        <Field
          lang={lang}
          kind="area"
          name="body"
          label={words('comment')}
          value={typed.body ?? ''}
          readBy={words('readersComment')}
          required={true}
          error={errorOf(errors, 'body')}
        />
        <NameCheck lang={lang} asks={props.asks === 'new'} />
        <Field
          lang={lang}
          kind="date"
          name="answer_by"
          label={words('answerBy')}
          hint={words('answerByHint')}
          value={typed.answer_by ?? ''}
          error={errorOf(errors, 'answer_by')}
        />
        <Buttons>
          <Submit label={words('send')} main={true} />
        </Buttons>
      </Form>
    </Section>
  )
}

const NewRound: FC<ReviewsProps & { newRound: NonNullable<ReviewsProps['newRound']> }> = (props) => {
  const { lang, newRound, typed, errors } = props
  const words = say(lang)
  return (
    <Section title={words('newRound')} lead={words('newRoundLead')} id="new-round">
      <Form lang={lang} action={`/plans/${encodeURIComponent(props.slug)}/reviews`} csrf={props.csrf}>
        <Field
          lang={lang}
          kind="select"
          name="school_year"
          label={words('year')}
          value={typed.school_year ?? String(newRound.year)}
          options={newRound.years.map((year) => ({ value: String(year), label: schoolYear(year) }))}
        />
        <Field
          lang={lang}
          kind="select"
          name="quarter"
          label={words('quarter')}
          value={typed.quarter ?? String(newRound.quarter)}
          options={['1', '2', '3', '4'].map((one) => ({ value: one, label: words('quarterN', { quarter: one }) }))}
        />
        <Field
          lang={lang}
          kind="date"
          name="review_by"
          label={words('reviewBy')}
          required={true}
          value={typed.review_by ?? ''}
          error={errorOf(errors, 'review_by')}
        />
        <Buttons>
          <Submit label={words('openRound')} />
        </Buttons>
      </Form>
    </Section>
  )
}
