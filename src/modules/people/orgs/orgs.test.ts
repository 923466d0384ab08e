import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fixToday } from '../../../platform/clock.ts'
import { query } from '../../../platform/db/database.ts'
import { historyOf } from '../../../platform/history/history.ts'
import { freshServices } from '../../../platform/testing/database.ts'
import { loadSample, org, sampleCalendar, sampleOrgs } from '../sample.ts'
import { loadCalendar, loadOrganizations } from './actions.ts'
import { setSetting, settingOf, todayOf } from './settings.ts'
import { districtsSeen, everyDistrict, lineageOf, orgByCode, orgById, orgsUnder, pathOf } from './store.ts'
import { schoolDays, yearOf } from './store-calendar.ts'

let services: Awaited<ReturnType<typeof freshServices>>
let one: Awaited<ReturnType<typeof loadSample>>
let two: Awaited<ReturnType<typeof loadSample>>
beforeAll(async () => {
  fixToday('2026-11-20')
  services = await freshServices()
  one = await loadSample(services.db, '0640011')
  two = await loadSample(services.db, '0930011')
})
afterAll(async () => {
  fixToday(null)
  await services.end()
})

const closure = () =>
  one.within((tx) =>
    query<{ up: string; down: string; from_date: string; to_date: string | null; ended: boolean }>(
      tx,
      `select a.code as up, d.code as down, c.from_date, c.to_date, c.ended from people.org_closure c
       join people.org a on a.org_id = c.ancestor_id join people.org d on d.org_id = c.descendant_id where c.district_id = $1`,
      [one.id],
    ),
  )
const codes = (orgs: { code: string }[]) => orgs.map((o) => o.code).toSorted()

describe('the tree', () => {
  it('knows who stands above and below, on a date', async () => {
    const under = (code: string, date: string, kind?: 'school') =>
      one.within((tx) => orgsUnder(tx, one.idOf(code), date, kind))
    expect(codes(await under('N', '2026-11-20', 'school'))).toEqual(['A', 'B'])
    expect(codes(await under('P1', '2026-11-20', 'school'))).toEqual(['A'])
    expect(codes(await under('S', '2026-11-20', 'school'))).toEqual(['C'])
    expect(codes(await under('S', '2025-06-30', 'school'))).toEqual(['C', 'D'])
    expect((await one.within((tx) => pathOf(tx, one.idOf('A')))).map((o) => o.code)).toEqual([
      'CT',
      '0640011',
      'N',
      'A',
    ])
  })

  it('keeps a merged school with its last days and what it went into', async () => {
    const rows = await closure()
    expect(rows.find((r) => r.up === 'S' && r.down === 'D')).toMatchObject({ to_date: '2025-06-30', ended: true })
    expect(rows.find((r) => r.up === '0640011' && r.down === 'C')).toMatchObject({ to_date: null, ended: false })
    expect(await one.within((tx) => lineageOf(tx, one.idOf('D')))).toEqual([
      { from_org: one.idOf('D'), to_org: one.idOf('C'), kind: 'merged', on_date: '2025-07-01' },
    ])
    // Two ways up (zone and portfolio) are one pair with the district.
    expect(rows.filter((r) => r.up === '0640011' && r.down === 'A')).toHaveLength(1)
  })

  it('changes nothing when the same file comes twice', async () => {
    const before = await closure()
    const again = await one.within((tx) => loadOrganizations(tx, one.scope, one.id, sampleOrgs('0640011')))
    expect(again).toMatchObject({ added: 0, changed: 0, same: 9, absent: 0 })
    expect(await closure()).toEqual(before)
    expect(await one.within((tx) => historyOf(tx, 'people.org', one.idOf('A')))).toHaveLength(1)
  })

  it('takes another parent as a move as of today, and keeps the days before', async () => {
    const rows = sampleOrgs('0640011').map((row) =>
      row.org_code === 'B' ? { ...row, parent_code: 'S', phone: '860-555-0102' } : row,
    )
    expect(await one.within((tx) => loadOrganizations(tx, one.scope, one.id, rows))).toMatchObject({
      changed: 1,
      added: 0,
    })
    const after = await closure()
    expect(after.find((r) => r.up === 'N' && r.down === 'B')).toMatchObject({
      from_date: '2000-07-01',
      to_date: '2026-11-19',
      ended: false,
    })
    expect(after.find((r) => r.up === 'S' && r.down === 'B')).toMatchObject({ from_date: '2026-11-20', to_date: null })
    expect(after.filter((r) => r.up === '0640011' && r.down === 'B')).toHaveLength(1)
    const history = await one.within((tx) => historyOf(tx, 'people.org', one.idOf('B')))
    expect(history[0]).toMatchObject({
      verb: 'changed',
      version: 2,
      was: { phone: null },
      became: { phone: '860-555-0102', parent_id: one.idOf('S') },
    })
    expect(await one.within((tx) => loadOrganizations(tx, one.scope, one.id, rows))).toMatchObject({ changed: 0 })
  })

  it('takes a split and a closure with their successors', async () => {
    const rows = [
      org({
        org_code: 'E',
        kind: 'school',
        parent_code: 'S',
        to_date: '2026-06-30',
        successor_code: 'F;G',
        lineage: 'split',
      }),
      org({ org_code: 'F', kind: 'school', parent_code: 'S', from_date: '2026-07-01' }),
      org({ org_code: 'G', kind: 'school', parent_code: 'N', from_date: '2026-07-01' }),
      org({ org_code: 'H', kind: 'school', parent_code: 'N', to_date: '2026-06-30', lineage: 'closed' }),
    ]
    expect(await one.within((tx) => loadOrganizations(tx, one.scope, one.id, rows))).toMatchObject({
      added: 4,
      absent: 9,
    })
    const e = await one.within((tx) => orgByCode(tx, one.id, 'E'))
    expect((await one.within((tx) => lineageOf(tx, e?.org_id ?? 0))).map((row) => row.kind)).toEqual(['split', 'split'])
    // A new school gets its calendar without another file.
    const g = await one.within((tx) => orgByCode(tx, one.id, 'G'))
    expect(await one.within((tx) => schoolDays(tx, g?.org_id ?? 0, 2027))).toHaveLength(7)
  })

  it('refuses a bad file as a whole, saying which row and what to do', async () => {
    const load = (rows: Parameters<typeof loadOrganizations>[3]) =>
      one.within((tx) => loadOrganizations(tx, one.scope, one.id, rows))
    await expect(
      load([
        org({ org_code: 'X', kind: 'school', parent_code: 'N' }),
        org({ org_code: 'Y', kind: 'shed', parent_code: 'nowhere', from_date: '2026-02-30' }),
      ]),
    ).rejects.toMatchObject({
      code: 'people/bad-organizations',
      details: [{ path: 'row 2, from_date' }, { path: 'row 2, kind', code: 'people/org-bad-kind' }],
    })
    await expect(load([org({ org_code: 'X', kind: 'school', parent_code: 'nowhere' })])).rejects.toMatchObject({
      details: [{ code: 'people/org-unknown-parent' }],
    })
    await expect(
      load([
        org({ org_code: 'X', kind: 'zone', parent_code: 'Y' }),
        org({ org_code: 'Y', kind: 'zone', parent_code: 'X' }),
      ]),
    ).rejects.toMatchObject({ details: [{ code: 'people/org-circle' }] })
    await expect(load([org({ org_code: '0930011', kind: 'district', parent_code: 'CT' })])).rejects.toMatchObject({
      details: [{ code: 'people/org-other-district' }],
    })
    expect(await one.within((tx) => orgByCode(tx, one.id, 'X'))).toBeNull()
  })
})

describe('two districts with the same codes', () => {
  it('never mix', async () => {
    expect(one.idOf('A')).not.toBe(two.idOf('A'))
    expect(await two.within((tx) => orgById(tx, one.idOf('A')))).toBeNull()
    expect(await two.within((tx) => orgByCode(tx, one.id, 'A'))).toBeNull()
    expect((await two.within((tx) => districtsSeen(tx))).map((d) => d.code)).toEqual(['0930011'])
    expect((await everyDistrict(services.db)).map((d) => d.code)).toEqual(['0640011', '0930011'])
    await expect(
      two.within((tx) => query(tx, "update people.org set name = 'x' where org_id = $1 returning 1", [one.idOf('A')])),
    ).resolves.toHaveLength(0)
    await expect(
      two.within((tx) =>
        loadOrganizations(tx, two.scope, one.id, [
          org({ org_code: 'A', kind: 'school', parent_code: 'N', name: 'Taken' }),
        ]),
      ),
    ).rejects.toThrow()
  })
})

describe('the calendar', () => {
  it('numbers the days of school of each school, its own rows first', async () => {
    const numbers = async (code: string) =>
      (await one.within((tx) => schoolDays(tx, one.idOf(code), 2027))).map((d) => [
        d.day.slice(5),
        d.day_number,
        d.marking_period,
      ])
    expect(await numbers('A')).toEqual([
      ['08-28', null, '1'],
      ['08-31', 1, '1'],
      ['09-01', 2, '1'],
      ['09-02', 3, '1'],
      ['09-07', null, '1'],
      ['09-08', 4, '1'],
      ['09-09', 5, '1'],
    ])
    expect(await numbers('B')).toEqual([
      ['08-28', null, '1'],
      ['08-31', 1, '1'],
      ['09-01', null, '1'],
      ['09-02', 2, '1'],
      ['09-07', null, '1'],
      ['09-08', 3, '1'],
      ['09-09', 4, '1'],
      ['09-12', 5, '2'],
    ])
    expect(await numbers('D')).toEqual([])
    expect(await one.within((tx) => schoolDays(tx, one.id, 2027))).toHaveLength(7)
  })

  it('is the same after the same file, and replaces only what a file names', async () => {
    expect(await one.within((tx) => loadCalendar(tx, one.scope, one.id, sampleCalendar))).toMatchObject({
      added: 0,
      changed: 0,
      removed: 0,
    })
    const only = sampleCalendar.filter((row) => row.org_code === 'B' && row.day_type === 'make_up')
    expect(await one.within((tx) => loadCalendar(tx, one.scope, one.id, only))).toMatchObject({ added: 0, removed: 0 })
    const days = await one.within((tx) => schoolDays(tx, one.idOf('B'), 2027))
    expect(days.find((d) => d.day === '2026-09-01')).toMatchObject({ day_type: 'instructional', day_number: 2 })
    expect(await two.within((tx) => schoolDays(tx, two.idOf('B'), 2027))).toHaveLength(8)
    await expect(
      one.within((tx) =>
        loadCalendar(tx, one.scope, one.id, [{ ...(sampleCalendar[0] as (typeof sampleCalendar)[0]), org_code: 'ZZ' }]),
      ),
    ).rejects.toMatchObject({ details: [{ code: 'people/calendar-unknown-school' }] })
  })

  it('says which school year a date lies in', async () => {
    const year = (date: string) => one.within((tx) => yearOf(tx, one.id, date))
    expect([
      await year('2026-08-30'),
      await year('2026-06-30'),
      await year('2026-07-01'),
      await year('2026-11-20'),
    ]).toEqual([2027, 2026, 2027, 2027])
  })
})

describe('settings', () => {
  it('are inherited down the tree from their day on', async () => {
    const zone = (code: string, date: string) => one.within((tx) => settingOf(tx, one.idOf(code), 'time_zone', date))
    await one.within((tx) =>
      setSetting(tx, one.scope, {
        org_id: one.id,
        key: 'time_zone',
        value: 'America/Chicago',
        from_date: '2026-01-01',
      }),
    )
    await one.within((tx) =>
      setSetting(tx, one.scope, {
        org_id: one.idOf('S'),
        key: 'time_zone',
        value: 'America/Denver',
        from_date: '2026-06-01',
      }),
    )
    expect(await zone('A', '2025-12-31')).toBe('America/New_York')
    expect(await zone('A', '2026-01-01')).toBe('America/Chicago')
    expect(await zone('C', '2026-05-31')).toBe('America/Chicago')
    expect(await zone('C', '2026-06-01')).toBe('America/Denver')
    expect(await two.within((tx) => settingOf(tx, two.id, 'languages', '2026-06-01'))).toEqual(['en', 'es'])
    expect(await one.within((tx) => todayOf(tx, one.id))).toBe('2026-11-20')
    await expect(
      two.within((tx) =>
        setSetting(tx, two.scope, { org_id: one.id, key: 'time_zone', value: 'UTC', from_date: '2026-01-01' }),
      ),
    ).rejects.toMatchObject({ code: '42501' })
  })
})
