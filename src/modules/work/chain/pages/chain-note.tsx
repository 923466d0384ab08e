import type { FC } from 'hono/jsx'
import { Section } from '../../../../platform/look/panel.tsx'
import type { Lang } from '../../../../platform/words.ts'
import { words } from '../say.ts'

export type ChainNoteProps = { lang: Lang; id: number; told: readonly string[]; forecast: readonly string[] }

/** What the page of an item says of what it waits for, with the way to the whole chain. */
export const ChainNote: FC<ChainNoteProps> = ({ lang, id, told, forecast }) => {
  const say = words(lang)
  return (
    <Section title={say('title')} id="chain">
      {[...told, ...forecast].map((one) => (
        <p class="measure">{one}</p>
      ))}
      <p>
        <a href={`/work/${id}/chain`}>{say('toChain')}</a>
      </p>
    </Section>
  )
}
