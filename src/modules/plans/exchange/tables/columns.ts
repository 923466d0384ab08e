/** The template: one workbook, six sheets. A column is where a field of a plan file stands; heads are part of the format and the same in every language. */
export type Kind = 'text' | 'list' | 'number' | 'date' | 'yes' | 'groups' | 'raw' | 'steps'
export type Column = { head: string; path: readonly string[]; kind: Kind }
type ListName = 'levels' | 'offices' | 'elements' | 'measures' | 'targets'

const column = (head: string, path: string, kind: Kind = 'text'): Column => ({ head, path: path.split('.'), kind })
const both = (head: string, path: string): Column[] => [
  column(`${head} (en)`, `${path}.en`),
  column(`${head} (es)`, `${path}.es`),
]

/** The sheet of the plan itself: a name in the first column, its value in the second. */
export const planSheet = 'Plan'
export const planLines: readonly Column[] = [
  column('Id', 'id'),
  column('Language', 'language'),
  ...both('Title', 'title'),
  ...both('Summary', 'summary'),
  column('Organization', 'org.name'),
  column('Organization code', 'org.code'),
  column('Invented', 'org.synthetic', 'yes'),
  column('Years', 'period.words'),
  column('From', 'period.from', 'date'),
  column('To', 'period.to', 'date'),
  column('State', 'adoption.state'),
  ...both('Adopted by', 'adoption.body'),
  column('Adopted on', 'adoption.on', 'date'),
  column('Adoption document', 'adoption.document'),
  ...both('Adoption note', 'adoption.note'),
]

export const listSheets: Readonly<Record<ListName, { sheet: string; columns: readonly Column[] }>> = {
  elements: {
    sheet: 'Elements',
    columns: [
      column('Id', 'id'),
      column('Code', 'code'),
      column('Level', 'level'),
      column('Under', 'parents', 'list'),
      ...both('Title', 'title'),
      ...both('Text', 'text'),
      column('Owner', 'owner'),
      column('Champion', 'champion'),
      column('When', 'timeframe.words'),
      column('From', 'timeframe.from', 'date'),
      column('To', 'timeframe.to', 'date'),
      column('Ongoing', 'timeframe.open', 'yes'),
      column('Every', 'timeframe.every'),
      column('Phase', 'wave'),
      column('Major', 'major', 'yes'),
      column('Printed', 'printed'),
      column('Earlier codes', 'oldCodes', 'list'),
      column('Rows', 'state'),
      ...both('Note', 'note'),
    ],
  },
  measures: {
    sheet: 'Measures',
    columns: [
      column('Id', 'id'),
      column('Code', 'code'),
      column('Measures', 'of', 'list'),
      ...both('Title', 'title'),
      column('Role', 'role'),
      column('Who', 'who'),
      column('Monitoring', 'monitoring'),
      column('Definition', 'definition'),
      column('Instrument', 'instrument'),
      column('Document', 'artefact', 'yes'),
      column('Pair', 'pair'),
      column('Every', 'every'),
      column('Office', 'office'),
      column('Groups', 'populations', 'groups'),
      ...both('Note', 'note'),
    ],
  },
  targets: {
    sheet: 'Targets',
    columns: [
      column('Measure', 'measure'),
      column('Id', 'id'),
      column('Words', 'words'),
      column('Kind', 'kind'),
      column('Operator', 'operator'),
      column('Amount', 'amount', 'number'),
      column('Unit', 'unit'),
      column('Due school year', 'dueBy.schoolYear', 'number'),
      column('Due date', 'dueBy.date', 'date'),
      column('Due words', 'dueBy.words'),
      column('Group', 'population', 'groups'),
      column('Path', 'path'),
      column('Baseline', 'baseline.value', 'number'),
      column('Baseline unit', 'baseline.unit'),
      column('Baseline school year', 'baseline.asOf.schoolYear', 'number'),
      column('Baseline date', 'baseline.asOf.date', 'date'),
      column('Baseline words', 'baseline.asOf.words'),
      column('Baseline source', 'baseline.source'),
      column('Steps', 'milestones', 'steps'),
      column('Scope', 'scope'),
      column('Units', 'unitRule.units'),
      column('Unit operator', 'unitRule.operator'),
      column('Unit amount', 'unitRule.amount', 'number'),
      column('Unit of amount', 'unitRule.unit'),
      ...both('Unit note', 'unitRule.note'),
      ...both('Note', 'note'),
    ],
  },
  offices: {
    sheet: 'Offices',
    columns: [
      column('Id', 'id'),
      column('Kind', 'kind'),
      ...both('Name', 'name'),
      column('Organization code', 'orgCode'),
    ],
  },
  levels: {
    sheet: 'Levels',
    columns: [
      column('Id', 'id'),
      ...both('Name', 'name'),
      ...both('Plural', 'plural'),
      column('Role', 'role'),
      column('Under', 'parents', 'list'),
      column('May stand at the top', 'top', 'yes'),
      column('Numbering', 'numbering.style'),
      column('Prefix', 'numbering.prefix', 'raw'),
      column('Numbered under', 'numbering.under'),
      column('Separator', 'numbering.separator', 'raw'),
      column('Carries', 'numbering.carry'),
      column('Letters', 'numbering.variants'),
    ],
  },
}
export type { ListName }
export const listNames: readonly ListName[] = ['elements', 'measures', 'targets', 'offices', 'levels']
