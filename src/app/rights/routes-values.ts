import { type Expectation, needs } from './expectation.ts'

const one = { of: 'value of a plan' }

/** Values that offices enter for the measures of a plan. */
export const valueExpectations: Readonly<Record<string, Expectation>> = {
  'GET /plans/:plan/values': needs('read values of plans', { of: 'plan' }),
  'GET /plans/:plan/values/grid': needs('enter values of plans', one),
  'POST /plans/:plan/values/grid': needs('enter values of plans', {
    ...one,
    form: {
      office: 'data',
      for: '2027-m09',
      'version.m-calls': '0',
      'amount.m-calls': '12',
      'source.m-calls': 'The list of calls',
    },
  }),
  'GET /plans/:plan/values/sheet/:format': needs('enter values of plans', {
    ...one,
    to: '/plans/{plan}/values/sheet/csv?year=2027',
  }),
  // The file of the matrix is none of values: whoever may send it is told so.
  'POST /plans/:plan/values/sheet': needs('enter values of plans', { ...one, form: { file: 'x' }, gives: [422] }),
  'GET /plans/:plan/values/of/:measure': needs('read values of plans', one),
  'POST /plans/:plan/values/of/:measure': needs('enter values of plans', {
    ...one,
    form: { period: '2027-m09', version: '0', state: 'value', amount: '12', source: 'The list of calls' },
  }),
}
