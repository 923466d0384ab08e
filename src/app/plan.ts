import { existsSync, readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { loadPlan, problemLine } from '../modules/plans/index.ts'
import { WrongSetting } from '../platform/config.ts'
import { exportExchange, importExchange } from './exchange.ts'
import { districtMeant, openRunning } from './running.ts'

/**
 * `throughline plan FILE [--district CODE] [--reference] [--current]`: loads a plan file; the same file twice changes nothing.
 * `plan import` and `plan export` read and write other formats.
 */
export async function planCommand(args: string[]): Promise<void> {
  const [verb, ...rest] = args
  if (verb === 'import') return importExchange(rest)
  if (verb === 'export') return exportExchange(rest)
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      district: { type: 'string' },
      reference: { type: 'boolean', default: false },
      current: { type: 'boolean', default: false },
    },
  })
  const [path] = positionals
  if (!path) throw new WrongSetting('Which file? throughline plan FILE [--district CODE] [--reference] [--current]')
  if (!existsSync(path)) throw new WrongSetting(`There is no file ${path}.`)
  const services = await openRunning('plan')
  try {
    const district = await districtMeant(services, values.district)
    if (!district) throw new WrongSetting('The installation has no district yet: load its organizations first.')
    const done = await loadPlan(services, {
      districtId: district.org_id,
      text: readFileSync(path, 'utf8'),
      kind: values.reference ? 'reference' : 'own',
      current: values.current,
    })
    for (const problem of done.problems) console.log(problemLine(problem, path))
    console.log(
      `plan ${done.slug}, version ${done.version}: ${done.changed ? `${done.difference.added} added, ${done.difference.changed} changed, ${done.difference.removed} removed` : 'nothing changed'}`,
    )
  } finally {
    await services.close()
  }
}
