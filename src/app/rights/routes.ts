import { type Expectation, needs, why } from './expectation.ts'
import { cycleExpectations } from './routes-cycles.ts'
import { evidenceExpectations } from './routes-evidence.ts'
import { governanceExpectations } from './routes-governance.ts'
import { meetingExpectations } from './routes-meetings.ts'
import { boardExpectations } from './routes-board.ts'
import { numberExpectations } from './routes-numbers.ts'
import { reminderExpectations } from './routes-reminders.ts'
import { valueExpectations } from './routes-values.ts'
import type { RightName } from './table.ts'

const password = 'another long passphrase'
const planLine = {
  element: 'g2',
  audience: 'family',
  kind: 'asks',
  words_en: 'Call the school before nine.',
  words_es: 'Llame a la escuela antes de las nueve.',
}
const words = { title_en: 'A scorecard', title_es: 'Un informe', note_en: '', note_es: '' }

const provider = {
  preset: 'other',
  name: 'Another way',
  issuer: 'https://other.example.org',
  client_id: 'client',
  secret: 'secret',
  token_auth: 'post',
  scopes: 'openid email',
  email_claim: 'email',
}

export const expectations: Readonly<Record<string, Expectation>> = {
  // app
  'GET /progress/:subject': needs('read files', { of: 'import', to: '/progress/import:{id}' }),

  'GET /health/live': needs('read health'),
  'GET /health/ready': needs('read health', { gives: [200, 503] }),

  // people: sign-in, own account, links
  'GET /sign-in/with/:id': needs('sign in', { gives: [404] }),
  'GET /sign-in/with/:id/back': needs('sign in', { gives: [404] }),
  'GET /second': needs('keep own account'),
  'POST /second': needs('keep own account', { form: {} }),
  'POST /second/begin': needs('keep own account', { form: {} }),
  'POST /second/confirm': needs('keep own account', { form: {} }),
  'GET /account/second': needs('keep own account'),
  'POST /account/second/begin': needs('keep own account', { of: 'own', form: { current: '{password}' }, slow: true }),
  'POST /account/second/confirm': needs('keep own account'),
  'POST /account/second/codes': needs('keep own account'),
  'POST /account/second/off': needs('keep own account'),
  'POST /account/sessions/:id': needs('keep own account', { of: 'somebody else’s' }),
  'POST /acting/stop': needs('keep own account', { form: {}, gives: [404] }),
  'GET /sign-in': needs('sign in'),
  'POST /sign-in': needs('sign in', {
    form: { email: 'nobody@example.org', password: 'wrong' },
    gives: [422],
    slow: true,
  }),
  'POST /sign-out': needs('keep own account', { form: {} }),
  'GET /account': needs('keep own account'),
  'POST /account/language': needs('keep own account', { form: { lang: 'es' } }),
  'POST /account/password': needs('keep own account', {
    form: { current: '{password}', password, repeated: password },
    of: 'own',
    slow: true,
  }),
  'POST /account/sign-out-everywhere': needs('keep own account', { form: {} }),
  'GET /welcome/:token': needs('use link', { gives: [404] }),
  'POST /welcome/:token': needs('use link', { form: { password, repeated: password }, gives: [404] }),
  'GET /setup/:token': needs('use link', { gives: [404] }),
  'POST /setup/:token': needs('use link', { form: {}, gives: [404, 422], slow: true }),

  // people: accounts, schools, reads
  'GET /setup': needs('read setup'),
  'GET /schools': needs('read schools'),
  'GET /organizations': needs('read organizations'),
  'GET /people': needs('read accounts'),
  'GET /people/new': needs('keep accounts'),
  'POST /people': needs('keep accounts', {
    of: 'org',
    refuses: [422],
    form: {
      email: 'new@example.org',
      name: 'Somebody New',
      lang: 'en',
      role: 'teacher',
      org_id: '{org}',
      from_date: '2026-09-01',
      to_date: '',
    },
  }),
  'POST /people/:id/sessions': needs('keep accounts', { of: 'account', form: {} }),
  'POST /people/:id/second': needs('keep accounts', {
    of: 'account',
    form: { reset_reason: 'A reason that says why.' },
    gives: [303, 404],
  }),
  'POST /people/:id/unlink': needs('keep accounts', {
    of: 'account',
    form: { provider: '{provider}' },
    gives: [303, 404],
  }),
  'POST /people/:id/act-as': needs('act as others', {
    of: 'account',
    form: { acting_reason: 'A reason that says why.' },
  }),
  'GET /people/providers': needs('keep sign-in'),
  'GET /people/providers/new': needs('keep sign-in'),
  'POST /people/providers': needs('keep sign-in', { of: 'district', form: { district: '{district}', ...provider } }),
  'GET /people/providers/:id': needs('keep sign-in', { of: 'provider' }),
  'POST /people/providers/:id': needs('keep sign-in', { of: 'provider', form: { version: '1', ...provider } }),
  'POST /people/providers/:id/check': needs('keep sign-in', { of: 'provider', form: {}, gives: [200, 503] }),
  'POST /people/providers/:id/state': needs('keep sign-in', {
    of: 'provider',
    form: { version: '1', state: 'active' },
  }),
  'GET /students': needs('open records'),
  'POST /students': needs('open records'),
  'GET /students/records/:id': needs('open records', { of: 'somebody else’s' }),
  'POST /students/records/:id/file': needs('open records', { of: 'somebody else’s', form: {} }),
  'POST /students/records/:id/opt-out': needs('open records', { of: 'somebody else’s', form: {} }),
  'GET /students/disclosures': needs('keep disclosures'),
  'GET /students/disclosures/new': needs('keep disclosures'),
  'POST /students/disclosures': needs('keep disclosures', {
    of: 'pupil',
    refuses: [422],
    form: {
      on_date: '2026-09-02',
      party: 'An auditor',
      party_kind: 'school',
      basis: 'audit',
      interest: 'The yearly audit.',
      what: 'Attendance',
      was_given: 'yes',
      students: '{pupil}',
    },
  }),
  'GET /students/disclosures/:id': needs('keep disclosures', { of: 'disclosure' }),
  'POST /students/disclosures/:id': needs('keep disclosures', {
    of: 'disclosure',
    form: {
      on_date: '2026-09-02',
      party: 'An auditor',
      party_kind: 'school',
      basis: 'audit',
      interest: 'The yearly audit.',
      what: 'Attendance',
      was_given: 'yes',
      version: '1',
      ...why,
    },
  }),
  'POST /students/disclosures/file': needs('keep disclosures', { of: 'somebody else’s', form: { record: '{record}' } }),
  'GET /people/roster': needs('keep roster roles'),
  'POST /people/roster': needs('keep roster roles', {
    of: 'district',
    form: { district: '{district}', 'role.teacher': 'teacher' },
  }),
  'GET /people/reads': needs('read reads'),
  'GET /people/:id': needs('read accounts', { of: 'account' }),
  'POST /people/:id/roles': needs('keep accounts', {
    of: 'account',
    form: { role: 'coach', org_id: '{org}', from_date: '2026-09-01', to_date: '' },
  }),
  'POST /people/roles/:role': needs('keep accounts', {
    of: 'role',
    form: { version: '1', 'end-{role}': '2027-06-30' },
  }),
  'POST /people/:id/link': needs('keep accounts', { of: 'account', form: {} }),
  'POST /people/:id/state': needs('keep accounts', { of: 'account', form: { version: '1', state: 'closed' } }),

  ...numberExpectations,

  // plans
  'GET /plans': needs('read plans'),
  'GET /plans/ledger': needs('read plans'),
  'GET /plans/ledger/:measure': needs('read plans', { to: '/plans/ledger/chronic-absenteeism' }),
  'GET /plans/crosswalk/:crosswalk': needs('read plans', { to: '/plans/crosswalk/hartford' }),
  'GET /plans/units': needs('list plans of units'),
  'GET /plans/units/quarter': needs('review plans of units'),
  'GET /plans/units/new': needs('begin plans of units'),
  'POST /plans/units': needs('begin plans of units', { of: 'school', form: { unit: '{org}', year: '2027' } }),
  'GET /plans/units/times': needs('load plans'),
  'POST /plans/units/times': needs('load plans', { form: { version: '0', review: '9', back: '9', adopt: '4' } }),
  'GET /plans/:plan/alignment': needs('read plans of units', { of: 'unit plan' }),
  'POST /plans/:plan/alignment': needs('write plans of units', {
    of: 'unit plan',
    form: { element: 's2-1', part: 's2-1', take: 'add' },
    gives: [303, 422],
  }),
  'GET /plans/:plan/reviews': needs('read reviews of units', { of: 'unit plan' }),
  'POST /plans/:plan/reviews': needs('review plans of units', {
    of: 'unit plan',
    form: { school_year: '2027', quarter: '3', review_by: '2026-12-18' },
  }),
  'POST /plans/:plan/reviews/close': needs('review plans of units', {
    of: 'unit plan',
    form: { round: '{round}', version: '1' },
  }),
  'POST /plans/:plan/reviews/comments': needs('review plans of units', {
    of: 'unit plan',
    form: { round: '{round}', element: '', body: 'How will you tell?', answer_by: '2026-12-04' },
  }),
  'POST /plans/:plan/reviews/comments/:comment/answer': needs('write plans of units', {
    of: 'unit plan',
    form: { version: '1', 'kind-{comment}': 'explained', 'answer-{comment}': 'By the count of visits.' },
  }),
  'POST /plans/:plan/reviews/comments/:comment/settle': needs('review plans of units', {
    of: 'unit plan',
    form: { version: '1', to: 'closed' },
  }),
  'GET /plans/:plan/offices': needs('read plans', { of: 'plan' }),
  'GET /plans/:plan/offices/:office': needs('read plans', { of: 'plan', to: '/plans/{plan}/offices/oss' }),
  'GET /plans/:plan': needs('read plans', { of: 'plan' }),
  'GET /plans/:plan/about': needs('read plans', { of: 'plan' }),
  'GET /plans/:plan/voices': needs('read plans', { of: 'plan' }),
  'GET /plans/:plan/measures': needs('read plans', { of: 'plan' }),
  'GET /plans/:plan/rollout': needs('read plans', { of: 'plan' }),
  'GET /plans/:plan/families': needs('read plans', { of: 'plan' }),
  'GET /plans/:plan/glossary': needs('read plans', { of: 'plan' }),
  'GET /plans/:plan/record': needs('read plans', { of: 'plan' }),
  'GET /plans/:plan/diff': needs('read plans', { of: 'plan' }),
  'GET /plans/:plan/approvals': needs('read plans', { of: 'plan' }),
  'POST /plans/:plan/approvals': needs('load plans', { of: 'plan' }),
  'POST /plans/:plan/approvals/step': needs('load plans', { of: 'plan' }),
  'GET /plans/:plan/drafts': needs('read drafts of plans', { of: 'plan' }),
  'POST /plans/:plan/drafts': needs('draft plans', { of: 'plan', form: { why: 'Other dates' } }),
  'GET /plans/:plan/drafts/:draft': needs('read drafts of plans', { of: 'draft of a plan' }),
  'GET /plans/:plan/drafts/:draft/renumber': needs('read drafts of plans', { of: 'draft of a plan' }),
  'POST /plans/:plan/drafts/:draft/steps': needs('draft plans', {
    of: 'draft of a plan',
    form: { do: 'add-measure', id: '{element}', measure_title: 'How far' },
  }),
  'POST /plans/:plan/drafts/:draft/drop': needs('draft plans', { of: 'draft of a plan', form: {} }),
  'POST /plans/:plan/drafts/:draft/elements/:element': needs('draft plans', {
    of: 'draft of a plan',
    form: { n: '1', wave: 'Year 1' },
  }),
  'POST /plans/:plan/drafts/:draft/measures/:measure': needs('draft plans', {
    of: 'draft of a plan',
    form: { n: '1', instrument: 'A test' },
    gives: [303, 409],
  }),
  'POST /plans/:plan/drafts/:draft/parts/:part': needs('draft plans', {
    of: 'draft of a plan',
    to: '/plans/{plan}/drafts/{draft}/parts/roles',
    form: { n: '1', 'new.name.en': 'Chief of Schools' },
    gives: [303, 409],
  }),
  'GET /plans/:plan/find': needs('read plans', { of: 'plan', to: '/plans/{plan}/find?q=school' }),
  'GET /plans/:plan/:element': needs('read plans', { of: 'plan' }),
  'GET /api/plans': needs('read plans'),
  'GET /api/plans/:plan': needs('read plans', { of: 'plan' }),
  'GET /api/plans/:plan/elements/:element': needs('read plans', { of: 'plan' }),
  'GET /api/plans/:plan/export/:format': needs('read plans', { of: 'plan', to: '/api/plans/{plan}/export/stratml2' }),
  'GET /api/openapi.json': needs('read plans'),

  // work
  ...reminderExpectations,
  ...valueExpectations,
  'GET /work': needs('read own work'),
  'GET /work/table': needs('read own work'),
  'POST /work/table': needs('change own work', { form: {} }),
  'POST /work/table/undo': needs('change own work', { form: {} }),
  'GET /work/calendar': needs('read own work'),
  'POST /work/calendar': needs('change own work', { form: {} }),
  'POST /work/calendar/end': needs('change own work', { form: {} }),
  'GET /work/calendar/:file': needs('use link', { to: '/work/calendar/unknown.ics', gives: [404] }),
  'GET /work/on-time': needs('read work'),
  'GET /work/hand-over': needs('lead work'),
  'POST /work/hand-over': needs('lead work', { form: {}, gives: [422] }),
  'GET /work/duties': needs('read own work'),
  'POST /work/duties': needs('lead work', { form: {}, gives: [422] }),
  'GET /work/duties/new': needs('lead work'),
  'GET /work/duties/:id': needs('read work', { of: 'duty' }),
  'GET /work/duties/:id/edit': needs('lead work', { of: 'duty' }),
  'POST /work/duties/:id': needs('lead work', { of: 'duty', form: { version: '1' }, gives: [422] }),
  'POST /work/duties/:id/rule': needs('lead work', { of: 'duty', form: { version: '1' }, gives: [422] }),
  'POST /work/duties/:id/end': needs('lead work', { of: 'duty', form: { version: '1', to: 'x' }, gives: [422] }),
  'POST /work/duties/:id/settle': needs('lead work', { of: 'duty', form: { version: '1', reading: 'monthly' } }),
  'POST /work/duties/:id/undo': needs('lead work', { of: 'duty', form: { version: '1' }, gives: [409] }),
  'POST /work/duties/:id/event': needs('lead work', {
    of: 'duty',
    form: { key: 'A-1', on: '2026-11-20' },
    gives: [422],
  }),
  'GET /work/list': needs('read own work'),
  'GET /work/timeline': needs('read own work'),
  'GET /work/board': needs('read own work'),
  'GET /work/what-if': needs('read own work'),
  'GET /work/waves': needs('read own work'),
  'GET /work/majors': needs('read own work'),
  'GET /work/waves/:wave': needs('read work', { of: 'wave', to: '/work/waves/{id}' }),
  'POST /work/waves/:wave': needs('lead work', {
    of: 'wave',
    to: '/work/waves/{id}',
    form: { version: '1', begins_on: '2027-01-04', reason: 'Later.' },
  }),
  'POST /work/waves/:wave/undo': needs('lead work', {
    of: 'wave',
    to: '/work/waves/{id}/undo',
    form: { version: '1' },
    gives: [409],
  }),
  'GET /work/:id/chain': needs(['read own work', 'read work'], { of: 'item' }),
  'POST /work/:id/chain': needs(['change own work', 'lead work'], {
    of: 'item',
    form: { needs: 'no such code', days: '' },
    gives: [422],
  }),
  'POST /work/:id/chain/end': needs('lead work', {
    of: 'waiting item',
    form: { dependency: '{dependency}', version: '1' },
  }),
  'POST /work/:id/chain/undo': needs('lead work', {
    of: 'waiting item',
    form: { dependency: '{dependency}', version: '1' },
  }),
  ...cycleExpectations,
  'GET /work/delegation': needs('delegate own work'),
  'POST /work/delegation': needs('delegate own work', { form: {}, gives: [422] }),
  'POST /work/delegation/:id/end': needs('lead work', { of: 'delegation', form: {} }),
  ...meetingExpectations,
  ...evidenceExpectations,
  ...governanceExpectations,
  'POST /work/:id/fulfils': needs(['change own work', 'lead work'], { of: 'item', form: {}, gives: [409] }),
  'GET /work/:id': needs(['read own work', 'read work'], { of: 'item' }),
  'POST /work/:id': needs(['change own work', 'lead work'], {
    of: 'item',
    form: { version: '1', state: 'going_on', note: 'begun' },
  }),
  'POST /work/:id/give': needs('give work', { of: 'item', form: {}, gives: [422] }),
  'POST /work/:id/give/undo': needs('give work', { of: 'item', form: { version: '9' }, gives: [409] }),
  'POST /work/:id/undo': needs(['change own work', 'lead work'], { of: 'changed item', form: { version: '2' } }),

  // publishing
  ...boardExpectations,
  'GET /publish': needs('read drafts', { of: 'district', to: '/publish?district={district}' }),
  'GET /publish/plan': needs('read drafts', { of: 'district', to: '/publish/plan?district={district}' }),
  'POST /publish/plan/lines': needs('draft editions', {
    of: 'district',
    form: { district: '{district}', ...planLine },
  }),
  'GET /publish/plan/lines/:id': needs('read drafts', { of: 'plan line' }),
  'POST /publish/plan/lines/:id': needs('draft editions', { of: 'plan line', form: { version: '1', ...planLine } }),
  'POST /publish/plan/lines/:id/listed': needs('draft editions', {
    of: 'plan line',
    form: { version: '1', listed: 'no' },
  }),
  'POST /publish/editions': needs('draft editions', { of: 'empty desk', form: { district: '{district}', ...words } }),
  'GET /publish/editions/:id': needs('read drafts', { of: 'edition' }),
  'GET /publish/editions/:id/certificate': needs('read drafts', { of: 'edition' }),
  'POST /publish/editions/:id/redraft': needs('draft editions', {
    of: 'edition',
    form: { version: '{version}', ...words },
  }),
  'POST /publish/editions/:id/submit': needs('draft editions', { of: 'edition', form: { version: '{version}' } }),
  'POST /publish/editions/:id/approve': needs('approve editions', {
    of: 'submitted edition',
    form: { version: '{version}', digest: '{digest}' },
  }),
  'POST /publish/editions/:id/send-back': needs('approve editions', {
    of: 'submitted edition',
    form: { version: '{version}', reason_send_back: 'Not yet.' },
  }),
  'POST /publish/editions/:id/withdraw': needs('draft editions', {
    of: 'edition',
    form: { version: '{version}', reason_withdraw: 'Not now.' },
  }),
  'POST /publish/editions/:id/publish': needs('approve editions', {
    of: 'approved edition',
    form: { digest: '{digest}' },
  }),
  'POST /publish/editions/:id/correct': needs('draft editions', {
    of: 'published edition',
    form: { ...words, correction_en: 'A number was wrong.', correction_es: 'Un número estaba mal.' },
  }),
  'GET /publish/:id/preview/:lang': needs('be led on', { of: 'edition', to: '/publish/{id}/preview/en' }),
  'GET /publish/:id/preview/:lang/': needs('read drafts', { of: 'edition', to: '/publish/{id}/preview/en/' }),
  'GET /publish/:id/preview/:lang/:file': needs('read drafts', {
    of: 'edition',
    to: '/publish/{id}/preview/en/index.html',
  }),
  'GET /publish/:id/preview/:lang/:folder/': needs('be led on', {
    of: 'edition',
    to: '/publish/{id}/preview/en/method/',
  }),
  'GET /publish/:id/preview/:lang/:folder/:file': needs('read drafts', {
    of: 'edition',
    to: '/publish/{id}/preview/en/method/chronic-absenteeism.html',
  }),
  'GET /publish/released': needs('read drafts', { of: 'district', to: '/publish/released?district={district}' }),

  // home
  'GET /': needs('read start page'),
}

/** The right behind each entry of the menu: it is shown to whom the table gives this right anywhere, and to nobody else. */
export const menuRights: Readonly<Record<string, RightName>> = {
  '/': 'keep own account',
  '/plans': 'read plans',
  '/indicators': 'read checked numbers',
  '/schools': 'read schools',
  '/work': 'read work',
  '/board': 'open board pages',
  '/publish': 'read drafts',
  '/data': 'read files',
  '/people': 'read accounts',
  '/people/reads': 'read reads',
  '/organizations': 'read organizations',
  '/students': 'open records',
}
/** An administrator finds the log of reads inside the page of people. */
export const notInMenu: Readonly<Record<string, RightName>> = { '/people/reads': 'read accounts' }
