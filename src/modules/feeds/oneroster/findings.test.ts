import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fixToday } from '../../../platform/clock.ts'
import { query } from '../../../platform/db/database.ts'
import { inScope } from '../../../platform/db/scope.ts'
import { literal, openDuck } from '../../../platform/duckdb.ts'
import { freshServices } from '../../../platform/testing/database.ts'
import { findingsCsv } from '../export.ts'
import { firstFindings } from '../store.ts'
import { bundle, csvOf, manifestOf, sampleRoster, schoolsAlone, without } from '../testing/bundle.ts'
import type { TestDistrict } from '../testing/district.ts'
import { bundleChecks, bundleNotes } from './checks.ts'
import { oneroster } from './feed.ts'
import { packed } from './pack.ts'

let services: Awaited<ReturnType<typeof freshServices>>
let district: TestDistrict
beforeAll(async () => {
  fixToday('2026-11-20')
  services = await freshServices()
  district = await schoolsAlone(services)
})
afterAll(() => services.end())

const send = (data: Buffer, options = {}) => district.send(data, { name: 'r.zip', accept: false, ...options })
const found = (done: Awaited<ReturnType<TestDistrict['send']>>) =>
  Object.fromEntries(done.findings.map((one) => [one.check_id.replace('oneroster/', ''), one.rows]))
const buffers = (told: Record<string, string>) =>
  packed(new Map(Object.entries(told).map(([name, text]) => [name, Buffer.from(text)])))

describe('what is found in a bundle', () => {
  it('has words in both languages', () => {
    for (const id of [...bundleChecks.map((one) => one.id), ...Object.keys(bundleNotes)])
      for (const lang of ['en', 'es'] as const)
        for (const part of ['what', 'why', 'fix'])
          expect(oneroster.words(lang)(`${id.split('/')[1]}/${part}`), `${lang} ${id} ${part}`).not.toMatch(/\//)
  })

  it('is everything that is wrong with it, each where it stands', async () => {
    const roster = sampleRoster(6)
    const users = [
      ...roster.users,
      { sourcedId: 'u-0', role: 'student', givenName: 'Twice', familyName: 'Row', orgSourcedIds: 'o-101' },
      { sourcedId: '', role: 'student', givenName: 'No', familyName: 'Id', orgSourcedIds: 'o-101' },
      {
        sourcedId: 'u-nameless',
        role: 'student',
        givenName: '',
        familyName: 'Row',
        orgSourcedIds: 'o-101',
        grades: '05',
      },
      {
        sourcedId: 'u-lost',
        role: 'student',
        givenName: 'Lost',
        familyName: 'Row',
        orgSourcedIds: 'o-999',
        grades: '05',
      },
      {
        sourcedId: 'u-ug',
        role: 'student',
        givenName: 'Adult',
        familyName: 'Row',
        orgSourcedIds: 'o-101',
        grades: 'UG',
      },
      {
        sourcedId: 'u-same',
        identifier: 'S002',
        role: 'student',
        givenName: 'Same',
        familyName: 'Row',
        orgSourcedIds: 'o-101',
        grades: '05',
      },
      {
        sourcedId: 'p-1',
        role: 'parent',
        givenName: 'Pat',
        familyName: 'Parent',
        orgSourcedIds: 'o-101',
        email: 'pat@example.org',
      },
      { sourcedId: 'x-1', role: 'ext:wizard', givenName: 'Wiz', familyName: 'Ard', orgSourcedIds: 'o-101' },
      {
        sourcedId: 't-2',
        role: 'Teacher',
        givenName: 'No',
        familyName: 'Mail',
        orgSourcedIds: 'o-101',
        enabledUser: 'maybe',
        status: 'inactive',
        dateLastModified: '2026-11-01',
      },
    ]
    const done = await send(
      bundle({
        ...without(roster, 'roles'),
        orgs: [
          ...roster.orgs,
          { sourcedId: 'o-103', name: 'New school', type: 'school', identifier: '103', parentSourcedId: 'o-nowhere' },
          { sourcedId: 'o-dep', name: 'History', type: 'department', identifier: 'HIS' },
          { sourcedId: 'o-odd', name: 'Odd', type: 'galaxy' },
          { sourcedId: 'o-gone', name: 'Gone', type: 'school', status: 'tobedeleted' },
        ],
        academicSessions: [
          ...roster.academicSessions,
          { sourcedId: 's-bad', title: 'No days', type: 'term', startDate: 'soon', endDate: '2027-01-01' },
          { sourcedId: 's-back', title: 'Backwards', type: 'term', startDate: '2027-01-01', endDate: '2026-01-01' },
        ],
        classes: [
          ...roster.classes,
          {
            sourcedId: 'k-lost',
            title: 'Nowhere',
            schoolSourcedId: 'o-999',
            courseSourcedId: 'c-999',
            termSourcedIds: 's-1,s-999',
          },
        ],
        enrollments: [
          ...roster.enrollments,
          { sourcedId: 'e-x1', classSourcedId: 'k-999', userSourcedId: 'u-1', role: 'student' },
          {
            sourcedId: 'e-x2',
            classSourcedId: 'k-o-101',
            userSourcedId: 'u-999',
            role: 'student',
            beginDate: 'yesterday',
          },
          { sourcedId: 'e-x3', classSourcedId: 'k-o-101', userSourcedId: 'p-1', role: 'parent' },
        ],
        demographics: [...roster.demographics, { sourcedId: 't-o-101', birthDate: '1980-01-01', sex: 'female' }],
        users,
      }),
    )
    expect(found(done)).toEqual({
      'duplicate-id': 1,
      'missing-id': 1,
      'missing-cell': 1,
      'unknown-org': 2,
      'unknown-school': 1,
      'no-school': 1,
      'bad-grade': 1,
      'duplicate-student': 1,
      family: 1,
      'unknown-word': 3,
      'no-role': 1,
      'staff-without-email': 1,
      'unknown-status': 1,
      'bad-modified': 1,
      'unmatched-school': 1,
      department: 1,
      'deleted-in-bulk': 1,
      'missing-date': 1,
      'dates-reversed': 1,
      'unknown-course': 1,
      'unknown-session': 1,
      'unknown-class': 1,
      'unknown-user': 1,
      'bad-date': 1,
      'not-a-student': 1,
    })
    expect(done.import).toMatchObject({ state: 'examined', kind: 'oneroster' })
    const rows = await inScope(services.db, district.scope, (tx) =>
      firstFindings(tx, done.import.import_id, 'oneroster/duplicate-student', 5, true),
    )
    expect(rows).toMatchObject([{ row_no: 17, column_name: 'users.identifier', external_id: 'u-same' }])
    const text = await new Response(findingsCsv(services.home, done.import, 'es', true)).text()
    expect(text.split('\r\n').length).toBe(Object.values(found(done)).reduce((sum, one) => sum + one, 0) + 2)
    expect(text).toContain('users.identifier,error,"Dos usuarios son el mismo estudiante del distrito"')
  })

  it('is told of headers, files and manifests that are not as the standard writes them', async () => {
    const odd = (csv: string) =>
      csv.replace('identifier', 'identifer').replace('\r\n', ',,\r\n').replace('orgSourcedIds', 'OrgSourcedIDs')
    const roster = sampleRoster(4)
    const done = await send(
      buffers({
        'sis/Manifest.csv': `\uFEFF${manifestOf({ orgs: 'bulk', users: 'bulk', academicSessions: 'bulk' }).replaceAll('\r\n', '\n')}file.enrolments,bulk\n`,
        'sis/ORGS.CSV': csvOf('orgs', roster.orgs).replaceAll('\r\n', '\r\n'),
        'sis/users.csv': odd(
          `\uFEFF${csvOf(
            'users',
            roster.users.map((user) => ({ ...user, password: 'x', phone: '1', 'metadata.bus': '7', favorite: 'y' })),
          )}`,
        )
          .replaceAll('\r\n', ',\r\n')
          .replace(',,,\r\n', ',,\r\n'),
        'sis/academicsessions.csv': csvOf('academicSessions', roster.academicSessions)
          .replaceAll('2027-06-15', '2026-10-15')
          .replaceAll('2027-01-22', '2026-10-14'),
        'sis/classes.csv': csvOf('classes', roster.classes),
        'sis/klasses.csv': 'x',
      }),
    )
    expect(found(done)).toEqual({
      'unknown-property': 1,
      'file-not-declared': 1,
      'unknown-file': 1,
      'dropped-column': 2,
      'unknown-header': 2,
      'empty-column': 1,
      'no-session-today': 1,
    })
    expect(done.import).toMatchObject({ state: 'examined', counts: { skipped: 0 } })
    const rows = await inScope(services.db, district.scope, (tx) =>
      firstFindings(tx, done.import.import_id, 'oneroster/unknown-header', 5, true),
    )
    expect(rows.map((row) => [row.column_name, row.nearest])).toEqual([
      ['users.favorite', null],
      ['users.identifer', 'identifier'],
    ])
  })

  it('stops a bundle with a part missing, and one that is none, with the reason', async () => {
    const roster = without(sampleRoster(3), 'roles')
    const stopped = async (data: Buffer, options = {}) => {
      const { import: row, findings } = await send(data, options)
      return [
        row.state,
        row.stop_code,
        row.failure_code ??
          findings
            .filter((one) => one.severity === 'error')
            .map((one) => one.check_id)
            .join(),
      ]
    }
    const manifest = manifestOf({ users: 'bulk', orgs: 'bulk' })
    const users = csvOf('users', roster.users ?? [])
    expect(await stopped(buffers({ 'manifest.csv': manifest, 'users.csv': users }))).toEqual([
      'stopped',
      'errors',
      'oneroster/file-missing',
    ])
    expect(
      await stopped(
        buffers({
          'manifest.csv': manifest,
          'users.csv': users.replace('sourcedId', 'sourceId'),
          'orgs.csv': csvOf('orgs', roster.orgs ?? []),
        }),
      ),
    ).toEqual(['stopped', 'errors', 'oneroster/missing-column'])
    expect(
      await stopped(
        buffers({
          'manifest.csv': manifest.replace('bulk', 'full'),
          'users.csv': users,
          'orgs.csv': csvOf('orgs', roster.orgs ?? []),
        }),
      ),
    ).toEqual(['stopped', 'errors', 'oneroster/unknown-mode'])
    expect(await stopped(buffers({ 'manifest.csv': manifest, 'users.csv': '', 'orgs.csv': '\u0000' }))).toEqual([
      'stopped',
      'errors',
      'oneroster/file-unreadable',
    ])
    expect(await stopped(buffers({ 'users.csv': users }))).toEqual(['stopped', 'content', 'bundle-manifest'])
    expect(await stopped(buffers({ 'manifest.csv': manifest.replace('1.1', '3'), 'users.csv': users }))).toEqual([
      'stopped',
      'content',
      'bundle-version',
    ])
    expect(await stopped(buffers({ '../x.csv': users, 'users.csv': users }))).toEqual([
      'stopped',
      'content',
      'bundle-names',
    ])
    expect(await stopped(Buffer.from(users), { kind: 'oneroster' })).toEqual(['stopped', 'content', 'bundle-not'])
    expect(await stopped(buffers({ 'sheet.xml': '<x/>' }))).toEqual(['stopped', 'content', 'zip'])
    expect(await stopped(bundle(roster), { kind: 'students' })).toEqual(['stopped', 'content', 'zip'])
  })
})

describe('secrets', () => {
  it('of students and families stay nowhere: not in the home, not in the database, not in findings', async () => {
    const secrets = [
      'Canary-Pass-1',
      '555-CANARY-PHONE',
      '555-CANARY-SMS',
      'canary.student@example.org',
      'canary-agent-77',
      'CanaryParent',
      'canary.parent@example.org',
      'Canary-Wizard',
      '1971-03-09',
    ]
    const roster = sampleRoster(5)
    const dirty = roster.users.map((user) =>
      user.role === 'student'
        ? {
            ...user,
            email: 'canary.student@example.org',
            password: 'Canary-Pass-1',
            phone: '555-CANARY-PHONE',
            sms: '555-CANARY-SMS',
            agentSourcedIds: 'canary-agent-77',
          }
        : { ...user, password: 'Canary-Pass-1', phone: '555-CANARY-PHONE' },
    )
    const done = await send(
      bundle({
        ...without(roster, 'roles'),
        users: [
          ...dirty,
          {
            sourcedId: 'p-9',
            role: 'parent',
            givenName: 'CanaryParent',
            familyName: 'CanaryParent',
            email: 'canary.parent@example.org',
            orgSourcedIds: 'o-101',
          },
          { sourcedId: 'w-9', role: 'ext:wizard', givenName: 'Canary-Wizard', familyName: 'x', orgSourcedIds: 'o-101' },
        ],
        demographics: [...roster.demographics, { sourcedId: 't-o-101', birthDate: '1971-03-09' }],
      }),
      { accept: true },
    )
    expect(done.import.state).toBe('loaded')
    expect(existsSync(services.files.pathOf(done.import.sha256))).toBe(false)
    // Sent again, the archive is stored for a moment and goes.
    const again = await send(Buffer.from(readAgain(roster, dirty)))
    expect(again.import.import_id).not.toBe(0)
    const all = await everything()
    // The search can find: what is kept is there.
    expect(all).toContain('t.o-101@example.org')
    expect(all).toContain('Family3')
    for (const secret of secrets) expect(all.includes(secret), secret).toBe(false)
  })
})

const readAgain = (roster: ReturnType<typeof sampleRoster>, users: Record<string, string>[]) =>
  bundle({
    ...without(roster, 'roles'),
    users: [...users, { sourcedId: 'p-8', role: 'guardian', givenName: 'CanaryParent', familyName: 'y' }],
  })

/** Every byte that an installation keeps, as text: files of the home (Parquet read as rows), and all tables. */
async function everything(): Promise<string> {
  const texts: string[] = []
  const paths = readdirSync(services.home, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile())
    .map((one) => join(one.parentPath, one.name))
  const duck = await openDuck({
    directories: [services.home],
    temp: join(services.home, 'spill'),
    threads: 1,
    memory: '300MB',
  })
  for (const path of paths) {
    if (path.endsWith('.parquet'))
      texts.push(
        JSON.stringify(await duck.rows(`select cast(t as varchar) as t from read_parquet(${literal(path)}) t`)),
      )
    texts.push(readFileSync(path, 'latin1'))
  }
  duck.close()
  const owner = new pg.Client({ connectionString: services.ownerUrl })
  await owner.connect()
  const tables = await owner.query<{ t: string }>(
    "select quote_ident(table_schema) || '.' || quote_ident(table_name) as t from information_schema.tables where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')",
  )
  await owner.query('set row_security = on')
  await owner.end()
  const rows = await inScope(services.db, district.scope, async (tx) => {
    const all: unknown[] = []
    for (const { t } of tables.rows) {
      await query(tx, 'savepoint one')
      all.push(await query(tx, `select * from ${t}`).catch(async () => query(tx, 'rollback to one')))
    }
    return all
  })
  texts.push(JSON.stringify(rows))
  return texts.join('\n')
}
