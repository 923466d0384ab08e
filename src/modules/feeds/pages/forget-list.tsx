import type { FC } from 'hono/jsx'
import { ErrorSummary, errorOf, Field, Form, type FormError, Submit } from '../../../platform/look/form.tsx'
import { PageHead } from '../../../platform/look/page.tsx'
import { Empty, Section } from '../../../platform/look/panel.tsx'
import { Table } from '../../../platform/look/table.tsx'
import type { Lang } from '../../../platform/words.ts'
import { words } from '../say.ts'

export type ForgetListProps = {
  lang: Lang
  csrf: string
  districtId: number
  mayAsk: boolean
  typed: Readonly<Record<string, string>>
  errors: readonly FormError[]
  rows: readonly { id: number; when: string; who: string; reason: string; state: string }[]
}

/** Requests to forget a student, and the form that makes one. It never says who it is about. */
export const ForgetListPage: FC<ForgetListProps> = ({ lang, csrf, districtId, mayAsk, typed, errors, rows }) => {
  const say = words(lang)
  return (
    <>
      <ErrorSummary lang={lang} errors={errors} />
      <PageHead title={say('forget')} lead={say('forgetLead')} />
      {rows.length === 0 ? (
        <Empty title={say('forgetNone')} />
      ) : (
        <Table
          lang={lang}
          caption={say('forget')}
          hideCaption
          narrow="stack"
          columns={[
            {
              key: 'reason',
              head: say('forgetReason'),
              kind: 'link',
              rowHead: true,
              href: (row) => `/data/forget/${row.id}`,
            },
            { key: 'when', head: say('forgetWhen'), kind: 'text' },
            { key: 'who', head: say('forgetWho'), kind: 'text' },
            { key: 'state', head: say('forgetState'), kind: 'text' },
          ]}
          rows={rows}
        />
      )}
      {mayAsk ? (
        <Section title={say('forgetAsk')} lead={say('forgetAskLead')} id="ask">
          <Form lang={lang} action="/data/forget" csrf={csrf}>
            <input type="hidden" name="district" value={String(districtId)} />
            <Field
              lang={lang}
              kind="text"
              name="student_id"
              label={say('forgetId')}
              value={typed.student_id ?? ''}
              autocomplete="off"
              required
            />
            <Field
              lang={lang}
              kind="text"
              name="again"
              label={say('forgetIdAgain')}
              error={errorOf(errors, 'again')}
              autocomplete="off"
              required
            />
            <Field
              lang={lang}
              kind="text"
              name="reason"
              label={say('forgetReason')}
              hint={say('forgetReasonHint')}
              value={typed.reason ?? ''}
              error={errorOf(errors, 'reason')}
              required
            />
            <Submit label={say('forgetAsk')} danger />
          </Form>
        </Section>
      ) : (
        <p class="quiet">{say('forgetNotAsk')}</p>
      )}
    </>
  )
}
