import type { FC } from 'hono/jsx'
import { ErrorSummary, errorOf, Field, Form, type FormError, Submit } from '../../../../platform/look/form.tsx'
import { PageHead } from '../../../../platform/look/page.tsx'
import { Empty, Section } from '../../../../platform/look/panel.tsx'
import { Table } from '../../../../platform/look/table.tsx'
import type { Lang } from '../../../../platform/words.ts'
import { words } from '../say.ts'
import { events, type Hook } from '../schema.ts'

export type HookListProps = {
  lang: Lang
  hooks: readonly Hook[]
  typed: Readonly<Record<string, string>>
  errors: readonly FormError[]
  csrf: string
}

/** The webhooks of a district, and a form for another one. */
export const HookList: FC<HookListProps> = ({ lang, hooks, typed, errors, csrf }) => {
  const say = words(lang)
  return (
    <>
      <ErrorSummary lang={lang} errors={errors} />
      <PageHead title={say('title')} lead={say('lead')} />
      {hooks.length === 0 ? (
        <Empty title={say('none')} />
      ) : (
        <Table
          lang={lang}
          caption={say('title')}
          hideCaption
          narrow="stack"
          columns={[
            { key: 'name', head: say('name'), kind: 'link', rowHead: true, href: (row) => `/work/webhooks/${row.id}` },
            { key: 'url', head: say('url'), kind: 'text' },
            { key: 'state', head: say('state'), kind: 'text' },
          ]}
          rows={hooks.map((hook) => ({
            id: hook.hook_id,
            name: hook.name,
            url: hook.url,
            state: say(`state.${hook.state}`),
          }))}
        />
      )}
      <Section title={say('add')}>
        <Form lang={lang} action="/work/webhooks" csrf={csrf}>
          <Field
            lang={lang}
            kind="text"
            name="name"
            label={say('name')}
            hint={say('nameHint')}
            value={typed.name ?? ''}
            error={errorOf(errors, 'name')}
            readBy={say('readers')}
          />
          <Field
            lang={lang}
            kind="text"
            name="url"
            label={say('url')}
            hint={say('urlHint')}
            value={typed.url ?? ''}
            error={errorOf(errors, 'url')}
            width="full"
            readBy={say('readers')}
          />
          <Field
            lang={lang}
            kind="checks"
            name="events[]"
            label={say('events')}
            value={(typed.events ?? '').split('\n')}
            error={errorOf(errors, 'events[]')}
            options={events.map((one) => ({ value: one, label: say(`event.${one}`) }))}
          />
          <Submit label={say('addButton')} main />
        </Form>
      </Section>
    </>
  )
}
