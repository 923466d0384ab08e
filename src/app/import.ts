import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { importFile, kindNames, type KindName } from '../modules/feeds/index.ts'
import { systemScope } from '../modules/people/index.ts'
import { WrongSetting } from '../platform/config.ts'
import { invalid } from '../platform/errors.ts'
import { districtMeant, openRunning } from './running.ts'

/** `throughline import FILE --kind attendance [--district CODE] [--accept] [--override "why"]`: the path of a steward, from the command line. */
export async function importCommand(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      kind: { type: 'string' },
      district: { type: 'string' },
      accept: { type: 'boolean', default: false },
      override: { type: 'string' },
      status: { type: 'string' },
    },
  })
  const [path] = positionals
  if (!path)
    throw new WrongSetting(
      'Which file? throughline import FILE --kind attendance [--district CODE] [--accept] [--override "why"]',
    )
  if (!existsSync(path)) throw new WrongSetting(`There is no file ${path}.`)
  const kind = kindNames.find((one) => one === values.kind) as KindName | undefined
  if (values.kind && !kind)
    throw new WrongSetting(`--kind is "${values.kind}", but must be one of: ${kindNames.join(', ')}.`)
  const status = (['preliminary', 'certified', 'revised'] as const).find(
    (one) => one === (values.status ?? 'preliminary'),
  )
  if (!status) throw new WrongSetting('--status must be preliminary, certified or revised.')
  const services = await openRunning('import')
  try {
    const district = await districtMeant(services, values.district)
    const scope = await systemScope(services.db, 'import', district?.org_id ?? null)
    const done = await importFile({
      services,
      scope,
      districtId: district?.org_id ?? null,
      ...(kind ? { kind } : {}),
      path,
      accept: values.accept,
      status,
      by: 'command line',
      ...(values.override ? { override: values.override } : {}),
    })
    console.log(
      `import ${done.import.import_id}: ${done.import.state}${done.same ? ' (the same file was here before)' : ''}`,
    )
    for (const one of done.findings) console.log(`  ${one.severity.padEnd(7)} ${one.check_id}: ${one.rows}`)
    for (const one of done.versions)
      console.log(`  version ${one.version} of ${one.dataset} ${one.school_year}: ${one.rows} rows`)
    if (done.import.state !== 'loaded' && values.accept)
      throw invalid(
        'feeds/not-loaded',
        `The file was not loaded: it is ${done.import.state}.`,
        `Open /data/imports/${done.import.import_id} to see why and what to do.`,
      )
  } finally {
    await services.close()
  }
}
