import { loadPlan, problemLine } from '../modules/plans/index.ts'
import { argumentsOf, fileAt, loadedLine, loading } from './arguments.ts'
import { exportExchange, importExchange } from './exchange.ts'
import { withDistrict } from './running.ts'

const use = 'throughline plan FILE [--district CODE] [--reference] [--current]'

/**
 * `throughline plan FILE [--district CODE] [--reference] [--current]`: loads a plan file; the same file twice changes nothing.
 * `plan import` and `plan export` read and write other formats.
 */
export async function planCommand(args: string[]): Promise<void> {
  const [verb, ...rest] = args
  if (verb === 'import') return importExchange(rest)
  if (verb === 'export') return exportExchange(rest)
  const { values, positionals } = argumentsOf(args, use, loading)
  const [path = ''] = positionals
  const text = fileAt(path, use)
  await withDistrict('plan', values.district, async (services, districtId) => {
    const kind = values.reference ? 'reference' : 'own'
    const done = await loadPlan(services, { districtId, text, kind, ...(values.current ? { current: true } : {}) })
    for (const problem of done.problems) console.log(problemLine(problem, path))
    console.log(loadedLine(done))
  })
}
