import type { FC } from 'hono/jsx'
import { KeyValue } from '../../../../platform/look/figure.tsx'
import type { Lang } from '../../../../platform/words.ts'
import { Words } from '../../pages/words.tsx'
import type { FieldView } from '../leaves.ts'
import { say } from '../say.ts'
import type { Piece } from '../word-diff.ts'

/** A text with its changes marked: struck out and underlined for the eye, said for the ear. `of`: the language of the text, when it is not the page's. */
export const Marked: FC<{ lang: Lang; pieces: readonly Piece[]; of?: Lang | undefined }> = ({ lang, pieces, of }) => {
  const words = say(lang)
  return (
    <>
      {pieces.map(({ kind, text }) => {
        const shown = <Words text={of ? { words: text, lang: of } : { words: text }} />
        if (kind === 'same') return shown
        const sign = <span class="sr">{words(kind === 'removed' ? 'removedMark' : 'addedMark')} </span>
        const end = <span class="sr"> {words('endMark')} </span>
        return kind === 'removed' ? (
          <del>
            {sign}
            {shown}
            {end}
          </del>
        ) : (
          <ins>
            {sign}
            {shown}
            {end}
          </ins>
        )
      })}
    </>
  )
}

/** Changed fields under each other, each with its name. */
export const FieldList: FC<{ lang: Lang; fields: readonly FieldView[] }> = ({ lang, fields }) =>
  fields.length === 0 ? null : (
    <KeyValue
      rows={fields.map((field) => ({
        label: field.label,
        value: <Marked lang={lang} pieces={field.pieces} of={field.lang} />,
      }))}
    />
  )
