import type { Ask } from './ask.ts'

/** Smaller versions of a request: without a header, without a part of its address, of its form or of its bytes. */
function* smaller(ask: Ask): Generator<Ask> {
  if (ask.raw) {
    for (const part of [2, 4, 8])
      for (let i = 0; i < part; i++) {
        const size = Math.ceil(ask.raw.length / part)
        yield { ...ask, raw: Buffer.concat([ask.raw.subarray(0, i * size), ask.raw.subarray((i + 1) * size)]) }
      }
    return
  }
  for (let i = 0; i < ask.headers.length; i++) yield { ...ask, headers: ask.headers.filter((_, at) => at !== i) }
  const [path = '', query = ''] = ask.target.split('?', 2)
  const pairs = query.split('&').filter(Boolean)
  for (let i = 0; i < pairs.length; i++) {
    const rest = pairs.filter((_, at) => at !== i)
    yield { ...ask, target: rest.length > 0 ? `${path}?${rest.join('&')}` : path }
  }
  if (ask.body) {
    const form = ask.body.toString('latin1').split('&')
    if (form.length > 1 && form.length < 60)
      for (let i = 0; i < form.length; i++)
        yield { ...ask, body: Buffer.from(form.filter((_, at) => at !== i).join('&'), 'latin1') }
    yield { ...ask, body: ask.body.subarray(0, Math.floor(ask.body.length / 2)) }
  }
}

/** The smallest request found that still fails, in at most `tries` tries. */
export async function shrink(ask: Ask, fails: (ask: Ask) => Promise<boolean>, tries = 60): Promise<Ask> {
  let best = ask
  let left = tries
  for (let again = true; again && left > 0; ) {
    again = false
    for (const one of smaller(best)) {
      if (left-- <= 0) break
      if (await fails(one)) {
        best = one
        again = true
        break
      }
    }
  }
  return best
}
