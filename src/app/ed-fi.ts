import { createReadStream, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { Readable } from 'node:stream'
import { parseArgs } from 'node:util'
import {
  addFound,
  edFiApi,
  edFiPulled,
  type EdFiRows,
  type EdFiTally,
  type EdFiUploads,
  edFiUploads,
  importFile,
  readEdFi,
  readRecords,
  sayEdFi,
  sayNoRate,
} from '../modules/feeds/index.ts'
import { everyDistrict, systemScope } from '../modules/people/index.ts'
import { WrongSetting } from '../platform/config.ts'
import { invalid } from '../platform/errors.ts'
import { isLang, type Lang } from '../platform/words.ts'
import { withDistrict } from './running.ts'

const usage =
  'throughline ed-fi FILE...|https://API [--district CODE] [--year 2026] [--accept] [--out DIR] [--json] [--lang en|es]'

/**
 * `throughline ed-fi FILES|URL`: reads Ed-Fi files (XML, JSON, JSON Lines) or an API, makes files for our layouts of them and hands each in as a steward would. With `--out`
 * they are written to a folder and nothing is handed in. Says the rate of attendance, or why there is none. Key and secret of an API come from THROUGHLINE_ED_FI_KEY and
 * THROUGHLINE_ED_FI_SECRET. Ends with 1 when a record or a file was refused.
 */
export async function edFiCommand(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      district: { type: 'string' },
      year: { type: 'string' },
      accept: { type: 'boolean', default: false },
      out: { type: 'string' },
      json: { type: 'boolean', default: false },
      lang: { type: 'string', default: 'en' },
    },
  })
  const { lang } = values
  if (positionals.length === 0) throw new WrongSetting(`Which files or which API? ${usage}`)
  if (!isLang(lang)) throw new WrongSetting(`--lang is "${lang}", but must be en or es.`)
  if (values.year !== undefined && !/^(?:19|20)\d{2}$/.test(values.year))
    throw new WrongSetting(`--year is "${values.year}", but must be the year in which the school year ends.`)
  const read = await readAll(positionals, lang)
  const given: { schoolYear?: number } = values.year ? { schoolYear: Number(values.year) } : {}
  const lines: string[] = [...read.lines]
  const handed: { kind: string; state: string; rows: number; usable: number; skipped: number }[] = []
  let made: EdFiUploads
  if (values.out !== undefined) {
    made = edFiUploads(read.rows, { districtCode: values.district ?? '', ...given })
    mkdirSync(values.out, { recursive: true })
    for (const one of made.uploads) writeFileSync(join(values.out, one.name), one.text, { mode: 0o600 })
  } else
    made = await withDistrict('ed-fi', values.district, async (services, districtId) => {
      const scope = await systemScope(services.db, 'import', districtId)
      const district = (await everyDistrict(services.db)).find((one) => one.org_id === districtId)
      const own = edFiUploads(read.rows, { districtCode: district?.code ?? '', ...given })
      for (const one of own.uploads) {
        const done = await importFile({
          services,
          scope,
          districtId,
          kind: one.kind,
          stream: Readable.from([Buffer.from(one.text)]),
          name: one.name,
          accept: values.accept,
          by: 'command line',
        })
        const { rows = 0, usable = 0, skipped = 0 } = done.import.counts
        handed.push({ kind: one.kind, state: done.import.state, rows, usable, skipped })
      }
      return own
    })
  const rate = made.rate === null ? null : made.rate.ok ? made.rate : { ...made.rate, why: sayNoRate(made.rate, lang) }
  if (values.json)
    console.log(
      JSON.stringify(
        {
          files: read.tallies,
          uploads: made.uploads.map(({ kind, name, rows, from }) => ({ kind, name, rows, from })),
          unused: made.unused,
          handed,
          rate,
        },
        null,
        1,
      ),
    )
  else {
    for (const { name, tally } of read.tallies)
      lines.push(
        `${name}: ${tally.records} records, ${tally.refused} refused${tally.whole ? '' : ', not read to its end'}`,
      )
    for (const one of made.uploads) {
      const from = Object.entries(one.from).map(([name, n]) => `${n} ${name}`)
      const state = handed.find((other) => other.kind === one.kind)
      lines.push(
        `  ${one.kind}: ${one.rows} rows of ${from.join(', ')}${state ? `; ${state.state}, ${state.usable} usable, ${state.skipped} left out` : ''}`,
      )
    }
    for (const [name, n] of Object.entries(made.unused))
      lines.push(`  ${name}: ${n} records read, no layout takes them`)
    if (made.rate)
      lines.push(
        made.rate.ok
          ? `  attendance: ${(made.rate.rate * 100).toFixed(1)}% of ${made.rate.memberDays} student-days`
          : `  attendance: ${sayNoRate(made.rate, lang)}`,
      )
    console.log(lines.join('\n'))
  }
  const refused = read.tallies.reduce((sum, one) => sum + one.tally.refused + (one.tally.whole ? 0 : 1), 0)
  const stuck = handed.filter((one) => values.accept && one.state !== 'loaded')
  if (refused + stuck.length > 0)
    throw invalid(
      'feeds/ed-fi',
      `Something was refused: ${refused} records or files, ${stuck.length} uploads.`,
      'Every one stands above.',
    )
}

type ReadAll = { rows: EdFiRows; tallies: { name: string; tally: EdFiTally }[]; lines: string[] }

async function readAll(names: readonly string[], lang: Lang): Promise<ReadAll> {
  const all: ReadAll = { rows: {}, tallies: [], lines: [] }
  const take = async (name: string, { items, tally }: ReturnType<typeof readEdFi>): Promise<void> => {
    for await (const one of items) {
      if (one.found) addFound(all.rows, one.found)
      else if (one.finding.severity !== 'note') {
        const { what, fix } = sayEdFi(one.finding, lang)
        all.lines.push(`${name}:${one.finding.line}: ${one.finding.severity} ed-fi/${one.finding.code}: ${what} ${fix}`)
      }
    }
    all.tallies.push({ name, tally })
  }
  for (const name of names) {
    if (/^https?:\/\//i.test(name)) {
      const key = process.env.THROUGHLINE_ED_FI_KEY
      const secret = process.env.THROUGHLINE_ED_FI_SECRET
      if (!key || !secret)
        throw new WrongSetting('An API needs THROUGHLINE_ED_FI_KEY and THROUGHLINE_ED_FI_SECRET in the environment.')
      const api = edFiApi({ base: name, key, secret })
      for (const resource of edFiPulled) await take(resource, readRecords(resource, recordsOf(api, resource)))
      continue
    }
    if (!existsSync(name)) throw new WrongSetting(`There is no file ${name}.`)
    await take(basename(name), readEdFi(createReadStream(name), name))
  }
  return all
}

async function* recordsOf(api: ReturnType<typeof edFiApi>, resource: string) {
  for await (const page of api.pull(resource)) yield* page.records
}
