import { readdirSync, readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { assets, links } from './assets.ts'
import { fonts } from './fonts.ts'
import { stylesheet } from './stylesheet.ts'
import { en } from './words.en.ts'
import { es } from './words.es.ts'

describe('assets', () => {
  it('has every file that a page names, and nothing from elsewhere', () => {
    const at = links()
    for (const path of [at.css, at.script, at.icon, ...at.fonts]) expect(assets().has(path), path).toBe(true)
    for (const path of assets().keys()) expect(path).toMatch(/^\/assets\/[a-z0-9-]+-[0-9a-f]{12}\.(css|js|svg|woff2)$/)
    expect(stylesheet().text).not.toMatch(/https?:|@import|url\(data:/)
  })
  it('keeps fonts under 80 KB, the style sheet under 12 KB and the script under 3 KB gzipped', () => {
    expect(fonts().reduce((sum, font) => sum + font.body.length, 0)).toBeLessThan(80_000)
    expect(gzipSync(stylesheet().text).length).toBeLessThan(12_000)
    expect(gzipSync(assets().get(links().script)?.body ?? '').length).toBeLessThan(3_000)
  })
  it('names in the style sheet exactly the fonts it has', () => {
    for (const font of fonts()) expect(stylesheet().text).toContain(font.path.replace('/assets/', ''))
  })
  it('puts every rule in a layer', () => {
    for (const name of readdirSync(new URL('./css/', import.meta.url)))
      expect(readFileSync(new URL(`./css/${name}`, import.meta.url), 'utf8'), name).toMatch(/^@layer /)
  })
})

describe('words', () => {
  it('stand in both languages with the same placeholders, and differ', () => {
    const marks = (text: string) => [...text.matchAll(/\{(\w+)[},]/g)].map((match) => match[1])
    for (const key of Object.keys(en) as (keyof typeof en)[])
      expect(new Set(marks(es[key])), key).toEqual(new Set(marks(en[key])))
    const same = (Object.keys(en) as (keyof typeof en)[]).filter((key) => en[key] === es[key])
    expect(same).toEqual(['brand'])
  })
})
