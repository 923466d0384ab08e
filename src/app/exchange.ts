import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
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
  readPlan,
  receivePlan,
  sendPlan,
} from '../modules/plans/index.ts'
import { problemLine } from '../modules/plans/index.ts'
import { WrongSetting } from '../platform/config.ts'
import { isLang, type Lang } from '../platform/words.ts'
import { districtMeant, openRunning } from './running.ts'

const importUse =
  'throughline plan import --format stratml1|stratml2|csv|xlsx|json FILE [--out PLAN.yaml] [--mapping FILE] [--language en|es] [--load [--district CODE] [--reference] [--current]]'
const exportUse =
  'throughline plan export --format stratml1|stratml2|csv|xlsx|json|html PLAN [--out FILE|-] [--lang en|es] [--layout FILE] [--district CODE], or --template for the empty one'

const formatIn = (text: string | undefined, use: string): Format => {
  if (text !== undefined && isFormat(text)) return text
  throw new WrongSetting(`Which format? One of ${formats.join(', ')}. ${use}`)
}
const langIn = (text: string | undefined, otherwise: Lang): Lang => {
  if (text === undefined) return otherwise
  if (isLang(text)) return text
  throw new WrongSetting(`There is no language ${text}. Known: en, es.`)
}
const fileAt = (path: string): Buffer => {
  if (!existsSync(path)) throw new WrongSetting(`There is no file ${path}.`)
  return readFileSync(path)
}
function jsonAt(path: string): unknown {
  try {
    return JSON.parse(fileAt(path).toString('utf8')) as unknown
  } catch (error) {
    if (error instanceof SyntaxError) throw new WrongSetting(`${path} is not JSON.`)
    throw error
  }
}
/** Writes a file; one that is there already only when it was named. */
function put(path: string, content: string | Uint8Array, named: boolean): void {
  if (!named && existsSync(path)) throw new WrongSetting(`${path} is there already. Name the file with --out.`)
  writeFileSync(path, content)
}

/** `throughline plan import`: reads a file of another format and writes a plan file, or loads the plan. Nothing is written when anything in it is an error. */
export async function importExchange(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      format: { type: 'string' },
      out: { type: 'string' },
      mapping: { type: 'string' },
      language: { type: 'string' },
      lang: { type: 'string' },
      load: { type: 'boolean', default: false },
      district: { type: 'string' },
      reference: { type: 'boolean', default: false },
      current: { type: 'boolean', default: false },
    },
  })
  const [path] = positionals
  const format = formatIn(values.format, importUse)
  if (!path) throw new WrongSetting(`Which file? ${importUse}`)
  const lang = langIn(values.lang, 'en')
  const came = await receivePlan(fileAt(path), format, {
    language: langIn(values.language, 'en'),
    lang,
    ...(values.mapping ? { mapping: jsonAt(values.mapping) } : {}),
  })
  for (const finding of came.findings)
    if (came.plan || finding.severity !== 'error') console.log(findingLine(finding, path))
  const plan = mustCome(came)
  const text = canonicalPlan(plan)
  if (came.layout) {
    const layout = `${(values.out ?? `${plan.id}.plan.yaml`).replace(/\.(plan\.)?(ya?ml|json)$/, '')}.layout.json`
    put(layout, `${JSON.stringify(came.layout, null, 1)}\n`, values.out !== undefined)
    console.log(`layout of the workbook: ${layout}`)
  }
  if (!values.load || values.out !== undefined) {
    const out = values.out ?? `${plan.id}.plan.yaml`
    put(
      out,
      out.endsWith('.json') ? `${text}\n` : stringify(JSON.parse(text), { lineWidth: 140 }),
      values.out !== undefined,
    )
    console.log(
      `plan ${plan.id}: ${plan.elements.length} elements, ${plan.measures.length} measures, written to ${out}`,
    )
  }
  if (!values.load) return
  const services = await openRunning('plan')
  try {
    const district = await districtMeant(services, values.district)
    if (!district) throw new WrongSetting('The installation has no district yet: load its organizations first.')
    const done = await loadPlan(services, {
      districtId: district.org_id,
      text,
      kind: values.reference ? 'reference' : 'own',
      current: values.current,
    })
    console.log(`plan ${done.slug}, version ${done.version}${done.changed ? '' : ': nothing changed'}`)
  } finally {
    await services.close()
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
  const services = await openRunning('plan')
  try {
    const meant = await districtMeant(services, district)
    if (!meant) throw new WrongSetting('The installation has no district yet.')
    return await loadedPlan(services, meant.org_id, name)
  } finally {
    await services.close()
  }
}

/** `throughline plan export`: writes a plan in another format and says what that format cannot carry (on the error output, so that `--out -` stays clean). */
export async function exportExchange(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      format: { type: 'string' },
      out: { type: 'string' },
      lang: { type: 'string' },
      layout: { type: 'string' },
      district: { type: 'string' },
      template: { type: 'boolean', default: false },
    },
  })
  const format = formatIn(values.format, exportUse)
  const write = (bytes: Uint8Array, name: string): void => {
    if (values.out === '-') process.stdout.write(bytes)
    else {
      const out = values.out ?? `${name}.${fileKinds[format].ending}`
      put(out, bytes, values.out !== undefined)
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
  const lang = langIn(values.lang, plan.language)
  const layout = values.layout ? layoutSchema.safeParse(jsonAt(values.layout)) : undefined
  if (layout && !layout.success) throw new WrongSetting(`${values.layout} is not the layout of a workbook.`)
  const sent = await sendPlan(plan, format, { lang, ...(layout ? { layout: layout.data } : {}) })
  write(sent.bytes, plan.id)
  for (const line of lostLines(sent.lost, lang)) console.error(line)
}
