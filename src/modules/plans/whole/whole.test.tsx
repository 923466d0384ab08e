import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Lang } from '../../../platform/words.ts'
import { readPlan } from '../file/read.ts'
import { type PlanGraph, planGraph } from '../graph.ts'
import type { Extras, Hrefs } from '../pages/props.ts'
import { aboutView } from './about.ts'
import { elementMore } from './element.ts'
import { familiesView } from './families.ts'
import { frameOf, pageHref } from './frame.ts'
import { glossaryView } from './glossary.ts'
import { measuresView, type Wanted } from './measures.ts'
import { AboutShow } from './pages/about-show.tsx'
import { FamiliesShow } from './pages/families-show.tsx'
import { GlossaryShow } from './pages/glossary-show.tsx'
import { MeasuresShow } from './pages/measures-show.tsx'
import { RecordShow } from './pages/record-show.tsx'
import { RolloutShow } from './pages/rollout-show.tsx'
import { VoicesShow } from './pages/voices-show.tsx'
import { recordView } from './record.ts'
import { rolloutView } from './rollout.ts'
import { marker } from './terms.ts'
import { voicesView } from './voices.ts'
import { standingOf, whenView } from './when.ts'

const day = '2026-11-20'
function load(name: string): PlanGraph {
  const { plan } = readPlan(readFileSync(new URL(`../../../../plans/${name}.plan.yaml`, import.meta.url)))
  if (!plan) throw new Error(name)
  return planGraph(plan)
}
const mill = load('mill-river-2026-29')
const h18 = load('hartford-2018-22')
const h21 = load('hartford-2021-24')
const waterbury = load('waterbury-2020-27')
const small = load('two-brooks-2026-29')
const ctecs = load('ctecs-2019-22')

const hrefs: Hrefs = {
  list: '/plans',
  plan: (p) => `/plans/${p}?district=7`,
  element: (p, e) => `/plans/${p}/${e}`,
  definition: () => null,
}
const plain = (html: string): string => html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')
const pages = {
  about: (g: PlanGraph, lang: Lang) => String(<AboutShow {...aboutView(g, lang, hrefs)} />),
  voices: (g: PlanGraph, lang: Lang) => String(<VoicesShow {...voicesView(g, lang, hrefs)} />),
  families: (g: PlanGraph, lang: Lang) => String(<FamiliesShow {...familiesView(g, lang, hrefs)} />),
  glossary: (g: PlanGraph, lang: Lang) => String(<GlossaryShow {...glossaryView(g, lang, hrefs)} />),
  record: (g: PlanGraph, lang: Lang) => String(<RecordShow {...recordView(g, lang, hrefs)} />),
  rollout: (g: PlanGraph, lang: Lang) => String(<RolloutShow {...rolloutView(g, day, lang, hrefs)} />),
  measures: (g: PlanGraph, lang: Lang) => String(<MeasuresShow {...measuresView(g, {}, lang, hrefs)} />),
}
const text = (page: keyof typeof pages, g: PlanGraph, lang: Lang = 'en'): string => plain(pages[page](g, lang))

describe('every page of every plan', () => {
  test.each(Object.keys(pages) as (keyof typeof pages)[])(
    '%s: ids once, anchors lead somewhere, Spanish throughout',
    (page) => {
      for (const g of [mill, h18, h21, waterbury, small, ctecs]) {
        const html = pages[page](g, 'en')
        const ids = [...html.matchAll(/ id="([^"]+)"/g)].map((m) => m[1])
        expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([])
        for (const [, anchor] of html.matchAll(/href="#([^"]+)"/g)) expect(ids).toContain(anchor)
        expect(plain(html)).not.toMatch(/\bundefined\b|\[object|\bNaN\b|[{}]/)
        expect(plain(pages[page](g, 'es'))).not.toMatch(
          /What it tells|Where it shows|Not everything|Compared|Counted|Any group|Show all|part of the plan|How we do it|People took/i,
        )
      }
    },
  )
  test('tabs stand for what the plan has, and keep the district of the address', () => {
    expect(frameOf(mill, 'plan', 'en', hrefs).tabs).toHaveLength(8)
    expect(frameOf(small, 'plan', 'en', hrefs).tabs.map((one) => one.href)).toEqual([
      '/plans/two-brooks-2026-29?district=7',
      '/plans/two-brooks-2026-29/measures?district=7',
      '/plans/two-brooks-2026-29/rollout?district=7',
      '/plans/two-brooks-2026-29/record?district=7',
    ])
    expect(pageHref('/plans/x', 'voices')).toBe('/plans/x/voices')
  })
})

describe('what a plan stands for', () => {
  test('a theory leads to its strategies; traits are counted by priority; what carries nothing is named', () => {
    const view = aboutView(mill, 'en', hrefs)
    const theory = view.groups.find((one) => one.kind === 'theory')
    expect(theory?.statements[0]?.shows.map((one) => one.code)).toEqual(['2.1', '2.2', '2.3'])
    expect(theory?.left).toEqual([])
    const [portrait] = view.matrices
    expect(portrait?.heads.map((one) => one.code)).toEqual(['1', '2', '3', '4'])
    expect(portrait?.rows.map((one) => one.cells)).toEqual([
      [2, 0, 0, 0],
      [2, 0, 0, 0],
      [2, 1, 0, 0],
      [1, 1, 0, 0],
      [2, 0, 0, 0],
      [0, 0, 0, 0],
    ])
    expect(text('about', mill)).toContain('No part of the plan stands for: Cares for health, neighbors and the river.')
    expect(text('about', waterbury)).toContain('a reader did')
  })
  test('without any line there is no matrix', () => {
    expect(aboutView(h18, 'en', hrefs).matrices).toEqual([])
    expect(text('about', small)).toContain('says nothing about what it stands for')
  })
})

describe('voices, needs and money lead both ways', () => {
  test('from the voice to the part, and from the part to the voice', () => {
    const { voices, heard } = voicesView(mill, 'en', hrefs)
    expect(voices.find((one) => one.id === 'voice-buses')?.shows.map((one) => one.code)).toEqual(['2.3.i'])
    expect(heard).toMatch(/^\d of 8 voices show up in the plan\. .*people took part/)
    const e = mill.byId('s2-3-i')
    if (!e) throw new Error('no 2.3.i')
    const more = elementMore(mill, e, day, 'en', hrefs)
    expect(more.beside.find((one) => one.id === 'said')?.rows.map((one) => one.href)).toEqual([
      '/plans/mill-river-2026-29/voices?district=7#v-voice-buses',
    ])
    for (const group of more.beside)
      for (const row of group.rows) {
        const [address = '', anchor = ''] = row.href.split('#')
        const page = /\/(about|voices|rollout)\?/.exec(address)?.[1] as keyof typeof pages
        expect(pages[page](mill, 'en')).toContain(`id="${anchor}"`)
      }
  })
})

describe('what comes when', () => {
  test('what has not begun is not late', () => {
    const { waves, majors } = rolloutView(mill, day, 'en', hrefs)
    expect(waves.map((one) => one.name)).toEqual(['First wave, 2026-27', 'Second wave, 2027-28', 'Third wave, 2028-29'])
    expect(waves[2]?.rows.every((row) => row.state === 'not begun yet, not late')).toBe(true)
    expect(waves[2]?.told).toContain('1 has not begun yet, and that is as planned.')
    expect(majors).toHaveLength(3)
    expect(standingOf({ from: '2027-07-01', to: null, open: true }, day)).toBe('notBegun')
    expect(standingOf({ from: '2020-07-01', to: '2021-06-30', open: false }, day)).toBe('over')
    expect(standingOf({ from: '2020-07-01', to: '2021-06-30', open: true }, day)).toBe('underWay')
    expect(standingOf(null, day)).toBe(null)
  })
  test('major actions say what they need and how their tasks stand, when somebody knows', () => {
    const tasks = new Map([['s2-1-iii-1', { state: 'Late', standing: 'late' as const }]])
    const { majors } = rolloutView(mill, day, 'en', hrefs, { tasks })
    expect(majors.find((one) => one.step.code === '2.1.iii')?.told).toBe('0 of 1 task done, 1 late')
    expect(rolloutView(h18, day, 'en', hrefs).majors).toHaveLength(3)
  })
  test('every year of the plan, and no other', () => {
    expect(rolloutView(mill, day, 'en', hrefs).years.map((one) => one.year)).toEqual(['2026-27', '2027-28', '2028-29'])
  })
})

describe('measures', () => {
  const found = (g: PlanGraph, wanted: Wanted) => measuresView(g, wanted, 'en', hrefs).found
  test('filters by address; what no filter knows shows everything', () => {
    const { measures } = mill.plan
    expect(found(mill, {})).toBe(60)
    expect(found(mill, { role: 'fidelity' })).toBe(measures.filter((m) => m.role === 'fidelity').length)
    expect(found(mill, { who: 'adult', role: 'outcome' })).toBe(
      measures.filter((m) => m.who === 'adult' && m.role === 'outcome').length,
    )
    expect(found(mill, { group: 'any' })).toBe(10)
    expect(found(mill, { evidence: 'words' })).toBe(
      measures.filter((m) => m.role === 'qualitative' || m.artefact).length,
    )
    expect(found(mill, { evidence: 'pair' })).toBe(2)
    expect(found(mill, { missing: 'nothing' })).toBe(60)
    expect(found(mill, { role: 'no-role' })).toBe(0)
    expect(measuresView(h18, { page: '99' }, 'en', hrefs)).toMatchObject({ page: 7, pages: 7 })
  })
  test('what each lacks: indicators of Hartford 2018 have no starting value', () => {
    const { complete, missing } = measuresView(h18, {}, 'en', hrefs)
    const strategies = complete.find((one) => one.level === 'Strategies')?.rows ?? []
    expect(strategies.reduce((sum, one) => sum + one.measures, 0)).toBe(32)
    expect(strategies.every((one) => one.base === 0 || one.base < one.measures)).toBe(true)
    expect(missing.map((one) => one.label)).toContain('Without a starting value')
  })
  test('work beside change: said only where both are known', () => {
    const extras: Extras = {
      calls: new Map([['g2', { call: 'behind' as const }]]),
      tasks: new Map([['s2-1-i-1', { state: 'Late', standing: 'late' as const }]]),
    }
    const did = measuresView(mill, {}, 'en', hrefs, extras).did
    expect(did.find((one) => one.id === 'g2')?.so).toContain('Some work is late and the number is behind')
    expect(did.find((one) => one.id === 'g1')?.so).toBe('Too early to tell.')
    expect(measuresView(mill, {}, 'en', hrefs).did.every((one) => one.call === null)).toBe(true)
  })
})

describe('how it came about', () => {
  test('counted beside what the source says', () => {
    const rows = recordView(h18, 'en', hrefs).counts
    expect(rows.find((one) => one.level === 'Priorities')).toMatchObject({
      counted: 4,
      declared: '4',
      verdict: 'the same',
    })
    const goals = recordView(ctecs, 'en', hrefs).counts.find((one) => one.level === 'Goals')
    expect(goals).toMatchObject({ counted: 0, declared: '5', verdict: 'not the same' })
    expect(text('record', mill)).toContain('8 yes, 1 no')
    expect(text('record', ctecs)).toContain('2018')
  })
})

describe('when', () => {
  const of = (g: PlanGraph, words: string, more: object = {}) => {
    const [e] = g.plan.elements
    if (!e) throw new Error('empty')
    const timeframe = { words, from: null, to: null, open: false, every: null, ...more }
    return whenView(g.plan, { ...e, timeframe }, day, 'en')
  }
  test('words become days and times of this school year', () => {
    const monthly = of(mill, 'Every month', { from: '2026-07-01', open: true, every: 'monthly' })
    expect(monthly).toMatchObject({ days: 'from Jul 1, 2026, goes on without an end, every month', open: null })
    expect(monthly?.times).toHaveLength(12)
    expect(monthly?.times[0]).toMatchObject({ date: '2026-07-31', past: true })
    expect(of(mill, 'Every day', { every: 'daily' })?.more).toBeGreaterThan(100)
  })
  test('the days of the plan file hold; what the words come to stands beside them', () => {
    const both = of(mill, 'Fall 2026', { from: '2026-09-01', to: '2026-10-31' })
    expect(both).toMatchObject({ days: 'Sep 1, 2026 \u2013 Oct 31, 2026', read: 'Sep 1, 2026 \u2013 Nov 30, 2026' })
    expect(both?.times.map((one) => one.date)).toEqual(['2026-10-31'])
  })
  test('an open wording says why, every reading and who settles it', () => {
    const open = of(mill, 'Winter 2026')
    expect(open?.open?.readings).toHaveLength(2)
    expect(open?.open?.settled).toBe(false)
    expect(open?.times).toEqual([])
    expect(of(mill, 'Winter 2026', { from: '2026-12-01', to: '2027-02-28' })?.open?.settled).toBe(true)
  })
  test('a plan that has ended lists its last year', () => {
    expect(of(h18, 'Every month', { every: 'monthly' })).toMatchObject({ year: '2021-22', thisYear: false })
  })
})

describe('words of the plan', () => {
  const term = (word: string) => ({ term: word, means: { words: `${word} explained` }, says: null })
  test('a term is marked once, as a word of its own, the longest first', () => {
    const mark = marker([term('ELA'), term('data team'), term('data')])
    expect(mark('Delay: ELA and a Data team. More ELA.')).toEqual([
      'Delay: ',
      { term: 'ELA', means: 'ELA explained', id: 't-w-ela-1' },
      ' and a ',
      { term: 'Data team', means: 'data team explained', id: 't-w-data-team-2' },
      '. More ELA.',
    ])
    expect(mark('ela')).toEqual(['ela'])
    expect(marker([])('a')).toEqual(['a'])
    expect(marker([term('a.b')])('axb a.b')).toHaveLength(2)
  })
  test('what families will see, in both languages', () => {
    expect(text('families', h21, 'es')).toContain('Lo que usted verá')
    expect(familiesView(h21, 'en', hrefs).groups.flatMap((one) => one.rows)).toHaveLength(11)
    expect(familiesView(mill, 'es', hrefs).groups.flatMap((one) => one.rows)).toHaveLength(14)
  })
  test('words of a plan are escaped on every page', () => {
    const bad = '<script>x'
    const bads = { en: bad, es: bad, source: 'en' as const }
    const { plan } = mill
    const g = planGraph({
      ...plan,
      title: bads,
      glossary: [{ term: bad, means: bads, says: bads }],
      statements: plan.statements.map((one) => ({ ...one, title: bads, text: bads })),
      voices: plan.voices.map((one) => ({ ...one, title: bads, who: bads })),
      funding: plan.funding.map((one) => ({ ...one, title: bads, words: bad, amount: null })),
      story: plan.story.map((one) => ({ ...one, words: bad, title: bads })),
      elements: plan.elements.map((e) => ({ ...e, title: bads, youWillSee: [bads] })),
      measures: plan.measures.map((m) => ({ ...m, title: bads, instrument: bad })),
    })
    for (const page of Object.values(pages)) expect(page(g, 'en')).not.toContain('<script')
  })
})
