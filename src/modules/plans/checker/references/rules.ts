import type { CheckRule } from '../rule.ts'
import { citations } from './citations.ts'
import { loose } from './loose.ts'

/** Rules about what points where: codes, citations, links, names, counts. */
export const rules: readonly CheckRule[] = [...citations, ...loose]
