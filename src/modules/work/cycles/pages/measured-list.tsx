import type { FC } from 'hono/jsx'
import { Call } from '../../../../platform/look/call.tsx'
import type { Lang } from '../../../../platform/words.ts'
import type { MeasuredLine } from '../view.ts'

/** Measures beside an answer: value and call, each in words. */
export const MeasuredList: FC<{ lang: Lang; lines: readonly MeasuredLine[] }> = ({ lang, lines }) => (
  <>
    {lines.map((line) => (
      <p>
        {line.call ? <Call lang={lang} call={line.call} reason={line.reason ?? undefined} /> : null} {line.words}
      </p>
    ))}
  </>
)
