import type { Put } from './world-put.ts'

/** A mail, a choice, the rule, a day and a used link of a person, and a webhook with a delivery. Out: the webhook. */
export async function fillReminders(
  put: Put,
  at: { code: string; district: number; account: number | undefined; item: number | undefined; now: Date },
): Promise<number> {
  const { code, district, account, now } = at
  const own = { account_id: account, district_id: district }
  await put('platform.mail', {
    ...own,
    key: 'digest',
    message_id: `<${code}@matrix.example.org>`,
    lang: 'en',
    recipient: '',
    subject: '',
    plain: '',
    html: '',
    state: 'sent',
    made_at: now,
    next_at: now,
    until: now,
  })
  await put('work.reminder_choice', { ...own, rhythm: 'daily', hour: 7, lang: 'en' })
  await put('work.reminder_rule', { district_id: district, rule: '{}' })
  await put('work.reminder_day', { ...own, day: '2026-11-20', mailed: true })
  await put('work.link_used', { ...own, token_hash: `link-${code}`, item_id: at.item, version: 2, used_at: now })
  const hook = await put(
    'work.webhook',
    {
      district_id: district,
      name: 'Warehouse',
      url: `https://${code.toLowerCase()}.example.org/hook`,
      events: '{work.item.state}',
      sealed: 'x',
      made_at: now,
    },
    'hook_id',
  )
  await put('work.delivery', {
    hook_id: hook,
    district_id: district,
    event: 'ping',
    key: 'ping/1',
    body: '{}',
    made_at: now,
    next_at: now,
  })
  return hook
}
