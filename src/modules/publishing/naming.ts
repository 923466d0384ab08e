import { schoolYear } from '../../platform/format.ts'
import { type Lang, read } from '../../platform/words.ts'
import { groupWords } from './editions/view.ts'
import { sayKey, words } from './say.ts'
import type { EditionRow } from './schema.ts'
import type { CellKey, Exposure } from './sources.ts'
import { elsewhere, leftOver } from './sums.ts'

/** Names of a cell's parts, from the edition's own content. */
export function namesOf(edition: EditionRow, lang: Lang) {
  const say = words(lang)
  const schools = new Map(edition.content?.schools.map((school) => [school.org_id, school.name]))
  const titles = new Map(edition.content?.definitions.map((card) => [card.id, read(card.title, lang).words]))
  const titled = (definition: string): string => {
    const whole = definition.endsWith(leftOver) ? definition.slice(0, -leftOver.length) : definition
    const title = titles.get(whole) ?? whole
    return whole === definition ? title : say('leftOver', { indicator: title })
  }
  return (cell: CellKey) => ({
    indicator: titled(cell.definition),
    year: schoolYear(cell.school_year),
    where:
      cell.org_id === edition.district_id
        ? say('wholeDistrict')
        : cell.org_id === elsewhere
          ? say('elsewhere')
          : (schools.get(cell.org_id) ?? String(cell.org_id)),
    group: cell.group_set === 'all' ? say('allStudents') : groupWords(cell.group_set, cell.group_value, lang),
  })
}

/** An exposed cell in one line: where, what, when, whom, and how it comes out. */
export function exposureWords(edition: EditionRow, one: Exposure, lang: Lang): string {
  const how = sayKey(lang, `how_${one.how}`)
  if (!one.cell) return `${one.through}: ${how}`
  const { where, indicator, year, group } = namesOf(edition, lang)(one.cell)
  return `${where}, ${indicator}, ${year}, ${group}: ${how}`
}
