import type { FormError } from '../../../../platform/look/form.tsx'
import type { Lang } from '../../../../platform/words.ts'
import type { Said } from '../../pages/props.ts'
import type { State } from '../../schema.ts'
import type { Standing } from '../rules.ts'

export type BodyRow = {
  body: Said
  adopts: boolean
  standing: Standing
  on: string | null
  vote: string | null
  document: string | null
  /** the beginning of the fingerprint of the text that it decided about */
  print: string | null
  /** bodies that have to decide before it and have not yet */
  after: readonly string[]
}
/** What is decided on: a draft (by number), or the plan as a whole (null). */
export type SubjectView = {
  draft: number | null
  name: string
  why: string
  state: 'open' | 'review' | State
  digest: string | null
  /** of the text that is shown, also where nothing is decided any more */
  text: string | null
  changeHref: string | null
  draftHref: string | null
  bodies: readonly BodyRow[]
  named: boolean
  ready: boolean
}
export type DecisionRow = {
  on: string
  body: string
  outcome: string
  about: string
  vote: string
  document: string
  /** where the document is, when it is written as an address */
  documentHref: string | null
  digest: string
}
export type HistoryRow = {
  when: string
  verb: string
  version: string
  who: string
  reason: string
  href: string | null
}
export type ApprovalsProps = {
  lang: Lang
  csrf: string
  plan: { title: Said; href: string; state: State; version: number }
  /** where forms are sent */
  action: string
  fields: Readonly<Record<string, string>>
  /** all that is open or in review, to choose from */
  subjects: readonly { name: string; href: string; current: boolean }[]
  subject: SubjectView | null
  /** the reader takes the plan on its way */
  may: boolean
  /** the reader writes down what bodies decided */
  decides: boolean
  /** the reader may end an approved plan */
  ends: boolean
  /** the reader would decide, but wrote the text or sent it in */
  isOwn: boolean
  decisions: readonly DecisionRow[]
  told: readonly { body: Said; on: string | null; what: Said | null; vote: Said | null; document: string | null }[]
  history: readonly HistoryRow[]
  typed: Readonly<Record<string, string>>
  errors: readonly FormError[]
  /** the form in which the name of a student seems to stand: `record`, or the verb of a step */
  asks: string | null
}
