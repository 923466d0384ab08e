import type { Child } from '../../../../platform/web/html.ts'
import type { State } from '../decide.ts'

/** The shape of each state of a promise, in a box of 16: never color alone, and none of the shapes of a call. */
export const marks: Readonly<Record<State, Child>> = {
  kept: (
    <>
      <circle cx="8" cy="8" r="7" fill="currentColor" />
      <path d="M4.5 8.2 7 10.7l4.6-5" fill="none" stroke="var(--paper)" stroke-width="2" />
    </>
  ),
  missed: (
    <>
      <rect x="2" y="2" width="12" height="12" fill="currentColor" />
      <path d="M5 8h6" stroke="var(--paper)" stroke-width="2" />
    </>
  ),
  superseded: <path d="M1 8h10M7 3.5 11.5 8 7 12.5M15 3v10" fill="none" stroke="currentColor" stroke-width="2" />,
  open: <circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" stroke-width="2" />,
  unknown: <path d="M2 8h12" stroke="currentColor" stroke-width="2" stroke-dasharray="3 2" />,
}
