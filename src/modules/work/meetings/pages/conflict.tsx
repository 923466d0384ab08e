import type { FC } from 'hono/jsx'
import { KeyValue } from '../../../../platform/look/figure.tsx'
import { ButtonLink, Buttons, Form, Submit } from '../../../../platform/look/form.tsx'
import { PageHead } from '../../../../platform/look/page.tsx'
import { Section, Two } from '../../../../platform/look/panel.tsx'
import type { Lang } from '../../../../platform/words.ts'
import { words } from '../say.ts'

export type ConflictProps = {
  lang: Lang
  rows: readonly { label: string; now: string; mine: string }[]
  theirs: { who: string; at: string } | null
  action: string
  back: string
  version: number
  /** the form as it was sent, with what its author left alone as it is now */
  fields: Readonly<Record<string, string>>
  csrf: string
}

/** Two people changed the same: both versions side by side, and a choice. Nothing that was typed is lost. */
export const Conflict: FC<ConflictProps> = (props) => {
  const { lang, rows, theirs } = props
  const say = words(lang)
  return (
    <>
      <PageHead title={say('conflictTitle')} lead={say('conflictLead')} />
      <Two>
        <Section title={say('theirs')} {...(theirs ? { lead: say('theirsBy', theirs) } : {})}>
          <KeyValue rows={rows.map((row) => ({ label: row.label, value: <span class="typed">{row.now}</span> }))} />
          <Buttons>
            <ButtonLink label={say('keepTheirs')} href={props.back} />
          </Buttons>
        </Section>
        <Section title={say('yours')}>
          <KeyValue rows={rows.map((row) => ({ label: row.label, value: <span class="typed">{row.mine}</span> }))} />
          <Form lang={lang} action={props.action} csrf={props.csrf} version={props.version}>
            {Object.entries(props.fields).map(([name, value]) => (
              <input type="hidden" name={name} value={value} />
            ))}
            <Buttons>
              <Submit label={say('keepYours')} main={true} />
            </Buttons>
          </Form>
        </Section>
      </Two>
    </>
  )
}
