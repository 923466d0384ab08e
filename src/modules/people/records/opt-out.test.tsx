import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { query } from '../../../platform/db/database.ts'
import { enrollment } from '../../feeds/testing/district.ts'
import { forget } from '../../feeds/index.ts'
import { studentLists } from './lists.ts'
import {
  asSystem,
  closeSchool,
  district,
  enter,
  open,
  openSchool,
  orgs,
  roster,
  services,
} from '../../../platform/testing/records.tsx'

beforeAll(openSchool, 120_000)
afterAll(closeSchool)

describe('a directory opt-out', () => {
  it('comes from the file or by hand, and a file does not end what a person set', async () => {
    const outs = () =>
      asSystem((tx) =>
        query<{ id: string; source: string }>(
          tx,
          'select s.external_id as id, d.source from people.directory_opt_out d join people.student s using (student_key) order by 1',
        ),
      )
    const sent = await district.send(roster({ S001: 'Y', S004: 'maybe' }))
    expect(sent.findings).toMatchObject([{ check_id: 'students/unknown-opt-out', rows: 1 }])
    expect(await outs()).toEqual([{ id: 'S001', source: 'file' }])
    const brook = await enter('brook')
    const { at } = await open(brook, 'S002')
    await brook.go(at)
    expect((await brook.go(`${at}/opt-out`, { on: 'yes', since: '2026-12-01' })).status).toBe(422)
    expect((await brook.go(`${at}/opt-out`, { on: 'yes', since: '2026-11-18' })).status).toBe(303)
    await district.send(roster({ S001: 'N', S002: 'N', S003: 'Y' }))
    expect(await outs()).toEqual([
      { id: 'S002', source: 'hand' },
      { id: 'S003', source: 'file' },
    ])
    expect((await brook.go(`${at}/opt-out`, { on: 'no', since: '' })).status).toBe(303)
    // An empty cell changes nothing.
    await district.send(roster({ S002: 'Y' }))
    expect(await outs()).toEqual([
      { id: 'S002', source: 'file' },
      { id: 'S003', source: 'file' },
    ])
    // Rows that an older release kept know no such column.
    await district.send(enrollment())
  })

  it('hides the person in every list and file, which say how many are hidden; the single record stays', async () => {
    const brook = await enter('brook')
    const real = (route: string) => route.replace(':org', String(orgs.get('101')))
    const hiding = studentLists.filter((one) => one.hides && !one.shownBy).flatMap((one) => one.routes)
    expect(hiding).toHaveLength(2)
    for (const route of hiding) {
      const [method, path = ''] = real(route).split(' ')
      await brook.go(real('/schools/:org/students'))
      const page = await brook.go(
        path,
        method === 'POST' ? { reason: 'calls of this week', stays: 'inside' } : undefined,
      )
      expect(page.status, route).toBe(200)
      expect(page.html, route).toContain('Canary0')
      for (const hidden of ['Canary1', 'Canary2', 'S002', 'S003']) expect(page.html, route).not.toContain(hidden)
      expect(page.html, route).toContain('2 students are not listed')
    }
    const { at } = await open(brook, 'S003')
    const page = await brook.go(at)
    expect(page.html).toContain('Canary2')
    expect(page.html).toContain('Nov 20, 2026')
  })
})

describe('forgetting by two persons', () => {
  const typed = { student_id: 'S040', again: 'S040', reason: 'request of the family' }
  const subjects = () => asSystem((tx) => query(tx, 'select external_id from people.forgetting_subject'))

  it('is asked with the id twice and a reason, and never agreed to by who asked', async () => {
    const steward = await enter('steward')
    await steward.go('/data/forget')
    for (const change of [{ again: 'S041' }, { reason: 'x' }, { student_id: '', again: '' }])
      expect((await steward.go('/data/forget', { ...typed, ...change })).status).toBe(422)
    const asked = await steward.go('/data/forget', typed)
    expect(asked.status).toBe(303)
    const twice = await steward.go('/data/forget', typed)
    expect(twice.status).toBe(422)
    expect(twice.html).toContain('This was asked already')
    const own = await steward.go(asked.to)
    expect(own.html).toContain('somebody else has to agree')
    expect(own.html).not.toContain('/agree')
    expect((await steward.go(`${asked.to}/agree`, { version: '1' })).status).toBe(409)
    for (const who of ['brook', 'board']) {
      const tab = await enter(who)
      expect((await tab.go('/data/forget')).status, who).toBe(403)
      expect((await tab.go(asked.to)).status, who).toBe(404)
      await tab.go('/account')
      expect((await tab.go(`${asked.to}/agree`, { version: '1' })).status, who).toBe(404)
    }
    // An administrator agrees or refuses, asks for nobody, and does not learn who it is.
    const admin = await enter('admin')
    const list = await admin.go('/data/forget')
    expect(list.html).toContain('request of the family')
    expect(list.html).not.toContain('name="student_id"')
    await admin.go('/account')
    expect((await admin.go('/data/forget', { ...typed, student_id: 'S039', again: 'S039' })).status).toBe(403)
    const page = await admin.go(asked.to)
    expect(page.html).toContain('/agree')
    for (const hidden of ['S040', 'Canary39']) expect(page.html).not.toContain(hidden)
    expect((await admin.go(`${asked.to}/refuse`, { version: '1' })).status).toBe(303)
    expect(await subjects()).toEqual([])
    expect((await admin.go(`${asked.to}/agree`, { version: '1' })).status).toBe(409)
  })

  it('runs when somebody else agrees, and the page keeps counts and digests', async () => {
    const steward = await enter('steward')
    await steward.go('/data/forget')
    const asked = await steward.go('/data/forget', typed)
    const head = await enter('head')
    await head.go(asked.to)
    expect((await head.go(`${asked.to}/agree`, { version: '1' })).status).toBe(303)
    expect((await head.go(asked.to)).html).toContain(`/progress/forget:`)
    const id = Number(asked.to.split('/').at(-1))
    expect((await forget(services, district.districtId, id))?.state).toBe('done')
    const done = await steward.go(asked.to)
    expect(done.html).toContain('Versions written anew')
    expect(done.html).toContain('student_group 2027')
    expect(done.html).not.toContain('S040')
    expect(await subjects()).toEqual([])
    await steward.go('/students')
    expect((await steward.go('/students', { student_id: 'S040', reason: 'is it really gone?' })).status).toBe(422)
  })
})

describe('days of each kind of file', () => {
  it('are set on one page by who runs the data', async () => {
    const steward = await enter('steward')
    const page = await steward.go('/data/retention')
    expect(page.status).toBe(200)
    const form = {
      district: String(district.districtId),
      'file_days.all': '400',
      'version_days.all': '500',
      'version.all': '0',
      'file_days.attendance': '90',
      'version_days.attendance': '',
      'version.attendance': '0',
    }
    const blank = Object.fromEntries(
      [...page.html.matchAll(/name="version\.([a-z0-9_-]+)"/g)].map(([, kind]) => [`version.${kind}`, '0']),
    )
    expect((await steward.go('/data/retention', { ...blank, ...form, 'file_days.all': '' })).status).toBe(422)
    expect((await steward.go('/data/retention', { ...blank, ...form })).status).toBe(303)
    const after = await steward.go('/data/retention')
    expect(after.html).toContain('files 90 days, superseded versions 500 days')
    expect(after.html).toContain('files 400 days, superseded versions 500 days')
    expect((await steward.go('/data/retention', { ...blank, ...form, 'file_days.all': '1' })).status).toBe(409)
    expect((await (await enter('brook')).go('/data/retention')).status).toBe(403)
  })
})
