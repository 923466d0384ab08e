import type { CheckRule } from '../rule.ts'
import { arithmetic } from './arithmetic.ts'
import { baselines } from './baselines.ts'
import { conflicts } from './conflicts.ts'
import { targetWords } from './target-words.ts'

/** Rules about targets, baselines and figures. */
export const rules: readonly CheckRule[] = [...conflicts, ...baselines, ...arithmetic, ...targetWords]
