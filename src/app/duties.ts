import { parse } from 'yaml'
import { type DutyTold, refreshDuties, saveDuties } from '../modules/work/index.ts'
import { todayOf, systemScope } from '../modules/people/index.ts'
import { WrongSetting } from '../platform/config.ts'
import { inScope } from '../platform/db/scope.ts'
import { argumentsOf, fileAt } from './arguments.ts'
import { withDistrict } from './running.ts'

const use = 'throughline duties FILE [--district CODE]'

/** A list of duties as YAML or JSON. Aliases are refused; what each duty holds is checked where it is taken. */
function listIn(text: string, path: string): DutyTold[] {
  const wrong = new WrongSetting(`${path} is not a list of duties. ${use}`)
  let list: unknown
  try {
    list = parse(text, { maxAliasCount: 0 })
  } catch {
    throw wrong
  }
  if (!Array.isArray(list) || list.some((one) => typeof one !== 'object' || one === null)) throw wrong
  return list as DutyTold[]
}

/**
 * `throughline duties FILE [--district CODE]`: takes a district's list of recurring duties; the same file twice changes nothing, and a duty that the file leaves out
 * ends. What begins soon stands in the list of work at once.
 */
export async function dutiesCommand(args: string[]): Promise<void> {
  const { values, positionals } = argumentsOf(args, use, { district: { type: 'string' } })
  const [path = ''] = positionals
  const list = listIn(fileAt(path, use).toString('utf8'), path)
  await withDistrict('duties', values.district, async (services, districtId) => {
    const scope = await systemScope(services.db, 'duties', districtId)
    const done = await inScope(services.db, scope, async (tx) => {
      const taken = await saveDuties(tx, scope, districtId, list)
      await refreshDuties(tx, scope, districtId, await todayOf(tx, districtId))
      return taken
    })
    console.log(`${done.added} added, ${done.changed} changed, ${done.dropped} ended, ${done.same} as before.`)
    if (done.kept.length > 0)
      console.log(`${done.kept.length} left alone, as people keep them on their pages: ${done.kept.join(', ')}.`)
  })
}
