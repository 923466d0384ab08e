import type { Place, RightName } from './table.ts'
import type { World } from './world.test.ts'
import { editionMark, fileMark, itemMark, studentMark, targetEmail, tokenMark, unknownMark } from './world-rows.ts'

/** A word that stands in one record of the world only, and the rights that open it (any of them): nobody else may find it in any answer. */
export type Mark = { text: string; rights: readonly RightName[]; place: Place }

export function marksOf(world: World): Mark[] {
  return (
    [
      ['D1', world.one],
      ['D2', world.two],
    ] as const
  ).flatMap(([code, district]) => {
    const whole = { org: district.id, district: district.id }
    const at = (school: string): Place => ({ org: district.orgs.get(school) ?? 0, district: district.id })
    return [
      ...['A', 'B', 'C'].map(
        (school): Mark => ({ text: studentMark(code, school), rights: ['read students'], place: at(school) }),
      ),
      // The district id of a student whom nobody knows: in findings, for who may see all students of the district.
      { text: unknownMark(code), rights: ['read students'], place: whole },
      { text: fileMark(code), rights: ['read files'], place: whole },
      { text: tokenMark(code), rights: ['keep tokens'], place: whole },
      { text: itemMark(code), rights: ['read work'], place: whole },
      { text: editionMark(code), rights: ['read drafts'], place: whole },
      ...['A', 'C'].map(
        (school): Mark => ({ text: targetEmail(code, school), rights: ['read accounts'], place: at(school) }),
      ),
    ]
  })
}
