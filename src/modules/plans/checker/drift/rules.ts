import type { CheckRule } from '../rule.ts'
import { mentions } from './mentions.ts'
import { names } from './names.ts'
import { repeated } from './repeats.ts'

/** Rules about one thing that is said in several ways, and several places that say one thing. */
export const rules: readonly CheckRule[] = [...mentions, ...names, ...repeated]
