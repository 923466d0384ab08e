import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Duck, literal } from '../../../platform/duckdb.ts'
import { amount, seed } from '../../../platform/testing/amount.ts'
import { figure } from '../../../platform/testing/figure.ts'
import { computeYearCubes } from '../engine/year.ts'
import { openBench } from '../golden/world.ts'
import { ownCard } from './card.ts'
import { compile } from './engine/compile.ts'
import { computeOwnCubes } from './engine/compute.ts'
import { worldDistrict, worldLake } from './engine/lake.ts'
import { factOf, spellings } from './facts.ts'
import type { Definition, Value } from './language.ts'
import { meaningOf, totals, type World } from './meaning.ts'
import { hostile, someSource, spoiled, withHostileTexts } from './random-definitions.ts'
import { dice, someWorld } from './random-worlds.ts'
import { readDefinition } from './read.ts'

let bench: { duck: Duck; folder: string; done: () => Promise<void> }
beforeAll(async () => {
  bench = await openBench()
})
afterAll(() => bench.done())

/** A name as the lake would hold it. */
function spelled(fact: Parameters<typeof factOf>[0], field: string, value: Value): Value {
  const type = factOf(fact).fields[field]?.type
  return type?.kind === 'text' && typeof value === 'string' ? spellings[type.spelling](value) : value
}

const lines = (definition: Definition, world: World): string[] => {
  const { schools, district } = totals(definition, meaningOf(definition, world))
  const text = (org: number, { n, d }: { n: number; d: number }) => `${org} ${n} of ${d}`
  return [
    ...[...schools].map(([org, one]) => text(org, one)),
    ...(district.d > 0 ? [text(worldDistrict, district)] : []),
  ].toSorted()
}

async function computed(
  duck: Duck,
  folder: string,
  definitions: readonly Definition[],
  world: World,
): Promise<Map<string, string[]>> {
  await mkdir(folder)
  const wanted = definitions.map((one) => ({ card: ownCard(one), cube: join(folder, one.id) }))
  await computeYearCubes({
    duck,
    districtId: worldDistrict,
    schoolYear: world.schoolYear,
    today: world.today,
    inputs: await worldLake(duck, folder, world),
    definitions: wanted,
  })
  const rows = await duck.rows<{ id: string; line: string }>(
    wanted
      .map(
        ({ card, cube }) =>
          `select ${literal(card.id)} as id, concat(org_id, ' ', n, ' of ', d) as line from read_parquet(${literal(join(cube, '*.parquet'))}) where state = 'measured' and group_set = 'all'`,
      )
      .join(' union all '),
  )
  return new Map(
    definitions.map((one) => [
      one.id,
      rows.flatMap((row) => (row.id === `own-${one.id}` ? [row.line] : [])).toSorted(),
    ]),
  )
}

test('compiled SQL in the engine and the plain meaning agree on random definitions and small worlds', async () => {
  const { duck, folder } = bench
  let [cells, measured] = [0, 0]
  for (let at = 0; at < amount(4, 150); at++) {
    const roll = dice(seed() * 97 + at)
    const definitions: Definition[] = []
    for (let number = 0; definitions.length < 14 && number < 60; number++) {
      const { definition } = readDefinition(number === 0 ? withHostileTexts(roll, number) : someSource(roll, number))
      if (definition) definitions.push(definition)
    }
    expect(definitions.length).toBe(14)
    const world = someWorld(roll, spelled)
    const got = await computed(duck, join(folder, `agrees${at}`), definitions, world)
    for (const one of definitions) {
      const wanted = lines(one, world)
      expect(got.get(one.id), JSON.stringify(one)).toEqual(wanted)
      cells += wanted.length
      if (wanted.length > 0) measured++
    }
  }
  expect(measured).toBeGreaterThan(5)
  figure('cells of random own definitions that agree with their plain meaning', cells, 'cells')
})

test('whatever is written is refused or runs; nothing of it stands in the SQL', async () => {
  const { duck, folder } = bench
  const roll = dice(seed() * 13 + 5)
  const kept: Definition[] = []
  let refused = 0
  for (let at = 0; at < amount(600, 40_000); at++) {
    const source = roll(4) === 0 ? withHostileTexts(roll, at) : spoiled(roll, someSource(roll, at))
    const { definition, issues } = readDefinition(source)
    if (!definition) {
      refused++
      expect(issues.length).toBeGreaterThan(0)
      continue
    }
    const { sql } = compile(definition)
    for (const text of hostile)
      if (text.length > 4 && text !== 'p.school_year' && text !== 'null') expect(sql).not.toContain(text)
    expect(sql).not.toMatch(/;|[^\p{ASCII}]/u)
    kept.push({ ...definition, id: `kept-${at}` })
  }
  expect(refused).toBeGreaterThan(50)
  expect(kept.length).toBeGreaterThan(50)
  const world = someWorld(roll, spelled)
  const some = kept.slice(0, amount(28, 600))
  const got = await computed(duck, join(folder, 'hostile'), some, world)
  for (const one of some) expect(got.get(one.id), JSON.stringify(one)).toEqual(lines(one, world))
})

test('a definition at which the engine fails is left out, and all others are computed', async () => {
  const { duck, folder } = bench
  const roll = dice(seed() * 31 + 7)
  const sound: Definition[] = []
  for (let number = 0; sound.length < 2 && number < 60; number++) {
    const { definition } = readDefinition(someSource(roll, number))
    if (definition) sound.push(definition)
  }
  const world = someWorld(roll, spelled)
  const place = join(folder, 'failing')
  await mkdir(place)
  const wanted = sound.map((one) => ({ card: ownCard(one), cube: join(place, one.id) }))
  const [first, second] = wanted
  if (!first || !second) throw new Error('Two sound definitions are needed.')
  const broken = {
    card: { ...first.card, id: 'own-broken', ownSql: 'select student_key from nowhere' },
    cube: join(place, 'broken'),
  }
  const { cubes, failed } = await computeOwnCubes({
    duck,
    districtId: worldDistrict,
    schoolYear: world.schoolYear,
    today: world.today,
    inputs: await worldLake(duck, place, world),
    definitions: [first, broken, second],
  })
  expect(failed).toEqual(['own-broken'])
  expect(cubes.map((one) => one.cube)).toEqual([first.cube, second.cube])
})
