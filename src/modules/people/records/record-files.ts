import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { missing } from '../../../platform/errors.ts'
import type { WholeRecord } from './schema.ts'

const folderOf = (home: string, districtId: number): string => join(home, 'records', `d${districtId}`)
const pathOf = (home: string, districtId: number, id: number): string =>
  join(folderOf(home, districtId), `${Math.trunc(id)}.json`)

/** Keeps a prepared record: aside, synced, renamed. Readable for the product's own user only. */
export async function keepRecord(home: string, districtId: number, id: number, record: WholeRecord): Promise<void> {
  await mkdir(folderOf(home, districtId), { recursive: true, mode: 0o700 })
  const path = pathOf(home, districtId, id)
  const handle = await open(`${path}.aside`, 'w', 0o600)
  try {
    await handle.writeFile(JSON.stringify(record))
    await handle.sync()
  } finally {
    await handle.close()
  }
  await rename(`${path}.aside`, path)
}

export async function readRecord(home: string, districtId: number, id: number): Promise<WholeRecord> {
  try {
    return JSON.parse(await readFile(pathOf(home, districtId, id), 'utf8')) as WholeRecord
  } catch {
    throw missing('people/record-over', 'This record is no longer kept.', 'Open it again with a reason.')
  }
}

/** Removes every prepared file of a district but those that are named. */
export async function removeRecords(home: string, districtId: number, kept: ReadonlySet<number>): Promise<number> {
  let gone = 0
  for (const name of await readdir(folderOf(home, districtId)).catch(() => [] as string[])) {
    const id = /^(\d+)\.json$/.exec(name)?.[1]
    if (id && kept.has(Number(id))) continue
    await rm(join(folderOf(home, districtId), name), { force: true })
    gone += 1
  }
  return gone
}
