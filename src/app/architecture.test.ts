import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { projectRoot } from '../platform/config.ts'
import { cycles, foreignWrites, readSource, straySql, wrongImports, wrongNames } from './architecture.ts'

const files = readSource(join(projectRoot, 'src'))

describe('the house', () => {
  it('has its doors and directions', () => expect(wrongImports(files)).toEqual([]))
  it('has no import cycles', () => expect(cycles(files)).toEqual([]))
  it('writes only its own schema', () => expect(foreignWrites(files)).toEqual([]))
  it('keeps SQL in its place', () => expect(straySql(files)).toEqual([]))
  it('names things by what they are', () => expect(wrongNames(files)).toEqual([]))
})

describe('the test of the house can fail', () => {
  const file = (path: string, text: string) => ({ path, text })
  it('sees imports against the direction, past a door, from the platform and between siblings', () => {
    expect(wrongImports([file('modules/people/a.ts', "import { x } from '../feeds/index.ts'\n")])).toHaveLength(1)
    expect(wrongImports([file('modules/feeds/a.ts', "import { x } from '../people/store.ts'\n")])).toHaveLength(1)
    expect(wrongImports([file('platform/a.ts', "import { x } from '../app/modules.ts'\n")])).toHaveLength(1)
    expect(wrongImports([file('modules/talent/a.ts', "import type { x } from '../families/index.ts'\n")])).toHaveLength(
      1,
    )
    expect(wrongImports([file('modules/feeds/a.ts', "import { x } from '../people/index.ts'\n")])).toEqual([])
  })
  it('sees a cycle, but not one of types', () => {
    expect(
      cycles([
        file('platform/a.ts', "import { b } from './b.ts'\n"),
        file('platform/b.ts', "import { a } from './a.ts'\n"),
      ]),
    ).toHaveLength(1)
    expect(
      cycles([
        file('platform/a.ts', "import { b } from './b.ts'\n"),
        file('platform/b.ts', "import type { a } from './a.ts'\n"),
      ]),
    ).toEqual([])
  })
  it('sees SQL that writes a foreign schema, and SQL in a page', () => {
    expect(foreignWrites([file('modules/feeds/store.ts', 'insert into people.org (x) values (1)')])).toHaveLength(1)
    expect(straySql([file('modules/feeds/actions.ts', "query(tx, 'select a from feeds.import')")])).toHaveLength(1)
  })
  it('sees drawers, impure rules, deep folders and private clocks', () => {
    expect(wrongNames([file('platform/utils.ts', '')])).toHaveLength(1)
    expect(
      wrongNames([file('modules/feeds/rules.ts', "import { query } from '../../platform/db/database.ts'")]),
    ).toHaveLength(1)
    expect(wrongNames([file('modules/a/b/c/d/e/f.ts', '')])).toHaveLength(1)
    expect(wrongNames([file('modules/feeds/x.ts', 'const t = Date.now()')])).toHaveLength(1)
  })
})
