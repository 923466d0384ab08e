import { createHash } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { ticks } from '../../../platform/clock.ts'

/** A file in memory with its compressed forms. `etag` without quotes. */
export type HotFile = { body: Buffer; br: Buffer | null; gz: Buffer | null; etag: string }

type Entry = { file: HotFile; mtimeMs: number; size: number; checkedAt: number }

/**
 * How long a file is trusted without a look at the disk, in milliseconds. Editions never change; the index changes when one is published. A file that is not
 * there is looked for each time: it may be published at any moment.
 */
const trusted = 1000

/**
 * A small memory of files that are asked for often, by time of change and size. In: how many bytes it may hold.
 * Out: a reader; null for a file that is not there. The least recently used go first.
 */
export function hotFiles(limit = 64 * 2 ** 20): (path: string) => HotFile | null | Promise<HotFile | null> {
  const entries = new Map<string, Entry>()
  let held = 0
  const weight = (entry: Entry) =>
    512 + entry.file.body.length + (entry.file.br?.length ?? 0) + (entry.file.gz?.length ?? 0)
  const drop = (path: string) => {
    const entry = entries.get(path)
    if (entry) held -= weight(entry)
    entries.delete(path)
  }
  const keep = (path: string, entry: Entry) => {
    drop(path)
    entries.set(path, entry)
    held += weight(entry)
    for (const oldest of entries.keys()) {
      if (held <= limit || oldest === path) break
      drop(oldest)
    }
  }
  const load = async (path: string): Promise<HotFile | null> => {
    const known = entries.get(path)
    const found = await stat(path).catch(() => null)
    const there = found?.isFile() ? found : null
    if (known && known.mtimeMs === there?.mtimeMs && known.size === there.size) {
      known.checkedAt = ticks()
      entries.delete(path)
      entries.set(path, known)
      return known.file
    }
    const file = there && (await readHot(path))
    if (there && file) keep(path, { file, mtimeMs: there.mtimeMs, size: there.size, checkedAt: ticks() })
    else drop(path)
    return file
  }
  return (path) => {
    const known = entries.get(path)
    return known && ticks() - known.checkedAt < trusted ? known.file : load(path)
  }
}

async function readHot(path: string): Promise<HotFile | null> {
  const body = await readFile(path).catch(() => null)
  if (!body) return null
  const [br, gz] = await Promise.all([
    readFile(`${path}.br`).catch(() => null),
    readFile(`${path}.gz`).catch(() => null),
  ])
  return { body, br, gz, etag: etagOf(body) }
}

/** A strong tag of bytes. */
export const etagOf = (body: Uint8Array): string => createHash('sha256').update(body).digest('base64url').slice(0, 22)
