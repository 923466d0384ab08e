import { now } from '../../../platform/clock.ts'
import type { Db, Tx } from '../../../platform/db/database.ts'
import { inScope } from '../../../platform/db/scope.ts'
import { systemScope } from '../accounts/identify.ts'
import { orgsOfDistrict } from '../orgs/store.ts'
import { namesIn, nameWords } from './named-rules.ts'
import { logRead } from './store.ts'
import { studentsCalled } from './store-named.ts'

/** Students of a district whom some texts may mean, and the names of its places, which are no names of students. */
async function meant(tx: Tx, districtId: number, texts: readonly string[]) {
  const words = [...new Set(texts.flatMap(nameWords))]
  const students = words.length === 0 ? [] : await studentsCalled(tx, districtId, words)
  const places = students.length === 0 ? [] : (await orgsOfDistrict(tx, districtId)).map((org) => org.name)
  return { students, places }
}

/**
 * Words of some texts that read like the name or the number of a student of a district, present or former. In: a transaction under a scope that sees the students of
 * the whole district (a system actor). For texts that are to go out: whoever gets the answer has typed the words, and may know that they are a student's.
 */
export async function studentsNamedIn(tx: Tx, districtId: number, texts: readonly string[]): Promise<string[]> {
  const { students, places } = await meant(tx, districtId, texts)
  return [...new Set(texts.flatMap((text) => namesIn(text, students, places)))]
}

/**
 * Which of some texts name a student of a district. For free text of the inside, which is no place for students.
 * In: the district, the texts, where it is asked and by whom (for the log of reads). Out: for each text yes or no; never whose name it is, as whoever writes need
 * not be somebody who may know. A find is written into the log of reads. The caller has checked that the person may write there, and holds no transaction.
 * Does not find: a first name alone, initials, nicknames, a name that is spelled in another way.
 */
export async function namesStudents(
  services: { db: Db },
  asked: { districtId: number; texts: readonly string[]; reason: string },
): Promise<boolean[]> {
  if (asked.texts.every((text) => nameWords(text).length === 0)) return asked.texts.map(() => false)
  const scope = await systemScope(services.db, 'names', asked.districtId)
  return inScope(services.db, scope, async (tx) => {
    const { students, places } = await meant(tx, asked.districtId, asked.texts)
    const found = asked.texts.map((text) => namesIn(text, students, places).length > 0)
    // Whose names they are is asked only where there are some: for the log.
    const bad = asked.texts.filter((_text, at) => found[at])
    const hits =
      bad.length === 0 ? [] : students.filter((one) => bad.some((text) => namesIn(text, [one], places).length > 0))
    if (hits.length > 0)
      await logRead(tx, {
        at: now(),
        actor: scope.actor,
        actor_name: scope.name,
        org_id: asked.districtId,
        purpose: 'naming',
        reason: asked.reason,
        keys: hits.map((one) => one.student_key),
      })
    return found
  })
}
