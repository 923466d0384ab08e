import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fixToday } from '../../platform/clock.ts'
import { inScope } from '../../platform/db/scope.ts'
import { percent } from '../../platform/format.ts'
import { type Promised, saveTargets, targetParser, targetsOf } from '../indicators/index.ts'
import { systemScope } from '../people/index.ts'
import type { EditionContent } from './editions/content.ts'
import { renderPage } from './editions/render.ts'
import { type Board, boardPromise, makeBoard, packetIn, type Steps, stepsOn } from './packet/board-sample.test.tsx'
import { packetDoc } from './packet/document.ts'
import { cellOf } from './packet/rules.ts'
import { groupOf, promiseTitle } from './promising.ts'

let services: Board['services']
let content: ReturnType<typeof packetIn>
let { drafted } = {} as Steps
const about = (population: string, scope: Promised['target']['scope']) => `${boardPromise}-${population}-${scope.kind}`
const whole = { kind: 'all' } as const
const share = { kind: 'share', of: 'school', percent: 75 } as const

beforeAll(async () => {
  fixToday('2026-11-20')
  const board = await makeBoard()
  services = board.services
  ;({ drafted } = stepsOn(board))
  const { district } = board.sample
  const scope = await systemScope(services.db, 'test', district)
  await inScope(services.db, scope, async (tx) => {
    const known = await targetsOf(tx, district, 'chronic-absenteeism')
    const [base] = known.filter((one) => one.source === boardPromise)
    if (!base) throw new Error('no promise')
    const made = (population: string, of: Promised['target']['scope']): Promised => ({
      ...base,
      source: about(population, of),
      target: { ...base.target, population, scope: of },
    })
    const inBand: Promised = {
      ...base,
      source: `${boardPromise}-band`,
      target: targetParser.parse({
        ...Object.fromEntries(Object.entries(base.target).filter(([key]) => key !== 'operator' && key !== 'amount')),
        kind: 'band',
        low: 10,
        high: 13,
      }),
    }
    await saveTargets(tx, district, `${boardPromise}-`, [
      made('high_needs=yes', whole),
      made('gender=nonbinary', whole),
      made('all', share),
      inBand,
    ])
  })
  content = packetIn(await drafted('2026-12-08'))
})
afterAll(async () => {
  fixToday(null)
  await services.end()
})

const promise = (population: string, scope: Promised['target']['scope'] = whole) => {
  const found = content.promises.find((one) => one.id === about(population, scope))
  if (!found) throw new Error('no promise')
  return found
}
const rate = (cell: EditionContent['cells'][number] | null) => (cell?.n ?? 0) / (cell?.d ?? 1)

describe('a promise about a group', () => {
  it('bears the number and the call of that group, not of everybody', async () => {
    const one = promise('high_needs=yes')
    const own = cellOf(content, one)
    const all = cellOf(content, { definition: one.definition })
    expect([own?.group_set, own?.group_value, own?.shown]).toEqual(['high_needs', 'yes', true])
    expect(percent(rate(own), 'en')).not.toBe(percent(rate(all), 'en'))
    const { low, high } = one.judged
    expect(low).toBeLessThanOrEqual(rate(own))
    expect(high).toBeGreaterThanOrEqual(rate(own))
    expect([low, high]).not.toEqual(
      content.promises.filter((other) => other.id === boardPromise).flatMap(({ judged }) => [judged.low, judged.high]),
    )
    expect(one.title.en).toBe(
      `${content.promises.find((other) => other.id === boardPromise)?.title.en}: With high needs`,
    )
    const [row] = packetDoc(content, 'en').blocks.flatMap((block) =>
      block.kind === 'table'
        ? block.rows.filter((cells) => cells[0]?.startsWith(`${one.title.en} `) && cells.length === 4)
        : [],
    )
    expect(row?.[2]).toBe(percent(rate(own), 'en'))
    expect(JSON.stringify(packetDoc(content, 'en'))).toContain('Chronic absenteeism, With high needs, 2025-26')
    const card = (await renderPage(content, 'en', 'index.html'))?.split(`${one.title.en}`)[1] ?? ''
    expect(card.slice(0, 3000)).toContain((100 * rate(own)).toFixed(1))
  })

  it('tells nothing of a hidden group', () => {
    const one = promise('gender=nonbinary')
    expect(cellOf(content, one)).toMatchObject({ shown: false, n: null })
    expect(one.judged).toMatchObject({ call: 'no_call', low: null, high: null, trend: null })
    expect(JSON.stringify(one.judged)).not.toContain('50')
  })

  it('about single schools has no number and no call, and says why', () => {
    const one = promise('all', share)
    expect(cellOf(content, one)).toBeNull()
    expect(one.judged.call).toBe('no_call')
    expect(one.judged.reason.es).toContain('cada escuela')
  })
})

it('says the goal of a promise to stay between two values, in the edition and in the packet', async () => {
  const one = content.promises.find((other) => other.id === `${boardPromise}-band`)
  expect(one?.goal.en).toMatch(/^between 10% and 13% by /)
  expect(one?.goal.es).toMatch(/^entre 10\s?% y 13\s?%, a más tardar el /)
  expect(one?.judged.call).toMatch(/behind|missed|too_close/)
  expect(JSON.stringify(packetDoc(content, 'en'))).toContain('between 10% and 13%')
  expect(await renderPage(content, 'en', 'index.html')).toContain('between 10% and 13%')
  expect(await renderPage(content, 'es', 'index.html')).toContain('entre 10')
})

it('names the group after the promise; a measure of one grade speaks of that grade as a whole', () => {
  const target = (population: string) => ({ population }) as Promised['target']
  expect(groupOf({ definition: 'grade-8-math', target: target('grade=8') })).toBeNull()
  expect(groupOf({ definition: 'chronic-absenteeism', target: target('grade=8') })).toEqual({
    set: 'grade',
    value: '8',
  })
  expect(
    promiseTitle({ definition: 'four-year-graduation', target: target('el=yes'), label: { en: 'G7', source: 'en' } }),
  ).toEqual({ en: 'G7: English learners', source: 'en' })
})
