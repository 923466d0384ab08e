import type { CheckRule } from '../rule.ts'
import { coverage } from './coverage.ts'
import { empty } from './empty.ts'
import { metadata } from './metadata.ts'
import { phases } from './phases.ts'

/** Rules about whether a plan makes sense: what nothing carries out, what changes nothing, what is met without anything better. */
export const rules: readonly CheckRule[] = [...coverage, ...phases, ...empty, ...metadata]
