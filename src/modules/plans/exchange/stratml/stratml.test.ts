import { readdirSync, readFileSync } from 'node:fs'
import { afterAll, describe, expect, it } from 'vitest'
import { read, type Text } from '../../../../platform/words.ts'
import { amount } from '../../../../platform/testing/amount.ts'
import { canonical } from '../../file/canonical.ts'
import type { Plan } from '../../file/format.ts'
import { readPlan } from '../../file/read.ts'
import { lostIn } from '../lost.ts'
import { namespaces, type StratDocument } from './document.ts'
import { documentOf } from './from-plan.ts'
import { readDocument } from './read.ts'
import { disposeSchemas, standard, standardHere, validate } from './standard.ts'
import { planOfStratml } from './to-plan.ts'
import { writeDocument } from './write.ts'

const plansFolder = new URL('../../../../../plans/', import.meta.url)
afterAll(disposeSchemas)

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const plans = readdirSync(plansFolder).filter((name) => name.endsWith('.plan.yaml'))
const known = new Map<string, Plan>()
const planIn = (name: string): Plan => {
  const here = known.get(name)
  if (here) return here
  const { plan } = readPlan(readFileSync(new URL(name, plansFolder)))
  if (!plan) throw new Error(`${name} is not a plan`)
  known.set(name, plan)
  return plan
}
const documentIn = (xml: string): StratDocument => {
  const { document } = readDocument(bytes(xml), 'en')
  if (!document) throw new Error('no document')
  return document
}
/** A document without places, for comparing. */
const bare = (document: StratDocument): unknown =>
  JSON.parse(JSON.stringify(document, (key, value: unknown) => (key === 'at' ? undefined : value)))

/** What came back, without the identifiers that were given to what had none. */
function withoutNew(before: unknown, after: unknown, key = ''): unknown {
  if (before === null && key === 'identifier') return null
  if (Array.isArray(after)) return after.map((one, i) => withoutNew(Array.isArray(before) ? before[i] : undefined, one))
  if (after === null || typeof after !== 'object') return after
  const was = (before ?? {}) as Record<string, unknown>
  return Object.fromEntries(Object.entries(after).map(([name, one]) => [name, withoutNew(was[name], one, name)]))
}

// A sample writes every plan as Part 2 and every second one as Part 1 too.
describe.each(plans)('%s as StratML', (name) => {
  it.each(plans.indexOf(name) % amount(2, 1) === 0 ? ([1, 2] as const) : ([2] as const))(
    'Part %i is valid, and comes back as it went',
    (part) => {
      const plan = planIn(name)
      const sent = documentOf(plan, part, plan.language)
      const xml = writeDocument(sent)
      validate(xml, part)
      const came = planOfStratml(bytes(xml), plan.language, 'en')
      expect(came.findings.filter((one) => one.severity === 'error')).toEqual([])
      expect(bare(documentIn(xml))).toEqual(bare(sent))
      if (!came.plan) throw new Error('no plan')
      expect(
        came.plan.elements
          .map((one) => one.code ?? '')
          .filter(Boolean)
          .toSorted(),
      ).toEqual(
        plan.elements
          .map((one) => one.code ?? '')
          .filter(Boolean)
          .toSorted(),
      )
      const again = writeDocument(documentOf(came.plan, part, plan.language))
      validate(again, part)
      expect(again).toBe(xml)
      const third = planOfStratml(bytes(again), plan.language, 'en').plan
      expect(third && canonical(third)).toBe(canonical(came.plan))
    },
  )
})

describe.each(plans)('%s as Part 2 keeps what is not listed as lost', (name) => {
  it('element by element, measure by measure', () => {
    const plan = planIn(name)
    const { language } = plan
    const came = planOfStratml(bytes(writeDocument(documentOf(plan, 2, language))), language, 'en').plan
    if (!came) throw new Error('no plan')
    const words = (text: Text | null | undefined) => (text ? read(text, language).words : null)
    const office = (of: Plan, id: string | null) => words(of.offices.find((one) => one.id === id)?.name)
    const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1)
    const elements = (of: Plan) =>
      of.elements
        .map((one) => ({
          id: one.id,
          code: one.code,
          title: words(one.title),
          text: words(one.text),
          owner: office(of, one.owner),
        }))
        .toSorted(byId)
    expect(elements(came)).toEqual(elements(plan))
    const mixed = new Set(lostIn(plan, 'stratml2').find((one) => one.what === 'targetUnits')?.of)
    const steps = (one: Plan['measures'][number]) => one.targets.some((each) => each.kind === 'milestoneSeries')
    const measures = (of: Plan) =>
      of.measures
        .filter((one) => !mixed.has(one.id) && !steps(plan.measures.find((each) => each.id === one.id) ?? one))
        .map((one) => ({
          id: one.id,
          of: one.of,
          title: words(one.title),
          role: one.role,
          code: one.code,
          note: words(one.note),
          targets: one.targets.map(({ kind, operator, amount, unit, dueBy, note }) => ({
            kind,
            operator,
            amount,
            unit,
            note: words(note),
            due: dueBy?.date ?? (dueBy?.schoolYear ? `${dueBy.schoolYear}-06-30` : null),
          })),
        }))
        .toSorted(byId)
    expect(measures(came)).toEqual(measures(plan))
    expect([came.org.name, came.org.code, came.period.from, came.period.to, words(came.summary)]).toEqual([
      plan.org.name,
      plan.org.code,
      plan.period.from,
      plan.period.to,
      words(plan.summary),
    ])
  })
})

describe.runIf(standardHere)('the samples of the committee', () => {
  it.each(['SMLC2011.xml', 'StratTest.xml'])('%s comes in, goes out valid, and loses nothing', (name) => {
    const file = readFileSync(new URL(name, standard))
    const first = readDocument(file, 'en').document
    const came = planOfStratml(file, 'en', 'en')
    expect(came.findings.filter((one) => one.severity === 'error')).toEqual([])
    if (!came.plan || !first) throw new Error('no plan')
    const text = file.toString('utf8')
    expect(came.plan.elements.length).toBe((text.match(/<stratml:(Goal|Objective)>/g) ?? []).length)
    expect(came.plan.measures.length).toBe((text.match(/<stratml:PerformanceIndicator /g) ?? []).length)
    const xml = writeDocument(documentOf(came.plan, 2, 'en'))
    validate(xml, 2)
    expect(withoutNew(bare(first), bare(documentIn(xml)))).toEqual(bare(first))
    // Every text of the file is in the file that goes out.
    const said = (xml: string) => [...xml.matchAll(/>([^<]*[^<\s][^<]*)</g)].map((one) => (one[1] ?? '').trim())
    const out = new Set(said(xml).map((one) => one.replace(/^_/, '')))
    expect(said(text).filter((one) => !out.has(one.replace(/^_/, '')))).toEqual([])
    const again = planOfStratml(bytes(xml), 'en', 'en').plan
    expect(again && canonical(again)).toBe(canonical(came.plan))
    const one = writeDocument(documentOf(came.plan, 1, 'en'))
    validate(one, 1)
  })
})

describe('what is refused', () => {
  const root = (namespace: string, inside = '', name = 'StrategicPlan') =>
    `<?xml version="1.0"?><s:${name} xmlns:s="${namespace}"><s:Name>x</s:Name><s:StrategicPlanCore><s:Goal><s:Name>g</s:Name>${inside}</s:Goal></s:StrategicPlanCore></s:${name}>`
  const refused = (xml: string | Uint8Array): string[] => {
    const came = planOfStratml(typeof xml === 'string' ? bytes(xml) : xml, 'en', 'en')
    expect(came.plan).toBe(null)
    return came.findings.filter((one) => one.severity === 'error').map((one) => one.rule)
  }
  it('takes the smallest document', () => {
    const came = planOfStratml(bytes(root(namespaces.part1)), 'en', 'en')
    expect(came.plan?.elements.map((one) => one.title)).toEqual([{ en: 'g', source: 'en' }])
  })
  it('other versions and other files, with the reason', () => {
    expect(refused(root('http://www.stratml.net'))).toEqual(['other-version'])
    expect(refused(root('urn:ISO:std:iso:17469:tech:xsd:stratml_core', '', 'PerformancePlanOrReport'))).toEqual([
      'other-version',
    ])
    expect(refused('<html/>')).toEqual(['other-version'])
    const told = planOfStratml(bytes(root('http://www.stratml.net')), 'en', 'es').findings[0]
    expect(told?.what).toContain('http://www.stratml.net')
    expect(told?.fix).toContain('17469')
  })
  it('document types, entities, depth, size, other encodings, broken files', () => {
    expect(refused(`<!DOCTYPE x [<!ENTITY a "b">]>${root(namespaces.part1)}`)).toEqual(['xml-doctype'])
    expect(refused(root(namespaces.part1, '<s:Description>&a;</s:Description>'))).toEqual(['xml-broken'])
    expect(refused(root(namespaces.part1, '<s:a>'.repeat(100) + '</s:a>'.repeat(100)))).toEqual(['xml-deep'])
    expect(refused(new Uint8Array(65 * 2 ** 20).fill(32))).toEqual(['xml-large'])
    expect(refused(new Uint8Array([60, 97, 62, 0xff, 60, 47, 97, 62]))).toEqual(['xml-encoding'])
    expect(refused(`<?xml version="1.0" encoding="ISO-8859-1"?><a/>`)).toEqual(['xml-encoding'])
    expect(refused(root(namespaces.part1).slice(0, 100))).toEqual(['xml-broken'])
    expect(refused('')).toEqual(['xml-broken'])
  })
  it('names what has no place in the standard, by line', () => {
    const came = planOfStratml(bytes(root(namespaces.part1, '\n<s:Budget>5</s:Budget>')), 'en', 'en')
    expect(came.plan).not.toBe(null)
    expect(came.findings.map((one) => [one.rule, one.where])).toContainEqual(['stratml-element', '2:1'])
  })
})
