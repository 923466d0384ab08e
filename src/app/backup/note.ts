import { existsSync, readFileSync } from 'node:fs'
import { rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'

const noteParser = z.object({ at: z.iso.datetime(), folder: z.string(), locked: z.boolean() })
export type Note = z.infer<typeof noteParser>

const noteFile = (home: string) => join(home, 'last-backup.json')

/** Notes in the home when the last backup was made, for the doctor. It is no part of a backup. */
export async function noteBackup(home: string, note: Note): Promise<void> {
  await writeFile(`${noteFile(home)}.new`, `${JSON.stringify(note)}\n`, { mode: 0o600 })
  await rename(`${noteFile(home)}.new`, noteFile(home))
}

/** The last backup of an installation, or null. */
export function lastBackup(home: string): Note | null {
  if (!existsSync(noteFile(home))) return null
  const read = noteParser.safeParse(JSON.parse(readFileSync(noteFile(home), 'utf8')))
  return read.success ? read.data : null
}
