import type { Values } from '../../../platform/words.ts'

/** How much each kind of finding weighs. An error fails the command; a warning is to be looked at; a note is good to know. */
export const severities = {
  'not-text': 'error',
  'open-quote': 'error',
  'no-header': 'error',
  'no-rows': 'error',
  'column-twice': 'error',
  'column-absent': 'error',
  'row-width': 'error',
  'row-twice': 'error',
  'no-year': 'error',
  'two-years': 'error',
  'year-suspended': 'error',
  'year-unknown': 'error',
  'no-code': 'error',
  'not-a-number': 'error',
  'out-of-range': 'error',
  'rate-absent': 'error',
  'points-alone': 'warning',
  'share-absent': 'warning',
  'short-code': 'note',
  suppressed: 'note',
  'possible-other': 'note',
  'limit-other': 'note',
} as const satisfies Record<string, 'error' | 'warning' | 'note'>

export type FindingCode = keyof typeof severities

/** Something about the file itself. `line` and `column` count from 1 as an editor and a spreadsheet do; column null when it is about the whole line. */
export type Finding = {
  code: FindingCode
  severity: 'error' | 'warning' | 'note'
  line: number
  column: number | null
  header: string | null
  values: Values
}

/** Makes a finding with the weight of its kind. */
export const finding = (
  code: FindingCode,
  line: number,
  at: { column: number; header: string } | null = null,
  values: Values = {},
): Finding => ({
  code,
  severity: severities[code],
  line,
  column: at?.column ?? null,
  header: at?.header ?? null,
  values,
})
