import type { Ctx } from '../../platform/web/route.ts'
import { namesStudents } from '../people/index.ts'
import { confirmField } from './pages/name-check.tsx'

/**
 * Looks through texts of the plan of a school or an office, and of comments on it, for names of students of the district, before others read them. In: field and text
 * of what is new in a form, and the form as it was sent: once whoever writes has said in it that no student is meant, nothing is asked again. The caller has checked
 * that the person may write there, and holds no transaction. Out: the fields in which a name seems to stand. A find is written into the log of reads.
 */
export async function fieldsNaming(
  ctx: Ctx,
  districtId: number,
  texts: readonly (readonly [field: string, text: string])[],
  sent: Readonly<Record<string, string>>,
): Promise<string[]> {
  const some = texts.filter(([, text]) => text.trim() !== '')
  if (some.length === 0 || sent[confirmField] === 'yes') return []
  const found = await namesStudents(ctx.services, {
    districtId,
    texts: some.map(([, text]) => text),
    reason: `${ctx.url.pathname} (${ctx.who().scope.name})`,
  })
  return some.flatMap(([field], i) => (found[i] ? [field] : []))
}
