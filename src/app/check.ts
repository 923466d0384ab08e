import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import {
  type CheckedFile,
  checkSource,
  findingsJson,
  findingsSarif,
  findingsText,
  tableText,
  tally,
} from '../modules/plans/index.ts'
import { WrongSetting } from '../platform/config.ts'
import { invalid } from '../platform/errors.ts'
import { isLang } from '../platform/words.ts'

const usage = 'throughline check FILE|DIR... [--json|--sarif] [--strict] [--lang en|es]'

/** Plan files named one by one, and of folders every `*.plan.yaml` and `*.plan.json` below them, by name. */
function filesOf(names: readonly string[]): string[] {
  return names.flatMap((name) => {
    const found = statSync(name, { throwIfNoEntry: false })
    if (!found) throw new WrongSetting(`There is no file or folder ${name}.`)
    if (!found.isDirectory()) return [name]
    return readdirSync(name, { recursive: true, encoding: 'utf8' })
      .filter((one) => /\.plan\.(?:ya?ml|json)$/.test(one))
      .toSorted()
      .map((one) => join(name, one))
  })
}

/**
 * `throughline check FILE|DIR...`: says what is wrong with plans, as a compiler does. Needs no running installation.
 * Ends with 1 when there is an error, with `--strict` also when there is a warning; notes and waived findings never fail. 2: called wrongly.
 */
export async function checkCommand(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      json: { type: 'boolean', default: false },
      sarif: { type: 'boolean', default: false },
      strict: { type: 'boolean', default: false },
      lang: { type: 'string', default: 'en' },
    },
  })
  const { lang } = values
  if (positionals.length === 0) throw new WrongSetting(`Which file or folder? ${usage}`)
  if (values.json && values.sarif) throw new WrongSetting(`Either --json or --sarif. ${usage}`)
  if (!isLang(lang)) throw new WrongSetting(`--lang is "${lang}", but must be en or es.`)
  const names = filesOf(positionals)
  if (names.length === 0) throw new WrongSetting(`No *.plan.yaml in ${positionals.join(', ')}.`)
  const files = names.map((name): CheckedFile => {
    const { plan, findings } = checkSource(readFileSync(name))
    return { name, plan: plan?.id ?? null, findings }
  })
  const counts = tally(files.flatMap((one) => one.findings))
  if (values.json) console.log(findingsJson(files, lang))
  else if (values.sarif) console.log(findingsSarif(files, lang))
  else {
    const text = findingsText(files, lang)
    if (text) console.log(`${text}\n`)
    console.log(tableText(files, lang))
  }
  const failed = counts.errors + (values.strict ? counts.warnings : 0)
  if (failed > 0)
    throw invalid(
      'plans/check',
      `${counts.errors} errors, ${counts.warnings} warnings, ${counts.notes} notes, ${counts.waived} waived.`,
      'Mend what is said above, or waive it in the plan with a reason.',
    )
}
