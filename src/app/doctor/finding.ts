/**
 * What the doctor found. `wrong`: something does not work or protects nobody; `warning`: it will go wrong, or nobody would notice; `note`: good to know.
 * Never a name or a row of a person: `where` is a table, a file, a setting or a count.
 */
export type Finding = { level: 'wrong' | 'warning' | 'note'; code: string; what: string; where: string; todo: string }

const make =
  (level: Finding['level']) =>
  (code: string, what: string, where: string, todo: string): Finding => ({
    level,
    code: `doctor/${code}`,
    what,
    where,
    todo,
  })

export const wrong = make('wrong')
export const warning = make('warning')
export const note = make('note')

/** At most `most` of many, with a count of the others. */
export function some(all: readonly string[], most = 5): string {
  const rest = all.length - most
  return rest > 0 ? `${all.slice(0, most).join(', ')} and ${rest} more` : all.join(', ')
}
