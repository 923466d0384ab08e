import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fixToday } from '../../../platform/clock.ts'
import { query } from '../../../platform/db/database.ts'
import { languages } from '../../../platform/words.ts'
import { currentPlan } from '../../plans/index.ts'
import { askPublish } from '../actions.ts'
import { sources } from '../assemble.ts'
import { healIndexes } from '../healing.ts'
import { addBoardReport } from '../packet/calendar.ts'
import { type Board, idsOf, makeBoard, type Steps, stepsOn } from '../packet/board-sample.test.tsx'
import { publishEdition } from '../working.ts'
import { publicPlanOf } from './collect.ts'
import { audiences } from './schema.ts'

let services: Board['services']
let sample: Board['sample']
let office: Board['office']
let app: Board['app']
let { who, as, drafted, approved, ask } = {} as Steps
const slug = 'mill-river-public-schools'
const open = async (path: string) => {
  const answer = await app.request(`http://local.test/public/${path}`)
  return { status: answer.status, text: await answer.text(), to: answer.headers.get('location') }
}

beforeAll(async () => {
  fixToday('2026-11-20')
  const board = await makeBoard()
  ;({ services, sample, office, app } = board)
  ;({ who, as, drafted, approved, ask } = stepsOn(board))
})
afterAll(async () => {
  fixToday(null)
  await services.end()
})

const line = {
  audience: 'family',
  kind: 'asks',
  element: 'g2',
  words_en: 'Call the school before nine when your child is ill.',
  words_es: 'Llame a la escuela antes de las nueve si su hijo está enfermo.',
}

describe('the public plan', () => {
  it('holds the adopted text down to the strategies, and no action, task or person', async () => {
    const plan = await as('publisher', (tx) => currentPlan(tx, sample.district))
    if (!plan) throw new Error('no plan')
    const told = publicPlanOf({ graph: plan.graph, digest: plan.row.digest }, [
      { element: 'g2', audience: 'partner', kind: 'offers', words: { en: 'A table.' }, listed: true },
      { element: 'g2', audience: 'partner', kind: 'asks', words: { en: 'Off the page.' }, listed: false },
      { element: 'no-such', audience: 'partner', kind: 'asks', words: { en: 'About nothing.' }, listed: true },
    ])
    expect(told.goals.map((goal) => goal.id)).toEqual(plan.graph.roots().map((one) => one.id))
    expect(told.lines.map((one) => one.words.en)).toEqual(['A table.'])
    const inside = plan.graph.plan.elements.filter((one) =>
      ['action', 'task'].includes(plan.graph.level(one)?.role ?? ''),
    )
    expect(inside.length).toBeGreaterThan(100)
    const text = JSON.stringify({ ...told, goals: told.goals.map(({ below: _, ...goal }) => goal) })
    for (const one of inside) expect(text).not.toContain(`"id":"${one.id}"`)
    expect(text).not.toContain('owner')
  })

  it('keeps its lines by a form: nothing typed is lost, no name goes out, twice is once', async () => {
    const short = await ask('publisher', '/publish/plan/lines', { ...line, words_es: 'No' })
    expect([short.status, await short.text()]).toEqual([
      422,
      expect.stringContaining('>Call the school before nine when your child is ill.</textarea>'),
    ])
    const named = await ask('publisher', '/publish/plan/lines', { ...line, words_en: 'Ask Zoë Quillfeather about it.' })
    expect(named.status).toBe(422)
    expect((await ask('board', '/publish/plan/lines', line)).status).toBe(403)
    expect((await ask('board', '/publish/plan')).status).toBe(403)
    const away = await ask('publisher', '/publish/plan/lines', { ...line, element: 'no-such' })
    expect([away.status, await away.text()]).toEqual([422, expect.stringContaining('publishing/no-such-part')])
    for (const _ of [1, 2]) expect((await ask('publisher', '/publish/plan/lines', line)).status).toBe(303)
    const offers = {
      ...line,
      kind: 'offers',
      words_en: 'Come to an evening in your zone.',
      words_es: 'Venga a una noche en su zona.',
    }
    await ask('publisher', '/publish/plan/lines', offers)
    const rows = await as('publisher', (tx) =>
      query<{ id: number; version: number }>(
        tx,
        'select plan_line_id as id, version from publishing.plan_line order by 1',
      ),
    )
    expect(rows).toHaveLength(2)
    const at = `/publish/plan/lines/${rows[0]?.id}`
    const changed = { ...line, version: '1', words_en: 'Call the school before eight when your child is ill.' }
    expect((await ask('publisher', at, changed)).status).toBe(303)
    const clash = await ask('publisher', at, { ...line, version: '1', words_en: 'Call at any time of the day.' })
    const text = await clash.text()
    expect(clash.status).toBe(409)
    expect(text).toContain('>Call at any time of the day.</textarea>')
    expect(text).toContain('Call the school before eight')
    expect(await (await ask('publisher', `${at}?lang=es`)).text()).toContain('Llame a la escuela')
  })

  it('is open to everybody once an edition is published, whole and by audience, in both languages', async () => {
    expect((await open('plan')).to).toBe('/public/en/')
    const edition = await approved(await drafted('2026-12-08'))
    expect((await open(`${slug}/en/plan.html`)).status).toBe(404)
    await askPublish(services, who('second'), edition.edition_id)
    await publishEdition(services, sources, idsOf(edition))
    expect((await open('plan')).to).toBe(`/public/${slug}/en/plan.html`)
    expect((await open(`${slug}/plan`)).to).toBe(`/public/${slug}/en/plan.html`)
    for (const lang of languages) {
      const es = lang === 'es'
      const whole = await open(`${slug}/${lang}/plan.html`)
      expect(whole.status).toBe(200)
      expect(whole.text).toContain(es ? 'Cada día cuenta 2026-29' : 'Every Day Counts 2026-29')
      expect(whole.text).toContain(es ? 'Cuánto hemos avanzado' : 'How far we are')
      expect(whole.text).toContain(`/public/${slug}/editions/1/${lang}/measure/chronic-absenteeism.html`)
      expect(whole.text).toContain(es ? 'Los números son los de la edición 1' : 'The numbers are those of edition 1')
      const family = (await open(`${slug}/${lang}/plan-family.html`)).text
      expect(family).toContain(es ? '¿Cuál es mi responsabilidad?' : 'What is my responsibility?')
      expect(family).toContain(es ? 'Llame a la escuela antes de las nueve' : 'Call the school before eight')
      expect(family).toContain(es ? '¿Cuáles son mis oportunidades?' : 'What are my opportunities?')
      expect(family).toContain(es ? 'Venga a una noche en su zona.' : 'Come to an evening in your zone.')
      const partner = (await open(`${slug}/${lang}/plan-partner.html`)).text
      expect(partner).toContain(
        es ? 'El distrito todavía no lo ha escrito.' : 'The district has not written this down yet.',
      )
      expect(partner).not.toContain('Come to an evening')
      for (const audience of audiences) {
        const page = await open(`${slug}/${lang}/plan-${audience}.html`)
        expect(page.status).toBe(200)
        expect(page.text).not.toContain('<script')
        // Nothing hidden, and nobody's name.
        for (const secret of ['50.0%', '57.9', '66.7', 'Quillfeather']) expect(page.text).not.toContain(secret)
      }
    }
    const index = await open(`${slug}/en/`)
    expect(index.text).toContain(`href="/public/${slug}/en/plan.html"`)
  })

  it('follows what was changed since, also when no edition comes', async () => {
    const [row] = await as('publisher', (tx) =>
      query<{ id: number; version: number }>(
        tx,
        `select plan_line_id as id, version from publishing.plan_line where kind = 'offers'`,
      ),
    )
    await ask('publisher', `/publish/plan/lines/${row?.id}/listed`, { version: String(row?.version), listed: 'no' })
    expect((await open(`${slug}/en/plan-family.html`)).text).toContain('Come to an evening')
    await healIndexes(services, sources)
    // Files are trusted for a second.
    await new Promise((resolve) => setTimeout(resolve, 1100))
    expect((await open(`${slug}/en/plan-family.html`)).text).not.toContain('Come to an evening')
    const told = await (await ask('publisher', `/publish/plan/lines/${row?.id}`)).text()
    expect(told).toContain('taken out')
  })
})

describe('the reporting calendar', () => {
  it('is published as it stands, by owner, in both languages, and stays as it went out', async () => {
    const report = (due_on: string) => ({
      title: {
        en: `Attendance report for ${due_on}`,
        es: `Informe de asistencia para ${due_on}`,
        source: 'en' as const,
      },
      owner_role: 'office_head',
      owner_org: office,
      due_on,
    })
    await as('superintendent', (tx, me) => addBoardReport(tx, me, sample.district, report('2026-10-13')))
    expect((await open(`${slug}/en/calendar.html`)).status).toBe(404)
    expect((await ask('board', '/board/calendar/publish', {})).status).toBe(403)
    const before = await (await ask('superintendent', '/board/calendar')).text()
    expect(before).toContain('The calendar of this school year is not published yet.')
    expect(before).toContain('In time, by who answers for the reports')
    for (const _ of [1, 2])
      expect((await ask('superintendent', '/board/calendar/publish', { year: '2027' })).status).toBe(303)
    const rows = await as('board', (tx) => query(tx, 'select from publishing.calendar_published'))
    expect(rows).toHaveLength(1)
    await healIndexes(services, sources)
    await new Promise((resolve) => setTimeout(resolve, 1100))
    const en = (await open(`${slug}/en/calendar.html`)).text
    expect(en).toContain('Attendance report for 2026-10-13')
    expect(en).toContain('Office of Student Support')
    expect(en).toContain('0.0%')
    expect((await open(`${slug}/es/calendar.html`)).text).toContain('Informe de asistencia para 2026-10-13')
    expect(await (await ask('board', '/board/calendar')).text()).toContain('Published as it stood on Nov 20, 2026.')
    // A line that came since is public when somebody publishes the calendar again.
    await as('superintendent', (tx, me) => addBoardReport(tx, me, sample.district, report('2027-02-09')))
    await healIndexes(services, sources)
    expect((await open(`${slug}/en/calendar.html`)).text).not.toContain('2027-02-09')
    await expect(
      as('superintendent', (tx) => query(tx, `update publishing.calendar_published set as_of = '2026-01-01'`)),
    ).rejects.toMatchObject({ code: '42501' })
  })
})
