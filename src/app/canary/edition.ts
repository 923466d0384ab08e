import { setTimeout as sleep } from 'node:timers/promises'
import type { Answer, Visit } from './visit.ts'

/** What a form of a page carries along: the version and the digest of what it is about. */
function carried(page: Answer, action: string): Record<string, string> {
  const form = new RegExp(`<form[^>]*action="[^"]*/${action}"[\\s\\S]*?</form>`).exec(page.body)?.[0] ?? ''
  return Object.fromEntries(
    [...form.matchAll(/name="(version|digest)" value="([^"]*)"/g)].map((one) => [one[1] ?? '', one[2] ?? '']),
  )
}

/** Drafts an edition, has it approved by a second person, publishes it, and waits until a reader finds it at its address. Errors: when it does not come. */
export async function publishBy(
  first: Visit,
  second: Visit,
  districtId: number,
  reader: Visit,
  address: string,
): Promise<void> {
  const words = {
    title_en: 'How we are doing',
    title_es: 'Cómo vamos',
    note_en: 'All is well.',
    note_es: 'Todo va bien.',
  }
  const draft = await first.post('/publish/editions', { district: String(districtId), ...words })
  for (const [who, action] of [
    [first, 'submit'],
    [second, 'approve'],
    [second, 'publish'],
  ] as const) {
    let page = await who.get(draft.to)
    for (let i = 0; i < 120 && !page.body.includes(`/${action}"`); i++) {
      await sleep(250)
      page = await who.get(draft.to)
    }
    await who.post(`${draft.to}/${action}`, carried(page, action))
  }
  // The public page opens a moment after the edition counts as published.
  for (let i = 0; i < 240; i++) {
    if ((await reader.get(address)).status === 302) return
    await sleep(250)
  }
  throw new Error('The edition was never published.')
}
