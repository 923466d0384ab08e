import { kindNames } from '../../modules/feeds/index.ts'
import { type Expectation, needs, why } from './expectation.ts'

/** What routes of files and numbers need. */
export const numberExpectations: Readonly<Record<string, Expectation>> = {
  // feeds
  'GET /data': needs('read files', { of: 'district', to: '/data?district={district}' }),
  'GET /data/new': needs('add files', { of: 'district', to: '/data/new?district={district}' }),
  'GET /data/ed-fi': needs('add files', { of: 'district', to: '/data/ed-fi?district={district}' }),
  'POST /data/ed-fi': needs('add files', { of: 'district', form: { district: '{district}', file: '{file}' } }),
  'GET /data/examples/:file': needs('read rules', { to: '/data/examples/attendance.csv' }),
  'POST /data/imports': needs('add files', { of: 'district', form: { district: '{district}', file: '{file}' } }),
  'GET /data/imports/:id': needs('read files', { of: 'import' }),
  'GET /data/imports/:id/findings.csv': needs('read files', { of: 'import' }),
  'POST /data/imports/:id/accept': needs('decide files', {
    of: 'import',
    form: { version: '{version}', status: 'certified', note: '', embargo_date: '' },
  }),
  'POST /data/imports/:id/refuse': needs('decide files', { of: 'import', form: { version: '{version}', ...why } }),
  'POST /data/imports/:id/override': needs('decide files', {
    of: 'stopped import',
    form: { version: '{version}', ...why },
  }),
  'POST /data/imports/:id/again': needs('decide files', { of: 'stopped import', form: { version: '{version}' } }),
  'POST /data/imports/:id/match': needs('decide files', {
    of: 'stopped import',
    form: { version: '{version}', kind: 'attendance', 'column.student_id': 'student_id' },
  }),
  'POST /data/imports/:id/schools': needs('decide files', { of: 'import' }),
  'GET /data/imports/:id/organizations.csv': needs('read files', { of: 'import', gives: [200, 404, 409] }),
  'POST /data/imports/:id/purge': needs('purge files', { of: 'spare import', form: why }),
  'GET /data/datasets/:dataset/:year': needs('read files', {
    of: 'district',
    to: '/data/datasets/attendance/2027?district={district}',
  }),
  'POST /data/datasets/:dataset/:year/rollback': needs('move datasets', {
    of: 'district',
    to: '/data/datasets/attendance/2027/rollback',
    form: { district: '{district}', to: '1', ...why },
  }),
  'GET /data/retention': needs('set retention', { of: 'district', to: '/data/retention?district={district}' }),
  'POST /data/retention': needs('set retention', {
    of: 'district',
    form: {
      district: '{district}',
      'file_days.all': '100',
      'version_days.all': '200',
      'version.all': '1',
      ...Object.fromEntries(kindNames.map((kind) => [`version.${kind}`, '0'])),
    },
  }),
  'GET /data/forget': needs('decide to forget', { of: 'district', to: '/data/forget?district={district}' }),
  'POST /data/forget': needs('ask to forget', {
    of: 'district',
    form: { district: '{district}', student_id: '{pupil}', again: '{pupil}', ...why },
    gives: [303, 422],
  }),
  'GET /data/forget/:id': needs('decide to forget', { of: 'forgetting' }),
  'POST /data/forget/:id/agree': needs('decide to forget', { of: 'forgetting', form: { version: '1' } }),
  'POST /data/forget/:id/refuse': needs('decide to forget', { of: 'forgetting', form: { version: '1' } }),
  'GET /data/tokens': needs('keep tokens', { of: 'district', to: '/data/tokens?district={district}' }),
  'POST /data/tokens': needs('keep tokens', {
    of: 'district',
    form: { district: '{district}', name: 'Nightly', 'kinds[]': 'attendance', days: '30' },
  }),
  'POST /data/tokens/:id/revoke': needs('keep tokens', { of: 'token', form: { district: '{district}' } }),
  'POST /api/feeds/:kind': needs('hand in files', { to: '/api/feeds/attendance', form: {} }),
  'GET /api/feeds/imports/:id': needs('hand in files', { of: 'import' }),

  // indicators
  'GET /indicators': needs('read checked numbers', { of: 'org', to: '/indicators?org={org}' }),
  'GET /indicators/risk-ratios': needs('read checked numbers', { of: 'org', to: '/indicators/risk-ratios?org={org}' }),
  'GET /indicators/enrollment-projection': needs('read checked numbers', {
    of: 'org',
    to: '/indicators/enrollment-projection?org={org}',
  }),
  'GET /indicators/early-warning': needs('read checked numbers', {
    of: 'org',
    to: '/indicators/early-warning?org={org}',
  }),
  'GET /indicators/tests': needs('read checked numbers', { of: 'org', to: '/indicators/tests?org={org}' }),
  'GET /indicators/attendance-tiers': needs('read checked numbers', {
    of: 'org',
    to: '/indicators/attendance-tiers?org={org}',
  }),
  'GET /indicators/published': needs('read checked numbers', { of: 'org', to: '/indicators/published?org={org}' }),
  'GET /indicators/published/:measure': needs('read checked numbers', {
    of: 'org',
    to: '/indicators/published/four-year-graduation?org={org}',
  }),
  'GET /indicators/published/:measure/students': needs('read students', {
    of: 'org',
    to: '/indicators/published/four-year-graduation/students?org={org}',
  }),
  'GET /indicators/accountability': needs('read checked numbers', {
    of: 'org',
    to: '/indicators/accountability?org={org}',
  }),
  'POST /indicators/similar': needs('add files', { of: 'district', form: { district: '{district}', codes: '' } }),
  'GET /indicators/own': needs('read checked numbers', { of: 'org', to: '/indicators/own?org={org}' }),
  'GET /indicators/own/new': needs('keep own definitions', {
    of: 'district',
    to: '/indicators/own/new?org={district}',
  }),
  'POST /indicators/own': needs('keep own definitions', {
    of: 'district',
    form: { district: '{district}', mode: 'form', id: 'x' },
    gives: [422],
  }),
  'GET /indicators/own/:own': needs('read checked numbers', {
    of: 'org',
    to: '/indicators/own/evening-readers?org={org}',
  }),
  'GET /indicators/own/:own/edit': needs('keep own definitions', {
    of: 'district',
    to: '/indicators/own/evening-readers/edit?org={district}',
  }),
  'POST /indicators/own/:own/example': needs('keep own definitions', {
    of: 'district',
    to: '/indicators/own/evening-readers/example',
    form: { district: '{district}', version: '1', table: '', expected: '' },
    gives: [422],
  }),
  'POST /indicators/own/:own/trial': needs('keep own definitions', {
    of: 'district',
    to: '/indicators/own/evening-readers/trial',
    form: { district: '{district}' },
  }),
  'POST /indicators/own/:own/activate': needs('keep own definitions', {
    of: 'district',
    to: '/indicators/own/evening-readers/activate',
    form: { district: '{district}', version: '1' },
    gives: [409],
  }),
  'POST /indicators/own/:own/retire': needs('keep own definitions', {
    of: 'district',
    to: '/indicators/own/evening-readers/retire',
    form: { district: '{district}', version: '1' },
  }),
  'GET /indicators/:definition': needs('read checked numbers', {
    of: 'org',
    to: '/indicators/chronic-absenteeism?org={org}',
  }),
  'GET /indicators/:definition/compare': needs('read checked numbers', {
    of: 'district',
    to: '/indicators/chronic-absenteeism/compare?org={district}',
  }),
  'GET /indicators/:definition/values': needs('read checked numbers', {
    of: 'org',
    to: '/indicators/chronic-absenteeism/values?org={org}',
  }),
  'GET /indicators/:definition/method': needs('read rules', { to: '/indicators/chronic-absenteeism/method' }),
  'GET /schools/:org': needs('read checked numbers', { of: 'school' }),
  'GET /schools/:org/students': needs('read students', { of: 'school' }),
  'GET /schools/:org/warnings': needs('read students', { of: 'school' }),
  'GET /schools/:org/not-yet/:definition': needs('read students', {
    of: 'school',
    to: '/schools/{org}/not-yet/freshmen-on-track',
  }),
  'POST /schools/:org/students/export': needs('export students', { of: 'school', form: { ...why, stays: 'inside' } }),
}
