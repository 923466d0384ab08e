import type { Listener } from '../platform/events.ts'
import { modules } from './modules.ts'

/** All listeners of all modules. */
export const listenersOf = (): readonly Listener[] => modules.flatMap((one) => one.listeners ?? [])
