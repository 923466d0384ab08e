import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { amount, seed } from '../../platform/testing/amount.ts'
import { figure } from '../../platform/testing/figure.ts'
import { type Ground, makeGround } from './district.ts'
import { everyPoint, killLoop } from './loop.ts'

// Processes are found and killed by what /proc says of them.
const here = existsSync('/proc/self/environ')
const moments = amount(20, 1000)
let ground: Ground | null = null
const state = process.env.THROUGHLINE_STATE ? join(process.env.THROUGHLINE_STATE, 'kills.json') : null

beforeAll(() => {
  if (process.env.THROUGHLINE_STATE) mkdirSync(process.env.THROUGHLINE_STATE, { recursive: true })
})
afterAll(() => {
  if (ground) rmSync(join(ground.home, '..'), { recursive: true, force: true })
})

describe.skipIf(!here)('whoever dies, and whenever', () => {
  it(
    'what was acknowledged is there, nothing is half visible, and everything comes to its end',
    async () => {
      ground = await makeGround(amount(1, 2))
      const told = await killLoop({ ground, seed: seed(), moments, state, reach: everyPoint })
      const writes = Object.values(told.acknowledged).reduce((sum, one) => sum + one, 0)
      const lost = told.wrong.filter((one) => one.includes('lost:')).length
      console.log(
        `${told.moments} moments (${told.atPoints} at named points): ${writes} acknowledged writes, ${lost} lost, ${told.wrong.length - lost} half visible; ${told.pages} pages read meanwhile`,
      )
      figure('kill moments', told.moments)
      figure('kill moments at named points', told.atPoints)
      figure('acknowledged writes', writes)
      figure('lost writes', lost)
      figure('leftovers, all swept', told.litter)
      figure('anything half visible or unfinished', told.wrong.length - lost)
      expect(told.wrong).toEqual([])
      // A write that counts as acknowledged before it is committed is missed, so a real one would be.
      expect(told.noticed).toBe(true)
      expect(told.atPoints).toBeGreaterThan(moments / 4)
      expect(told.acknowledged.item ?? 0).toBeGreaterThan(moments)
      expect(told.acknowledged.import ?? 0).toBeGreaterThan(moments / 10)
      expect(told.acknowledged.published ?? 0).toBeGreaterThan(0)
    },
    amount(300_000, 5_400_000),
  )
})
