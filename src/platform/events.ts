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
  return { event: event.name, heard: (services, tx, scope, payload) => heard(services, tx, scope, event.payload.parse(payload)) }
}

/** Tells everybody who listens, one after the other, inside the transaction. */
export async function tell<P extends z.ZodType>(services: Services, tx: Tx, scope: Scope, event: Happening<P>, payload: z.infer<P>): Promise<void> {
  const checked = event.payload.parse(payload)
  for (const one of services.listeners) if (one.event === event.name) await one.heard(services, tx, scope, checked)
}
