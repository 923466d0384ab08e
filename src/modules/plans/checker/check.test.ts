import { readFileSync } from 'node:fs'
import { IntlMessageFormat } from 'intl-messageformat'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { languages } from '../../../platform/words.ts'
import { fileRules, planRules } from '../file/problem.ts'
import { readPlan } from '../file/read.ts'
import { en as basicEn } from './basic/words.en.ts'
import { es as basicEs } from './basic/words.es.ts'
import { checkSource, checkText, checkWhole } from './check.ts'
import { families } from './families.ts'
import { tally } from './finding.ts'
import { findingsJson, findingsText, tableText } from './print.ts'
import { findingsSarif } from './sarif.ts'
import { sayFinding } from './say.ts'
import { planOfParts } from './plan-of-parts.ts'

const ctecs = readFileSync(new URL('../../../../plans/ctecs-2019-22.plan.yaml', import.meta.url), 'utf8')
const ruleIds = [...fileRules, ...planRules, 'idle-waiver', ...families.flatMap((one) => one.rules.map((r) => r.id))]

test('a rule id stands for one rule', () => {
  expect(ruleIds.filter((id, i) => ruleIds.indexOf(id) < i)).toEqual([])
})

test('every rule of every family says what, why and what to do, in both languages', () => {
  for (const family of families)
    for (const rule of family.rules)
      for (const kind of ['what', 'why', 'fix'])
        for (const lang of languages)
          expect(family[lang][`${kind}.${rule.id}`]?.length, `${kind}.${rule.id}`).toBeGreaterThan(10)
  for (const rule of [...fileRules, ...planRules])
    expect(
      [basicEn[`why.${rule}`], basicEs[`why.${rule}`]].every((one) => one.length > 10),
      rule,
    ).toBe(true)
  for (const { name, en, es } of families) {
    expect(Object.keys(es).toSorted(), name).toEqual(Object.keys(en).toSorted())
    expect(
      Object.keys(en).filter((key) => en[key] === es[key]),
      name,
    ).toEqual([])
  }
})

test('every message of every family can be read', () => {
  const bad: string[] = []
  for (const { name, ...family } of families)
    for (const lang of languages)
      for (const [key, words] of Object.entries(family[lang]))
        try {
          new IntlMessageFormat(words, lang)
        } catch (error) {
          bad.push(`${name} ${lang} ${key}: ${(error as Error).message}`)
        }
  expect(bad).toEqual([])
})

test('findings come in the order of the file, with place, words and other places to look at', () => {
  const { plan, findings } = checkSource(ctecs)
  expect(plan?.id).toBe('ctecs-2019-22')
  const first = findings.find((one) => one.rule === 'date-drift')
  expect(first).toMatchObject({ severity: 'warning', element: null, waived: null })
  const line = ctecs.split('\n')[(first?.line ?? 0) - 1]
  expect([line?.includes('2019-2022'), line?.slice((first?.col ?? 0) - 1, first?.col)]).toEqual([true, '{'])
  expect(ctecs.split('\n')[(first?.related[0]?.line ?? 0) - 1]).toContain('2019-2020')
  expect(findings.map((one) => one.line)).toEqual(findings.map((one) => one.line).toSorted((a, b) => a - b))
  for (const one of findings)
    for (const lang of languages) expect(Object.values(sayFinding(one, lang)).join(' ')).not.toMatch(/[{}]|undefined/)
})

test('a file that cannot be read gives the problems of reading', () => {
  expect(checkText('format: x\nid: [').map((one) => [one.rule, one.line])).toEqual([['yaml', 2]])
  const text = ctecs.replace('language: en', 'language: en\ncolour: blue')
  expect(checkText(text).map((one) => one.rule)).toEqual(['unknown-field'])
  expect(sayFinding(checkText('- 1')[0] ?? fail(), 'es').why).toContain('archivo')
})
const fail = (): never => {
  throw new Error('nothing was found')
}

test('a plan without a file is checked too, with no place', () => {
  const { plan } = readPlan(ctecs)
  if (!plan) return fail()
  expect(checkWhole(plan).map((one) => [one.rule, one.line])).toContainEqual(['date-drift', 0])
})

test('a waiver lets a finding of one rule at one element stand; one that waives nothing is a finding', () => {
  const parts = {
    elements: [
      { id: 'a', level: 'goal', code: 'GO1', cites: [{ code: 'GO7' }] },
      { id: 'b', level: 'goal', code: 'GO2', cites: [{ code: 'GO8' }] },
    ],
    declares: [{ level: 'task', count: 3 }],
  }
  const waiver = { reason: 'As printed in the source.', by: 'Office of Data', on: '2026-11-22' }
  const waived = (...list: { rule: string; element?: string }[]) =>
    checkWhole(planOfParts({ ...parts, waivers: list.map((one) => ({ ...waiver, ...one })) }))
      .filter((one) => one.rule !== 'missing-translation')
      .map((one) => [one.rule, one.element, one.waived !== null])
      .toSorted((a, b) => (a.join() < b.join() ? -1 : 1))
  expect(waived()).toEqual([
    ['dangling-code', 'a', false],
    ['dangling-code', 'b', false],
    ['declared-missing', null, false],
  ])
  expect(waived({ rule: 'dangling-code', element: 'b' }, { rule: 'declared-missing' })).toEqual([
    ['dangling-code', 'a', false],
    ['dangling-code', 'b', true],
    ['declared-missing', null, true],
  ])
  expect(
    waived({ rule: 'dangling-code' }, { rule: 'dangling-code', element: 'b' }, { rule: 'dangling-code', element: 'b' }),
  ).toEqual([
    ['dangling-code', 'a', false],
    ['dangling-code', 'b', true],
    ['declared-missing', null, false],
    ['idle-waiver', null, false],
    ['idle-waiver', 'b', false],
  ])
})

const checked = () => {
  const waivers = "\nwaivers:\n  - {rule: date-drift, reason: 'The memo prints it so.', by: Board, on: 2026-11-22}\n"
  const { plan, findings } = checkSource(ctecs + waivers)
  return [{ name: 'a folder/ctecs.plan.yaml', plan: plan?.id ?? null, findings }]
}

test('it prints as a compiler does, and one table over all files', () => {
  const files = checked()
  const text = findingsText(files)
  const [line] = text.split('\n')
  expect(line).toMatch(/^a folder\/ctecs\.plan\.yaml:\d+:\d+: warning plans\/declared-missing: The plan says/)
  expect(text).not.toContain('date-drift')
  expect(
    text
      .split('\n')
      .slice(1, 3)
      .map((one) => one.slice(0, 9)),
  ).toEqual(['    why: ', '    fix: '])
  const table = tableText(files).split('\n')
  const counts = tally(files.flatMap((one) => one.findings))
  expect(table[1]?.split(/\s{2,}/)).toEqual([
    'a folder/ctecs.plan.yaml',
    '0',
    String(counts.warnings),
    String(counts.notes),
    '1',
  ])
  expect(table.at(-1)).toMatch(/^all /)
  expect(tableText(files, 'es').split('\n').at(-1)).toMatch(/^todos /)
})

test('JSON says the same', () => {
  const out = JSON.parse(findingsJson(checked())) as { files: { findings: { rule: string; waived: unknown }[] }[] }
  expect(out.files[0]?.findings.filter((one) => one.waived)).toMatchObject([
    { rule: 'date-drift', severity: 'warning', waived: { by: 'Board' } },
  ])
})

/* The parts of SARIF 2.1.0 (OASIS standard, section 3) that are written, with what the standard demands of each. */
const text = z.strictObject({ text: z.string().min(1) })
const physical = z.strictObject({
  artifactLocation: z.strictObject({ uri: z.string().regex(/^[\w./%-]+$/) }),
  region: z.strictObject({ startLine: z.int().min(1), startColumn: z.int().min(1) }),
})
const level = z.enum(['none', 'note', 'warning', 'error'])
const sarif = z.strictObject({
  $schema: z.url(),
  version: z.literal('2.1.0'),
  runs: z
    .array(
      z.strictObject({
        tool: z.strictObject({
          driver: z.strictObject({
            name: z.string().min(1),
            rules: z.array(
              z.strictObject({
                id: z.string().min(1),
                fullDescription: text,
                help: text,
                defaultConfiguration: z.strictObject({ level }),
              }),
            ),
          }),
        }),
        columnKind: z.enum(['utf16CodeUnits', 'unicodeCodePoints']),
        language: z.string().regex(/^[a-zA-Z]{2}-[a-zA-Z]{2}$/),
        artifacts: z.array(z.strictObject({ location: z.strictObject({ uri: z.string() }) })),
        results: z.array(
          z.strictObject({
            ruleId: z.string(),
            ruleIndex: z.int().min(0),
            level,
            message: text,
            locations: z.array(
              z.strictObject({
                physicalLocation: physical,
                logicalLocations: z.array(z.strictObject({ name: z.string(), kind: z.string() })).optional(),
              }),
            ),
            relatedLocations: z.array(z.strictObject({ id: z.int().min(0), physicalLocation: physical })).optional(),
            partialFingerprints: z.record(z.string(), z.string()),
            suppressions: z
              .array(z.strictObject({ kind: z.enum(['inSource', 'external']), justification: z.string() }))
              .optional(),
          }),
        ),
      }),
    )
    .length(1),
})

test('SARIF is as the standard asks; a waiver is a suppression with its reason', () => {
  const files = checked()
  const log = sarif.parse(JSON.parse(findingsSarif(files)))
  const [run] = log.runs
  expect(run?.results).toHaveLength(files[0]?.findings.length ?? 0)
  for (const one of run?.results ?? []) expect(run?.tool.driver.rules[one.ruleIndex]?.id).toBe(one.ruleId)
  expect(run?.results.flatMap((one) => one.suppressions ?? [])).toEqual([
    { kind: 'inSource', justification: 'The memo prints it so.' },
  ])
  expect(run?.results[0]?.locations[0]?.physicalLocation.artifactLocation.uri).toBe('a%20folder/ctecs.plan.yaml')
  const prints = run?.results.map((one) => one.partialFingerprints['throughline/1'])
  expect(new Set(prints).size).toBe(prints?.length)
})
