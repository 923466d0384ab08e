import type { Option } from '../../../../platform/look/field.tsx'
import type { Lang } from '../../../../platform/words.ts'
import type { Said } from '../../pages/props.ts'

/** One field of an editing form. */
export type FieldView = {
  name: string
  kind: 'text' | 'area' | 'select' | 'check' | 'day' | 'number'
  label: string
  value: string
  hint?: string | undefined
  options?: readonly Option[] | undefined
  error?: string | undefined
  rows?: number | undefined
}
/** Fields that belong together; `folded`: shown when asked for. */
export type FieldGroup = { title: string | null; folded: boolean; fields: readonly FieldView[] }

/** A field that two people changed: each version in words. */
export type ClashView = { field: string; label: string; was: string; theirs: string; mine: string }
export type ClashProps = { by: string | null; rows: readonly ClashView[] }

export type FormView = {
  action: string
  /** number of the last step when the form was made */
  n: number
  groups: readonly FieldGroup[]
  errors: readonly { field: string; message: string }[]
  clash: ClashProps | null
  /** the plan of a school or an office: its texts are compared with the roster; `asks`: a name of a student seems to stand in one. Null for the district's own plan. */
  names: { asks: boolean } | null
}

export type FindingView = {
  severity: 'stop' | 'warn' | 'note'
  what: string
  why: string
  fix: string
  /** what stands at the place; null: nothing that could be shown */
  value: Said | null
  waived: string | null
  about: { label: string; href: string } | null
}
export type FindingsView = { rows: readonly FindingView[]; wait: string | null; none: string }

/** An element as one line of a level. */
export type LevelRow = {
  id: string
  code: string | null
  title: Said
  note: string
  href: string
  name: string
  first: boolean
  last: boolean
}
export type LevelView = {
  title: string
  parent: string
  rows: readonly LevelRow[]
  page: number
  pages: number
  total: number
  href: (page: number) => string
  /** levels that may be added here; empty: none */
  levels: readonly Option[]
}

export type MeasureRow = { title: Said; note: string; href: string }
export type Tools = { undo: boolean; redo: boolean; renumber: string; top: string; diff: string; review: string }

/** What every page of a draft shows at its head. */
export type DraftHead = {
  lang: Lang
  csrf: string
  title: string
  lead: string
  facts: readonly { label?: string; value: string; href?: string }[]
  /** steps are sent here */
  action: string
  here: string
  mayEdit: boolean
  /** why nothing can be changed; null when it can */
  why: string | null
  tools: Tools
  /** the plan got another version since: what to say, and the button */
  older: { words: string; button: string } | null
  done: string | null
  refused: string | null
}
