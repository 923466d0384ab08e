import type { z } from 'zod'
import type { Tx } from './db/database.ts'
import type { Scope } from './db/scope.ts'
import type { Services } from './web/route.ts'

/** Something that happened in a module, which modules above may want to know. The payload holds ids only. */
export type Happening<P extends z.ZodType = z.ZodType> = { name: string; payload: P }

export type Listener = {
  event: string
  /** Runs in the transaction of whoever tells it: usually sends a job. */
  heard: (services: Services, tx: Tx, scope: Scope, payload: unknown) => Promise<void>
}

/** Types a listener's payload. */
export function listen<P extends z.ZodType>(
  event: Happening<P>,
  heard: (services: Services, tx: Tx, scope: Scope, payload: z.infer<P>) => Promise<void>,
): Listener {
  return {
    event: event.name,
    heard: (services, tx, scope, payload) => heard(services, tx, scope, event.payload.parse(payload)),
  }
}

/** Tells everybody who listens, one after the other, inside the transaction. */
export async function tell<P extends z.ZodType>(
  services: Services,
  tx: Tx,
  scope: Scope,
  event: Happening<P>,
  payload: z.infer<P>,
): Promise<void> {
  const checked = event.payload.parse(payload)
  for (const one of services.listeners) if (one.event === event.name) await one.heard(services, tx, scope, checked)
}

/** Something that a module wants to know of a module above it (whose states do the plan's tasks have?). `R` is what comes back. */
export type Question<P extends z.ZodType = z.ZodType, R = unknown> = { name: string; payload: P; none: R }

export type Answer = {
  question: string
  given: (services: Services, tx: Tx, scope: Scope, payload: unknown) => Promise<unknown>
}

/** Types an answer by its question. */
export function answer<P extends z.ZodType, R>(
  question: Question<P, R>,
  given: (services: Services, tx: Tx, scope: Scope, payload: z.infer<P>) => Promise<R>,
): Answer {
  return {
    question: question.name,
    given: (services, tx, scope, payload) => given(services, tx, scope, question.payload.parse(payload)),
  }
}

/** Asks whoever is above; `question.none` when nobody answers. */
export async function ask<P extends z.ZodType, R>(
  services: Services,
  tx: Tx,
  scope: Scope,
  question: Question<P, R>,
  payload: z.infer<P>,
): Promise<R> {
  const one = services.answers.find((given) => given.question === question.name)
  return one ? ((await one.given(services, tx, scope, payload)) as R) : question.none
}
