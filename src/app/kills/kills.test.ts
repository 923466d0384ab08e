import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { amount, seed } from '../../platform/testing/amount.ts'
import { figure } from '../../platform/testing/figure.ts'
import { type Ground, makeGround } from './district.ts'
import { everyPoint, killLoop, type Told } from './loop.ts'
import { productOn } from './product.ts'

// Processes are found and killed by what /proc says of them.
const here = existsSync('/proc/self/environ')
const moments = amount(12, 1000)
// A loop waits most of the time for processes to come back, so the whole runs in several, each on a home of its own.
const loops = amount(1, 3)
const grounds: Ground[] = []
const folder = process.env.THROUGHLINE_STATE

/** How many of the moments are those of one loop. */
const shareOf = (loop: number): number => Math.floor((moments + loop) / loops)

async function oneLoop(loop: number): Promise<Told> {
  const ground = await makeGround(amount(1, 2))
  grounds.push(ground)
  const state = folder ? join(folder, `kills-${loop}.json`) : null
  return killLoop({ ground, seed: seed() + loop, moments: shareOf(loop), state, reach: everyPoint })
}

beforeAll(() => {
  if (folder) mkdirSync(folder, { recursive: true })
})
afterAll(() => {
  for (const ground of grounds) {
    // After a timeout the loop still runs: nothing of it may outlive the test.
    productOn(ground.home).kill()
    rmSync(join(ground.home, '..'), { recursive: true, force: true })
  }
})

describe.skipIf(!here)('whoever dies, and whenever', () => {
  it(
    'what was acknowledged is there, nothing is half visible, and everything comes to its end',
    async () => {
      const all = await Promise.all(Array.from({ length: loops }, (_, loop) => oneLoop(loop)))
      const sum = (one: (told: Told) => number): number => all.reduce((before, told) => before + one(told), 0)
      const acknowledged = (kind: string): number => sum((told) => told.acknowledged[kind] ?? 0)
      const done = sum((told) => told.moments)
      const atPoints = sum((told) => told.atPoints)
      const writes = sum((told) => Object.values(told.acknowledged).reduce((before, one) => before + one, 0))
      const wrong = all.flatMap((told, loop) => told.wrong.map((one) => `loop ${loop}, ${one}`))
      const lost = wrong.filter((one) => one.includes('lost:')).length
      console.log(
        `${done} moments (${atPoints} at named points): ${writes} acknowledged writes, ${lost} lost, ${wrong.length - lost} half visible; ${sum((told) => told.pages)} pages read meanwhile`,
      )
      figure('kill moments', done)
      figure('kill moments at named points', atPoints)
      figure('acknowledged writes', writes)
      figure('lost writes', lost)
      figure(
        'leftovers, all swept',
        sum((told) => told.litter),
      )
      figure('anything half visible or unfinished', wrong.length - lost)
      expect(wrong).toEqual([])
      expect(done).toBe(moments)
      // A write that counts as acknowledged before it is committed is missed, so a real one would be.
      expect(all.every((told) => told.noticed)).toBe(true)
      expect(atPoints).toBeGreaterThan(moments / 4)
      expect(acknowledged('item')).toBeGreaterThan(moments)
      expect(acknowledged('import')).toBeGreaterThan(moments / 10)
      expect(acknowledged('published')).toBeGreaterThan(0)
    },
    amount(600_000, 5_400_000),
  )
})
