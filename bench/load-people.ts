import { setTimeout as sleep } from 'node:timers/promises'
import { csrfIn, linksIn, makeVisitor, patternOf, percentile, signInAs, type Visitor } from './visitors.ts'

export type Load = { readers: number; writers: number; seconds: number; think: { from: number; to: number } }

export type Result = {
  /** milliseconds of every answer, by method and pattern */
  times: Map<string, number[]>
  /** answers that a browser should not have got, and why */
  wrong: string[]
  seconds: number
}

/** Those who read, in turn; everybody who sees something. */
const readers = [
  'superintendent',
  'chief.schools',
  'head.support',
  'director.river',
  'principal.riverbank',
  'principal.northside',
  'coach.community',
  'teacher.riverbank',
  'counselor.hillstreet',
  'publisher',
  'board',
  'family.riverbank',
]
/** Those who may write how every task stands. */
const writers = ['superintendent', 'chief.schools', 'administrator']

/** The same die for the same person in every run. */
function dieOf(seed: number): () => number {
  let state = (seed * 2654435761 + 1) >>> 0
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

type Person = { visitor: Visitor; die: () => number; number: number }

async function enter(address: string, keys: readonly string[], count: number, first: number): Promise<Person[]> {
  const all: Person[] = []
  // Four at a time: checking a password is slow on purpose.
  const numbers = Array.from({ length: count }, (_, i) => i)
  const one = async () => {
    for (let i = numbers.shift(); i !== undefined; i = numbers.shift()) {
      const visitor = makeVisitor(address)
      const answer = await signInAs(visitor, `${keys[i % keys.length]}@millriver.example`)
      if (answer.status !== 303) throw new Error(`${keys[i % keys.length]} could not sign in (${answer.status}).`)
      all.push({ visitor, die: dieOf(first + i), number: i })
    }
  }
  await Promise.all([one(), one(), one(), one()])
  return all
}

/**
 * Lets people read and write for a while. In: the address of a running demo. Out: times of every answer and what went wrong: no answer, a status that is neither
 * a page nor a redirect.
 */
export async function runLoad(address: string, load: Load): Promise<Result> {
  const reading = await enter(address, readers, load.readers, 1)
  const writing = await enter(address, writers, load.writers, 1001)
  const times: Result['times'] = new Map()
  const wrong: string[] = []
  const began = performance.now()
  const until = began + load.seconds * 1000
  const goesOn = () => performance.now() < until
  const think = async (die: () => number, part = 1) => {
    const ms = part * 1000 * (load.think.from + die() * (load.think.to - load.think.from))
    await sleep(Math.min(ms, Math.max(0, until - performance.now())))
  }
  const ask = async (visitor: Visitor, method: 'GET' | 'POST', path: string, fields: Record<string, string> = {}) => {
    const answer = await (method === 'GET' ? visitor.get(path) : visitor.post(path, fields))
    const name = `${method} ${patternOf(path)}`
    const list = times.get(name) ?? []
    times.set(name, list)
    list.push(answer.ms)
    // The address of the newest edition leads to it.
    const leads = name.includes('/latest/') && answer.status === 302
    const fine = answer.status === 303 || (method === 'GET' && (answer.status === 200 || leads))
    if (!fine) wrong.push(`${name} ${answer.status} ${answer.why}`)
    return answer
  }

  const read = async ({ visitor, die }: Person) => {
    // People do not all begin at the same moment.
    await think(die, die())
    let path = '/'
    let links: string[] = []
    while (goesOn()) {
      const answer = await ask(visitor, 'GET', path)
      if (answer.status === 303) {
        path = answer.location || '/'
        continue
      }
      links = linksIn(answer.body)
      path = links[Math.floor(die() * links.length)] ?? '/'
      await think(die)
    }
  }
  const write = async ({ visitor, die, number }: Person, items: readonly string[]) => {
    await think(die, die())
    // Each writer has tasks of their own: what two people do to one task is tested elsewhere.
    const own = items.filter((_, i) => i % load.writers === number)
    for (let i = 0; goesOn() && own.length > 0; i++) {
      const path = own[i % own.length] ?? ''
      const page = await ask(visitor, 'GET', path)
      const version = /name="version" value="(\d+)"/.exec(page.body)?.[1] ?? '1'
      await think(die)
      await ask(visitor, 'POST', path, {
        csrf: csrfIn(page.body),
        version,
        state: i % 2 === 0 ? 'going_on' : 'stuck',
        note: `Looked at it again, round ${i + 1}.`,
      })
    }
  }
  const items = load.writers > 0 ? await itemsOf(writing[0]?.visitor) : []
  await Promise.all([...reading.map(read), ...writing.map((one) => write(one, items))])
  for (const one of [...reading, ...writing]) one.visitor.close()
  return { times, wrong, seconds: (performance.now() - began) / 1000 }
}

/** Addresses of tasks that are not over. */
async function itemsOf(visitor: Visitor | undefined): Promise<string[]> {
  const found = new Set<string>()
  for (let page = 1; visitor && page < 20; page++) {
    const { body } = await visitor.get(`/work?whose=all&page=${page}`)
    const before = found.size
    for (const one of body.matchAll(/href="(\/work\/\d+)[?"#]/g)) found.add(one[1] ?? '')
    if (found.size === before) break
  }
  return [...found]
}

/** The table that the bench prints: answers, median, 95th and 99th percentile in milliseconds, by route; all pages and all writes below. */
export function tableOf(result: Result): string {
  const row = (name: string, given: readonly number[]) => {
    const sorted = [...given].sort((a, b) => a - b)
    const ms = (p: number) => percentile(sorted, p).toFixed(0).padStart(7)
    return `${name.padEnd(46)} ${String(sorted.length).padStart(7)} ${ms(0.5)} ${ms(0.95)} ${ms(0.99)} ${(sorted.at(-1) ?? 0).toFixed(0).padStart(7)}`
  }
  const sorted = [...result.times].sort((a, b) => b[1].length - a[1].length)
  const all = (method: string) => sorted.filter(([name]) => name.startsWith(method)).flatMap(([, times]) => times)
  const wrong = new Map<string, number>()
  for (const one of result.wrong) wrong.set(one, (wrong.get(one) ?? 0) + 1)
  const count = sorted.reduce((sum, [, times]) => sum + times.length, 0)
  return [
    `${'route'.padEnd(46)} answers  median    95th    99th  longest (ms)`,
    ...sorted.slice(0, 30).map(([name, times]) => row(name, times)),
    row('all pages', all('GET')),
    row('all writes', all('POST')),
    `${count} answers, ${(count / result.seconds).toFixed(1)} a second; ${result.wrong.length} errors`,
    ...[...wrong].map(([name, n]) => `  ${n} x ${name}`),
  ].join('\n')
}
