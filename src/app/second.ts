import { parseArgs } from 'node:util'
import { resetByOperator } from '../modules/people/index.ts'
import { WrongSetting } from '../platform/config.ts'
import { districtMeant, openRunning } from './running.ts'

/** `throughline reset-second EMAIL --reason "..." [--district CODE]`: takes away a lost second factor when no administrator is left who could. */
export async function resetSecondCommand(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { district: { type: 'string' }, reason: { type: 'string' } },
  })
  const [email] = positionals
  if (!email || !values.reason)
    throw new WrongSetting('Whose, and why? throughline reset-second EMAIL --reason "..." [--district CODE]')
  const services = await openRunning('reset-second')
  try {
    const district = await districtMeant(services, values.district)
    if (!district) throw new WrongSetting('The installation has no district yet.')
    await resetByOperator(services.db, district.org_id, email, values.reason)
    console.log(
      'The second factor is gone, and all sessions have ended. The next sign-in with the password sets up a new one.',
    )
  } finally {
    await services.close()
  }
}
