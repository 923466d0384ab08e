import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Severity } from '../schema.ts'

/** One check of a bundle: SQL that gives `file, row_no, column_name`. `after`: over the rows of the bundle, or over the roster with them in it. */
export type BundleCheck = { id: string; severity: Severity; after: 'reading' | 'merging'; sql: string }

const folder = join(import.meta.dirname, 'checks')

export const bundleChecks: readonly BundleCheck[] = readdirSync(folder)
  .filter((file) => file.endsWith('.sql'))
  .sort()
  .map((file) => {
    const sql = readFileSync(join(folder, file), 'utf8')
    const severity = /^-- severity: (error|warning)$/m.exec(sql)?.[1]
    const after = /^-- after: (reading|merging)$/m.exec(sql)?.[1]
    if (!severity || !after) throw new Error(`The check ${file} does not say its severity and its place.`)
    return {
      id: `oneroster/${file.replace('.sql', '')}`,
      severity: severity as Severity,
      after: after as BundleCheck['after'],
      sql,
    }
  })

/** What is found about a bundle as a whole, beside the checks of its rows. All but the first three leave the rest of the bundle as it is. */
export const bundleNotes: Readonly<Record<string, Severity>> = {
  'oneroster/file-missing': 'error',
  'oneroster/missing-column': 'error',
  'oneroster/file-unreadable': 'error',
  'oneroster/unknown-mode': 'error',
  'oneroster/unknown-property': 'warning',
  'oneroster/file-not-declared': 'warning',
  'oneroster/unknown-file': 'warning',
  'oneroster/dropped-column': 'warning',
  'oneroster/unknown-header': 'warning',
  'oneroster/repeated-header': 'warning',
  'oneroster/empty-column': 'warning',
  'oneroster/other-encoding': 'warning',
  'oneroster/no-session-today': 'warning',
}
