import fc from 'fast-check'
import { amount, seed } from './amount.ts'

// One fixed sample in every run, so that a red test is about the change and not about chance. THROUGHLINE_SEED draws another one.
// A property that asks for no amount of its own takes a hundred examples, and two thousand in the full run.
fc.configureGlobal({ seed: seed(), numRuns: amount(100, 2000) })
