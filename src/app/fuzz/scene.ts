import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { demoSettings } from '../../../demo/mill-river.ts'
import { generateSecondDistrict } from '../../../demo/second-district.ts'
import { importFile } from '../../modules/feeds/index.ts'
import { computeYear, yearsToCompute } from '../../modules/indicators/index.ts'
import { identify, loadCast, type Role, signIn, systemScope } from '../../modules/people/index.ts'
import { importPlan } from '../../modules/plans/index.ts'
import { fillDraft, sources, startDraft } from '../../modules/publishing/index.ts'
import { projectRoot } from '../../platform/config.ts'
import { inScope } from '../../platform/db/scope.ts'
import type { Services } from '../../platform/web/route.ts'

const password = 'a long enough password'

/** Who asks: a role and where it is held. `''` is somebody who is not signed in. */
export const people: readonly { role: Role; org: string }[] = [
  { role: 'superintendent', org: '9990022' },
  { role: 'data_steward', org: '9990022' },
  { role: 'administrator', org: '9990022' },
  { role: 'publisher', org: '9990022' },
  { role: 'principal', org: '51011' },
  { role: 'counselor', org: '61011' },
  { role: 'board_member', org: '9990022' },
  { role: 'family', org: '01011' },
]

/** A small district with everything in it that pages show: students, years, plan, results, a draft edition. */
export type Scene = {
  districtId: number
  /** CSV text of the files that were loaded, by kind, for files that are nearly right. */
  files: Map<string, string>
  /** A new session of somebody; a new account when the old one was spoiled by a form. */
  session: (role: Role) => Promise<string>
}

/** Makes the scene. In: services over an empty migrated database. */
export async function makeScene(services: Services): Promise<Scene> {
  const quiet: Services = { ...services, queue: { send: async () => {}, stop: async () => {} } }
  const folder = mkdtempSync(join(tmpdir(), 'fuzz-scene-'))
  const made = await generateSecondDistrict({ out: folder, seed: demoSettings.seed, today: demoSettings.today })
  const files = new Map<string, string>()
  let districtId: number | null = null
  // The last school year is enough; the years before would only take time.
  for (const kind of ['organizations', 'calendar', 'students', 'enrollment', 'submissions', 'attendance'] as const)
    for (const file of made.files.filter((one) => one.kind === kind).slice(-1)) {
      files.set(kind, readFileSync(file.path, 'utf8').split('\n').slice(0, 40).join('\n'))
      const done = await importFile({
        services: quiet,
        scope: await systemScope(services.db, 'fuzz', districtId),
        districtId,
        kind,
        path: file.path,
        accept: true,
      })
      districtId = done.districtId
      if (done.import.state !== 'loaded') throw new Error(`${kind} of the scene ended as ${done.import.state}.`)
    }
  rmSync(folder, { recursive: true })
  if (districtId === null) throw new Error('The scene has no organizations.')
  const id = districtId
  for (const year of await yearsToCompute(quiet, id)) await computeYear(quiet, id, year)
  const scope = await systemScope(services.db, 'fuzz', id)
  const text = readFileSync(join(projectRoot, 'plans', 'two-brooks-2026-29.plan.yaml'), 'utf8')
  await inScope(services.db, scope, (tx) =>
    importPlan(quiet, tx, scope, { districtId: id, text, kind: 'own', current: true }),
  )
  let accounts = 0
  const session = async (role: Role): Promise<string> => {
    const { org } = people.find((one) => one.role === role) ?? { org: '9990022' }
    const email = `${role}.${++accounts}@twobrooks.example`
    const member = {
      email,
      name: `The ${role}`,
      lang: 'en' as const,
      roles: [{ role, org_code: org, from: '2020-07-01' }],
    }
    await inScope(services.db, scope, (tx) => loadCast(tx, scope, id, [member], password))
    return (await signIn(services.db, { email, password, address: `fuzz.${accounts}` })).token
  }
  const publisher = await identify(services.db, await session('publisher'))
  if (!publisher) throw new Error('The publisher of the scene could not sign in.')
  const words = { en: 'How we are doing', es: 'Cómo vamos', source: 'en' as const }
  const draft = await startDraft(quiet, sources, publisher, id, { title: words, note: words })
  await fillDraft(quiet, sources, { edition_id: draft.edition_id, district_id: id })
  return { districtId: id, files, session }
}
