import { readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { runAttack, runProtect, WrongFile } from '../modules/indicators/index.ts'
import { WrongSetting } from '../platform/config.ts'
import { invalid } from '../platform/errors.ts'

const usage = 'throughline disclosure protect|attack FILE [--json] [--seed TEXT] [--out FILE]'

/**
 * `throughline disclosure protect|attack FILE`: hides what must be hidden in a table of true counts, or attacks a published one. JSON or the JJ format of
 * tau-ARGUS. Needs no running installation. Ends with 0 when nothing can be found, 1 when something can, 2 when called wrongly or the file is wrong.
 */
export async function disclosureCommand(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      json: { type: 'boolean', default: false },
      seed: { type: 'string' },
      out: { type: 'string' },
    },
  })
  const [what, name, ...more] = positionals
  if ((what !== 'protect' && what !== 'attack') || !name || more.length > 0)
    throw new WrongSetting(`Wrong call. ${usage}`)
  if (what === 'attack' && (values.out ?? values.seed) !== undefined)
    throw new WrongSetting(`--out and --seed are for protect only. ${usage}`)
  let text: string
  try {
    text = readFileSync(name, 'utf8')
  } catch {
    throw new WrongSetting(`There is no file ${name} that can be read.`)
  }
  try {
    const ran = what === 'attack' ? await runAttack(text) : await runProtect(text, values.seed)
    console.log(values.json ? JSON.stringify(ran.json, null, 1) : ran.text)
    if (values.out && ran.file !== null) writeFileSync(values.out, ran.file)
    if (!ran.held)
      throw invalid(
        'indicators/disclosure-found',
        'Hidden counts can be found, or the table contradicts itself.',
        'See the verdicts above: hide more, or mend the table.',
      )
  } catch (error) {
    if (error instanceof WrongFile) throw new WrongSetting(`${name}: ${error.message}`)
    throw error
  }
}
