/** One answer to somebody, with all that was sent for it: a page may give back what its reader typed, and nothing else. */
export type Answer = { who: string; sent: string; path: string; status: number; body: string; to: string }

/** Somebody at the pages: keeps cookies and the token of forms, and every answer. */
export type Visit = {
  get: (path: string, headers?: Record<string, string>) => Promise<Answer>
  post: (path: string, fields: Record<string, string>, headers?: Record<string, string>) => Promise<Answer>
  upload: (name: string, body: string | Buffer, kind?: string) => Promise<Answer>
}

/** Opens the door for somebody. In: the address, who it is, a session (or none), the list that keeps the answers. */
export function visit(address: string, who: string, session: string, answers: Answer[]): Visit {
  const jar = new Map<string, string>(session ? [['tl_session', session]] : [])
  let csrf = ''
  const ask = async (path: string, init: RequestInit, sent: string): Promise<Answer> => {
    const response = await fetch(address + path, {
      ...init,
      redirect: 'manual',
      headers: {
        ...(init.headers as Record<string, string>),
        cookie: [...jar].map(([a, b]) => `${a}=${b}`).join('; '),
      },
    })
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (value === '') jar.delete(name)
      else jar.set(name, value)
    }
    const body = await response.text()
    csrf = /name="csrf" value="([^"]+)"/.exec(body)?.[1] ?? csrf
    const decoded = (text: string) => {
      try {
        return decodeURIComponent(text)
      } catch {
        return text
      }
    }
    const answer = {
      who,
      path,
      sent: `${path} ${decoded(path)} ${sent}`,
      status: response.status,
      body: `${[...response.headers].map(([a, b]) => `${a}: ${b}`).join('\n')}\n${body}`,
      to: response.headers.get('location') ?? '',
    }
    answers.push(answer)
    return answer
  }
  const needToken = async () => {
    if (csrf === '') await ask(session ? '/account' : '/sign-in', {}, '')
  }
  return {
    get: (path, headers = {}) => ask(path, { headers }, JSON.stringify(headers)),
    post: async (path, fields, headers = {}) => {
      await needToken()
      const body = new URLSearchParams({ csrf, ...fields }).toString()
      const type = { 'content-type': 'application/x-www-form-urlencoded', ...headers }
      return ask(path, { method: 'POST', headers: type, body }, JSON.stringify(fields))
    },
    upload: async (name, body, kind = '') => {
      await needToken()
      const form = new FormData()
      form.set('csrf', csrf)
      form.set('kind', kind)
      form.set('file', new File([body as never], name))
      // The bytes of the file are not "typed": an answer may not give them back.
      return ask('/data/imports', { method: 'POST', body: form }, name)
    },
  }
}
