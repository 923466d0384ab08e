import type { FC } from 'hono/jsx'
import type { Lang } from '../words.ts'
import { say } from './chrome.ts'

export type StepState = 'done' | 'now' | 'next' | 'stopped'
export type Step = { label: string; state: StepState; note?: string | undefined }
const words = { done: 'stepDone', now: 'stepNow', next: 'stepNext', stopped: 'stepStopped' } as const

/** The steps of long work and where it stands. `label` names the work for readers who do not see it. */
export const Steps: FC<{ lang: Lang; steps: readonly Step[]; label: string }> = ({ lang, steps, label }) => (
  <ol class="steps" aria-label={label}>
    {steps.map((step) => (
      <li class={`step step-${step.state}`} {...(step.state === 'now' ? { 'aria-current': 'step' as const } : {})}>
        <span class="step-label">{step.label}</span>
        <span class="step-state">{say(lang)(words[step.state])}</span>
        {step.note ? <small>{step.note}</small> : null}
      </li>
    ))}
  </ol>
)
