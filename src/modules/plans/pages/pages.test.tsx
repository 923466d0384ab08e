import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { checkPlan } from '../check.ts'
import { readPlan } from '../file/read.ts'
import { planGraph } from '../graph.ts'
import { elementView, planCard, planView, threadView } from '../view.ts'
import { elementMore } from '../whole/element.ts'
import { ElementShow } from './element-show.tsx'
import { PlanList } from './plan-list.tsx'
import { PlanShow } from './plan-show.tsx'
import type { Extras, Hrefs } from './props.ts'

function load(name: string) {
  const { plan, places } = readPlan(readFileSync(new URL(`../../../../plans/${name}.plan.yaml`, import.meta.url)))
  if (!plan) throw new Error(name)
  return { graph: planGraph(plan), problems: checkPlan(plan, places) }
}
const mill = load('mill-river-2026-29')
const hartford = load('hartford-2021-24')
const h18 = load('hartford-2018-22')
const hrefs: Hrefs = {
  list: '/plans',
  plan: (p) => `/plans/${p}`,
  element: (p, e) => `/plans/${p}/${e}`,
  definition: (d) => (d === 'chronic-absenteeism' ? '/indicators/chronic-absenteeism' : null),
}
type Loaded = typeof mill
/** The text of an element's page, tags taken away. */
function page(
  { graph, problems }: Loaded,
  id: string,
  lang: 'en' | 'es' = 'en',
  extras: Extras = {},
): { html: string; text: string } {
  const props = elementView(graph, id, problems, lang, hrefs, extras)
  if (!props) throw new Error(id)
  const here = graph.byId(id)
  if (!here) throw new Error(id)
  const html = String(<ElementShow {...props} more={elementMore(graph, here, '2026-11-20', lang, hrefs)} />)
  return { html, text: html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ') }
}

describe('element page', () => {
  test('says why, how, who, when, what is asked', () => {
    const { html, text } = page(mill, 's2-1')
    expect(text).toContain('Owner Office of Student Support')
    expect(text).toContain('Target: 13% or lower by Jun 30, 2029')
    expect(text).toContain('From 29% in 2023-24 (own computation 2023-24). The same gain is expected each year.')
    expect(html).toContain('href="/plans/mill-river-2026-29/G2"')
    expect(html).toContain('href="/plans/mill-river-2026-29/2.1.iii"')
    expect(text).toMatch(/Review the list and note one step for each student/)
    expect(text).toContain('No number yet.')
    expect(text).toContain('Nothing computes this measure yet')
  })
  test('shows the number, call and chart that it is given', () => {
    const numbers = new Map([
      [
        'm-absence',
        {
          figure: { value: '23.1', unit: '%', n: '4,412 of 19,104 students', call: 'behind' as const },
          sentences: ['About 610 fewer students would have kept the pace.'],
        },
      ],
    ])
    const { text } = page(mill, 'g2', 'en', { numbers, tasks: new Map([['s2-1-i-1', { state: 'Done' }]]) })
    expect(text).toMatch(/23\.1 ?%/)
    expect(text).toContain('Behind pace')
    expect(text).toContain('About 610 fewer students')
    expect(text).toContain('Done')
  })
  test('an open target shows all readings and says that no call is made', () => {
    const { text } = page(hartford, 'g1')
    expect(text).toContain('This target can be read in 2 ways')
    expect(text).toContain('no call is made')
    expect(text).toMatch(/One rate for all.*the mean of the schools/)
  })
  test('figures that others published stand with count, file and place', () => {
    const { text } = page(hartford, 'g1')
    expect(text).toContain('1,013 of 1,603')
    expect(text).toContain('four-year-graduation-rates__2010-11_all-students_grad.csv')
    expect(page(hartford, 'g4').text).toContain('26.0% in 2011-12, 25.4% in 2018-19')
    expect(page(hartford, 'g4').text).toContain('is supported by P2.1.b')
  })
  test('a code that another part had before names that part', () => {
    const { plan } = mill.graph
    const elements = plan.elements.map((e) =>
      e.id === 's2-1-i' ? { ...e, code: '2.1.xx', oldCodes: ['S9.9', 'G2'] } : e,
    )
    const { html } = page({ graph: planGraph({ ...plan, elements }), problems: [] }, 'g2', 'es')
    expect(html).toMatch(/G2 era antes[^]*?href="\/plans\/mill-river-2026-29\/2\.1\.xx"/)
    expect(page(mill, 'g2', 'es').text).not.toContain('era antes')
  })
  test('several parents: the other way up is shown', () => {
    expect(page(mill, 's4-3').text).toContain('It also serves G2')
  })
  test('Spanish throughout, also what the plan says', () => {
    const { html, text } = page(mill, 'g2', 'es')
    expect(text).toContain('Objetivo: 13% o menos para')
    expect(text).toContain('Equipos de asistencia en cada escuela')
    expect(text).not.toMatch(/Target|Owner|Tasks|Office/)
    // Only what the plan quotes stays in its language, and is marked so.
    const unquoted = html.replaceAll(
      /«<span lang="en">[^<]*<\/span>»|<span lang="en">“[^<]*”<\/span>|Fuente: <span lang="en">[^<]*<\/span>|<td[^>]*><span lang="en">[^<]*<\/span>/g,
      '',
    )
    expect(unquoted).not.toContain('lang="en"')
    expect(html).toContain('En el plan: «<span lang="en">13% or lower by June 2029</span>»')
  })
  test('times are told in the reader’s language; the words of the plan stay quoted in theirs', () => {
    const { html, text } = page(h18, 'g2', 'es')
    expect(text).toMatch(/Cuándo .{0,60}hasta el 30 \S+ 2022/)
    expect(html).toContain('<span lang="en">“by 2022”</span>')
    expect(text).not.toContain('Cuándo by 2022')
    expect(html).toContain('<span lang="en">“graduation rate by 9%”</span>')
    expect(page(h18, 'g2', 'en').text).toContain('When by 2022')
    expect(page(mill, 's2-1', 'es').html).toMatch(/Desde 29% en 2023-24\.[^]*Fuente: <span lang="en">own computation/)
  })
  test('a translation older than its text is said, at the title, below it, in lists and in the thread', () => {
    const { plan } = mill.graph
    const older = new Set(['g2', 's2-1', 's2-1-i-1'])
    const graph = planGraph({
      ...plan,
      elements: plan.elements.map((e) =>
        older.has(e.id) ? { ...e, title: { ...e.title, state: { es: 'stale' as const } } } : e,
      ),
    })
    const at = (id: string, lang: 'en' | 'es') => page({ graph, problems: [] }, id, lang).text
    const count = (text: string): number => text.split('traducción sin actualizar').length - 1
    // Its own title and the strategy in the table below; the task among the tasks.
    expect(count(at('g2', 'es'))).toBeGreaterThanOrEqual(3)
    expect(count(at('s2-1', 'es'))).toBeGreaterThanOrEqual(2)
    expect(at('g2', 'en')).not.toContain('not yet renewed')
    expect(count(page(mill, 'g2', 'es').text)).toBe(0)
    const knots = threadView(graph, 's2-1', 'es', hrefs)
    expect(
      [knots?.up.at(-1)?.note, knots?.here.note].every((note) => note?.includes('traducción sin actualizar')),
    ).toBe(true)
  })
  test('a finding shows what stands at its place', () => {
    const { plan } = mill.graph
    const graph = planGraph({
      ...plan,
      elements: plan.elements.map((e) =>
        e.id === 's2-1'
          ? { ...e, timeframe: { words: 'soon', from: '2027-06-30', to: '2026-06-30', open: false, every: null } }
          : e,
      ),
    })
    const { html, text } = page({ graph, problems: checkPlan(graph.plan) }, 's2-1')
    expect(text).toContain('What stands there')
    expect(html).toMatch(/<td[^>]*data-head="What stands there">2026-06-30</)
  })
  test('a term of the glossary is explained where it stands as a word, not inside another', () => {
    const { html } = page(hartford, 'p2-1', 'es')
    const opened = [...html.matchAll(/class="term" popovertarget="[^"]+">([^<]+)</g)].map((m) => m[1])
    expect(opened).toContain('MTSS')
    expect(new Set(opened).size).toBe(opened.length)
  })
  test('a missing translation is shown in its language and said', () => {
    const { plan } = mill.graph
    const graph = planGraph({
      ...plan,
      elements: plan.elements.map((e) =>
        e.id === 'g2' ? { ...e, text: { en: 'Only English', source: 'en' as const } } : e,
      ),
    })
    const { html, text } = page({ graph, problems: [] }, 'g2', 'es')
    expect(html).toContain('<span lang="en">Only English</span>')
    expect(text).toContain('Este texto todavía no tiene traducción.')
  })
  test('words of a plan are escaped', () => {
    const { plan } = mill.graph
    const bad = '<script>alert(1)</script>'
    const graph = planGraph({
      ...plan,
      elements: plan.elements.map((e) => ({ ...e, title: { en: bad, es: bad } })),
      glossary: [{ term: bad, means: { en: bad }, says: null }],
    })
    for (const id of ['p2', 'g2', 's2-1', 's2-1-i'])
      expect(page({ graph, problems: [] }, id).html).not.toContain('<script')
    expect(String(<PlanShow {...planView(graph, [], 'en', hrefs)} />)).not.toContain('<script')
  })
})

test('the throughline leads from the vision to the tasks', () => {
  const thread = threadView(mill.graph, 's2-1', 'en', hrefs)
  expect(thread?.up.map((k) => k.label)).toEqual([
    'Every student ready for the next step',
    'A welcoming school, every day',
    'Students in school, every day',
  ])
  expect(thread?.here).toMatchObject({ code: '2.1', note: 'Strategy, 5 actions, 16 tasks' })
  expect(thread?.down).toHaveLength(5)
})

test('the plan on a page holds every element but the tasks, once', () => {
  const html = String(
    <PlanShow
      {...planView(mill.graph, mill.problems, 'en', hrefs, {
        calls: new Map([['g2', { call: 'behind', trend: 'improving' }]]),
      })}
    />,
  )
  for (const e of mill.graph.plan.elements)
    if (e.level !== 'task') expect(html.split(`href="/plans/mill-river-2026-29/${e.code}"`).length - 1, e.id).toBe(1)
  expect(html).toContain('Behind pace')
})

test('the list of plans', () => {
  const html = String(<PlanList lang="es" plans={[mill, hartford].map((p) => planCard(p.graph, 'es', hrefs))} />)
  expect(html).toContain('4 prioridades, 10 metas, 14 estrategias, 43 acciones, 129 tareas')
  expect(html).toContain('11 estrategias centrales')
  expect(String(<PlanList lang="en" plans={[]} />)).toContain('There is no plan yet.')
})
