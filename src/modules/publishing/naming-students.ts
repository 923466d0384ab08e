import { inScope } from '../../platform/db/scope.ts'
import { conflict } from '../../platform/errors.ts'
import type { Services, Visitor } from '../../platform/web/route.ts'
import { languages, type Text } from '../../platform/words.ts'
import { mayApprove, mayDraft } from './access.ts'
import type { EditionRow } from './schema.ts'
import type { Sources } from './sources.ts'
import { editionOf } from './store.ts'

/**
 * Everything in an edition that a person typed: title, note, correction, what a packet brings along, and the titles of the plan. Signed reports were compared before
 * the signature and cannot be reworded: a student who came since and bears a word of theirs must not stop every edition to come.
 */
export function typedTexts(edition: Pick<EditionRow, 'title' | 'note' | 'correction' | 'content'>): string[] {
  const texts: Text[] = [
    edition.title,
    edition.note,
    edition.correction,
    ...(edition.content?.packet?.responses ?? []).map((one) => one.words),
    ...(edition.content?.packet?.calendar ?? []).map((one) => one.title),
    ...(edition.content?.packet?.goals ?? edition.content?.plan?.goals ?? []).map((one) => one.title),
    ...(edition.content?.promises ?? []).map((one) => one.title),
  ]
  return texts.flatMap((text) => languages.flatMap((lang) => (text[lang] ? [text[lang]] : [])))
}

/**
 * Words of an edition's texts that read like the name of a student. The names are compared under the system's scope: whoever approves need not be able to read them.
 * Out: words of the texts; nothing for somebody who may not work on the edition.
 */
export async function studentsNamed(
  services: Services,
  sources: Sources,
  visitor: Visitor,
  editionId: number,
): Promise<string[]> {
  const edition = await inScope(services.db, visitor.scope, (tx) => editionOf(tx, editionId))
  if (!mayDraft(visitor, edition.district_id) && !mayApprove(visitor, edition.district_id)) return []
  const scope = await sources.scope(services.db, edition.district_id)
  return inScope(services.db, scope, (tx) => sources.named(tx, edition.district_id, typedTexts(edition)))
}

/** Errors: Conflict `publishing/names-a-student`, with the words. */
export function mustNameNobody(named: readonly string[]): void {
  if (named.length > 0)
    throw conflict(
      'publishing/names-a-student',
      'A text reads like the name of a student, so it cannot go out.',
      'Write it without the name, then draft again.',
      named.map((words) => ({ message: `“${words}”`, es: { message: `«${words}»` } })),
    )
}
