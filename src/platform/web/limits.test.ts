import { afterAll, beforeAll, expect, it } from 'vitest'
import { freshServices } from '../testing/database.ts'
import { attempt, forgive } from './limits.ts'

let services: Awaited<ReturnType<typeof freshServices>>
beforeAll(async () => {
  services = await freshServices()
})
afterAll(() => services.end())

it('counts in the database, so that several processes share the limit; a success clears it', async () => {
  for (let i = 0; i < 3; i++) await attempt(services.db, 'sign-in:a', 3, 3600)
  await expect(attempt(services.db, 'sign-in:a', 3, 3600)).rejects.toMatchObject({
    kind: 'Unavailable',
    code: 'platform/too-many',
  })
  await attempt(services.db, 'sign-in:b', 3, 3600)
  await forgive(services.db, 'sign-in:a')
  await attempt(services.db, 'sign-in:a', 3, 3600)
})

it('lets exactly as many through when all come at once', async () => {
  const all = await Promise.allSettled(Array.from({ length: 20 }, () => attempt(services.db, 'sign-in:c', 5, 3600)))
  expect(all.filter((one) => one.status === 'fulfilled')).toHaveLength(5)
})
