import type { FC } from 'hono/jsx'
import { Definition } from '../../../../platform/look/definition.tsx'
import type { Lang } from '../../../../platform/words.ts'
import type { Said } from '../../pages/props.ts'
import { Older } from '../../pages/words.tsx'
import { say } from '../../say.ts'
import type { Piece } from '../terms.ts'

export type Mark = (text: string) => Piece[]

/** Words of a plan in which terms of its glossary open on tap. */
export const Marked: FC<{ lang: Lang; text: Said; mark: Mark }> = ({ lang, text, mark }) => {
  const pieces = mark(text.words).map((piece) =>
    typeof piece === 'string' ? piece : <Definition lang={lang} term={piece.term} means={piece.means} id={piece.id} />,
  )
  return text.lang ? (
    <span lang={text.lang}>{pieces}</span>
  ) : (
    <>
      {pieces}
      {text.older ? <Older lang={text.older} /> : null}
    </>
  )
}

/** A paragraph of a plan with its terms; a missing translation is said. */
export const MarkedParagraph: FC<{ lang: Lang; text: Said; mark: Mark; class?: string }> = (props) => (
  <p class={props.class ?? 'measure'}>
    <Marked lang={props.lang} text={props.text} mark={props.mark} />
    {props.text.lang ? <small> {say(props.lang)('translationMissing')}</small> : null}
  </p>
)
