import { type Expectation, needs } from './expectation.ts'

/** Committees and meetings. People of this world sit in none, so that only those who lead the district may write. */
const committee = {
  name_en: 'A team',
  name_es: 'Un equipo',
  kind: 'team',
  org_id: '{district}',
  reports_to: '',
  quorum: '',
  every: '',
  from_date: '2026-07-01',
  to_date: '',
}

export const meetingExpectations: Readonly<Record<string, Expectation>> = {
  'GET /work/minutes': needs('read own work'),
  'GET /work/committees': needs('read own work'),
  'GET /work/committees/new': needs('lead work'),
  'POST /work/committees': needs('lead work', { of: 'district', form: { district: '{district}', ...committee } }),
  'GET /work/committees/:id': needs('read work', { of: 'committee' }),
  'GET /work/committees/:id/edit': needs('lead work', { of: 'committee' }),
  'POST /work/committees/:id': needs('lead work', { of: 'committee', form: { version: '1', ...committee } }),
  'POST /work/committees/:id/members': needs('lead work', {
    of: 'committee',
    form: { m_part: 'member', m_holder: '', m_seat: 'Parent', m_from: '2026-09-01', m_to: '' },
  }),
  'POST /work/committees/:id/members/:member/end': needs('lead work', {
    of: 'committee',
    form: { to_date: '2026-11-20' },
  }),
  'POST /work/committees/:id/meetings': needs('lead work', { of: 'committee', form: { held_on: '2026-12-03' } }),
  'GET /work/committees/:id/history': needs('read work', { of: 'committee' }),
  'POST /work/committees/:id/undo': needs('lead work', { of: 'committee', form: { version: '1' }, gives: [409] }),
  'GET /work/meetings/:id': needs('read work', { of: 'meeting' }),
  'POST /work/meetings/:id/when': needs('lead work', {
    of: 'draft meeting',
    form: { version: '1', held_on: '2026-11-19', starts_at: '10:00', place: '' },
  }),
  'POST /work/meetings/:id/build': needs('lead work', { of: 'draft meeting', form: {} }),
  'POST /work/meetings/:id/points': needs('lead work', { of: 'draft meeting', form: { n_title: 'Rooms' } }),
  'POST /work/meetings/:id/agenda': needs('lead work', { of: 'draft meeting', form: { version: '1' } }),
  'POST /work/meetings/:id/minutes': needs('lead work', { of: 'draft meeting', form: { version: '1', guests: '2' } }),
  'POST /work/meetings/:id/decisions': needs('lead work', {
    of: 'draft meeting',
    form: { d_words: 'Two rooms more.' },
  }),
  'POST /work/meetings/:id/actions': needs('lead work', {
    of: 'draft meeting',
    form: { a_words: 'Find two rooms', a_owner: '', a_due: '2026-12-04' },
  }),
  'POST /work/meetings/:id/approve': needs('lead work', {
    of: 'draft meeting',
    form: { version: '1', approved_in: '' },
  }),
  'POST /work/meetings/:id/corrections': needs('lead work', {
    of: 'meeting',
    form: { c_of: '', c_words: 'It was on Thursday.', c_reason: 'Misread.' },
  }),
  'POST /work/meetings/:id/undo': needs('lead work', { of: 'draft meeting', form: { version: '1' }, gives: [409] }),
  'GET /work/meetings/:id/history': needs('read work', { of: 'meeting' }),
}
