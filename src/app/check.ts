import { readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import {
  checkBeside,
  type CheckedFile,
  checkSource,
  findingsJson,
  findingsSarif,
  findingsText,
  kindOfFile,
  type Plan,
  type PlanGraph,
  planGraph,
  readPlan,
  tableText,
  tally,
} from '../modules/plans/index.ts'
import { WrongSetting } from '../platform/config.ts'
import { invalid } from '../platform/errors.ts'
import { argumentsOf, langIn } from './arguments.ts'

const usage = 'throughline check FILE|DIR... [--json|--sarif] [--strict] [--lang en|es]'

/** Files named one by one, and of folders every plan, crosswalk and ledger below them (`*.plan.yaml`, `*.crosswalk.yaml`), by name. */
function filesOf(names: readonly string[]): string[] {
  return names.flatMap((name) => {
    const found = statSync(name, { throwIfNoEntry: false })
    if (!found) throw new WrongSetting(`There is no file or folder ${name}.`)
    if (!found.isDirectory()) return [name]
    return readdirSync(name, { recursive: true, encoding: 'utf8' })
      .filter((one) => kindOfFile(one) !== null)
      .toSorted()
      .map((one) => join(name, one))
  })
}

/** The plan files beside a file: every name in its folder. */
const besides = (name: string): string[] =>
  readdirSync(dirname(name))
    .filter((one) => kindOfFile(one) === 'plan')
    .map((one) => join(dirname(name), one))

/**
 * Checks plans first, then the files beside them. A crosswalk or a ledger may name the plans that are checked with it, and those that lie in its folder.
 * A name that says no kind is taken as a plan.
 */
function checkFiles(names: readonly string[]): CheckedFile[] {
  const read = new Map<string, Plan | null>()
  const graphs = new Map<string, PlanGraph>()
  const kinds = new Map(names.map((name) => [name, kindOfFile(name) ?? 'plan']))
  const keep = (name: string, plan: Plan | null): void => {
    read.set(name, plan)
    if (plan && !graphs.has(plan.id)) graphs.set(plan.id, planGraph(plan))
  }
  const done = new Map<string, CheckedFile>()
  for (const [name, kind] of kinds) {
    if (kind !== 'plan') continue
    const { plan, findings } = checkSource(readFileSync(name))
    keep(name, plan)
    done.set(name, { name, kind, plan: plan?.id ?? null, findings })
  }
  for (const [name, kind] of kinds) {
    if (kind === 'plan') continue
    for (const one of besides(name)) if (!read.has(one)) keep(one, readPlan(readFileSync(one)).plan)
    const promised = new Set([...graphs.values()].flatMap(({ plan }) => plan.measures.map((m) => m.definition ?? '')))
    const findings = checkBeside(readFileSync(name), kind, (id) => graphs.get(id) ?? null, promised)
    done.set(name, { name, kind, plan: null, findings })
  }
  return names.flatMap((name) => done.get(name) ?? [])
}

/**
 * `throughline check FILE|DIR...`: says what is wrong with plans and with the crosswalks and ledgers beside them, as a compiler does. Needs no running installation.
 * Ends with 1 when there is an error, with `--strict` also when there is a warning; notes and waived findings never fail. 2: called wrongly.
 */
export async function checkCommand(args: string[]): Promise<void> {
  const { values, positionals } = argumentsOf(args, usage, {
    json: { type: 'boolean', default: false },
    sarif: { type: 'boolean', default: false },
    strict: { type: 'boolean', default: false },
    lang: { type: 'string' },
  })
  const lang = langIn('--lang', values.lang, 'en')
  if (positionals.length === 0) throw new WrongSetting(`Which file or folder? ${usage}`)
  if (values.json && values.sarif) throw new WrongSetting(`Either --json or --sarif. ${usage}`)
  const names = filesOf(positionals)
  if (names.length === 0)
    throw new WrongSetting(`No *.plan.yaml, *.crosswalk.yaml or *.ledger.yaml in ${positionals.join(', ')}.`)
  const files = checkFiles(names)
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
