import { type Expectation, needs } from './expectation.ts'

const step = { version: '0', step: '', text: 'Send the list.', accountable: '', 'responsible[]': '' }
const decision = { version: '1', title: 'The schedule', basis: '', who: 'shared', where: '', there: '' }
const policy = {
  version: '1',
  code: 'SGC-2',
  kind: 'policy',
  title: 'Councils',
  source: '',
  adopted_on: '',
  review_by: '',
  owner: '',
}
const kept = '/work/compliance/{id}/o1/{district}'
const sent = '/work/submissions/{id}/sent/{item}'

/** Procedures, who decides what, submissions to the state, policies. */
export const governanceExpectations: Readonly<Record<string, Expectation>> = {
  'GET /work/procedures': needs('read own work'),
  'GET /work/procedures/:id': needs('read work', { of: 'procedure' }),
  'GET /work/procedures/:id/step': needs('lead work', { of: 'procedure' }),
  'POST /work/procedures/:id/step': needs('lead work', { of: 'procedure', form: step, gives: [422] }),
  'POST /work/procedures/:id/undo': needs('lead work', { of: 'procedure', form: { version: '1' }, gives: [409] }),
  'GET /work/autonomy': needs('read own work'),
  'GET /work/autonomy/new': needs('lead work'),
  'POST /work/autonomy': needs('lead work', { form: { ...decision, title: 'The books' } }),
  'GET /work/autonomy/:id': needs('read work', { of: 'autonomy' }),
  'POST /work/autonomy/:id': needs('lead work', { of: 'autonomy', form: decision }),
  'POST /work/autonomy/:id/undo': needs('lead work', { of: 'autonomy', form: { version: '1' }, gives: [409] }),

  'GET /work/submissions': needs('read own work'),
  'GET /work/submissions/new': needs('lead work'),
  'POST /work/submissions': needs('lead work', {
    form: { version: '0', duty: '0', code: 'SPP', recipient: 'The state' },
    gives: [422],
  }),
  'GET /work/submissions/pack': needs('read work', { to: '/work/submissions/pack?from=2026-07-01&to=2027-06-30' }),
  'GET /work/submissions/:id': needs('read work', { of: 'submission' }),
  'POST /work/submissions/:id': needs('lead work', {
    of: 'submission',
    form: { version: '1', code: 'SPP', recipient: 'The state' },
  }),
  'POST /work/submissions/:id/undo': needs('lead work', { of: 'submission', form: { version: '1' }, gives: [409] }),
  'GET /work/submissions/:id/sent/:item': needs('read work', { of: 'submission', to: sent }),
  'POST /work/submissions/:id/sent/:item': needs('lead work', {
    of: 'submission',
    to: sent,
    form: { version: '1', what: 'The report', sent_on: '2026-11-13', receipt: '' },
  }),
  'POST /work/submissions/:id/sent/:item/back': needs('lead work', {
    of: 'submission',
    to: `${sent}/back`,
    form: { version: '1', reason: 'It was the wrong file.' },
  }),

  'GET /work/milestones': needs('read own work'),
  'GET /work/milestones/new': needs('lead work'),
  'POST /work/milestones': needs('lead work', { form: {}, gives: [422] }),
  'GET /work/milestones/:id': needs('read work', { of: 'milestone' }),
  'POST /work/milestones/:id': needs('lead work', { of: 'milestone', form: { version: '1' }, gives: [422] }),
  'POST /work/milestones/:id/reached': needs('lead work', { of: 'milestone', form: { version: '1', reached: '1' } }),
  'POST /work/milestones/:id/undo': needs('lead work', { of: 'milestone', form: { version: '1' }, gives: [409] }),

  'GET /work/compliance': needs('read own work'),
  'GET /work/compliance/new': needs('lead work'),
  'POST /work/compliance': needs('lead work', { form: policy, gives: [422] }),
  'GET /work/compliance/:id': needs('read work', { of: 'policy' }),
  'POST /work/compliance/:id': needs('lead work', { of: 'policy', form: policy, gives: [422] }),
  'POST /work/compliance/:id/obligation': needs('lead work', {
    of: 'policy',
    form: { version: '1', key: '', obligation: 'The board gets a report.', each: 'district' },
  }),
  'POST /work/compliance/:id/undo': needs('lead work', { of: 'policy', form: { version: '1' }, gives: [409] }),
  'GET /work/compliance/:id/:key/:org': needs('read work', { of: 'policy', to: kept }),
  'POST /work/compliance/:id/:key/:org': needs('sign evidence', {
    of: 'policy',
    to: kept,
    form: { version: '1', shown_by: 'duty:{duty}', until: '2027-06-30', note: '' },
  }),
  'POST /work/compliance/:id/:key/:org/sign': needs('sign evidence', {
    of: 'policy',
    to: `${kept}/sign`,
    form: { version: '1' },
  }),
  'POST /work/compliance/:id/:key/:org/undo': needs('sign evidence', {
    of: 'policy',
    to: `${kept}/undo`,
    form: { version: '1' },
    gives: [409],
  }),
}
