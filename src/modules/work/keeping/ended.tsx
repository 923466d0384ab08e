import type { FC } from 'hono/jsx'
import { Section } from '../../../platform/look/panel.tsx'
import type { Lang } from '../../../platform/words.ts'

/** An entry that no longer holds: where its page is, and what it is called. */
export type EndedLine = { href: string; words: string; lang: Lang }

/** Entries of a register that no longer hold, below those that do; nothing where there are none. */
export const EndedList: FC<{ lang: Lang; title: string; lines: readonly EndedLine[] }> = ({ lang, title, lines }) =>
  lines.length === 0 ? null : (
    <Section title={title} id="ended">
      <ul class="plain">
        {lines.map((one) => (
          <li>
            <a href={one.href} lang={one.lang === lang ? undefined : one.lang}>
              {one.words}
            </a>
          </li>
        ))}
      </ul>
    </Section>
  )
