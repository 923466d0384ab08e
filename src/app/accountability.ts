import { readFileSync, statSync } from 'node:fs'
import { parseArgs } from 'node:util'
import {
  codeOfRow,
  explainText,
  readPublished,
  recomputationJson,
  recomputationText,
  recompute,
} from '../modules/indicators/index.ts'
import { WrongSetting } from '../platform/config.ts'
import { invalid } from '../platform/errors.ts'
import { isLang } from '../platform/words.ts'

const usage = 'throughline accountability FILE.csv [--json] [--explain LINE|CODE] [--notes] [--lang en|es]'

function argumentsOf(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        json: { type: 'boolean', default: false },
        explain: { type: 'string' },
        notes: { type: 'boolean', default: false },
        lang: { type: 'string', default: 'en' },
      },
    })
  } catch (error) {
    throw new WrongSetting(`${(error as Error).message} ${usage}`)
  }
}

/**
 * `throughline accountability FILE.csv`: recomputes every row of a published accountability file and lists what its own rates do not bear out. Needs no running
 * installation. Ends with 1 when a value is different or the file is wrong; 2: called wrongly.
 */
export async function accountabilityCommand(args: string[]): Promise<void> {
  const { values, positionals } = argumentsOf(args)
  const [file, ...more] = positionals
  const { lang } = values
  if (file === undefined || more.length > 0) throw new WrongSetting(`Which file? ${usage}`)
  if (!isLang(lang)) throw new WrongSetting(`--lang is "${lang}", but must be en or es.`)
  if (values.json && values.explain !== undefined) throw new WrongSetting(`Either --json or --explain. ${usage}`)
  if (!statSync(file, { throwIfNoEntry: false })?.isFile()) throw new WrongSetting(`There is no file ${file}.`)
  const result = recompute(readPublished(readFileSync(file)))
  if (values.explain === undefined)
    console.log(
      values.json ? recomputationJson(result, file, lang) : recomputationText(result, file, lang, values.notes),
    )
  else {
    const { explain } = values
    const meant = result.rows.filter((one) => String(one.row.line) === explain || codeOfRow(one.row) === explain)
    if (meant.length === 0)
      throw new WrongSetting(`No row stands in line ${explain}, and none has the code ${explain}.`)
    console.log(meant.map((one) => explainText(one, lang)).join('\n\n'))
  }
  const { differences, errors } = result.counts
  if (differences + errors > 0)
    throw invalid(
      'indicators/accountability',
      `${differences} values differ, ${errors} errors in the file.`,
      'Each is listed above with its line and column.',
    )
}
