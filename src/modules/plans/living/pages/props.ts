import type { FormError, Option } from '../../../../platform/look/form.tsx'
import type { Lang } from '../../../../platform/words.ts'
import type { Said } from '../../pages/props.ts'
import type { CommentState } from '../schema.ts'

/** One change of a comment or a review: who, when, what, and from what. */
export type ChangeLine = { version: number; day: string; who: string; verb: string; changes: readonly string[] }

/** A comment of a review as its page shows it. */
export type CommentView = {
  id: number
  version: number
  state: CommentState
  stateWords: string
  about: string
  aboutHref: string
  body: string
  who: string
  asked: string
  answerBy: string | null
  late: boolean
  answer: { kind: string; kindWords: string; text: string; who: string; on: string; took: string | null } | null
  /** the newest change is a closing or reopening, which may be undone */
  undoable: boolean
  history: readonly ChangeLine[]
}

export type ReviewsProps = {
  lang: Lang
  csrf: string
  slug: string
  plan: { title: Said; href: string }
  facts: readonly { label: string; value: string }[]
  rounds: readonly { id: number; label: string; href: string; current: boolean; count: number }[]
  round: { id: number; version: number; open: boolean; facts: readonly string[]; history: readonly ChangeLine[] } | null
  comments: readonly CommentView[]
  /** the form of a new review; null where the reader does not review */
  newRound: { years: readonly number[]; year: number; quarter: number } | null
  /** elements that a comment may be about; null where the reader does not comment now */
  commentOn: readonly Option[] | null
  reviews: boolean
  writes: boolean
  typed: Readonly<Record<string, string>>
  errors: readonly FormError[]
  /** the answer that could not be saved, as somebody else changed the comment meanwhile */
  conflict: { id: number } | null
  done: boolean
  /** the form in which the name of a student seems to stand: a new comment, or the answer to a comment */
  asks: 'new' | number | null
}
