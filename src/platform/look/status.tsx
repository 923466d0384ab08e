import { raw } from 'hono/html'
import type { FC, PropsWithChildren } from 'hono/jsx'
import type { Lang } from '../words.ts'
import { say } from './chrome.ts'
import { escape } from './escape.ts'

export const statusNames = ['preliminary', 'certified', 'revised', 'embargo', 'draft', 'current', 'superseded'] as const
export type StatusName = (typeof statusNames)[number]

/** Escaped HTML of a status chip. */
export const statusHtml = (lang: Lang, status: StatusName, note?: string | null): string =>
  `<span class="chip chip-${status}">${say(lang)(status)}${note ? `<span class="chip-note">${escape(note)}</span>` : ''}</span>`

/** The state of data or of a publication, in a word; `note` says until when or which version. */
export const Status: FC<{ lang: Lang; status: StatusName; note?: string | undefined }> = (props) =>
  raw(statusHtml(props.lang, props.status, props.note))

/** A code of the plan or of a file: G2, 2.1.iii. */
export const Code: FC<PropsWithChildren> = (props) => <span class="code">{props.children}</span>

const audiences = { scope: 'audienceScope', staff: 'audienceStaff', public: 'audiencePublic' } as const

/** Says which of the three readings of a number this page shows. */
export const Audience: FC<{ lang: Lang; reader: keyof typeof audiences }> = (props) => (
  <p class={`audience audience-${props.reader}`}>{say(props.lang)(audiences[props.reader])}</p>
)
