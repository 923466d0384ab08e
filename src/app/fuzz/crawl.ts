import { parseHTML } from 'linkedom'
import type { Ask } from './ask.ts'
import { send } from './send.ts'

/** A form as a page offers it, filled in as it stands. */
export type Form = { action: string; multipart: boolean; fields: [name: string, value: string][] }
/** What somebody can reach: addresses and forms. */
export type Reach = { addresses: string[]; forms: Form[]; csrf: string }

/** Turns what came back into text, whether it came in chunks or not. */
function plain(head: string, body: string): string {
  const bytes = /^transfer-encoding: chunked/im.test(head) ? body.replaceAll(/(^|\r\n)[0-9a-f]+\r\n/g, '') : body
  return Buffer.from(bytes, 'latin1').toString('utf8')
}

/** Follows links from the first page on, breadth first. In: the port, the session, how many pages at most. */
export async function crawl(port: number, session: string, most: number): Promise<Reach> {
  const addresses = ['/', '/account', '/data', '/people', '/publish', '/plans', '/work', '/schools', '/indicators']
  const seen = new Set(addresses)
  const forms = new Map<string, Form>()
  let csrf = ''
  for (let i = 0; i < addresses.length && i < most; i++) {
    const ask: Ask = {
      method: 'GET',
      target: addresses[i] ?? '/',
      headers: [['cookie', `tl_session=${session}`]],
      body: null,
    }
    const answer = await send(port, ask, 20_000)
    if (!/^content-type: text\/html/im.test(answer.head)) continue
    const { document } = parseHTML(plain(answer.head, answer.body))
    for (const link of document.querySelectorAll('a[href], link[rel=alternate]')) {
      const href = (link.getAttribute('href') ?? '').replace(/#.*$/, '')
      if (!/^\/(?!\/)/.test(href) || seen.has(href) || href.startsWith('/assets/')) continue
      seen.add(href)
      // Pages of one kind are many; a few of each are enough.
      const kind = href.replaceAll(/\d+/g, '0').replace(/\?.*$/, '')
      if (addresses.filter((one) => one.replaceAll(/\d+/g, '0').replace(/\?.*$/, '') === kind).length < 4)
        addresses.push(href)
    }
    for (const form of document.querySelectorAll('form')) {
      const action = form.getAttribute('action') ?? ''
      const fields: Form['fields'] = []
      for (const field of form.querySelectorAll('input, select, textarea, button[name]')) {
        const name = field.getAttribute('name')
        if (!name) continue
        const value =
          field.tagName === 'SELECT'
            ? (field.querySelector('option[selected]') ?? field.querySelector('option'))?.getAttribute('value')
            : field.tagName === 'TEXTAREA'
              ? field.textContent
              : field.getAttribute('value')
        fields.push([name, value ?? ''])
        if (name === 'csrf' && value) csrf = value
      }
      if ((form.getAttribute('method') ?? 'get').toLowerCase() === 'post')
        forms.set(`${action} ${fields.map(([name]) => name).join(',')}`, {
          action,
          multipart: (form.getAttribute('enctype') ?? '').startsWith('multipart'),
          fields,
        })
    }
  }
  return { addresses, forms: [...forms.values()], csrf }
}
