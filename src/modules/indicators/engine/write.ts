import { open, rename } from 'node:fs/promises'
import { dirname } from 'node:path'

/** Where a file grows before it is whole. */
export const aside = (path: string): string => `${path}.part`

/** Makes a file written aside lasting and gives it its name: fsync, rename, fsync of the folder. Readers see all of it or nothing. */
export async function settle(path: string): Promise<void> {
  await sync(aside(path))
  await rename(aside(path), path)
  await sync(dirname(path))
}

async function sync(path: string): Promise<void> {
  const handle = await open(path, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
