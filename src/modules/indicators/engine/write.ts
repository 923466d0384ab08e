import { access, copyFile, link, mkdir, open, readdir, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** Where a file or folder grows before it is whole. */
export const aside = (path: string): string => `${path}.part`

/** Makes a file written aside lasting and gives it its name: fsync, rename, fsync of the folder. Readers see all of it or nothing. */
export async function settle(path: string): Promise<void> {
  await sync(aside(path))
  await rename(aside(path), path)
  await sync(dirname(path))
}

/** An empty folder to write aside in; what an interrupted run left there is thrown away. */
export async function openFolder(path: string): Promise<void> {
  await rm(aside(path), { recursive: true, force: true })
  await mkdir(aside(path), { mode: 0o700 })
}

/** Like `settle`, for a folder of files. The name must be free. */
export async function settleFolder(path: string): Promise<void> {
  for (const name of await readdir(aside(path))) await sync(join(aside(path), name))
  await sync(aside(path))
  await rename(aside(path), path)
  await sync(dirname(path))
}

export const isThere = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  )

/** Puts an immutable file into another folder without writing it again; where the file system has no hard links, it is copied. */
export async function share(from: string, to: string): Promise<void> {
  await link(from, to).catch(() => copyFile(from, to))
}

async function sync(path: string): Promise<void> {
  const handle = await open(path, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
