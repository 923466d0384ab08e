import { type Expectation, needs } from './expectation.ts'

const choice = { version: '0', rhythm: 'weekly', hour: '8', lang: 'en' }
const rule = {
  version: '1',
  mail: 'yes',
  rhythm: 'daily',
  hour: '8',
  quiet_from: '19',
  quiet_to: '6',
  days: 'office',
  ahead: '7',
  tell_after: '5',
  says: 'titles',
  links: 'sign-in',
}

/** Reminders, links of mails, and webhooks. */
export const reminderExpectations: Readonly<Record<string, Expectation>> = {
  'GET /work/reminders': needs('read own work'),
  'POST /work/reminders': needs('change own work', { form: choice }),
  'GET /work/reminders/district': needs('read own work'),
  'POST /work/reminders/district': needs('lead work', { form: rule }),
  'GET /work/by-mail/:token': needs('use link', { to: '/work/by-mail/unknown', gives: [404] }),
  'POST /work/by-mail/:token': needs('use link', { to: '/work/by-mail/unknown', form: {}, gives: [404] }),
  'GET /work/webhooks': needs('keep webhooks'),
  // An address of the machine itself is refused for everybody, without a look-up.
  'POST /work/webhooks': needs('keep webhooks', {
    form: { name: 'Another', url: 'https://127.0.0.1/', 'events[]': 'work.item.state' },
    gives: [422],
  }),
  'GET /work/webhooks/:id': needs('keep webhooks', { of: 'webhook' }),
  'POST /work/webhooks/:id/key': needs('keep webhooks', { of: 'webhook', form: { version: '1' } }),
  'POST /work/webhooks/:id/state': needs('keep webhooks', { of: 'webhook', form: { version: '1', state: 'off' } }),
  'POST /work/webhooks/:id/ping': needs('keep webhooks', { of: 'webhook', form: { nonce: 'a-trial-of-it' } }),
  'POST /work/webhooks/:id/deliveries/:delivery': needs('keep webhooks', {
    of: 'webhook',
    to: '/work/webhooks/{id}/deliveries/999999',
    form: {},
    gives: [404],
  }),
}
