import type { Hono } from 'hono'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { roles } from '../../modules/people/access.ts'
import { identify } from '../../modules/people/index.ts'
import { samplePassword } from '../../modules/people/sample.ts'
import { publicFiles } from '../../modules/publishing/index.ts'
import { query } from '../../platform/db/database.ts'
import { forbidden } from '../../platform/errors.ts'
import type { Ctx, Route } from '../../platform/web/route.ts'
import { makeApp, type Site, sessionCookie } from '../../platform/web/server.ts'
import { amount, seed } from '../../platform/testing/amount.ts'
import { modules } from '../modules.ts'
import { makeSite } from '../site.tsx'
import { ask, type Cell, expectationOf, keyOf, type Told } from './ask.ts'
import { type Lane, openLane } from './lane.ts'
import { marksOf, type Mark } from './marks.ts'
import { makers, type Where } from './records.ts'
import { expectations, menuRights, notInMenu } from './routes.ts'
import { aroundOf, broken, probe, readPolicies, type Truth, truthOf } from './probe.ts'
import { sight, unseen } from './row-sight.ts'
import { unseenWrites, type Verb } from './row-writes.ts'
import { allows, allowsAnywhere } from './table.ts'
import { fileMark, studentMark } from './world-rows.ts'
import { grantedVerbs, probeWrites, whileOpen, writables, writePolicies } from './write-probe.ts'
import { everySeat, low, makeWorld, type Persona, type World } from './world.test.ts'

/*
 * The access matrix: every route x every role of the cast x {own place, sibling, another district, no such record, role ended yesterday, signed out},
 * asked of the real application on a real database and compared with the table. The usual run asks every route as half of the roles at the own place, drawn
 * by the seed, and now and then under one of the other conditions; the full run asks all, and every role at every kind of place.
 */
let world: World
let lane: Lane
let app: Hono
let site: Site
let routes: readonly Route[]
let marks: readonly Mark[]
const full = amount(0, 1) === 1

beforeAll(async () => {
  world = await makeWorld(full ? [...low, ...everySeat] : low)
  lane = await openLane(world.services.database.url)
  const services = { ...world.services, db: lane.db }
  site = makeSite(services, {
    identify: (token) => identify(lane.db, token),
    publicFiles: publicFiles(services.home),
  })
  routes = site.routes
  app = makeApp(site)
  marks = marksOf(world)
}, 240_000)
afterAll(async () => {
  await lane?.close()
  await world?.end()
})

const conditions = ['own', 'sibling', 'outside', 'none', 'ended', 'signed out'] as const
type Condition = (typeof conditions)[number]

/** A cell, or null when the condition says nothing of this route: a page without a record has no sibling. */
function cellOf(route: Route, persona: Persona, ended: Persona, condition: Condition): Cell | null {
  const { of } = expectationOf(route)
  const maker = of === undefined ? null : makers[of]
  if (maker === undefined)
    throw new Error(`${keyOf(route)} names records of the kind "${of}", which records.ts does not make.`)
  const where: Where = condition === 'ended' || condition === 'signed out' ? 'own' : condition
  if (!maker && where !== 'own') return null
  const who = condition === 'ended' ? ended : persona
  const district = where === 'outside' ? world.two : world.one
  const record = maker
    ? maker({
        where,
        district: district.id,
        org: (code) => district.orgs.get(code) ?? 0,
        id: (name) => (name === 'district' ? district.id : (district.ids[name] ?? 0)),
        code: district.code,
        digest: district.digest,
        password: samplePassword,
        who: { own: who.own, seated: who.seats.some((seat) => seat.districts.includes(district.id)) },
      })
    : null
  const out = condition === 'signed out'
  return {
    route,
    who: out ? 'nobody' : who.name,
    token: out ? null : who.token,
    seats: out ? null : who.seats,
    where: condition,
    // One's own account is one's own, whoever asks.
    record: record && of === 'own' && !out ? { ...record, place: { ...record.place, own: true } } : record,
  }
}

/** A number from a seed and some words: the same in every run. */
function draw(...words: readonly string[]): number {
  let hash = seed() >>> 0
  for (const char of words.join('|')) hash = (Math.imul(hash ^ char.charCodeAt(0), 2_654_435_761) + 0x9e3779b9) >>> 0
  return hash
}

function* cells(): Generator<Cell> {
  // A route without a line is named by the first test.
  for (const route of routes.filter((one) => keyOf(one) in expectations)) {
    const { slow, needs } = expectationOf(route)
    const open = needs.every((name) => allows(name, null, { org: 0, district: 0 }))
    const [first] = world.personas
    const out = first && cellOf(route, first, first, 'signed out')
    if (out) yield out
    for (const [index, persona] of world.personas.entries()) {
      const dice = draw(keyOf(route), persona.name)
      // What everybody may, and what takes long, is asked as a few; everything else by turns, but two seats at once always.
      const byTurns = index < roles.length || persona.seats.length === 1
      if (!full && (slow || open ? index % 7 !== 0 : byTurns && dice % 2 === 0)) continue
      const ended = world.ended[index] ?? persona
      const possible = conditions.filter((one) => one !== 'signed out' && cellOf(route, persona, ended, one) !== null)
      const other = possible[1 + (dice % (possible.length - 1))]
      const chosen = full ? possible : dice % 3 === 0 && other ? (['own', other] as const) : (['own'] as const)
      for (const condition of chosen) {
        const cell = cellOf(route, persona, ended, condition)
        if (cell) yield cell
      }
    }
  }
}

/** Words of records that stand in an answer to somebody who has no right to them. */
const leaks = (cell: Cell, told: Told): string[] =>
  marks
    .filter((mark) => told.body.includes(mark.text))
    .filter((mark) => !mark.rights.some((name) => allows(name, cell.seats, mark.place)))
    .map((mark) => mark.text)

describe('rights', () => {
  it('every route has a line that says what it needs, and every line a route', () => {
    expect(routes.map(keyOf).sort()).toEqual(Object.keys(expectations).sort())
  })

  it('every route answers every role as the table says', async () => {
    const wrong: string[] = []
    const count = { asked: 0, allowed: 0, refused: 0, 'signed out': 0 }
    for (const cell of cells()) {
      const told = await ask(app, lane, cell)
      count.asked += 1
      if (cell.token === null) count['signed out'] += 1
      else count[told.allowed ? 'allowed' : 'refused'] += 1
      const name = `${cell.route.method} ${told.address} as ${cell.who} (${cell.where})`
      if (told.wrong) wrong.push(`${name}: ${told.wrong}`)
      const found = leaks(cell, told)
      if (found.length > 0) wrong.push(`${name}: shows ${found.join(', ')}`)
    }
    console.log(
      `access matrix: ${count.asked} cells, ${count.allowed} allowed, ${count.refused} refused, ${count['signed out']} signed out`,
    )
    expect(wrong).toEqual([])
    expect(Math.min(count.allowed, count.refused, count['signed out'])).toBeGreaterThan(50)
  }, 3_600_000)

  it('is able to notice: a route that does not ask, one that refuses who may, one that writes and then refuses, one that shows too much', async () => {
    const family = world.personas.find((one) => one.name === 'family at A') as Persona
    const steward = world.personas.find((one) => one.name === 'data_steward at district') as Persona
    const told = async (key: string, who: Persona, handle: (ctx: Ctx) => Promise<Response>) => {
      const route = routes.find((one) => keyOf(one) === key) as Route
      const other = makeApp({ ...site, routes: [{ ...route, handle }] })
      const cell = cellOf(route, who, who, 'own') as Cell
      const answer = await ask(other, lane, cell)
      return [answer.wrong, ...leaks(cell, answer)]
    }
    const refuse = () => Promise.reject(forbidden('test/no', 'No.'))
    const open = (ctx: Ctx) => Promise.resolve(ctx.json('Everything.'))
    expect(await told('GET /data', family, open)).toEqual([expect.stringContaining('answered 200')])
    expect(await told('GET /data', steward, refuse)).toEqual([expect.stringContaining('answered 403')])
    expect(await told('GET /data', family, () => Promise.reject(new Error('a bug')))).toEqual(['answered 500'])
    expect(
      await told('POST /data/tokens', family, async (ctx) => {
        await ctx.inScope((tx) =>
          query(tx, `update people.account set lang = 'es' where account_id = platform.scope_actor()`),
        )
        return refuse()
      }),
    ).toEqual([expect.stringContaining('people.account')])
    const words = [studentMark('D1', 'A'), fileMark('D2')]
    expect(await told('GET /account', family, (ctx) => Promise.resolve(ctx.json(words)))).toEqual([null, ...words])
  })

  it('the menu shows an entry to those, and only those, who may open it', async () => {
    const wrong: string[] = []
    const menu = modules.flatMap((one) => one.menu ?? [])
    expect(menu.map((item) => item.href).sort()).toEqual(Object.keys(menuRights).sort())
    for (const persona of [...world.personas, ...world.ended.slice(0, 2)]) {
      const visitor = await identify(world.services.db, persona.token)
      if (!visitor) throw new Error(`${persona.name} is not signed in.`)
      for (const item of menu) {
        const right = menuRights[item.href]
        const elsewhere = notInMenu[item.href]
        const wanted =
          right !== undefined &&
          allowsAnywhere(right, persona.seats) &&
          !(elsewhere && allowsAnywhere(elsewhere, persona.seats))
        if (item.shown(visitor) !== wanted)
          wrong.push(`${item.href} is ${wanted ? 'not ' : ''}shown to ${persona.name}`)
        if (!item.shown(visitor)) continue
        const route = { method: 'GET', path: item.href, access: 'signed-in' } as const
        const { result: response } = await lane.trial(async () =>
          app.request(`http://local.test${item.href}`, { headers: { cookie: `${sessionCookie}=${persona.token}` } }),
        )
        if (response.status !== 200)
          wrong.push(`${keyOf(route)} is in the menu of ${persona.name} and answers ${response.status}`)
      }
    }
    expect(wrong).toEqual([])
  })
})

describe('row security', () => {
  let tables: string[]
  let truth: Truth
  beforeAll(async () => {
    const rows = await query<{ name: string }>(
      world.services.db,
      `select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where c.relkind = 'r' and c.relrowsecurity and n.nspname <> 'pgboss' order by 1`,
    )
    tables = rows.map((row) => row.name)
    // A session is noted as seen now and then, which moves its row: before the rows are looked at.
    for (const one of [...world.personas, ...world.ended]) await identify(world.services.db, one.token)
    truth = await truthOf(world, tables)
  })

  it('has a line for every protected table, and a row in it', () => {
    expect(tables.filter((table) => !(table in sight))).toEqual([])
    expect(Object.keys(sight).filter((table) => !tables.includes(table))).toEqual([])
    expect(tables.filter((table) => truth.get(table)?.size === 0)).toEqual([])
  })

  it('shows everybody the rows that the table of rights opens, no more and no fewer', async () => {
    const wrong: string[] = []
    const around = aroundOf(truth)
    const known = tables.filter((table) => table in sight)
    for (const persona of [null, ...world.personas, ...world.ended])
      wrong.push(...(await probe(world, truth, around, persona, known)))
    expect(wrong).toEqual([])
  }, 600_000)

  it('broken on purpose, one policy at a time, is noticed each time', async () => {
    const owner = new pg.Client({ connectionString: world.services.ownerUrl })
    await owner.connect()
    const around = aroundOf(truth)
    const names = ['family at A', 'principal at A', 'partner at district', 'administrator at A']
    const who = [null, ...world.personas.filter((one) => names.includes(one.name))]
    const unnoticed: string[] = []
    const policies = (await readPolicies(world)).filter((one) => one.table in sight)
    for (const policy of policies)
      if ((await broken(world, owner, truth, around, policy, who)).length === 0)
        unnoticed.push(`${policy.table} ${policy.name}`)
    await owner.end()
    console.log(
      `row security: ${policies.length} policies broken one at a time, ${policies.length - unnoticed.length} noticed`,
    )
    expect(unnoticed).toEqual(Object.keys(unseen))
    expect(
      await probe(
        world,
        truth,
        around,
        who[1] ?? null,
        tables.filter((table) => table in sight),
      ),
    ).toEqual([])
  }, 240_000)

  /** Who the writes are asked as: nobody, and people who reach little, a school, a district; and an administrator whose action has opened the district. */
  const writers = (): { persona: Persona | null; opened: readonly number[] | null }[] => {
    const few = ['family at A', 'principal at A', 'superintendent at district', 'administrator at district']
    const plain = [null, ...world.personas.filter((one) => full || few.includes(one.name))]
    const admin = world.personas.find((one) => one.name === 'administrator at district') ?? null
    return [
      ...plain.map((persona) => ({ persona, opened: null })),
      { persona: admin, opened: [...world.one.orgs.values()] },
    ]
  }
  /** What all of them together notice of some tables; the first that notices something is enough where `one`. */
  const writesOf = async (
    around: ReturnType<typeof aroundOf>,
    grants: Awaited<ReturnType<typeof writables>>,
    of: readonly string[],
    verbs: readonly Verb[],
    one: boolean,
  ): Promise<string[]> => {
    const found: string[] = []
    for (const { persona, opened } of writers()) {
      const asked = opened ? verbs.filter((verb) => verb === 'update') : verbs
      found.push(...(await probeWrites(world, truth, around, grants, persona, of, asked, opened)))
      if (one && found.length > 0) break
    }
    return found
  }
  const every = ['insert', 'update', 'delete'] as const

  it('lets everybody write the rows that the table of writes opens, no more and no fewer', async () => {
    expect(await writesOf(aroundOf(truth), await writables(world), tables, every, false)).toEqual([])
  }, 600_000)

  it('broken for writing, one part of one policy at a time, is noticed each time', async () => {
    const owner = new pg.Client({ connectionString: world.services.ownerUrl })
    await owner.connect()
    const around = aroundOf(truth)
    const grants = await writables(world)
    const all = (await writePolicies(world)).filter((one) => one.table in sight)
    const open = all.filter((one) => grantedVerbs(one, grants).length > 0)
    const unnoticed: string[] = []
    for (const policy of open) {
      const found = await whileOpen(owner, policy, () =>
        writesOf(around, grants, [policy.table], grantedVerbs(policy, grants), true),
      )
      if (found.length === 0) unnoticed.push(`${policy.table} ${policy.name} ${policy.part}`)
    }
    await owner.end()
    console.log(
      `row security: ${open.length} parts of write policies broken one at a time, ${open.length - unnoticed.length} noticed; ${all.length - open.length} more decide what the application has no grant for`,
    )
    expect(unnoticed).toEqual(Object.keys(unseenWrites))
    expect((await writePolicies(world)).filter((one) => one.table in sight)).toEqual(all)
    expect(await probeWrites(world, truth, around, grants, null, tables)).toEqual([])
  }, 600_000)
})
