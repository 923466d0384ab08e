import type { Child } from 'hono/jsx'
import type { LineProps } from '../../../platform/look/charts/line.tsx'
import type { DotProps } from '../../../platform/look/charts/dots.tsx'
import type { FigureProps } from '../../../platform/look/figure.tsx'
import type { CallName, TrendName } from '../../../platform/look/call.tsx'
import type { Lang } from '../../../platform/words.ts'

/** Words as a reader gets them, with the language they are in when it is not the page's. `older`: a translation of an earlier text; its language, which is the page's. */
export type Said = { words: string; lang?: Lang; older?: Lang }

/** A step on the way through a plan. */
export type Step = { id: string; code: string | null; title: Said; level: string; href: string }

/** Addresses of what these pages lead to; the routes decide them. `definition`: null where nothing computes it yet. */
export type Hrefs = {
  list: string
  plan: (plan: string) => string
  element: (plan: string, element: string) => string
  definition: (definition: string) => string | null
}

export type PlanCard = {
  id: string
  href: string
  title: Said
  district: string
  synthetic: boolean
  period: string
  /** the plan's state in words */
  state: string
  /** what else it is: the current plan, the plan of another district */
  marks: readonly string[]
  /** the public plan of another district */
  example: boolean
  counts: readonly { name: string; count: number }[]
}
export type PlanListProps = {
  lang: Lang
  plans: readonly PlanCard[]
  add?: { href: string; label: string }
  crosswalks?: readonly { href: string; title: string }[]
  /** the reader sees plans of schools and offices */
  units?: boolean
}

/** A line of the plan on a page; `level` counts from 0 at the top. */
export type TreeNode = Step & {
  note: string | null
  call: CallName | null
  trend: TrendName | null
  below: readonly TreeNode[]
}
export type ProblemRow = {
  severity: string
  what: string
  fix: string
  place: string | null
  href: string | null
  /** what stands at the place; null: nothing that could be shown */
  value: string | null
  valueLang?: Lang | undefined
}
export type PlanShowProps = {
  lang: Lang
  title: Said
  summary: Said | null
  district: string
  synthetic: boolean
  period: string
  adoption: string
  vision: Said | null
  /** the title of the document that the plan restates */
  source: string | null
  tree: readonly TreeNode[]
  counts: readonly { level: string; count: number }[]
  problems: readonly ProblemRow[]
}

/** Where a reader searches in a plan, and every version of it that was recorded. `fields`: kept from the address. */
export type PlanAround = {
  find: { action: string; fields: Readonly<Record<string, string>> }
  versions: {
    action: string
    asOf: string | null
    /** where the plan is drafted; null for readers who read no drafts */
    drafts: string | null
    rows: readonly { version: number; from: string; href: string | null; digest: string; shown: boolean }[]
  }
}

export type TargetView = {
  id: string
  /** what is asked, of whom, by when, in one sentence */
  sentence: string
  /** baseline and path, in words */
  facts: readonly string[]
  /** who says the baseline, where that is not in the reader's language */
  source: Said | null
  quoted: Said | null
  note: Said | null
  /** more than one: nobody has chosen, no call is made */
  readings: readonly { asks: string; argument: Said; chosen: boolean }[]
  chosen: string | null
}

/** What a module that has numbers hands over for one measure. Everything is optional: without it the page says that there is no number yet. */
export type MeasureNumbers = {
  figure?: Omit<FigureProps, 'lang' | 'children'>
  /** why there is no figure, when the reason is known: another district, a plan that has ended */
  none?: string
  /** pieces that the module of the numbers renders itself (reader, figure, charts), in place of figure, series and groups */
  body?: Child
  /** sentences about the figure, such as how many students would have kept the pace */
  sentences?: readonly string[]
  series?: Omit<LineProps, 'lang' | 'id'>
  groups?: Omit<DotProps, 'lang' | 'id'>
}
export type MeasureView = {
  id: string
  title: Said
  role: string
  who: string | null
  note: Said | null
  definition: string | null
  how: string | null
  targets: readonly TargetView[]
  numbers: MeasureNumbers | null
}

export type PublishedRow = {
  id: string
  year: string
  value: string
  count: string
  source: string
  /** the language of the source's name, where it is not the reader's */
  sourceLang: Lang | null
  note: string | null
}
/** `caption`: names the table; no other one of the page is called so. */
export type PublishedView = { measure: Said; caption: string; sentence: string; rows: readonly PublishedRow[] }

export type DownRow = {
  id: string
  code: string
  title: string
  titleLang?: Lang | undefined
  level: string
  owner: string | null
  when: string | null
  whenLang?: Lang | undefined
  href: string
  call: CallName | null
}
export type TaskRow = {
  id: string
  code: string
  title: string
  titleLang?: Lang | undefined
  owner: string | null
  when: string | null
  whenLang?: Lang | undefined
  /** that the translation of the title is older than the text */
  note: string | null
  state: string | null
  href: string
}
/** What the module of work knows about a task: its state in words, how it counts, and where it is updated. */
export type TaskState = { state: string; standing?: 'done' | 'late' | 'open' | 'dropped'; href?: string }

export type ElementShowProps = {
  lang: Lang
  code: string | null
  title: Said
  text: Said | null
  facts: readonly { label?: string; value: string; lang?: Lang; href?: string }[]
  note: Said | null
  unaligned: boolean
  youWillSee: readonly Said[]
  up: readonly Step[]
  alsoUnder: readonly Step[]
  down: readonly DownRow[]
  /** lines that are not parent and child; `outgoing` ones lead up, the others down */
  links: readonly { kind: string; step: Step; read: boolean; outgoing: boolean }[]
  /** true where work itself is done: an action or task */
  isWork: boolean
  measures: readonly MeasureView[]
  published: readonly PublishedView[]
  tasks: readonly TaskRow[]
  /** tasks below this element that the table leaves out */
  tasksMore: number
  /** how many of the tasks are done and late, in words; null when nobody knows */
  tasksTold: string | null
  hasTasks: boolean
  counts: readonly { level: string; count: number }[]
  problems: readonly ProblemRow[]
}

/** What other modules add to an element: numbers by measure id, calls by element id, states by task id. */
export type Extras = {
  numbers?: ReadonlyMap<string, MeasureNumbers>
  calls?: ReadonlyMap<string, { call: CallName; trend?: TrendName }>
  tasks?: ReadonlyMap<string, TaskState>
}
