import { statfs } from 'node:fs/promises'
import { unavailable } from '../errors.ts'

/** Bytes that may still be written on the disk of a folder, and its size. */
export async function roomIn(folder: string): Promise<{ free: number; size: number }> {
  const { bavail, blocks, bsize } = await statfs(folder)
  return { free: bavail * bsize, size: blocks * bsize }
}

/** Refuses when less than `reserve` bytes would stay free. Errors: Unavailable `platform/disk-low`. */
export async function mustHaveRoom(folder: string, reserve: number): Promise<void> {
  const { free } = await roomIn(folder)
  if (free < reserve)
    throw unavailable(
      'platform/disk-low',
      'The disk is almost full, so no file is taken.',
      'Nothing was stored. Tell the administrator, then send the file again.',
    )
}
