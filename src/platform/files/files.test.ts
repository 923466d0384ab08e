import { mkdtempSync, readdirSync, readFileSync, utimesSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { expect, it } from 'vitest'
import { openFiles } from './files.ts'

const files = () => {
  const root = mkdtempSync(join(tmpdir(), 'files-'))
  return { root, files: openFiles(root) }
}

it('keeps bytes under their SHA-256, the same bytes once', async () => {
  const { files: store } = files()
  const one = await store.put(Readable.from([Buffer.from('abc')]), { limit: 10 })
  expect(one).toEqual({ sha256: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad', size: 3 })
  expect(await store.put(Readable.from([Buffer.from('a'), Buffer.from('bc')]), { limit: 10 })).toEqual(one)
  expect(readFileSync(store.pathOf(one.sha256), 'utf8')).toBe('abc')
})

it('stops at the limit and leaves nothing behind', async () => {
  const { root, files: store } = files()
  await expect(store.put(Readable.from([Buffer.alloc(6), Buffer.alloc(6)]), { limit: 10 })).rejects.toMatchObject({
    code: 'platform/file-too-large',
  })
  expect(readdirSync(join(root, 'incoming'))).toEqual([])
})

it('leaves nothing behind when the sender breaks off', async () => {
  const { root, files: store } = files()
  const broken = new Readable({
    read() {
      this.push('abc')
      this.destroy(new Error('gone'))
    },
  })
  await expect(store.put(broken, { limit: 10 })).rejects.toThrow('gone')
  expect(readdirSync(join(root, 'incoming'))).toEqual([])
})

it('sweeps what no row names, and only what is old', async () => {
  const { files: store } = files()
  const kept = await store.put(Readable.from(['kept']), { limit: 10 })
  const stray = await store.put(Readable.from(['stray']), { limit: 10 })
  const young = await store.put(Readable.from(['young']), { limit: 10 })
  for (const one of [kept, stray]) utimesSync(store.pathOf(one.sha256), 1, 1)
  expect(await store.sweep(new Set([kept.sha256]), 60_000, Date.now())).toBe(1)
  expect(readFileSync(store.pathOf(kept.sha256), 'utf8')).toBe('kept')
  expect(readFileSync(store.pathOf(young.sha256), 'utf8')).toBe('young')
  expect(() => readFileSync(store.pathOf(stray.sha256))).toThrow()
})

it('refuses a name that is no digest', () => {
  expect(() => files().files.pathOf('../../etc/passwd')).toThrow()
})
