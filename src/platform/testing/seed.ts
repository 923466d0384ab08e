import fc from 'fast-check'

// One fixed sample in every run, so that a red test is about the change and not about chance. THROUGHLINE_SEED draws another one.
fc.configureGlobal({ seed: Number(process.env.THROUGHLINE_SEED || 20261120) })
