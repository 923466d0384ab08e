import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import pg from 'pg'
import { expect, it } from 'vitest'
import { fixToday, now } from '../../platform/clock.ts'
import { projectRoot } from '../../platform/config.ts'
import { inScope } from '../../platform/db/scope.ts'
import { installQueue } from '../../platform/jobs/jobs.ts'
import { freshServices } from '../../platform/testing/database.ts'
import { hashToken } from '../../platform/web/cookies.ts'
import { roles } from '../../modules/people/access.ts'
import { hashPassword } from '../../modules/people/accounts/password.ts'
import { type Role, systemScope } from '../../modules/people/index.ts'
import { enrollmentCsv, loadSample, sampleCalendar, samplePassword, studentsCsv } from '../../modules/people/sample.ts'
import { importFile } from '../../modules/feeds/index.ts'
import { importPlan } from '../../modules/plans/index.ts'
import { approve, fillDraft, publishEdition, sources, startDraft, submit } from '../../modules/publishing/index.ts'
import { modules } from '../modules.ts'
import type { Seat } from './table.ts'
import { boardPapers } from './world-board.ts'
import { editionMark, fileMark, fill, item, studentMark, unknownMark } from './world-rows.ts'

/** The world of the access matrix and of the row probes: two districts with the same codes, people in every seat, and a record of each kind in both. */

export const today = '2026-11-20'
/** The tree of the small sample, by hand: what lies below each organization, itself included. */
const below: Readonly<Record<string, readonly string[]>> = {
  district: ['district', 'N', 'S', 'P1', 'DATA', 'A', 'B', 'C', 'D'],
  N: ['N', 'A', 'B'],
  S: ['S', 'C', 'D'],
  P1: ['P1', 'A'],
  DATA: ['DATA'],
  A: ['A'],
  C: ['C'],
}
type Code = string
/** A measure that the data office tells by hand, before those of the plan file. */
const calls =
  'measures:\n  - {id: m-calls, of: [s2-1], title: {en: Calls made, es: Llamadas hechas}, role: implementation, who: student, every: monthly, office: data}'

/** Somebody of the cast: a name (`principal at A`), an account, a session, and the seats held today. */
export type Persona = {
  name: string
  account: number
  token: string
  email: string
  seats: readonly Seat[]
  own: number
}
export type District = {
  code: string
  id: number
  orgs: ReadonlyMap<string, number>
  ids: Readonly<Record<string, number>>
  digest: string
}
export type World = {
  services: Awaited<ReturnType<typeof freshServices>>
  state: number
  one: District
  two: District
  personas: readonly Persona[]
  /** the same people, their roles ended yesterday */
  ended: readonly Persona[]
  /** runs statements as the owner with row security lifted */
  owner: <T>(work: (client: pg.Client) => Promise<T>) => Promise<T>
  end: () => Promise<void>
}

/** Where each role usually sits. */
const usual: readonly (readonly [Role, Code | 'state'])[] = [
  ['superintendent', 'district'],
  ['cabinet', 'district'],
  ['office_head', 'DATA'],
  ['executive_director', 'N'],
  ['principal', 'A'],
  ['coach', 'A'],
  ['teacher', 'A'],
  ['counselor', 'A'],
  ['data_steward', 'district'],
  ['publisher', 'district'],
  ['board_member', 'district'],
  ['partner', 'district'],
  ['family', 'A'],
  ['state_reviewer', 'state'],
  ['administrator', 'district'],
]
/** Seats that are lower than usual: a role counts where it is held. */
export const low: readonly (readonly [Role, Code])[] = [
  ['administrator', 'A'],
  ['data_steward', 'A'],
  ['publisher', 'A'],
]
/** Every role at every kind of place: for the full run. */
export const everySeat: readonly (readonly [Role, Code])[] = usual.flatMap(([role]) =>
  (['district', 'N', 'P1', 'DATA', 'A', 'C'] as const).map((code) => [role, code] as const),
)

/** Lifts row security for the owner, within one transaction. */
const lifted =
  (url: string): World['owner'] =>
  async (work) => {
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    try {
      await client.query('begin')
      const { rows } = await client.query<{ t: string }>(
        `select c.oid::regclass::text as t from pg_class c where c.relkind = 'r' and c.relforcerowsecurity`,
      )
      for (const { t } of rows) await client.query(`alter table ${t} no force row level security`)
      const result = await work(client)
      for (const { t } of rows) await client.query(`alter table ${t} force row level security`)
      await client.query('commit')
      return result
    } finally {
      await client.end()
    }
  }

export async function makeWorld(seats: readonly (readonly [Role, Code])[] = low): Promise<World> {
  fixToday(today)
  const fresh = await freshServices()
  // No demo: its start page lists people to try.
  const services = { ...fresh, config: { ...fresh.config, demo: false } }
  await installQueue(
    services.ownerUrl,
    modules.flatMap((one) => one.jobs ?? []),
  )
  const owner = lifted(services.ownerUrl)
  const hash = await hashPassword(samplePassword)
  const one = await makeDistrict(services, owner, 'D1')
  const two = await makeDistrict(services, owner, 'D2')
  const state = await owner(
    async (client) =>
      (await client.query<{ id: number }>(`select org_id as id from people.org where kind = 'state'`)).rows[0]?.id ?? 0,
  )
  const at = (district: District, code: Code | 'state'): Seat['below'] =>
    code === 'state'
      ? [state, ...[one, two].flatMap((each) => [...each.orgs.values()])]
      : (below[code] ?? []).map((each) => district.orgs.get(each) ?? 0)
  const seat = (district: District, role: Role, code: Code | 'state'): Seat => ({
    role,
    org: code === 'state' ? state : (district.orgs.get(code) ?? 0),
    district: code === 'state' ? state : district.id,
    below: at(district, code),
    districts: code === 'state' ? [one.id, two.id] : [district.id],
  })
  const cast: { name: string; seats: Seat[] }[] = [
    ...[...usual, ...seats].map(([role, code]) => ({ name: `${role} at ${code}`, seats: [seat(one, role, code)] })),
    {
      name: 'principal at A, family in the other district',
      seats: [seat(one, 'principal', 'A'), seat(two, 'family', 'A')],
    },
    {
      name: 'family at A, superintendent of the other district',
      seats: [seat(one, 'family', 'A'), seat(two, 'superintendent', 'district')],
    },
  ]
  const enter = (who: { name: string; seats: Seat[] }, to: string | null) =>
    owner((client) => person(client, one, who, to, hash))
  const personas: Persona[] = []
  const ended: Persona[] = []
  for (const who of cast) {
    personas.push(await enter(who, null))
    ended.push({ ...(await enter({ ...who, name: `${who.name}, until yesterday` }, '2026-11-19')), seats: [] })
  }
  return {
    services,
    state,
    one,
    two,
    personas,
    ended,
    owner,
    end: async () => {
      await services.end()
      fixToday(null)
    },
  }
}

let made = 0
/** Makes an account with its roles, a session, a password and a work item of its own. */
async function person(
  client: pg.Client,
  district: District,
  who: { name: string; seats: Seat[] },
  to: string | null,
  hash: string,
): Promise<Persona> {
  const email = `person${++made}@matrix.example.org`
  const id = async (text: string, values: unknown[]) =>
    (await client.query<{ id: number }>(text, values)).rows[0]?.id ?? 0
  const account = await id(
    `insert into people.account (email, name, lang, home_org, home_district, made_at) values ($1, $2, 'en', $3, $3, $4) returning account_id as id`,
    [email, who.name, district.id, now()],
  )
  for (const seat of who.seats)
    await client.query(
      'insert into people.role_held (account_id, role, org_id, district_id, from_date, to_date) values ($1, $2, $3, (select district_id from people.org where org_id = $3), $4, $5)',
      [account, seat.role, seat.org, '2020-07-01', to],
    )
  await client.query('insert into people.password (account_id, hash, changed_at) values ($1, $2, $3)', [
    account,
    hash,
    now(),
  ])
  const token = `token-of-${email}`
  await client.query('insert into people.session (token_hash, account_id, made_at, seen_at) values ($1, $2, $3, $3)', [
    hashToken(token),
    account,
    now(),
  ])
  const own = await item(client, district.id, `Own task of ${account}`, account)
  return { name: who.name, account, token, email, seats: who.seats, own }
}

const schools = ['A', 'B', 'C'] as const

async function makeDistrict(services: World['services'], owner: World['owner'], code: 'D1' | 'D2'): Promise<District> {
  const made = await loadSample(services.db, code)
  const orgs = new Map<string, number>([
    ...below.district!.map((one) => [one, made.idOf(one)] as const),
    ['district', made.id],
  ])
  const students = schools.flatMap((school) =>
    [1, 2].map((n) => ({ id: `${code}-${school}-${n}`, name: studentMark(code, school), school })),
  )
  const roster = { services, scope: made.scope, districtId: made.id, accept: true }
  const columns = ['school_year', 'org_code', 'date', 'day_type', 'marking_period', 'season'] as const
  await importFile({
    ...roster,
    kind: 'calendar',
    name: 'calendar.csv',
    stream: Readable.from([
      [columns.join(','), ...sampleCalendar.map((day) => columns.map((one) => day[one]).join(',')), ''].join('\n'),
    ]),
  })
  await importFile({
    ...roster,
    kind: 'students',
    name: 'students.csv',
    stream: studentsCsv(students.map((one) => [one.id, one.name, `First${one.id}`] as const)),
  })
  await importFile({
    ...roster,
    kind: 'enrollment',
    name: 'enrollment.csv',
    stream: enrollmentCsv(students.map((one) => [one.id, one.school, '2026-08-31'] as const)),
  })
  const ids: Record<string, number> = {}
  const attendance = (name: string, ...rows: string[]) =>
    importFile({
      services,
      scope: made.scope,
      districtId: made.id,
      kind: 'attendance',
      stream: Readable.from([`student_id,school_code,date,status,portion\n${rows.join('\n')}\n`]),
      name,
      accept: !name.startsWith('waiting'),
    }).then((done) => {
      expect(done.import.state, `${name}: ${JSON.stringify(done.findings)}`).toBe(
        name.startsWith('waiting') ? 'examined' : 'loaded',
      )
      return done
    })
  const absent = (day: string) => students.map((one) => `${one.id},${one.school},2026-09-${day},excused,`)
  ids.first = (await attendance(`first-${fileMark(code)}.csv`, ...absent('01'))).import.import_id
  ids.second = (await attendance(`second-${fileMark(code)}.csv`, ...absent('08'))).import.import_id
  const unknown = `${unknownMark(code)},A,2026-09-08,excused,`
  ids.import = (await attendance(`waiting-${fileMark(code)}.csv`, ...absent('09'), unknown)).import.import_id
  ids.spare = (await attendance(`waiting-spare-${fileMark(code)}.csv`, ...absent('02'), unknown)).import.import_id
  const text = readFileSync(join(projectRoot, 'plans/two-brooks-2026-29.plan.yaml'), 'utf8')
    .replace(/^id: .*$/m, `id: plan-${code.toLowerCase()}`)
    .replace("code: '9990022'", `code: ${code}`)
    .replace(/^measures:$/m, calls)
  await made.within((tx) =>
    importPlan(services, tx, made.scope, { districtId: made.id, text, kind: 'own', current: true }),
  )
  await owner((client) => fill(client, code, made.id, orgs, ids))
  await editions(services, code, made.id, ids)
  await owner((client) => boardPapers(client, { district: made.id, office: orgs.get('DATA') ?? 0, ids, now: now() }))
  const digest = await owner(async (client) => {
    const one = async (text: string, id: number | undefined) =>
      (await client.query<{ v: number; d: string }>(text, [id])).rows[0]
    for (const name of ['import', 'spare'])
      ids[`version of ${name}`] =
        (await one(`select version as v from feeds.import where import_id = $1`, ids[name]))?.v ?? 0
    for (const name of ['edition', 'published edition'])
      ids[`version of ${name}`] =
        (await one(`select version as v from publishing.edition where edition_id = $1`, ids[name]))?.v ?? 0
    return (await one(`select content_digest as d from publishing.edition where edition_id = $1`, ids.edition))?.d ?? ''
  })
  return { code, id: made.id, orgs, ids, digest }
}

/** A published edition, and a draft on its way, through the real actions. */
async function editions(
  services: World['services'],
  code: string,
  district: number,
  ids: Record<string, number>,
): Promise<void> {
  const system = await systemScope(services.db, 'publishing', district)
  const visitor = (account: number) => ({
    account_id: account,
    name: 'Somebody',
    lang: 'en' as const,
    roles: [{ role: 'publisher', org_id: district, district_id: district }],
    scope: { ...system, actor: account, name: `account:${account}`, students: [] },
    csrf: '',
  })
  const [writer, approver] = [visitor(ids.writer ?? 0), visitor(ids.approver ?? 0)]
  const words = { title: { en: editionMark(code), es: editionMark(code), source: 'en' as const }, note: {} as never }
  const first = await startDraft(services, sources, writer, district, words)
  const of = { edition_id: first.edition_id, district_id: district }
  await fillDraft(services, sources, of)
  const version = async () =>
    await inScope(services.db, writer.scope, (tx) =>
      tx
        .withTables<{ 'publishing.edition': { edition_id: number; version: number; content_digest: string } }>()
        .selectFrom('publishing.edition')
        .select(['version', 'content_digest'])
        .where('edition_id', '=', first.edition_id)
        .executeTakeFirstOrThrow(),
    )
  await submit(services, writer, first.edition_id, (await version()).version)
  const seen = await version()
  await approve(services, sources, approver, first.edition_id, seen.version, seen.content_digest)
  await publishEdition(services, sources, { ...of, content_digest: seen.content_digest })
  ids['published edition'] = first.edition_id
  const draft = await startDraft(services, sources, writer, district, words)
  await fillDraft(services, sources, { edition_id: draft.edition_id, district_id: district })
  ids.edition = draft.edition_id
}

it('the world of the matrix has somebody for each role, and every role at every kind of place for the full run', () => {
  expect(new Set(usual.map(([role]) => role))).toEqual(new Set(roles))
  expect(everySeat).toHaveLength(roles.length * 6)
})
