import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { forgetAgain } from '../modules/feeds/index.ts'
import { everyDistrict, takeForgottenList } from '../modules/people/index.ts'
import { WrongSetting } from '../platform/config.ts'
import type { Services } from '../platform/web/route.ts'

/** The file of a list: marks are keyed hashes, the key makes them comparable. It names nobody without the ids themselves. */
const listFile = z.strictObject({
  throughline: z.literal('forgotten'),
  district: z.string(),
  key: z.string().regex(/^[0-9a-f]{64}$/),
  marks: z.array(z.string().regex(/^[0-9a-f]{64}$/)),
})
export type ForgottenFile = z.infer<typeof listFile>

const notOne = (path: string) =>
  new WrongSetting(`${path} is no list of forgotten ids: throughline forget --list FILE writes one.`)

/** Reads a list that `forget --list` wrote. Errors: WrongSetting. */
export function readListFile(path: string): ForgottenFile {
  if (!existsSync(path)) throw new WrongSetting(`There is no file ${path}.`)
  try {
    return listFile.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch {
    throw notOne(path)
  }
}

const largest = 50_000_000

/** Lists that lie in some folders, beside backups for example. Files that are no list do not count. */
export function listsIn(folders: readonly string[]): string[] {
  const isList = (path: string): boolean => {
    if (statSync(path).size > largest) return false
    try {
      return listFile.safeParse(JSON.parse(readFileSync(path, 'utf8'))).success
    } catch {
      return false
    }
  }
  return [...new Set(folders.map((folder) => resolve(folder)))].filter(existsSync).flatMap((folder) =>
    readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith('.json') && !entry.name.startsWith('manifest'))
      .map((entry) => join(folder, entry.name))
      .filter(isList)
      .sort(),
  )
}

/**
 * Forgets again whoever stands on a list. What is on it goes to the district's own list first, so that a run that is killed goes on by itself the next night, and no later
 * file brings anybody back. In: lists of any of the installation's districts. Out: how many were forgotten, and districts that are not here. Safe twice.
 */
export async function applyLists(
  services: Services,
  lists: readonly ForgottenFile[],
): Promise<{ forgotten: number; strange: string[] }> {
  const districts = new Map((await everyDistrict(services.db)).map((one) => [one.code, one.org_id]))
  for (const list of lists) {
    const districtId = districts.get(list.district)
    if (districtId !== undefined) await takeForgottenList(services.db, districtId, list)
  }
  let forgotten = 0
  const strange: string[] = []
  for (const list of lists) {
    const districtId = districts.get(list.district)
    if (districtId === undefined) strange.push(list.district)
    else forgotten += await forgetAgain(services, { districtId, list })
  }
  return { forgotten, strange }
}
