import { type Expectation, needs } from './expectation.ts'

const line = { title: 'Notes of the meeting', made_on: '2026-11-18' }
const link = { ...line, url: 'https://www.example.org/notes' }
const audience = { version: '1', 'roles[]': 'everybody', org: '{district}', acknowledge_by: '' }

/** Evidence and documents. */
export const evidenceExpectations: Readonly<Record<string, Expectation>> = {
  'GET /work/evidence': needs('read own work'),
  'GET /work/artefacts': needs('read own work'),
  'GET /work/artefacts/new': needs('lead work', {
    of: 'item of nobody',
    to: '/work/artefacts/new?subject=item:{id}',
  }),
  'POST /work/artefacts/file': needs('lead work', {
    of: 'item of nobody',
    form: { subject: 'item:{id}', ...line, file: 'x' },
  }),
  'POST /work/artefacts/link': needs('lead work', { of: 'item of nobody', form: { subject: 'item:{id}', ...link } }),
  'GET /work/artefacts/:id': needs('read work', { of: 'artefact' }),
  'GET /work/artefacts/:id/file/:number': needs('read work', {
    of: 'artefact',
    to: '/work/artefacts/{id}/file/1',
    gives: [404],
  }),
  'GET /work/artefacts/:id/renew': needs('sign evidence', { of: 'artefact' }),
  'POST /work/artefacts/:id/file': needs('sign evidence', {
    of: 'artefact',
    form: { version: '1', ...line, file: 'x' },
  }),
  'POST /work/artefacts/:id/link': needs('sign evidence', { of: 'artefact', form: { version: '1', ...link } }),
  'POST /work/artefacts/:id/sign': needs('sign evidence', {
    of: 'artefact',
    form: { version: '1', verdict: 'accepted', reason: '' },
  }),
  'POST /work/artefacts/:id/remove': needs('sign evidence', {
    of: 'artefact',
    form: { version: '1', removal: 'It was brought twice.' },
  }),
  'POST /work/artefacts/:id/undo': needs('sign evidence', { of: 'artefact', form: { version: '1' }, gives: [409] }),

  'GET /work/documents': needs('read own work'),
  'GET /work/documents/new': needs('enter documents'),
  'POST /work/documents': needs('enter documents', { form: { title: 'A guide' }, gives: [422] }),
  'GET /work/documents/:id': needs('read work', { of: 'document' }),
  'GET /work/documents/:id/file/:number': needs('read work', { of: 'document', to: '/work/documents/{id}/file/1' }),
  'GET /work/documents/:id/acknowledge': needs('read work', { of: 'document' }),
  'POST /work/documents/:id/acknowledge': needs('read work', { of: 'document', form: { number: '1' } }),
  'POST /work/documents/:id': needs('lead work', {
    of: 'document',
    form: { version: '1', title: 'Another title', kind: 'procedure', review_by: '' },
  }),
  'GET /work/documents/:id/edit': needs('lead work', { of: 'document' }),
  'GET /work/documents/:id/bring': needs('lead work', { of: 'document' }),
  'POST /work/documents/:id/file': needs('lead work', {
    of: 'document',
    form: { version: '1', note: '', file: 'x' },
  }),
  'POST /work/documents/:id/link': needs('lead work', {
    of: 'document',
    form: { version: '1', note: '', url: 'https://www.example.org/guide' },
  }),
  'GET /work/documents/:id/send': needs('lead work', { of: 'document' }),
  'POST /work/documents/:id/send': needs('lead work', { of: 'document', form: audience }),
  'POST /work/documents/:id/move': needs('lead work', {
    of: 'document',
    form: { version: '1', move: 'supersede', reason: 'Another one holds.' },
  }),
  'POST /work/documents/:id/review': needs('lead work', {
    of: 'document',
    form: { version: '1', review_by: '2027-03-01' },
  }),
  'POST /work/documents/:id/undo': needs('lead work', { of: 'document', form: { version: '1' }, gives: [409] }),
}
