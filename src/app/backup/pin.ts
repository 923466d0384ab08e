import { copyFile, link, lstat, mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { KeptFile } from '../../platform/files/kept.ts'

/** A file as it was at the snapshot: its path in the home, a second name for its bytes, and what its row says of them. */
export type Pinned = { path: string; at: string; sha256: string | null }

/** Names of files that are still being written. */
const growing = (name: string) => name.startsWith('.') || name.endsWith('.aside') || name.endsWith('.part')

const gone = (error: unknown): boolean =>
  (error as NodeJS.ErrnoException).code === 'ENOENT' || (error as NodeJS.ErrnoException).code === 'ENOTDIR'

/** Files below a folder of the home, as paths relative to the home; null when there is no such folder. */
export async function filesBelow(home: string, folder: string): Promise<string[] | null> {
  const found: string[] = []
  const visit = async (path: string): Promise<boolean> => {
    const entries = await readdir(join(home, path), { withFileTypes: true }).catch((error: unknown) => {
      if (gone(error)) return null
      throw error
    })
    if (!entries) return false
    for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
      if (growing(entry.name)) continue
      if (entry.isDirectory()) await visit(`${path}/${entry.name}`)
      else if (entry.isFile()) found.push(`${path}/${entry.name}`)
    }
    return true
  }
  return (await visit(folder)) ? found : null
}

/**
 * Gives every file that rows name a second name in a scratch folder of the home (a hard link: no byte is copied), so that nothing that is removed or
 * replaced afterwards is lost to the backup. Where the disk has no hard links the bytes are copied at once.
 * Out: the pinned files, and the needed ones that were not there.
 */
export async function pinFiles(
  home: string,
  kept: readonly KeptFile[],
  into: string,
): Promise<{ pinned: Pinned[]; missing: KeptFile[] }> {
  await rm(into, { recursive: true, force: true })
  await mkdir(into, { recursive: true, mode: 0o700 })
  const pinned = new Map<string, Pinned>()
  const missing: KeptFile[] = []
  const pin = async (path: string, sha256: string | null): Promise<boolean> => {
    const known = pinned.get(path)
    if (known) {
      known.sha256 ??= sha256
      return true
    }
    const at = join(into, String(pinned.size))
    try {
      if (!(await lstat(join(home, path))).isFile()) return false
      await link(join(home, path), at).catch(async (error: unknown) => {
        if (gone(error)) throw error
        await copyFile(join(home, path), at)
      })
    } catch (error) {
      if (gone(error)) return false
      throw error
    }
    pinned.set(path, { path, at, sha256 })
    return true
  }
  for (const one of kept) {
    if (!one.folder) {
      if (!(await pin(one.path, one.sha256)) && one.needed) missing.push(one)
      continue
    }
    const inside = await filesBelow(home, one.path)
    let lost = inside === null
    for (const path of inside ?? []) if (!(await pin(path, null))) lost = true
    if (lost && one.needed) missing.push(one)
  }
  return { pinned: [...pinned.values()].sort((a, b) => (a.path < b.path ? -1 : 1)), missing }
}
