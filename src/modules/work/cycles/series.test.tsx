import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { fixToday } from '../../../platform/clock.ts'
import { projectRoot } from '../../../platform/config.ts'
import { historyOf } from '../../../platform/history/history.ts'
import { freshServices } from '../../../platform/testing/database.ts'
import { signedSiteOf } from '../../../platform/testing/plan-site.tsx'
import { csrfFor } from '../../../platform/web/cookies.ts'
import { makeApp, sessionCookie } from '../../../platform/web/server.ts'
import { signIn } from '../../people/index.ts'
import { loadSample, samplePassword } from '../../people/sample.ts'
import { importPlan } from '../../plans/index.ts'
import { refreshCycles, seriesObject, takeSeries } from './actions.ts'
import { cycleRoutes } from './routes.tsx'
import type { SeriesTold } from './schema.ts'
import { cyclesOf, questionsOf, seriesById, seriesOf } from './store.ts'

let services: Awaited<ReturnType<typeof freshServices>>
let one: Awaited<ReturnType<typeof loadSample>>
let two: Awaited<ReturnType<typeof loadSample>>
let app: ReturnType<typeof makeApp>
const tokens: Record<string, string> = {}
const plan = 'mill-river-2026-29'
let series = 0

const enter = async (who: string) => {
  const email = who === 'stranger' ? 'superintendent@d2.example.org' : `${who}@d1.example.org`
  tokens[who] = (await signIn(services.db, { email, password: samplePassword, address: who })).token
}

type Fields = readonly (readonly [name: string, value: string])[]
const send = async (who: string, path: string, fields: Fields | null = null) => {
  const response = await app.request(`http://localhost${path}`, {
    method: fields ? 'POST' : 'GET',
    headers: {
      cookie: `${sessionCookie}=${tokens[who]}`,
      origin: 'http://localhost',
      ...(fields ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
    },
    ...(fields
      ? {
          body: new URLSearchParams([
            ['csrf', csrfFor(tokens[who] ?? '')],
            ...fields.map(([name, value]): [string, string] => [name, value]),
          ]).toString(),
        }
      : {}),
  })
  return { status: response.status, to: response.headers.get('location'), html: await response.text() }
}
/** The fields of the form, as a browser sends them: one a choice. */
const form = (more: Record<string, string> = {}, chosen: Fields = [['elements[]', 'g6']]): Fields => [
  ...Object.entries({
    plan,
    title_en: 'Report',
    title_es: 'Informe',
    every: 'quarterly',
    opens_before: '14',
    closes_after: '10',
    ...more,
  }),
  ...chosen,
]
const href = () => `/work/cycles/series/${series}`
const now = () => one.within((tx) => seriesById(tx, series))
const change = async (more: Record<string, string>, chosen?: Fields) =>
  send('superintendent', href(), form({ version: String((await now()).version), ...more }, chosen))
/** Another day: sessions of weeks ago are over. */
const goTo = async (day: string) => {
  fixToday(day)
  await enter('superintendent')
}
const refresh = async (day: string) => {
  await goTo(day)
  return one.within((tx) => refreshCycles(tx, one.scope, one.id, day))
}
const asked = async () => {
  const [cycle] = await one.within((tx) => cyclesOf(tx, [one.id]))
  const questions = await one.within((tx) => questionsOf(tx, [cycle?.cycle_id ?? 0]))
  return [cycle?.due_on, ...questions.map((question) => question.element).toSorted()]
}

beforeAll(async () => {
  fixToday('2026-10-01')
  services = { ...(await freshServices()), listeners: [], answers: [] }
  one = await loadSample(services.db, 'D1')
  two = await loadSample(services.db, 'D2')
  const text = readFileSync(join(projectRoot, 'plans', `${plan}.plan.yaml`), 'utf8')
  await one.within((tx) =>
    importPlan(services, tx, one.scope, { districtId: one.id, text, kind: 'own', current: true }),
  )
  await enter('superintendent')
  app = signedSiteOf(services, cycleRoutes)
})
afterAll(async () => {
  fixToday(null)
  await services.end()
})

it('is set by a form that keeps every level, office and single part that was chosen', async () => {
  const { html } = await send('superintendent', '/work/cycles/new')
  for (const text of ['name="levels[]"', 'name="offices[]"', 'name="elements[]"', 'value="s2-4-iii"'])
    expect(html).toContain(text)
  const chosen: Fields = [
    ['levels[]', 'goal'],
    ['levels[]', 'strategy'],
    ['elements[]', 's2-4-iii'],
    ['elements[]', 's2-1-ii-3'],
  ]
  expect(await send('superintendent', '/work/cycles', form({ title_en: 'All' }, chosen))).toMatchObject({ status: 303 })
  const [all] = await one.within((tx) => seriesOf(tx, [one.id]))
  expect(all?.chosen).toEqual({ levels: ['goal', 'strategy'], offices: [], elements: ['s2-4-iii', 's2-1-ii-3'] })
  await send('superintendent', `/work/cycles/series/${all?.series_id}/end`, [['version', '1']])
  // Only single parts is enough; nothing at all is not, and neither is another one of the same name. What was typed comes back.
  expect((await send('superintendent', '/work/cycles', form())).status).toBe(303)
  series = (await one.within((tx) => seriesOf(tx, [one.id]))).at(-1)?.series_id ?? 0
  const none = await send('superintendent', '/work/cycles', form({ title_en: 'None of it' }, []))
  expect([none.status, none.html.includes('value="None of it"')]).toEqual([422, true])
  const again = await send('superintendent', '/work/cycles', form({ title_es: 'Otro informe' }))
  expect([again.status, again.html.includes('value="Otro informe"')]).toEqual([409, true])
  expect(again.html).toContain('There is a reporting cycle with this name already.')
})

it('is changed from the next time on; the open cycle stays as it was opened', async () => {
  expect(await refresh('2026-12-18')).toEqual({ opened: 1, closed: 0 })
  expect(await asked()).toEqual(['2026-12-31', 'g6'])
  const page = (await send('superintendent', href())).html
  expect(page).toMatch(/value="g6" checked/)
  const saved = await change({ title_en: 'Report on the plan' }, [
    ['elements[]', 'g6'],
    ['elements[]', 's2-4-iii'],
    ['elements[]', 'nowhere'],
  ])
  expect(saved).toMatchObject({ status: 303, to: `${href()}?saved=yes` })
  expect((await send('superintendent', saved.to ?? '')).html).toContain('This counts from the next time on.')
  expect(await asked()).toEqual(['2026-12-31', 'g6'])
  expect((await now()).chosen.elements).toEqual(['g6', 's2-4-iii'])
  const { version } = await now()
  await change({ title_en: 'Report on the plan' }, [
    ['elements[]', 's2-4-iii'],
    ['elements[]', 'g6'],
  ])
  expect((await now()).version).toBe(version)
  expect(await refresh('2027-03-17')).toEqual({ opened: 1, closed: 1 })
  expect(await asked()).toEqual(['2027-03-31', 'g6', 's2-4-iii'])
})

it('asks nobody twice for the same days when it comes more or less often', async () => {
  await goTo('2027-03-18')
  // Three times a year is due at the end of February, when nothing was open, and again in June.
  await change({ every: 'three_times_a_year', opens_before: '120', closes_after: '60' })
  expect((await asked())[0]).toBe('2027-06-30')
  await change({ every: 'twice_a_year', opens_before: '120', closes_after: '60' })
  await change({ every: 'yearly', opens_before: '120', closes_after: '60' })
  expect((await one.within((tx) => cyclesOf(tx, [one.id]))).map((each) => each.due_on)).toEqual([
    '2027-06-30',
    '2027-03-31',
    '2026-12-31',
  ])
  // The first time of a year of another rhythm is not the first time of this one.
  await change({ every: 'quarterly', opens_before: '14', closes_after: '10' })
  expect((await refresh('2027-09-20')).opened).toBe(1)
  expect((await asked())[0]).toBe('2027-09-30')
})

it('merges changes of different parts, shows both where they are the same, and undoes one from its history', async () => {
  await enter('admin')
  const { version: seen } = await now()
  const before = await now()
  await change({ title_en: 'One' }, [['elements[]', 'g6']])
  // The other form still has the old name.
  const older = form({ title_en: before.title.en ?? '', version: String(seen), closes_after: '20' }, [
    ['elements[]', 'g6'],
  ])
  expect((await send('admin', href(), older)).status).toBe(303)
  expect(await now()).toMatchObject({ title: { en: 'One' }, closes_after: 20 })
  const clash = await send('admin', href(), form({ title_en: 'Two', version: String(seen) }))
  expect(clash.status).toBe(409)
  for (const text of [
    '>One<',
    '>Two<',
    'name="elements" value="g6"',
    `name="version" value="${(await now()).version}"`,
  ])
    expect(clash.html).toContain(text)
  expect((await now()).title.en).toBe('One')
  // Saving it in spite of that sends the lists in one field each.
  const spite = [...form({ title_en: 'Two', version: String((await now()).version), closes_after: '20' }, [])]
  await send('admin', href(), [...spite, ['elements', 'g6']])
  const { version } = await now()
  expect((await now()).title.en).toBe('Two')
  const history = (await send('superintendent', href())).html
  expect(history).toContain('Name, in English: from One to Two')
  expect(await send('superintendent', `${href()}/undo`, [['version', String(version)]])).toMatchObject({ status: 303 })
  expect(await now()).toMatchObject({ title: { en: 'One' }, closes_after: 20, version: version + 1 })
  expect((await send('superintendent', `${href()}/undo`, [['version', String(version)]])).status).toBe(409)
  const [newest] = await one.within((tx) => historyOf(tx, seriesObject, series))
  expect(newest).toMatchObject({ verb: 'undone', was: { title_en: 'Two' }, became: { title_en: 'One' } })
})

it('keeps of its rule what no form shows, and comes back with what was typed when nobody would be asked', async () => {
  const told: SeriesTold = {
    slug: 'after',
    title: { en: 'After', es: 'Después' },
    plan,
    chosen: { elements: ['g6'] },
    rule: { kind: 'recurs', every: 'yearly', days: 'school', off: 'after' },
    opens_before: 14,
    closes_after: 10,
    from: '2026-07-01',
  }
  series = (await one.within((tx) => takeSeries(tx, one.scope, one.id, told))).series_id
  await change({ title_en: 'Later', every: 'yearly' })
  expect(await now()).toMatchObject({ title: { en: 'Later' }, rule: { days: 'school', off: 'after' } })
  const nobody = await change({ title_en: 'For nobody', every: 'yearly' }, [['levels[]', 'chapter']])
  expect(nobody.status).toBe(422)
  expect(nobody.html).toContain('value="For nobody"')
  expect(nobody.html).toContain('nobody would be asked')
  expect((await now()).title.en).toBe('Later')
})

it('is for those who lead the district, and for no other district', async () => {
  for (const who of ['board', 'family', 'stranger']) await enter(who)
  for (const [who, status] of [
    ['board', 403],
    ['family', 404],
    ['stranger', 404],
  ] as const) {
    expect([who, (await send(who, href())).status]).toEqual([who, status])
    expect([who, (await send(who, href(), form({ version: '1' }))).status]).toEqual([who, status])
    expect([who, (await send(who, `${href()}/undo`, [['version', '2']])).status]).toEqual([who, status])
  }
  expect(await two.within((tx) => seriesOf(tx, [two.id]))).toEqual([])
  expect((await send('board', '/work/cycles')).html).not.toContain(href())
  expect((await send('superintendent', '/work/cycles')).html).toContain(href())
})
