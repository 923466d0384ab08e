import { type Expectation, needs } from './expectation.ts'

/** Reporting cycles. Nobody of this world owns what is asked, so that only those who lead the district may answer. */
export const cycleExpectations: Readonly<Record<string, Expectation>> = {
  'GET /work/cycles': needs('read work'),
  'POST /work/cycles': needs('lead work', { form: {}, gives: [422] }),
  'GET /work/cycles/new': needs('lead work'),
  'GET /work/cycles/series/:id': needs('lead work', { of: 'series of cycles' }),
  'POST /work/cycles/series/:id': needs('lead work', { of: 'series of cycles', form: {}, gives: [422] }),
  'POST /work/cycles/series/:id/undo': needs('lead work', {
    of: 'series of cycles',
    form: { version: '1' },
    gives: [409],
  }),
  'POST /work/cycles/series/:id/end': needs('lead work', { of: 'series of cycles', form: { version: '1' } }),
  'POST /work/cycles/series/:id/resume': needs('lead work', { of: 'series of cycles', form: { version: '1' } }),
  'GET /work/cycles/:id': needs('read work', { of: 'cycle' }),
  'POST /work/cycles/:id/close': needs('lead work', { of: 'cycle', form: {} }),
  'GET /work/cycles/:id/answers/:element': needs('read work', { of: 'cycle' }),
  'POST /work/cycles/:id/answers/:element': needs('lead work', {
    of: 'cycle',
    form: { version: '0', state: 'not_begun' },
  }),
  'POST /work/cycles/:id/answers/:element/undo': needs('lead work', {
    of: 'cycle',
    form: { version: '1' },
    gives: [409],
  }),
}
