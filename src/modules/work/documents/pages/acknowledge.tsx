import type { FC } from 'hono/jsx'
import { ButtonLink, Buttons, PostButton } from '../../../../platform/look/form.tsx'
import { Notice } from '../../../../platform/look/notice.tsx'
import { PageHead } from '../../../../platform/look/page.tsx'
import type { Lang } from '../../../../platform/words.ts'
import { words } from '../say.ts'

export type AcknowledgeProps = {
  lang: Lang
  page: string
  title: { words: string; lang: Lang }
  /** the version in force, and what it is in words */
  number: number
  what: string
  /** the day on which the reader said so; null: not yet */
  said: string | null
  /** the reader was asked to say so */
  asked: boolean
  csrf: string
}

/** Reading a document and saying so. */
export const Acknowledge: FC<AcknowledgeProps> = (props) => {
  const { lang, page, number } = props
  const say = words(lang)
  return (
    <>
      <PageHead
        title={props.title.words}
        titleLang={props.title.lang === lang ? undefined : props.title.lang}
        lead={say('acknowledgeLead')}
      />
      {props.said ? <Notice lang={lang} kind="done" title={say('youSaid', { day: props.said })} /> : null}
      {props.asked ? null : <p class="quiet">{say('notAsked')}</p>}
      <p>{props.what}</p>
      <Buttons>
        <ButtonLink label={say('openIt', { number })} href={`${page}/file/${number}`} main={props.said !== null} />
        {props.asked && !props.said ? (
          <PostButton
            action={`${page}/acknowledge`}
            csrf={props.csrf}
            label={say('iHaveRead')}
            main={true}
            fields={{ number }}
          />
        ) : null}
        <ButtonLink label={say('toDocument')} href={page} />
      </Buttons>
    </>
  )
}
