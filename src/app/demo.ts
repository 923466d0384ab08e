import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { demoMeeting } from '../../demo/board.ts'
import { castOn } from '../../demo/cast.ts'
import { demoDuties } from '../../demo/duties.ts'
import { generateDemo } from '../../demo/generate.ts'
import { demoSettings, millRiver } from '../../demo/mill-river.ts'
import { stateFiles } from '../../demo/state-files.ts'
import { computeOutcomes, computeYear, takeStateReports, yearsToCompute } from '../modules/indicators/index.ts'
import { importFile } from '../modules/feeds/index.ts'
import { identify, loadCast, signIn, systemScope } from '../modules/people/index.ts'
import { importPlan } from '../modules/plans/index.ts'
import {
  approve,
  askPublish,
  editionsOf,
  fillDraft,
  publishEdition,
  sources,
  startDraft,
  submit,
} from '../modules/publishing/index.ts'
import { bring, itemsOf, occurrenceItems, refreshDuties, saveDuties, updateItem } from '../modules/work/index.ts'
import { ticks, today } from '../platform/clock.ts'
import { type Config, projectRoot } from '../platform/config.ts'
import { inScope } from '../platform/db/scope.ts'
import { addDays } from '../platform/dates.ts'
import { demoPassword } from '../platform/demo-password.ts'
import type { Services, Visitor } from '../platform/web/route.ts'
import { demoAnnual, demoBoard, demoPlanPage } from './demo-board.ts'
import { demoChain } from './demo-chain.ts'
import { demoCycles } from './demo-cycles.ts'
import { demoEvidence } from './demo-evidence.ts'
import { demoGovernance } from './demo-governance.ts'
import { demoMilestonesOf } from './demo-milestones.ts'
import { demoMeetings } from './demo-meetings.ts'
import { demoUnitPlans } from './demo-units.ts'
import { demoMeasured } from './demo-values.ts'
import { openServices } from './services.ts'

/** Tells the supervisor which step is done, and how long it took. */
const tell = (step: string) => process.send?.({ step })

async function timed<T>(say: (result: T) => string, work: () => Promise<T>): Promise<T> {
  const began = ticks()
  const result = await work()
  tell(`${say(result)} (${((ticks() - began) / 1000).toFixed(1)} s)`)
  return result
}

async function person(services: Services, key: string): Promise<Visitor> {
  const { token } = await signIn(services.db, {
    email: `${key}@millriver.example`,
    password: demoPassword,
    address: '127.0.0.1',
  })
  const visitor = await identify(services.db, token)
  if (!visitor) throw new Error(`The demo's ${key} could not sign in.`)
  return visitor
}

/**
 * Makes the demo district: its files go in through the same import path that a steward takes, are computed, and a first edition is drafted,
 * approved by a second person and published. Runs inline (no worker yet), so nothing is left in the queue.
 */
export async function makeDemo(config: Config): Promise<void> {
  // The supervisor is gone: the next start makes the demo anew.
  process.on('disconnect', () => process.exit(1))
  const opened = await openServices(config, 'demo', { max: 4 })
  const services: Services = { ...opened, queue: { send: async () => {}, stop: async () => {} } }
  const out = join(config.home, 'tmp', 'demo')
  const made = await timed(
    (result) => `Wrote the files of the synthetic district: ${result.files.length} files.`,
    () =>
      generateDemo({
        out,
        seed: demoSettings.seed,
        today: config.today ?? demoSettings.today,
        scale: config.demoScale,
      }),
  )
  const districtId = await loadFiles(services, made.files)
  await timed(
    (years: number[]) => `Computed the indicators of ${years.length} school years.`,
    async () => {
      const years = await yearsToCompute(services, districtId)
      for (const year of years) {
        await computeYear(services, districtId, year)
        await computeOutcomes(services, districtId, year)
      }
      return years
    },
  )
  await timed(
    (n: number) => `Loaded ${n} synthetic files of the state.`,
    () => stateReports(services, districtId),
  )
  await timed(
    () => 'Read the plans.',
    async () => {
      const text = (name: string) => readFileSync(join(projectRoot, 'plans', `${name}.plan.yaml`), 'utf8')
      const scope = await systemScope(services.db, 'demo', districtId)
      await inScope(services.db, scope, (tx) =>
        importPlan(services, tx, scope, { districtId, text: text('mill-river-2026-29'), kind: 'own', current: true }),
      )
      // Public plans of other districts, as examples: the ledger and the crosswalk follow Hartford over three of them.
      for (const name of [
        'hartford-2015-20',
        'hartford-2018-22',
        'hartford-2021-24',
        'waterbury-2020-27',
        'ctecs-2019-22',
      ])
        await inScope(services.db, scope, (tx) =>
          importPlan(services, tx, scope, { districtId, text: text(name), kind: 'reference', current: false }),
        )
    },
  )
  await timed(
    (n: number) => `Entered how ${n} tasks of the plan stand.`,
    () => standings(services, districtId),
  )
  await timed(
    (n: number) => `Entered how ${n} occurrences of recurring duties went.`,
    () => duties(services, districtId),
  )
  await timed(
    (n: number) => `Entered ${n} values of the plan’s measures.`,
    async () => demoMeasured(services, await person(services, 'superintendent'), districtId),
  )
  await timed(
    (n: number) => `Entered ${n} reports of the board’s calendar, with responses and scorecards.`,
    async () => demoBoard(services, await person(services, 'superintendent'), districtId),
  )
  await timed(
    (n: number) => `Entered ${n} lines between tasks that wait for each other.`,
    async () => demoChain(services, await person(services, 'superintendent'), districtId),
  )
  await timed(
    () => 'Published the first edition of the public scorecard, as the packet of the board.',
    () => firstEdition(services, districtId),
  )
  await timed(
    () => 'Signed an annual report.',
    async () => demoAnnual(services, await person(services, 'superintendent'), districtId),
  )
  await timed(
    (n: number) => `Entered ${n} answers of reporting cycles.`,
    () => demoCycles(services, districtId, (key) => person(services, key)),
  )
  await timed(
    (n: number) => `Entered ${n} meetings of committees and councils.`,
    async () => demoMeetings(services, await person(services, 'superintendent'), districtId),
  )
  await timed(
    (n: number) => `Wrote the plans of ${n} schools and offices.`,
    () => demoUnitPlans(services, districtId, (key) => person(services, key)),
  )
  await timed(
    (n: number) => `Entered ${n} pieces of evidence and documents.`,
    () => demoEvidence(services, districtId, (key) => person(services, key)),
  )
  await timed(
    (n: number) => `Entered ${n} procedures, decisions, submissions and policies.`,
    () => demoGovernance(services, districtId, (key) => person(services, key)),
  )
  await timed(
    (n: number) => `Entered ${n} milestones of staffing and roles.`,
    () => demoMilestonesOf(services, districtId, (key) => person(services, key)),
  )
  rmSync(out, { recursive: true, force: true })
  await opened.close()
}

async function loadFiles(
  services: Services,
  files: readonly { kind: string; path: string; school_year: number | null; rows: number }[],
): Promise<number> {
  const [organizations] = files.filter((file) => file.kind === 'organizations')
  if (!organizations) throw new Error('The demo has no organizations.')
  const district = await importFile({
    services,
    scope: await systemScope(services.db, 'demo', null),
    districtId: null,
    path: organizations.path,
    accept: true,
  })
  const { districtId } = district
  const scope = await systemScope(services.db, 'demo', districtId)
  await inScope(services.db, scope, (tx) =>
    loadCast(tx, scope, districtId, castOn(services.config.today ?? demoSettings.today), demoPassword),
  )
  const steward = await person(services, 'steward')
  const last = Math.max(...files.map((file) => file.school_year ?? 0))
  for (const kind of [
    'calendar',
    'students',
    'enrollment',
    'submissions',
    'attendance',
    'assessments',
    'courses',
    'course-flags',
    'discipline',
    'cohorts',
    'postsecondary',
    'programs',
  ] as const) {
    const some = files.filter((file) => file.kind === kind)
    await timed(
      () => `Loaded ${kind}: ${some.reduce((sum, file) => sum + file.rows, 0).toLocaleString('en-US')} rows.`,
      async () => {
        for (const file of some) {
          const done = await importFile({
            services,
            scope: steward.scope,
            districtId,
            kind,
            path: file.path,
            accept: true,
            by: steward.name,
            status: file.school_year !== null && file.school_year < last ? 'certified' : 'preliminary',
          })
          if (done.import.state !== 'loaded')
            throw new Error(
              `${file.path} ended as ${done.import.state} (${done.import.stop_code ?? done.import.failure_code ?? ''}).`,
            )
        }
      },
    )
  }
  return districtId
}

/** What the state would publish about the district: invented, in the shape of its files, taken the way of a steward. */
async function stateReports(services: Services, districtId: number): Promise<number> {
  const steward = await person(services, 'steward')
  const files = stateFiles(millRiver)
  const years = new Set<number>()
  for (const file of files) {
    const done = await importFile({
      services,
      scope: steward.scope,
      districtId,
      kind: 'state-reports',
      stream: Readable.from([Buffer.from(file.text)]),
      name: file.name,
      accept: true,
      by: steward.name,
      status: 'certified',
    })
    if (done.import.state !== 'loaded') throw new Error(`${file.name} ended as ${done.import.state}.`)
    for (const year of done.import.school_years) years.add(year)
  }
  for (const year of years) await takeStateReports(services, districtId, year)
  return files.length
}

/** How far the tasks of the plan are by the demo's day: most that were due are done, some go on, a few are late or stuck. */
async function standings(services: Services, districtId: number): Promise<number> {
  const leader = await person(services, 'superintendent')
  return inScope(services.db, leader.scope, async (tx) => {
    const day = today()
    const { items } = await itemsOf(tx, { districtId, planSlug: 'mill-river-2026-29', today: day })
    let entered = 0
    for (const [i, item] of items.entries()) {
      // What has not begun stays as the plan has it.
      if (item.starts_on !== null && item.starts_on > day) continue
      const update = standingOf(i, item.due_on !== null && item.due_on < day)
      if (!update) continue
      await updateItem(tx, leader, item.item_id, { version: 1, ...update })
      entered += 1
    }
    return entered
  })
}

function standingOf(i: number, past: boolean): { state: 'done' | 'going_on' | 'stuck'; note: string } | null {
  if (past) return i % 5 === 3 ? null : { state: 'done', note: '' }
  if (i % 4 === 1) return { state: 'going_on', note: 'Half of the schools have begun.' }
  return i % 17 === 7 ? { state: 'stuck', note: 'Waiting for an answer from outside the district.' } : null
}

/** The duties of the district, and how their occurrences of this school year went: most in time, some late, a few missed or excused. */
async function duties(services: Services, districtId: number): Promise<number> {
  const scope = await systemScope(services.db, 'demo', districtId)
  const day = today()
  await inScope(services.db, scope, async (tx) => {
    await saveDuties(tx, scope, districtId, demoDuties)
    await refreshDuties(tx, scope, districtId, day)
  })
  const leader = await person(services, 'superintendent')
  return inScope(services.db, leader.scope, async (tx) => {
    let entered = 0
    for (const [i, item] of (await occurrenceItems(tx, districtId, ['duty:'])).entries()) {
      const due = item.due_on
      if (due === null || due >= day || i % 13 === 4) continue
      const late = addDays(due, 3)
      const update =
        i % 29 === 11
          ? { state: 'dropped' as const, note: 'Schools were closed that week.' }
          : {
              state: 'done' as const,
              note: 'In the shared folder of the office.',
              done_on: i % 9 === 5 && late < day ? late : due,
            }
      if (item.needs_artefact && update.state === 'done')
        await bring(
          tx,
          leader,
          `item:${item.item_id}`,
          { title: 'The signed audit', made_on: due },
          { kind: 'link', url: `https://files.millriver.example/audits/${due}` },
        )
      await updateItem(tx, leader, item.item_id, { version: item.version, ...update })
      entered += 1
    }
    return entered
  })
}

async function firstEdition(services: Services, districtId: number): Promise<void> {
  const publisher = await person(services, 'publisher')
  const approver = await person(services, 'approver')
  const title = {
    en: 'How our schools are doing on the promises we made',
    es: 'Cómo van nuestras escuelas con las promesas que hicimos',
    source: 'en' as const,
  }
  const note = {
    en: 'Missing school is missing learning. Every school has an attendance team this year; call yours if your child needs help to come.',
    es: 'Faltar a la escuela es perder aprendizaje. Este año cada escuela tiene un equipo de asistencia; llame al suyo si su hijo o hija necesita ayuda para venir.',
    source: 'en' as const,
  }
  await demoPlanPage(services, publisher, districtId)
  const draft = await startDraft(services, sources, publisher, districtId, { title, note }, demoMeeting)
  const ids = { edition_id: draft.edition_id, district_id: districtId }
  await fillDraft(services, sources, ids)
  const now = async () => {
    const all = await inScope(services.db, publisher.scope, (tx) => editionsOf(tx, districtId))
    const edition = all.find((one) => one.edition_id === ids.edition_id)
    if (!edition) throw new Error('The first edition is gone.')
    return edition
  }
  await submit(services, publisher, ids.edition_id, (await now()).version)
  const seen = await now()
  await approve(services, sources, approver, ids.edition_id, seen.version, seen.content_digest ?? '')
  await askPublish(services, approver, ids.edition_id)
  await publishEdition(services, sources, { ...ids, content_digest: seen.content_digest ?? undefined })
}
