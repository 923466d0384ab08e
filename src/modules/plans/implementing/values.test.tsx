import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fixToday } from '../../../platform/clock.ts'
import { query } from '../../../platform/db/database.ts'
import { inScope } from '../../../platform/db/scope.ts'
import { answer } from '../../../platform/events.ts'
import { askerOf, someoneAt as someone } from '../../../platform/testing/asker.ts'
import { freshServices } from '../../../platform/testing/database.ts'
import { planText, siteOf } from '../../../platform/testing/plan-site.tsx'
import type { Services, Visitor } from '../../../platform/web/route.ts'
import { loadSample } from '../../people/sample.ts'
import { importPlan } from '../actions.ts'
import { taskStates } from '../events.ts'
import { cellText } from '../exchange/tables/book.ts'
import { readCsv } from '../exchange/tables/csv.ts'
import { readXlsx, writeXlsx } from '../exchange/tables/xlsx.ts'
import { routes as planRoutes } from '../routes.tsx'
import { planOf } from '../store.ts'
import { routes as wholeRoutes } from '../whole/routes.tsx'
import { evidenceAsked } from './events.ts'
import { implementingRoutes } from './routes.tsx'
import { heads } from './sheet.ts'
import { entriesOf } from './store.ts'

const base = '/plans/mill-river-2026-29'
let services: Awaited<ReturnType<typeof freshServices>>
let district: Awaited<ReturnType<typeof loadSample>>
let other: Awaited<ReturnType<typeof loadSample>>
let app: ReturnType<typeof siteOf>
const people: Record<string, Visitor> = {}

const asked = askerOf(() => app)
/** Asks a page of values by its last words, any other page by its whole address. */
const ask = (who: string, path: string, sent: Record<string, string> | FormData | null = null) =>
  asked(who, path.startsWith('/') ? path : `${base}/values${/^[^?]/.test(path) ? '/' : ''}${path}`, sent)
/** Sends a file of values. The token stands before the file, as in the form. */
const file = (who: string, content: string | Uint8Array, name = 'values.csv') => {
  const form = new FormData()
  form.set('csrf', '')
  form.set('file', new File([content as never], name))
  return ask(who, 'sheet', form)
}
const held = async (measure: string) =>
  inScope(services.db, people['chief']?.scope as Visitor['scope'], async (tx) => {
    const plan = await planOf(tx, district.id, 'mill-river-2026-29')
    return entriesOf(tx, plan?.plan_id ?? 0, [measure])
  })
const q1 = (more: Record<string, string> = {}) => ({
  period: '2027-q1',
  version: '0',
  state: 'value',
  k: '38',
  n: '40',
  source: 'The list of stewards',
  ...more,
})

beforeAll(async () => {
  fixToday('2026-11-20')
  services = await freshServices()
  district = await loadSample(services.db, 'D1')
  other = await loadSample(services.db, 'D2')
  for (const one of [district, other])
    await one.within((tx) =>
      importPlan(services, tx, one.scope, {
        districtId: one.id,
        text: planText('mill-river-2026-29').replace("code: '9990011'", one === district ? 'code: D1' : 'code: D2'),
        kind: 'own',
        current: true,
      }),
    )
  const data = district.idOf('DATA')
  people['chief'] = someone('superintendent', district.id, district, [district.id, data])
  people['head'] = someone('office_head', data, district, [data])
  people['board'] = someone('board_member', district.id, district, [])
  people['partner'] = someone('partner', data, district, [])
  people['family'] = someone('family', district.id, district, [], false)
  people['elsewhere'] = someone('superintendent', other.id, other, [other.id])
  const answered: Services = {
    ...services,
    answers: [
      answer(taskStates, async (_services, _tx, _scope, payload) =>
        Object.fromEntries(
          (payload.tasks ?? []).map((id, i) => [
            id,
            { state: 'x', standing: i === 0 ? ('late' as const) : ('done' as const) },
          ]),
        ),
      ),
      answer(evidenceAsked, async () => ({
        'm-you-said': { standing: 'waiting' as const, words: 'the page', href: '/work/9' },
      })),
    ],
  }
  app = siteOf(answered, [...implementingRoutes, ...wholeRoutes, ...planRoutes], people)
})
afterAll(async () => {
  fixToday(null)
  await services.end()
})

describe('one value', () => {
  const at = 'of/m-two-stewards'

  it('is entered once, whatever is sent twice, and shown with period, source and who', async () => {
    const before = await ask('head', `${at}?for=2027-q1`)
    expect(before.text).toContain('Nothing is entered yet')
    expect(before.html).toContain('name="version" value="0"')
    expect((await ask('head', at, q1())).status).toBe(303)
    expect((await ask('head', at, q1())).status).toBe(303)
    expect((await held('m-two-stewards')).map((one) => [one.period, one.version])).toEqual([['2027-q1', 1]])
    const { text } = await ask('board', at)
    for (const words of ['95.0% (38 of 40)', 'First quarter of 2026-27', 'The list of stewards', 'Nov 20, 2026'])
      expect(text).toContain(words)
    expect((await ask('head', `${at}?lang=es`)).text).toContain('Primer trimestre de 2026-27')
  })

  it('is corrected by a new row with a reason; an older form shows both and keeps what was typed', async () => {
    const without = await ask('head', at, q1({ version: '1', k: '39' }))
    expect(without.status).toBe(422)
    expect(without.text).toContain('Say why you change it.')
    expect((await ask('head', at, q1({ version: '1', k: '39', reason: 'One school sent its list late' }))).status).toBe(
      303,
    )
    const late = await ask('chief', at, q1({ version: '1', k: '35', source: 'My own count', reason: 'x' }))
    expect(late.status).toBe(409)
    expect(late.text).toContain('There is now: 97.5% (39 of 40)')
    expect(late.html).toContain('value="35"')
    expect(late.html).toContain('value="My own count"')
    expect(late.html).toContain('name="version" value="2"')
    expect((await held('m-two-stewards'))[0]).toMatchObject({ version: 2, value: { k: 39 } })
    const { text } = await ask('board', at)
    expect(text).toMatch(/Version 2 .*Version 1 /)
    expect(text).toContain('One school sent its list late')
  })

  it('is taken back, and then nothing is there; the history stays', async () => {
    const back = q1({ version: '2', state: 'withdrawn', source: 'Wrong plan', reason: 'It belongs to last year' })
    expect((await ask('head', at, back)).status).toBe(303)
    const { text } = await ask('head', at)
    expect(text).toContain('Nothing is entered yet')
    expect(text).toContain('It belongs to last year')
    expect((await ask('head', at, q1({ version: '3', reason: 'It was right after all' }))).status).toBe(303)
    expect((await held('m-two-stewards'))[0]).toMatchObject({ version: 4, state: 'value' })
  })

  it('says at its field what cannot be taken, and saves nothing', async () => {
    const bad = await ask('head', at, q1({ period: '2027-q2', k: '41', source: '' }))
    expect(bad.status).toBe(422)
    for (const words of ['The part is larger than the whole.', 'Say where it comes from.'])
      expect(bad.text).toContain(words)
    expect((await ask('head', at, q1({ period: '2027-q3' }))).text).toContain('This period has not begun.')
    expect((await ask('head', at, q1({ period: '2027-m09' }))).text).toContain(
      'The measure is not told for such periods.',
    )
    expect(await held('m-two-stewards')).toHaveLength(1)
  })

  it('is not entered where the engine computes', async () => {
    expect((await ask('chief', 'of/m-absence', { period: '2026', amount: '3', source: 'x' })).status).toBe(403)
    expect((await ask('chief', 'of/m-absence')).text).toContain('The program computes this measure.')
    expect((await ask('chief', 'of/no-such')).status).toBe(404)
  })

  it('before and after: change, interval, and who was asked', async () => {
    const pair = { period: '2027-q1', state: 'value', source: 'Questions of October', way: 'same_share' }
    const sent = { ...pair, both: '12', first: '2', second: '9', neither: '7' }
    expect((await ask('chief', 'of/m-math-sure', sent)).status).toBe(303)
    const { text } = await ask('board', 'of/m-math-sure')
    expect(text).toContain('46.7% before, 70.0% after: +23.3 percentage points')
    expect(text).toContain('the same 30 persons twice')
    expect(text).toContain('Chance alone could make it +1.8 percentage points to +41.8 percentage points.')
  })

  it('a document: what its keeper answers, what an office says, or that there is no evidence yet', async () => {
    expect((await ask('board', 'of/m-you-said')).text).toContain('The evidence is waiting: the page')
    expect((await ask('board', 'of/m-leaving')).text).toContain('no evidence yet')
    expect(
      (await ask('chief', 'of/m-leaving', { period: '2026', standing: 'there', source: 'Shared folder' })).status,
    ).toBe(303)
    expect((await ask('board', 'of/m-leaving')).text).toContain('The document: there')
  })
})

describe('who', () => {
  it('reads: staff, board, partners; enters: the office, and those who lead', async () => {
    for (const who of ['chief', 'head', 'board', 'partner']) expect((await ask(who, '')).status, who).toBe(200)
    for (const path of ['', 'grid', 'of/m-two-stewards', 'sheet/csv'])
      expect((await ask('family', path)).status, path).toBe(403)
    expect((await ask('family', `${base}/measures`)).html).not.toContain('/values"')
    for (const who of ['board', 'partner']) {
      expect((await ask(who, 'of/m-two-stewards', q1({ period: '2027' }))).status).toBe(403)
      expect((await ask(who, 'grid')).status).toBe(403)
      expect((await ask(who, 'sheet/csv')).status).toBe(403)
      expect((await file(who, 'Measure,Period,Source\r\n')).status).toBe(403)
    }
    expect((await ask('head', 'of/m-visits', { period: '2026', amount: '3', source: 'x' })).status).toBe(403)
  })

  it('sees few students: only those who read true numbers; that there is a value, everybody inside', async () => {
    const few = { period: '2027-m09', state: 'value', amount: '3', source: 'The register' }
    expect((await ask('head', 'of/m-sent-home', few)).status).toBe(303)
    expect((await ask('head', 'of/m-sent-home', { ...few, period: '2027-m10', amount: '180' })).status).toBe(303)
    const page = async (who: string) => (await ask(who, 'of/m-sent-home')).text
    for (const who of ['chief', 'head']) expect(await page(who)).toMatch(/September 2026.{0,20} 3 /)
    for (const who of ['board', 'partner']) {
      const text = await page(who)
      expect(text).toContain('hidden: few students')
      expect(text).toMatch(/October 2026.{0,20} 180 /)
      expect(text).not.toMatch(/September 2026.{0,20} 3 /)
    }
    expect(await page('board')).toContain('what is entered here stays inside the district')
  })

  it('is held by the database: other districts, families, changed rows', async () => {
    const count = async (who: string, table: string): Promise<number> =>
      inScope(services.db, people[who]?.scope as Visitor['scope'], async (tx) =>
        Number((await query<{ n: number }>(tx, `select count(*)::int as n from plans.${table}`))[0]?.n),
      )
    const all = await count('chief', 'entry_value')
    expect(all).toBeGreaterThan(4)
    expect(await count('board', 'entry_value')).toBe(all - 1)
    expect(await count('board', 'entry')).toBe(await count('chief', 'entry'))
    for (const who of ['family', 'elsewhere'])
      expect([await count(who, 'entry'), await count(who, 'entry_value')]).toEqual([0, 0])
    await expect(
      inScope(services.db, people['chief']?.scope as Visitor['scope'], (tx) =>
        query(tx, `update plans.entry set source = 'x'`),
      ),
    ).rejects.toThrow(/permission denied/)
    const told = await inScope(services.db, people['chief']?.scope as Visitor['scope'], (tx) =>
      query<{ became: object }>(tx, `select became from platform.change where object = 'plans.entry'`),
    )
    expect(told.length).toBeGreaterThan(6)
    // The history tells that something was entered; figures stand only where row security knows who reads them.
    expect(told.every((one) => !('value' in one.became) && !('amount' in one.became))).toBe(true)
  })
})

describe('a table of one office', () => {
  it('saves the rows that can be, keeps the others as they were typed', async () => {
    const { html } = await ask('head', 'grid?office=data&for=2027-t1')
    expect(html).toContain('name="k.m-kept"')
    expect(html).toContain('aria-label="Of how many: Promises of progress reviews kept by the next one"')
    const row = (measure: string, typed: Record<string, string>) =>
      Object.fromEntries(Object.entries(typed).map(([name, value]) => [`${name}.${measure}`, value]))
    const year = await ask('head', 'grid', {
      office: 'data',
      for: '2026',
      ...row('m-safe', { version: '0', state: '', k: '3100', n: '4312', source: 'Survey of spring' }),
      ...row('m-answers', { version: '0', state: 'not_measured', source: 'No survey was held' }),
      ...row('m-kept', { version: '0', k: '30', n: '20', source: 'Minutes' }),
      ...row('m-two-stewards', { version: '0', state: '', k: '', n: '', source: '' }),
    })
    expect(year.status).toBe(422)
    expect(year.text).toContain('1 row is not saved')
    expect(year.text).toContain('2 values saved')
    expect(year.html).toContain('value="30"')
    expect((await held('m-safe'))[0]).toMatchObject({ period: '2026', version: 1, via: 'grid', students: true })
    expect((await held('m-answers'))[0]).toMatchObject({ state: 'not_measured' })
    expect(await held('m-kept')).toEqual([])
    const again = await ask('head', 'grid', {
      office: 'data',
      for: '2026',
      ...row('m-safe', { version: '0', state: 'value', k: '3000', n: '4312', source: 'Another count' }),
    })
    expect(again.text).toContain('Somebody entered this meanwhile. There is now: 71.9% (3,100 of 4,312).')
    expect((await ask('head', 'grid', { office: 'acad', for: '2026' })).status).toBe(403)
  })
})

describe('a spreadsheet', () => {
  const rowsOf = (bytes: Uint8Array): string[][] =>
    (readCsv(bytes).book?.sheets[0]?.rows ?? []).map((row) => heads.map((_, i) => cellText(row[i])))
  const csvOf = (rows: readonly (readonly string[])[]): string => rows.map((row) => `${row.join(',')}\r\n`).join('')
  const column = (name: string): number => heads.indexOf(name)

  it('goes out with codes and what holds now, formula-looking text quoted, and comes back', async () => {
    expect(
      (await ask('head', 'of/m-team-rubric', { period: '2027-h1', k: '20', n: '40', source: '=HYPERLINK("x")' }))
        .status,
    ).toBe(303)
    const taken = await ask('head', 'sheet/csv?year=2027')
    expect(taken.status).toBe(200)
    expect(taken.html).toContain(`"'=HYPERLINK(""x"")"`)
    const rows = rowsOf(taken.bytes)
    expect(rows[0]).toEqual([...heads])
    const measures = new Set(rows.slice(1).map((row) => row[0]))
    expect([measures.has('m-two-stewards'), measures.has('m-visits'), measures.has('m-absence')]).toEqual([
      true,
      false,
      false,
    ])
    // Unchanged, it says what is there already.
    const same = await file('head', new TextDecoder().decode(taken.bytes))
    expect([same.status, same.to]).toEqual([303, expect.stringContaining('saved=0.')])

    const filled = rows.map((row) => {
      if (row[column('Measure')] !== 'm-two-stewards' || row[column('Period')] !== '2027-q2') return row
      return row.with(column('Part'), '37').with(column('Of'), '40').with(column('Source'), 'The list of November')
    })
    const book = await writeXlsx({
      sheets: [{ name: 'Values', rows: filled.map((row) => row.map((cell) => cell || null)) }],
    })
    const first = await file('head', book, 'values.xlsx')
    expect([first.status, first.to]).toEqual([303, expect.stringContaining('saved=1.')])
    const twice = await file('head', book, 'values.xlsx')
    expect(twice.to).toContain('saved=0.')
    expect((await held('m-two-stewards')).find((one) => one.period === '2027-q2')).toMatchObject({
      version: 1,
      via: 'sheet',
      value: { k: 37, n: 40 },
    })
    const codes = (await readXlsx((await ask('head', 'sheet/xlsx?year=2027')).bytes)).book?.sheets[1]?.rows ?? []
    expect(codes.map((row) => row[0])).toContain('not_applicable')
    // Somebody else changed it since the file was taken.
    const late = filled.map((row) =>
      row[column('Measure')] === 'm-two-stewards' && row[column('Period')] === '2027-q2'
        ? row.with(column('Part'), '40')
        : row,
    )
    const conflict = await file(
      'head',
      csvOf(late.map((row) => row.map((cell) => (cell.includes(',') ? `"${cell}"` : cell)))),
    )
    expect(conflict.status).toBe(422)
    expect(conflict.text).toContain('There is now: 92.5% (37 of 40)')
  })

  it('with anything wrong saves nothing, and says each place and what to do', async () => {
    const before = await held('m-kept')
    const bad = await file(
      'head',
      csvOf([
        ['Measure', 'Period', 'State', 'Part', 'Of', 'Source', 'Version'],
        ['m-kept', '2027-t1', '', '17', '20', 'Minutes', ''],
        ['m-kept', '2027-t1', '', '18', '20', 'Minutes', ''],
        ['m-kep', '2027-t1', '', '18', '20', 'Minutes', ''],
        ['m-two-stewards', '2027-q3', '', '1', '2', 'List', ''],
        ['m-answers', '2026', '', 'many', '20', 'List', '1'],
        ['m-visits', '2026', '', '5', '', 'List', ''],
        ['m-absence', '2026', '', '5', '20', 'List', ''],
        ['m-safe', '2027', '', '', '', 'A row without a value says nothing', ''],
      ]),
    )
    expect(bad.status).toBe(422)
    for (const words of [
      '7 problems',
      'This measure and period stand in row 2 already.',
      'Perhaps m-kept is meant.',
      'This period has not begun.',
      'D6, row 6, Part This is not a number.',
      'You do not enter values of this office.',
      'The program computes this measure.',
    ])
      expect(bad.text).toContain(words)
    expect(await held('m-kept')).toEqual(before)
    const columns = await file('head', 'Measure,Periode,Source,Notes\r\nm-kept,2027-t1,x,y\r\n')
    for (const words of ['There is no column Periode.', 'Perhaps Period is meant.', 'The column Period is missing.'])
      expect(columns.text).toContain(words)
    for (const [content, words] of [
      [new Uint8Array([0x50, 0x4b, 3, 4, 1, 2]), 'The file cannot be read as XLSX or CSV.'],
      [new Uint8Array([0xff, 0xfe, 0x41]), 'The file is not written in UTF-8.'],
      ['', 'The file has no table Values.'],
    ] as const)
      expect((await file('head', content)).text).toContain(words)
    expect((await file('head', 'x'.repeat(3 * 2 ** 20))).text).toContain('plans/sheet-large')
  })
})

describe('other pages', () => {
  it('the list says what is known, four things apart, and what is waited for', async () => {
    const { text } = await ask('board', '?office=data')
    for (const words of [
      '71.9% (3,100 of 4,312)',
      'not measured',
      'nothing entered yet',
      'Waiting for First third of 2026-27',
    ])
      expect(text).toContain(words)
    expect((await ask('chief', '')).text).toMatch(/\d+ of \d+ measures that offices tell have a value/)
  })

  it('the page of an element has the newest value, and the work beside the outcome in words and as a table', async () => {
    const { text, html } = await ask('chief', `${base}/2.1`)
    expect(text).toContain('Was it done, and where is the outcome?')
    expect(html).toContain('id="done-and-outcome-256-t"')
    expect(text).toContain('Tasks that were due')
    expect((await ask('family', `${base}/2.1`)).text).not.toContain('Was it done')
    const aims = await ask('board', `${base}/4.3.i`)
    expect(aims.text).toContain('92.5% (37 of 40)')
    expect(aims.html).toContain('/values/of/m-two-stewards"')
    expect((await ask('board', `${base}/4.3.i?asof=2026-11-20`)).text).not.toContain('92.5%')
  })

  it('the measures of the plan stand by the four elements of monitoring', async () => {
    const { text } = await ask('family', `${base}/measures`)
    expect(text).toContain('The four elements of monitoring')
    expect((await ask('board', `${base}/measures`)).html).toContain(`href="${base}/values"`)
  })
})
