import { type Expectation, needs } from './expectation.ts'

/** The board's papers: packets, calendar, responses, annual reports, scorecards. */
const report = { title_en: 'A report', title_es: '', owner: 'superintendent@{district}', due_on: '2026-12-09' }

export const boardExpectations: Readonly<Record<string, Expectation>> = {
  'GET /board': needs('open board pages'),
  'POST /board/packets': needs('draft editions', {
    of: 'empty desk',
    form: { district: '{district}', meeting_on: '2026-12-08', note_en: '', note_es: '' },
  }),
  'GET /board/packets/compare': needs('read board papers', {
    of: 'packet',
    to: '/board/packets/compare?a={id}&b={id}',
  }),
  'GET /board/packets/:id': needs('read board papers', { of: 'packet' }),
  'GET /board/packets/:id/pdf/:lang': needs('read board papers', { of: 'packet', to: '/board/packets/{id}/pdf/en' }),
  'GET /board/calendar': needs('open board pages'),
  'POST /board/calendar': needs('keep board calendar', {
    of: 'district',
    form: { district: '{district}', version: '0', ...report },
  }),
  'POST /board/calendar/publish': needs('keep board calendar', {
    of: 'district',
    form: { district: '{district}', year: '2027' },
  }),
  'GET /board/calendar/:id': needs('open board pages', { of: 'board report' }),
  'POST /board/calendar/:id': needs('keep board calendar', { of: 'board report', form: { version: '1', ...report } }),
  'POST /board/calendar/:id/remove': needs('keep board calendar', {
    of: 'board report',
    form: { version: '1', listed: 'no' },
  }),
  'GET /board/responses': needs('open board pages'),
  'GET /board/responses/of': needs('write responses', {
    of: 'promise',
    to: '/board/responses/of?promise={promise}&district={district}',
  }),
  'POST /board/responses': needs('write responses', {
    of: 'promise',
    form: {
      district: '{district}',
      promise: '{promise}',
      version: '0',
      words_en: 'We call families in the first week.',
      words_es: '',
      owner: 'superintendent@{district}',
      by_on: '2027-01-29',
    },
  }),
  'GET /board/reports': needs('read board papers'),
  'POST /board/reports': needs('write annual reports', {
    of: 'district',
    form: { district: '{district}', goal: 'g2' },
  }),
  'GET /board/reports/:id': needs('read board papers', { of: 'progress report' }),
  'POST /board/reports/:id': needs('write annual reports', {
    of: 'progress report',
    form: { version: '1', words_en: 'It went well.', words_es: '' },
  }),
  // The report of the world is a draft, and only a signed one is corrected.
  'POST /board/reports/:id/correct': needs('write annual reports', {
    of: 'progress report',
    form: { correction_en: 'A number was wrong.', correction_es: 'Un número estaba mal.' },
    gives: [409],
  }),
  'POST /board/reports/:id/sign': needs('sign annual reports', {
    of: 'progress report',
    form: { version: '1', digest: '0'.repeat(64) },
  }),
  'GET /board/reports/:id/pdf/:lang': needs('read board papers', {
    of: 'progress report',
    to: '/board/reports/{id}/pdf/en',
  }),
  'GET /board/scorecards': needs('read scorecards'),
  'GET /board/scorecards/:id': needs('read scorecards', { of: 'scorecard' }),
  'POST /board/scorecards/:id': needs('keep scorecards', {
    of: 'scorecard',
    form: { title_en: 'Days to an answer', unit: 'days', better: 'down' },
  }),
  'POST /board/scorecards/:id/values': needs('keep scorecards', {
    of: 'scorecard',
    form: { measure: '{measure}', on_date: '2026-11-19', value: '3' },
  }),
  'POST /board/scorecards/:id/end': needs('keep scorecards', {
    of: 'scorecard',
    form: { measure: '{measure}', version: '1' },
  }),
}
