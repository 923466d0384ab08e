import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { stringify } from 'yaml'
import {
  canonicalPlan,
  emptyTemplate,
  fileKinds,
  findingLine,
  type Format,
  formats,
  isFormat,
  layoutSchema,
  loadedPlan,
  loadPlan,
  lostLines,
  mustCome,
  type Plan,
  problemLine,
  readPlan,
  receivePlan,
  sendPlan,
} from '../modules/plans/index.ts'
import { WrongSetting } from '../platform/config.ts'
import { argumentsOf, fileAt, langIn, loadedLine, loading } from './arguments.ts'
import { withDistrict } from './running.ts'

const importUse =
  'throughline plan import --format stratml1|stratml2|csv|xlsx|json FILE [--out PLAN.yaml] [--mapping FILE] [--language en|es] [--load [--district CODE] [--reference] [--current]]'
const exportUse =
  'throughline plan export --format stratml1|stratml2|csv|xlsx|json|html PLAN [--out FILE|-] [--lang en|es] [--layout FILE] [--district CODE], or --template for the empty one'

const formatIn = (text: string | undefined, use: string): Format => {
  if (text !== undefined && isFormat(text)) return text
  throw new WrongSetting(`Which format? One of ${formats.join(', ')}. ${use}`)
}
function jsonAt(path: string): unknown {
  try {
    return JSON.parse(fileAt(path, '').toString('utf8')) as unknown
  } catch (error) {
    if (error instanceof SyntaxError) throw new WrongSetting(`${path} is not JSON.`)
    throw error
  }
}
type Written = { path: string; content: string | Uint8Array; said: string }

/** A file that is there already, with something else in it, is written over only when it was named. */
function mustBeFree(files: readonly Pick<Written, 'path' | 'content'>[], named: boolean): void {
  for (const { path, content } of files)
    if (!named && existsSync(path) && !readFileSync(path).equals(Buffer.from(content)))
      throw new WrongSetting(`${path} is there already. Name the file with --out.`)
}

/**
 * `throughline plan import`: reads a file of another format and writes a plan file, or loads the plan. Nothing is written or loaded when anything in it is an
 * error; the same file twice changes nothing.
 */
export async function importExchange(args: string[]): Promise<void> {
  const { values, positionals } = argumentsOf(args, importUse, {
    ...loading,
    format: { type: 'string' },
    out: { type: 'string' },
    mapping: { type: 'string' },
    language: { type: 'string' },
    lang: { type: 'string' },
    load: { type: 'boolean', default: false },
  })
  const [path = ''] = positionals
  const format = formatIn(values.format, importUse)
  const came = await receivePlan(fileAt(path, importUse), format, {
    language: langIn('--language', values.language, 'en'),
    lang: langIn('--lang', values.lang, 'en'),
    ...(values.mapping ? { mapping: jsonAt(values.mapping) } : {}),
  })
  for (const finding of came.findings)
    if (came.plan || finding.severity !== 'error') console.log(findingLine(finding, path))
  const plan = mustCome(came)
  const out = values.out ?? `${plan.id}.plan.yaml`
  const files: Written[] = []
  if (came.layout) {
    const layout = `${out.replace(/\.(plan\.)?(ya?ml|json)$/, '')}.layout.json`
    const content = `${JSON.stringify(came.layout, null, 1)}\n`
    files.push({ path: layout, content, said: `layout of the workbook: ${layout}` })
  }
  if (!values.load || values.out !== undefined) {
    const text = canonicalPlan(plan)
    const content = out.endsWith('.json') ? `${text}\n` : stringify(JSON.parse(text), { lineWidth: 140 })
    const counts = `${plan.elements.length} elements, ${plan.measures.length} measures`
    files.push({ path: out, content, said: `plan ${plan.id}: ${counts}, written to ${out}` })
  }
  mustBeFree(files, values.out !== undefined)
  if (values.load)
    await withDistrict('plan', values.district, async (services, districtId) => {
      const kind = values.reference ? 'reference' : 'own'
      const done = await loadPlan(services, { districtId, plan, kind, ...(values.current ? { current: true } : {}) })
      console.log(loadedLine(done))
    })
  for (const one of files) {
    writeFileSync(one.path, one.content)
    console.log(one.said)
  }
}

/** A plan by the path of a plan file, or by the name under which it is loaded here. */
async function planMeant(name: string, district: string | undefined): Promise<Plan> {
  if (existsSync(name)) {
    const reading = readPlan(readFileSync(name))
    if (reading.plan) return reading.plan
    for (const problem of reading.problems) console.error(problemLine(problem, name))
    throw new WrongSetting(`${name} is not a plan file.`)
  }
  return withDistrict('plan', district, (services, districtId) => loadedPlan(services, districtId, name))
}

/** `throughline plan export`: writes a plan in another format and says what that format cannot carry (on the error output, so that `--out -` stays clean). */
export async function exportExchange(args: string[]): Promise<void> {
  const { values, positionals } = argumentsOf(args, exportUse, {
    format: { type: 'string' },
    out: { type: 'string' },
    lang: { type: 'string' },
    layout: { type: 'string' },
    district: { type: 'string' },
    template: { type: 'boolean', default: false },
  })
  const format = formatIn(values.format, exportUse)
  const write = (bytes: Uint8Array, name: string): void => {
    if (values.out === '-') process.stdout.write(bytes)
    else {
      const out = values.out ?? `${name}.${fileKinds[format].ending}`
      mustBeFree([{ path: out, content: bytes }], values.out !== undefined)
      writeFileSync(out, bytes)
      console.error(`written to ${out}`)
    }
  }
  if (values.template) {
    if (format !== 'csv' && format !== 'xlsx') throw new WrongSetting('There is a template for csv and xlsx only.')
    write(await emptyTemplate(format), 'plan-template')
    return
  }
  const [name] = positionals
  if (!name) throw new WrongSetting(`Which plan? ${exportUse}`)
  const plan = await planMeant(name, values.district)
  const lang = langIn('--lang', values.lang, plan.language)
  const layout = values.layout ? layoutSchema.safeParse(jsonAt(values.layout)) : undefined
  if (layout && !layout.success) throw new WrongSetting(`${values.layout} is not the layout of a workbook.`)
  const sent = await sendPlan(plan, format, { lang, ...(layout ? { layout: layout.data } : {}) })
  write(sent.bytes, plan.id)
  for (const line of lostLines(sent.lost, lang)) console.error(line)
}
