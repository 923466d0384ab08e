import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { openSeal, sealKeyPath } from './seal.ts'

const homes: string[] = []
const home = () => {
  const made = mkdtempSync(join(tmpdir(), 'seal-'))
  homes.push(made)
  return made
}
afterAll(() => {
  for (const one of homes) rmSync(one, { recursive: true, force: true })
})
const codeOf = (work: () => unknown): string => {
  try {
    work()
    return 'opened'
  } catch (error) {
    return (error as { code: string }).code
  }
}

it('seals a secret so that only the same purpose opens it, and never twice alike', () => {
  const { seal, open } = openSeal(home(), null)
  const one = seal('JBSWY3DPEHPK3PXP', 'second:1')
  expect(one).not.toContain('JBSWY3DPEHPK3PXP')
  expect(seal('JBSWY3DPEHPK3PXP', 'second:1')).not.toBe(one)
  expect(open(one, 'second:1')).toBe('JBSWY3DPEHPK3PXP')
  expect(codeOf(() => open(one, 'second:2'))).toBe('platform/seal-broken')
  const parts = one.split('.')
  const bytes = Buffer.from(parts[3] ?? '', 'base64url')
  bytes[0] = (bytes[0] ?? 0) ^ 1
  expect(codeOf(() => open([...parts.slice(0, 3), bytes.toString('base64url')].join('.'), 'second:1'))).toBe(
    'platform/seal-broken',
  )
  for (const broken of ['', 'v1', one.slice(0, 20), one.replace('v1', 'v2')])
    expect(codeOf(() => open(broken, 'second:1'))).toMatch(/^platform\/seal-/)
})

it('makes its key at first need, for nobody else to read, and finds it again', () => {
  const folder = home()
  const first = openSeal(folder, null)
  expect(first.keyId()).toBeNull()
  const sealed = first.seal('x', 'p')
  expect(statSync(sealKeyPath(folder)).mode & 0o777).toBe(0o600)
  expect(statSync(join(folder, 'keys')).mode & 0o777).toBe(0o700)
  expect(openSeal(folder, null).open(sealed, 'p')).toBe('x')
})

it('says one clear thing about a missing, another or a damaged key', () => {
  const folder = home()
  const sealed = openSeal(folder, null).seal('x', 'p')
  expect(codeOf(() => openSeal(home(), null).open(sealed, 'p'))).toBe('platform/seal-no-key')
  const other = home()
  openSeal(other, null).seal('y', 'p')
  expect(codeOf(() => openSeal(other, null).open(sealed, 'p'))).toBe('platform/seal-other-key')
  writeFileSync(sealKeyPath(folder), 'short')
  expect(codeOf(() => openSeal(folder, null).open(sealed, 'p'))).toBe('platform/seal-no-key')
})

it('takes a key from a setting and then writes none', () => {
  const folder = home()
  const key = Buffer.alloc(32, 3).toString('base64url')
  const sealed = openSeal(folder, key).seal('x', 'p')
  expect(openSeal(home(), key).open(sealed, 'p')).toBe('x')
  expect(() => statSync(sealKeyPath(folder))).toThrow()
})
