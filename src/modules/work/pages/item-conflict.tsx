import type { FC } from 'hono/jsx'
import { ButtonLink, Buttons, PostButton } from '../../../platform/look/form.tsx'
import { Facts, KeyValue } from '../../../platform/look/figure.tsx'
import { PageHead } from '../../../platform/look/page.tsx'
import { Section, Two } from '../../../platform/look/panel.tsx'
import type { Lang } from '../../../platform/words.ts'
import { words } from '../say.ts'
import type { Fields } from '../schema.ts'
import type { Line } from '../view.ts'

export type ItemConflictProps = {
  lang: Lang
  line: Line
  theirs: { who: string; at: string } | null
  rows: readonly { label: string; now: string; mine: string }[]
  /** `done_on`: empty when no day was said */
  mine: Fields & { done_on: string }
  csrf: string
  back: string
}

/** Two people changed the same: both versions side by side, and a choice. */
export const ItemConflict: FC<ItemConflictProps> = ({ lang, line, theirs, rows, mine, csrf, back }) => {
  const say = words(lang)
  return (
    <>
      <PageHead title={say('conflictTitle')} lead={say('conflictLead')}>
        <Facts facts={[{ value: line.title.words, href: line.href }]} />
      </PageHead>
      <Two>
        <Section title={say('theirs')} {...(theirs ? { lead: say('theirsBy', theirs) } : {})}>
          <KeyValue rows={rows.map((row) => ({ label: row.label, value: row.now }))} />
          <Buttons>
            <ButtonLink label={say('keepTheirs')} href={back} />
          </Buttons>
        </Section>
        <Section title={say('yours')}>
          <KeyValue rows={rows.map((row) => ({ label: row.label, value: row.mine }))} />
          <PostButton
            action={line.href}
            csrf={csrf}
            label={say('keepYours')}
            main={true}
            fields={{
              version: line.version,
              state: mine.state,
              note: mine.note,
              due_on: mine.due_on ?? '',
              ...(mine.done_on ? { done_on: mine.done_on } : {}),
              back,
            }}
          />
        </Section>
      </Two>
    </>
  )
}
