import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { projectRoot } from '../platform/config.ts'
import { asvsPage, chapters, readItems } from './asvs.ts'

describe('the table of the verification standard', () => {
  const items = readItems()

  it('has every item of level 2 once', () => {
    expect(new Set(items.map((one) => one.id)).size).toBe(items.length)
    for (const [i, [name, count]] of chapters.entries())
      expect(items.filter((one) => one.id.startsWith(`${i + 1}.`)).length, name).toBe(count)
    expect(items).toHaveLength(260)
  })

  it('names only tests that exist, and one for most of what is met', () => {
    expect(items.filter((one) => one.test !== '' && !existsSync(join(projectRoot, one.test)))).toEqual([])
    const met = items.filter((one) => one.state === 'met')
    expect(met.filter((one) => one.test !== '').length / met.length).toBeGreaterThan(0.75)
  })

  it('refuses a line that says nothing, and shows each item on the page', () => {
    expect(() => readItems('item\tstate\n1.1.1\tperhaps\ta\tb\n')).toThrow('Not a line')
    expect(() => readItems('item\tstate\n1.1.1\tmet\ta\n')).toThrow('Not a line')
    const page = asvsPage()
    for (const one of items) expect(page).toContain(`| ${one.id} |`)
  })
})
