import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { projectRoot } from '../platform/config.ts'

/** Where the plan is written and done: there each box for free words says who will read them. */
const where = ['plans', 'publishing', 'work'].map((name) => join(projectRoot, 'src', 'modules', name))

/** Boxes that hold no free words. */
const plain: Readonly<Record<string, string>> = {
  'plans/editing/pages/draft-show.tsx to': 'a code of the plan',
  'work/meetings/pages/committee-show.tsx starts_at': 'a time of the day',
}

const pages = where.flatMap((root) =>
  readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.tsx') && !path.includes('.test.'))
    .map((path) => join(root, path)),
)

/** The boxes for words of a page that do not say who reads them, by name. */
const silent = (text: string): string[] =>
  [...text.matchAll(/<Field\b(.*?)\/>/gs)]
    .map((one) => one[1] ?? '')
    .filter((field) => /kind="(text|area)"/.test(field) && !field.includes('readBy'))
    .map((field) => /name="(\w+)"/.exec(field)?.[1] ?? '?')

it('each box for words says who will read them', () => {
  expect(pages.length).toBeGreaterThan(100)
  const found = pages.flatMap((path) =>
    silent(readFileSync(path, 'utf8')).map((name) => `${path.slice(join(projectRoot, 'src/modules/').length)} ${name}`),
  )
  expect(found.toSorted()).toEqual(Object.keys(plain).toSorted())
})

it('would notice one that does not', () => {
  expect(silent('<Field lang={lang} kind="area" name="note" label="Note" />')).toEqual(['note'])
  expect(silent('<Field lang={lang} kind="area" name="note" label="Note" readBy={say()} />')).toEqual([])
})
