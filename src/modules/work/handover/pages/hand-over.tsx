import type { FC } from 'hono/jsx'
import { Buttons, ErrorSummary, errorOf, Field, Form, type FormError, Submit } from '../../../../platform/look/form.tsx'
import { Notice } from '../../../../platform/look/notice.tsx'
import { PageHead } from '../../../../platform/look/page.tsx'
import { Empty } from '../../../../platform/look/panel.tsx'
import type { Lang } from '../../../../platform/words.ts'
import { words } from '../say.ts'

export type HandOverProps = {
  lang: Lang
  from: readonly { value: string; label: string }[]
  to: readonly { value: string; label: string }[]
  typed: Readonly<Record<string, string>>
  errors: readonly FormError[]
  /** how many items just moved */
  done: number | null
  csrf: string
}

/** Hands all that an office or a person still has to do to somebody else. */
export const HandOver: FC<HandOverProps> = ({ lang, from, to, typed, errors, done, csrf }) => {
  const say = words(lang)
  return (
    <>
      <ErrorSummary lang={lang} errors={errors} />
      {done === null ? null : <Notice lang={lang} kind="done" title={say('done', { items: done })} />}
      <PageHead title={say('title')} lead={say('lead')} />
      {from.length === 0 ? (
        <Empty title={say('nothing')}>
          <p>{say('nothingHint')}</p>
        </Empty>
      ) : (
        <Form lang={lang} action="/work/hand-over" csrf={csrf}>
          <Field
            lang={lang}
            kind="select"
            name="from"
            label={say('from')}
            value={typed.from ?? ''}
            options={from}
            blank={true}
            error={errorOf(errors, 'from')}
          />
          <Field
            lang={lang}
            kind="select"
            name="to"
            label={say('to')}
            value={typed.to ?? ''}
            options={to}
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
            <Submit label={say('save')} main={true} />
          </Buttons>
        </Form>
      )}
    </>
  )
}
