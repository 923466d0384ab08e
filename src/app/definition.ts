import { readFileSync, statSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { checkDefinition } from '../modules/indicators/index.ts'
import { WrongSetting } from '../platform/config.ts'
import { invalid } from '../platform/errors.ts'
import { isLang } from '../platform/words.ts'

const usage = 'throughline definition check FILE [--json] [--lang en|es]'

function argumentsOf(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: { json: { type: 'boolean', default: false }, lang: { type: 'string', default: 'en' } },
    })
  } catch (error) {
    throw new WrongSetting(`${(error as Error).message} ${usage}`)
  }
}

/**
 * `throughline definition check FILE`: says what is wrong with a definition of a district's own, by line and column, and tries its worked example. Needs no
 * running installation. Ends with 1 when something is wrong; 2: called wrongly.
 */
export async function definitionCommand(args: string[]): Promise<void> {
  const { values, positionals } = argumentsOf(args)
  const [verb, file, ...more] = positionals
  const { lang } = values
  if (verb !== 'check' || file === undefined || more.length > 0) throw new WrongSetting(`Which file? ${usage}`)
  if (!isLang(lang)) throw new WrongSetting(`--lang is "${lang}", but must be en or es.`)
  if (!statSync(file, { throwIfNoEntry: false })?.isFile()) throw new WrongSetting(`There is no file ${file}.`)
  const { found, summary } = checkDefinition(readFileSync(file, 'utf8'), lang)
  if (values.json) console.log(JSON.stringify({ file, found, summary }, null, 2))
  else
    console.log(
      [...found.map((one) => `${file}:${one.line}:${one.col} ${one.message} ${one.hint}`), ...summary].join('\n'),
    )
  if (found.length > 0)
    throw invalid(
      'indicators/own-wrong',
      'The definition has places that are wrong.',
      'Each is listed above with its line and column.',
    )
}
