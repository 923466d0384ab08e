import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deflateRawSync } from 'node:zlib'
import { buffer } from 'node:stream/consumers'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { ZipFile } from 'yazl'
import { amount, seed } from '../../../platform/testing/amount.ts'
import { bundle, manifestOf } from '../testing/bundle.ts'
import { readHeader } from './header.ts'
import { files } from './files.ts'
import { readManifest } from './manifest.ts'
import { packed } from './pack.ts'
import { bundleLimits, unpack } from './unpack.ts'

const root = mkdtempSync(join(tmpdir(), 'bundle-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))
let n = 0
const open = async (bytes: Buffer, limits = bundleLimits as Parameters<typeof unpack>[2]) => {
  const at = join(root, String(++n))
  writeFileSync(`${at}.zip`, bytes)
  const folder = mkdtempSync(`${at}-`)
  const done = await unpack(`${at}.zip`, folder, limits)
  return { done, written: readdirSync(folder) }
}
const archive = async (fill: (zip: ZipFile) => void): Promise<Buffer> => {
  const zip = new ZipFile()
  fill(zip)
  zip.end()
  return buffer(zip.outputStream as never)
}
const users = Buffer.from('sourcedId,status,dateLastModified,givenName,familyName\r\n')
const manifest = Buffer.from(manifestOf({ users: 'bulk' }))
/** Changes a name of an archive in place: what no tool would write. */
const renamed = (bytes: Buffer, from: string, to: string): Buffer => {
  const text = bytes.toString('latin1').replaceAll(from, to)
  return Buffer.from(text, 'latin1')
}

describe('an archive', () => {
  it('gives the files that are read, in whatever case, in one folder, and names the others', async () => {
    const bytes = await archive((zip) => {
      zip.addBuffer(manifest, 'export/MANIFEST.CSV')
      zip.addBuffer(users, 'export/Users.csv')
      zip.addBuffer(users, 'export/user.csv')
      zip.addBuffer(Buffer.from('x'), 'export/userProfiles.csv')
      zip.addBuffer(Buffer.from('x'), '__MACOSX/export/._Users.csv')
      zip.addBuffer(Buffer.from('x'), 'export/readme.txt')
    })
    const { done, written } = await open(bytes)
    expect(done).toMatchObject({
      unknown: [
        { name: 'user.csv', nearest: 'users' },
        { name: 'readme.txt', nearest: null },
      ],
    })
    expect(written.sort()).toEqual(['manifest.csv', 'users.csv'])
    expect(
      readFileSync(join(root, readdirSync(root).find((one) => one.startsWith(`${n}-`)) ?? '', 'users.csv')),
    ).toEqual(users)
  })

  it('that climbs, is absolute, hides, repeats or links is refused before anything is written', async () => {
    const plain = packed(
      new Map([
        ['manifest.csv', manifest],
        ['AAusersA.csv', users],
      ]),
    )
    const cases: [string, Buffer][] = [
      ['bundle-names', renamed(plain, 'AAusersA.csv', '../users.csv')],
      ['bundle-names', renamed(plain, 'AAusersA.csv', '/A/users.csv')],
      ['bundle-names', renamed(plain, 'AAusersA.csv', 'C:/users.csv')],
      ['bundle-names', renamed(plain, 'AAusersA.csv', 'users\u0000\u0001A.csv')],
      [
        'bundle-folders',
        packed(
          new Map([
            ['a/manifest.csv', manifest],
            ['b/users.csv', users],
          ]),
        ),
      ],
      [
        'bundle-folders',
        packed(
          new Map([
            ['a/b/manifest.csv', manifest],
            ['a/b/users.csv', users],
          ]),
        ),
      ],
      [
        'bundle-twice',
        packed(
          new Map([
            ['manifest.csv', manifest],
            ['users.csv', users],
            ['USERS.CSV', users],
          ]),
        ),
      ],
      [
        'bundle-not',
        packed(
          new Map([
            ['manifest.csv', manifest],
            ['photo.jpg', users],
          ]),
        ),
      ],
      [
        'bundle-link',
        await archive((zip) => {
          zip.addBuffer(manifest, 'manifest.csv')
          zip.addBuffer(Buffer.from('/etc/passwd'), 'users.csv', { mode: 0o120777 })
        }),
      ],
      ['bundle-broken', plain.subarray(0, plain.length - 30)],
      ['bundle-broken', Buffer.from('PK\u0003\u0004 nothing')],
      [
        'bundle-large',
        await archive((zip) => {
          for (let i = 0; i < 201; i++) zip.addBuffer(users, `f${i}.csv`)
        }),
      ],
    ]
    for (const [why, bytes] of cases) expect(await open(bytes), why).toEqual({ done: why, written: [] })
  })

  it('that is locked is refused', async () => {
    const plain = await archive((zip) => {
      zip.addBuffer(manifest, 'manifest.csv')
      zip.addBuffer(users, 'users.csv')
    })
    // The flag of encryption, in the local headers and in the list.
    for (let at = plain.indexOf('PK\u0001\u0002'); at >= 0; at = plain.indexOf('PK\u0001\u0002', at + 4))
      plain[at + 8] = 1
    expect((await open(plain)).done).toBe('bundle-locked')
  })

  it('that is a bomb is not unpacked: by its ratio, its sizes, or by what really comes out', async () => {
    const zeros = Buffer.alloc(20 * 2 ** 20, 0x41)
    const bomb = await archive((zip) => {
      zip.addBuffer(manifest, 'manifest.csv')
      zip.addBuffer(zeros, 'users.csv')
    })
    expect(bomb.length).toBeLessThan(100_000)
    expect(await open(bomb)).toEqual({ done: 'bundle-large', written: [] })
    const limits = { ...bundleLimits, ratio: 1e9 }
    expect((await open(bomb, { ...limits, file: 10 * 2 ** 20 })).done).toBe('bundle-large')
    expect((await open(bomb, { ...limits, total: 10 * 2 ** 20 })).done).toBe('bundle-large')
    // One that lies about its size: the list says 10 bytes.
    const lie = Buffer.from(bomb)
    for (const mark of ['PK\u0001\u0002', 'PK\u0003\u0004']) {
      const at = lie.lastIndexOf(mark, lie.length)
      lie.writeUInt32LE(10, at + (mark === 'PK\u0001\u0002' ? 24 : 22))
    }
    expect((await open(lie, limits)).done).toBe('bundle-broken')
    // A nested archive is a file that is not of the standard: it is never opened.
    const nested = packed(
      new Map([
        ['manifest.csv', manifest],
        ['users.csv', users],
        ['more.zip', bomb],
      ]),
    )
    expect((await open(nested)).done).toMatchObject({ unknown: [{ name: 'more.zip' }] })
  })

  it('of random damage ends in a refusal or in the files, never in a crash', async () => {
    const whole = bundle({
      users: [{ sourcedId: 'u-1', givenName: 'A', familyName: 'B' }],
      orgs: [{ sourcedId: 'o', name: 'x', type: 'school' }],
    })
    const deflated = await archive((zip) => {
      zip.addBuffer(manifest, 'manifest.csv')
      zip.addBuffer(Buffer.concat([users, deflateRawSync(users)]), 'users.csv')
    })
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(whole, deflated),
        fc.array(
          fc.tuple(fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }), fc.integer({ min: 0, max: 255 })),
          { minLength: 1, maxLength: 12 },
        ),
        fc.double({ min: 0.2, max: 1, noNaN: true }),
        async (base, changes, share) => {
          const bytes = Buffer.from(base.subarray(0, Math.ceil(base.length * share)))
          for (const [place, value] of changes) bytes[Math.floor(place * bytes.length)] = value
          const { done } = await open(bytes)
          expect(typeof done === 'string' ? done.startsWith('bundle-') : typeof done.paths).toBeTruthy()
        },
      ),
      { numRuns: amount(120, 5000), seed: seed() },
    )
  })
})

describe('headers and manifest', () => {
  it('are read without their case; secrets are known also when misspelt; nothing is guessed', () => {
    const told = readHeader(
      [
        'sourcedid',
        'Given_Name',
        'FAMILYNAME',
        'emial',
        'Password',
        'pasword',
        'SMS',
        'metadata.x',
        'middleName',
        '',
        ' ',
      ],
      files.users,
    )
    expect(told.places).toMatchObject({ sourcedId: 0, givenName: 1, familyName: 2, email: null })
    expect(told.unknown).toEqual([{ header: 'emial', nearest: 'email' }])
    expect(told.secret).toEqual(['Password', 'SMS', 'pasword'])
    expect(told.empty).toBe(2)
    expect(readHeader(['sourcedId', 'givenNmae', 'familyName'], files.users).lacking).toEqual([
      { column: 'givenName', nearest: 'givenNmae' },
    ])
  })
  it('say how each file is meant', () => {
    const told = readManifest(
      '\uFEFFpropertyName,value\noneroster.version,1.2\nfile.users,Delta\nfile.ORGS,bulk\nfile.clases,bulk\nfile.courses,maybe\nfile.lineItems,bulk\n',
    )
    expect(told).toMatchObject({
      version: '1.2',
      wrong: ['courses'],
      unknown: [{ property: 'file.clases', nearest: 'classes' }],
    })
    expect(told.modes).toMatchObject({ users: 'delta', orgs: 'bulk', classes: 'absent', courses: 'absent' })
    expect(readManifest('propertyName,value\noneroster.version,2.0\n').version).toBeNull()
  })
})
