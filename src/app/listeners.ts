import type { Answer, Listener } from '../platform/events.ts'
import { modules } from './modules.ts'

/** All listeners of all modules. */
export const listenersOf = (): readonly Listener[] => modules.flatMap((one) => one.listeners ?? [])

/** All answers of all modules. */
export const answersOf = (): readonly Answer[] => modules.flatMap((one) => one.answers ?? [])
