import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import {
  edsightLines,
  type EdsightSummary,
  edsightTable,
  type EdsightGiven,
  readEdsight,
  registerSchools,
  type SchoolRegister,
  summarizeEdsight,
  withSchoolCodes,
} from '../modules/feeds/index.ts'
import { WrongSetting } from '../platform/config.ts'
import { invalid } from '../platform/errors.ts'
import { isLang } from '../platform/words.ts'

const usage = 'throughline edsight FILE|DIR... [--json] [--year 2016] [--subject ELA] [--lang en|es]'

function filesOf(names: readonly string[]): string[] {
  return names.flatMap((name) => {
    const found = statSync(name, { throwIfNoEntry: false })
    if (!found) throw new WrongSetting(`There is no file or folder ${name}.`)
    if (!found.isDirectory()) return [name]
    return readdirSync(name, { recursive: true, encoding: 'utf8' })
      .filter((one) => /\.csv$/i.test(one))
      .toSorted()
      .map((one) => join(name, one))
  })
}

/**
 * `throughline edsight FILE|DIR...`: reads state exports and counts what became of every row and value; loads nothing. Needs no running installation.
 * Ends with 0 when nothing is lost and every printed number follows from what is printed beside it, with 1 otherwise, with 2 when called wrongly.
 */
export async function edsightCommand(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      json: { type: 'boolean', default: false },
      year: { type: 'string' },
      subject: { type: 'string' },
      lang: { type: 'string', default: 'en' },
    },
  })
  const { lang } = values
  if (positionals.length === 0) throw new WrongSetting(`Which file or folder? ${usage}`)
  if (!isLang(lang)) throw new WrongSetting(`--lang is "${lang}", but must be en or es.`)
  if (values.year !== undefined && !/^(?:19|20)\d{2}$/.test(values.year))
    throw new WrongSetting(`--year is "${values.year}", but must be the year in which the school year ends.`)
  const names = filesOf(positionals)
  if (names.length === 0) throw new WrongSetting(`No *.csv in ${positionals.join(', ')}.`)
  const given: EdsightGiven = {
    ...(values.year ? { schoolYear: Number(values.year) } : {}),
    ...(values.subject ? { subject: values.subject } : {}),
  }
  const files: EdsightSummary[] = []
  const lines: string[] = []
  const differences: object[] = []
  const register: SchoolRegister = new Map()
  const nameless: string[] = []
  for (const name of names) {
    const file = readEdsight(readFileSync(name), name, given)
    files.push(summarizeEdsight(file))
    registerSchools(file.facts, register)
    if (file.findings.some((one) => one.code === 'no-school-code')) nameless.push(name)
    differences.push(...file.checks.differences.map((one) => ({ file: name, ...one })))
    if (!values.json) lines.push(...edsightLines(file, lang))
  }
  const without = nameless.reduce(
    (sum, name) => sum + withSchoolCodes(readEdsight(readFileSync(name), name, given).facts, register).without,
    0,
  )
  if (values.json) console.log(JSON.stringify({ files, differences, factsWithoutSchoolCode: without }, null, 2))
  else {
    if (lines.length > 0) console.log(`${lines.join('\n')}\n`)
    console.log(edsightTable(files, lang))
  }
  const lost = files.reduce((sum, one) => sum + one.refused + one.errors, 0)
  if (lost + differences.length > 0)
    throw invalid(
      'feeds/edsight',
      `Something is lost or different: ${files.reduce((sum, one) => sum + one.refused, 0)} rows refused, ${differences.length} printed numbers differ.`,
      'Every one stands above with its line.',
    )
}
