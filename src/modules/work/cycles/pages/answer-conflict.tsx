import type { FC } from 'hono/jsx'
import { ButtonLink, Buttons, PostButton } from '../../../../platform/look/form.tsx'
import { Facts, KeyValue } from '../../../../platform/look/figure.tsx'
import { PageHead } from '../../../../platform/look/page.tsx'
import { Section, Two } from '../../../../platform/look/panel.tsx'
import type { Lang } from '../../../../platform/words.ts'
import { words } from '../say.ts'

export type AnswerConflictProps = {
  lang: Lang
  action: string
  title: string
  /** of the answer as it is now */
  version: number
  theirs: { who: string; at: string } | null
  rows: readonly { label: string; now: string; mine: string }[]
  /** the fields of the form as it was sent */
  mine: Readonly<Record<string, string | number>>
  csrf: string
}

/** Two people changed the same answer, or the same series: both versions side by side, and a choice. */
export const AnswerConflict: FC<AnswerConflictProps> = ({ lang, action, title, version, theirs, rows, mine, csrf }) => {
  const say = words(lang)
  return (
    <>
      <PageHead title={say('conflictTitle')} lead={say('conflictLead')}>
        <Facts facts={[{ value: title, href: action }]} />
      </PageHead>
      <Two>
        <Section title={say('theirs')} {...(theirs ? { lead: say('theirsBy', theirs) } : {})}>
          <KeyValue rows={rows.map((row) => ({ label: row.label, value: row.now }))} />
          <Buttons>
            <ButtonLink label={say('keepTheirs')} href={action} />
          </Buttons>
        </Section>
        <Section title={say('yours')}>
          <KeyValue rows={rows.map((row) => ({ label: row.label, value: row.mine }))} />
          <PostButton action={action} csrf={csrf} label={say('keepYours')} main={true} fields={{ version, ...mine }} />
        </Section>
      </Two>
    </>
  )
}
