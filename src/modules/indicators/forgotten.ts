import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { answer, listen } from '../../platform/events.ts'
import { standingsAsked, studentForgotten } from '../people/index.ts'
import { dropCertified } from './state/store-certified.ts'
import { dropStanding, forgetMonths, standingsOf } from './store-student.ts'

/**
 * Takes a forgotten student out of what is kept by key: where the student stands, and the sums of closed months (which the next computation makes anew). Cubes and
 * served values are sums over groups and stay. Removing the files before the commit does no harm: without them everything is computed anew.
 */
export const forgetListener = listen(studentForgotten, async (services, tx, _scope, { district_id, student_key }) => {
  await dropStanding(tx, student_key)
  await dropCertified(tx, student_key)
  await forgetMonths(tx, district_id)
  await rm(join(services.home, 'lake', `d${district_id}`, 'student_month'), { recursive: true, force: true })
})

/** Where one student stands, for the whole record. */
export const standingAnswer = answer(standingsAsked, (_services, tx, _scope, { student_key }) =>
  standingsOf(tx, student_key),
)
