import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { machineTime, now } from '../../../platform/clock.ts'
import { query } from '../../../platform/db/database.ts'
import { attempt } from '../../../platform/web/limits.ts'
import { november } from '../../feeds/testing/district.ts'
import { prepareRecord, sweepRecordFiles } from './record.ts'
import { en } from './words.en.ts'
import { es } from './words.es.ts'
import {
  asSystem,
  closeSchool,
  district,
  enter,
  open,
  openSchool,
  orgs,
  services,
} from '../../../platform/testing/records.tsx'

beforeAll(openSchool, 120_000)
afterAll(closeSchool)

describe('words', () => {
  it('are there in both languages', () => {
    expect(Object.keys(es).sort()).toEqual(Object.keys(en).sort())
  })
})

describe('one student’s whole record', () => {
  it('is prepared with everything that is kept, and every look is written down with its reason', async () => {
    const tab = await enter('brook')
    await tab.go('/students')
    expect((await tab.go('/students', { student_id: 'S001', reason: 'x' })).status).toBe(422)
    const { at, record } = await open(tab, 'S001')
    const page = await tab.go(at)
    expect(page.status).toBe(200)
    for (const words of ['Canary0, Nightingale', 'S001', 'Brook, Elementary', 'Nov 20, 2026'])
      expect(page.html, words).toContain(words)
    // What files say in codes, a person reads as words, in either language.
    const inWords = {
      en: ['Unexcused absence', 'Severely absent', 'Chronic absence', 'Black or African American', 'Female', 'Spanish'],
      es: [
        'Ausencia injustificada',
        'Ausencia grave',
        'Ausentismo crónico',
        'Negro o afroamericano',
        'Femenino',
        'español',
      ],
    }
    for (const [lang, all] of Object.entries(inWords)) {
      const { html } = await tab.go(`${at}?lang=${lang}`)
      for (const words of all) expect(html, words).toContain(words)
      expect(html).not.toMatch(/>(unexcused|severe|black|chronic absenteeism|at risk)</)
    }
    await tab.go('/students?lang=en')
    expect(page.html).not.toContain('Canary1,')
    const json = await tab.go(`${at}/file`, { as: 'json' })
    const told = JSON.parse(json.html)
    expect(told).toMatchObject({
      taken: { by: 'brook', reason: 'the family asked to see it' },
      identity: { student_id: 'S001', last_name: 'Canary0', birth_date: '2015-04-12' },
      years: [{ school_year: 2027, el: false }],
      enrollment: [{ school: 'Brook, Elementary', grade: 5, entry_date: '2026-11-02' }],
    })
    expect(told.absences).toHaveLength(november.length)
    expect(told.absences[0]).toMatchObject({ school: 'Brook, Elementary', kind: 'unexcused', portion: 100 })
    expect(told.standings.some((one: { place: string; tier: string }) => one.tier === 'severe')).toBe(true)
    const html = await tab.go(`${at}/file`, { as: 'html' })
    expect(html.headers.get('content-disposition')).toContain('attachment')
    expect(html.headers.get('content-security-policy')).toContain('sandbox')
    expect(html.html).toContain('the family asked to see it')
    expect(html.html).not.toContain('<script')
    const reads = await asSystem((tx) =>
      query<{ purpose: string; reason: string }>(
        tx,
        'select purpose, reason from people.student_read order by read_id',
      ),
    )
    expect(reads.slice(-3)).toEqual([
      { purpose: 'student', reason: 'the family asked to see it' },
      { purpose: 'export', reason: 'the family asked to see it' },
      { purpose: 'export', reason: 'the family asked to see it' },
    ])
    // Prepared again, it says who has read it meanwhile.
    await prepareRecord(services, district.districtId, record)
    expect((await tab.go(at)).html).toContain('brook')
  })

  it('opens only for who may, only to who asked, and not for ever', async () => {
    for (const who of ['board', 'admin']) {
      const tab = await enter(who)
      expect((await tab.go('/students')).status, who).toBe(403)
      expect((await tab.go('/students', { student_id: 'S001', reason: 'curious about it' })).status, who).toBe(403)
    }
    const hill = await enter('hill')
    await hill.go('/students')
    const refused = await hill.go('/students', { student_id: 'S001', reason: 'not my school at all' })
    expect(refused.status).toBe(422)
    expect(refused.html).not.toContain('Canary0')
    const brook = await enter('brook')
    const { at, record } = await open(brook, 'S002')
    for (const who of ['hill', 'head', 'steward']) expect((await (await enter(who)).go(at)).status, who).toBe(404)
    const file = join(services.home, 'records', `d${district.districtId}`, `${record}.json`)
    expect(existsSync(file)).toBe(true)
    await asSystem((tx) =>
      query(tx, 'update people.record set expires_at = $2 where record_id = $1', [
        record,
        new Date(now().getTime() - 1),
      ]),
    )
    expect((await brook.go(at)).status).toBe(404)
    await sweepRecordFiles(services, district.districtId)
    expect(existsSync(file)).toBe(false)
    const rows = await asSystem((tx) =>
      query(tx, 'select state, student_key, reason from people.record where record_id = $1', [record]),
    )
    expect(rows).toEqual([{ state: 'over', student_key: null, reason: 'the family asked to see it' }])
    await prepareRecord(services, district.districtId, record)
    expect(readdirSync(join(file, '..'))).not.toContain(`${record}.json`)
  })
})

const entry = {
  on_date: '2026-11-19',
  party: 'Court of the county',
  party_kind: 'court',
  basis: 'court_order',
  interest: 'subpoena of November 12',
  what: 'attendance of this year',
  was_given: 'yes',
}

describe('the list of students at a school', () => {
  it('leads to the record of each, for who may open it, and that is written down too', async () => {
    const brook = await enter('brook')
    const list = await brook.go(`/schools/${orgs.get('101')}/students`)
    const link =
      /href="(\/students\?student=\d+&amp;school=\d+)"><span class="name">Canary0/
        .exec(list.html)?.[1]
        ?.replace('&amp;', '&') ?? ''
    expect(link).toContain('/students?student=')
    expect((await brook.go(`/schools/${orgs.get('101')}/students?names=hide`)).html).not.toContain('/students?student=')
    await brook.go(`/schools/${orgs.get('101')}/students?names=show`)
    const last = () =>
      asSystem((tx) =>
        query(
          tx,
          'select r.actor_name, r.purpose, r.students, s.external_id from people.student_read r join people.student s on s.student_key = r.student_keys[1] order by read_id desc limit 1',
        ),
      )
    const form = await brook.go(link)
    expect(form.html).toMatch(/name="student_id"[^>]*value="S001"|value="S001"[^>]*name="student_id"/)
    expect(await last()).toMatchObject([{ purpose: 'student', students: 1, external_id: 'S001' }])
    const hill = await enter('hill')
    expect((await hill.go(link)).status).toBe(403)
    expect((await hill.go(link.replace(/school=\d+/, `school=${orgs.get('102')}`))).html).not.toContain('S001')
    expect((await (await enter('board')).go(link)).status).toBe(403)
    for (const odd of ['/students?student=x&school=1', '/students?student=99999999&school=999999999'])
      expect((await brook.go(odd)).status).toBeLessThan(500)
  })
})

describe('mass reading', () => {
  it('has an end: records and exports of one person are counted by the hour', async () => {
    const head = await enter('head')
    await head.go('/students')
    const actor = (
      await asSystem((tx) =>
        query<{ id: number }>(tx, "select account_id as id from people.account where email = 'head@example.org'"),
      )
    )[0]?.id
    const fill = async (bucket: string, most: number) => {
      for (let i = 0; i < most; i++) await attempt(services.db, `${bucket}:${actor}`, most, 3600)
    }
    /** Hours are those of the clock: once more where one ended meanwhile. */
    const full = async <T,>(bucket: string, most: number, act: () => Promise<T>): Promise<T> => {
      for (;;) {
        const hour = Math.floor(machineTime() / 3_600_000)
        await fill(bucket, most).catch(() => undefined)
        const answer = await act()
        if (hour === Math.floor(machineTime() / 3_600_000)) return answer
      }
    }
    const sent = await full('records', 60, () =>
      head.go('/students', { student_id: 'S005', reason: 'one more of very many' }),
    )
    expect(sent.status).toBe(422)
    expect(sent.html).toContain('Too many attempts')
    const list = `/schools/${orgs.get('101')}/students`
    await head.go(list)
    const taken = await full('export', 20, () =>
      head.go(`${list}/export`, { reason: 'one more of very many', stays: 'inside' }),
    )
    expect(taken.status).toBe(503)
  })
})

describe('the register of disclosures', () => {
  it('takes entries, corrects them with their history, and shows them to who may see one of the students', async () => {
    const steward = await enter('steward')
    await steward.go('/students/disclosures/new')
    for (const [change, word] of [
      [{ interest: '' }, en['people/disclosure-interest']],
      [{ on_date: '2026-11-21' }, en['people/disclosure-later']],
      [{ party: '' }, 'Fill in: Who asked'],
      [{ students: 'S001\nnobody' }, en['people/disclosure-unknown']],
      [{ students: '' }, en['people/disclosure-nobody']],
    ] as const) {
      const wrong = await steward.go('/students/disclosures', { ...entry, students: 'S001', ...change })
      expect(wrong.status).toBe(422)
      expect(wrong.html).toContain(word)
    }
    const made = await steward.go('/students/disclosures', { ...entry, students: 'S001\nS002' })
    expect(made.status).toBe(303)
    const at = made.to.split('?')[0] ?? ''
    await steward.go(at)
    expect((await steward.go(at, { ...entry, version: '1', what: 'attendance of two years', reason: '' })).status).toBe(
      422,
    )
    expect(
      (await steward.go(at, { ...entry, version: '1', what: 'attendance of two years', reason: 'wrong span' })).status,
    ).toBe(303)
    expect((await steward.go(at, { ...entry, version: '1', what: 'x y z', reason: 'too late' })).status).toBe(422)
    const shown = await steward.go(at)
    for (const words of ['attendance of two years', 'wrong span', 'S001, S002', '34 CFR 99.31(a)(9)'])
      expect(shown.html, words).toContain(words)
    const brook = await enter('brook')
    expect((await brook.go('/students/disclosures')).html).toContain('Court of the county')
    expect((await brook.go(at)).html).toContain('S001')
    // The district gave them out: the school sees it and does not correct it.
    expect((await brook.go(at, { ...entry, version: '2', reason: 'not mine' })).status).toBe(403)
    const hill = await enter('hill')
    expect((await hill.go('/students/disclosures')).html).not.toContain('Court of the county')
    expect((await hill.go(at)).status).toBe(404)
    expect((await (await enter('board')).go('/students/disclosures')).status).toBe(403)
  })

  it('is given out for one student, filtered by an opened record', async () => {
    const steward = await enter('steward')
    await steward.go('/students/disclosures/new')
    await steward.go('/students/disclosures', { ...entry, students: 'S030', party: '=cmd|x', what: 'name only' })
    const { record } = await open(steward, 'S001')
    const list = await steward.go(`/students/disclosures?record=${record}`)
    expect(list.html).toContain('Court of the county')
    expect(list.html).not.toContain('cmd|x')
    const file = await steward.go('/students/disclosures/file', { record: String(record) })
    expect(file.headers.get('content-type')).toContain('text/csv')
    expect(file.html).toContain('Court of the county,Court,')
    const other = await open(steward, 'S030')
    await steward.go(`/students/disclosures?record=${other.record}`)
    expect((await steward.go('/students/disclosures/file', { record: String(other.record) })).html).toContain(
      `"'=cmd|x"`,
    )
    const whole = JSON.parse((await steward.go(`${other.at}/file`, { as: 'json' })).html)
    expect(whole.disclosures).toMatchObject([{ party: '=cmd|x', basis: 'court_order' }])
  })

  it('is asked by the export of a list that leaves the house', async () => {
    const brook = await enter('brook')
    const at = `/schools/${orgs.get('101')}/students`
    await brook.go(at)
    const reason = 'home visits of this month'
    expect((await brook.go(`${at}/export`, { reason })).status).toBe(422)
    const wrong = await brook.go(`${at}/export`, { reason, stays: 'outside', party: 'The clinic' })
    expect(wrong.status).toBe(422)
    const count = () =>
      asSystem((tx) =>
        query<{ students: number; party: string }>(
          tx,
          "select students, party from people.disclosure where party = 'The clinic'",
        ),
      )
    expect(await count()).toHaveLength(0)
    expect((await brook.go(`${at}/export`, { reason, stays: 'inside' })).status).toBe(200)
    expect(await count()).toHaveLength(0)
    const sent = await brook.go(`${at}/export`, {
      reason,
      stays: 'outside',
      party: 'The clinic',
      party_kind: 'health_care',
      basis: 'emergency',
      interest: 'measles in two classes, seen on November 18',
      what: 'names',
    })
    expect(sent.status).toBe(200)
    expect(sent.html).toContain('Canary0')
    expect(await count()).toEqual([{ students: 3, party: 'The clinic' }])
  })
})
