import { castOn } from '../../demo/cast.ts'
import { today } from '../platform/clock.ts'
import { demoPassword } from '../platform/demo-password.ts'
import type { Services } from '../platform/web/route.ts'
import { makeSetupLink } from '../modules/people/index.ts'

/** What the console shows when everything runs: the address, and who can sign in (demo) or the one-time link of the first administrator. */
export async function welcomeText(services: Services, address: string): Promise<string> {
  const lines: string[] = ['', `  Throughline is at ${address}`]
  if (services.config.demo) {
    const cast = castOn(today())
    const width = Math.max(...cast.map((one) => one.email.length))
    lines.push(
      `  Public scorecard: ${address}/public/`,
      '',
      `  Everybody is synthetic. Password of each: ${demoPassword}`,
      '',
    )
    for (const one of cast) lines.push(`    ${one.email.padEnd(width)}  ${one.name}`)
  } else {
    const link = await makeSetupLink(services.db)
    if (link !== null)
      lines.push(
        '',
        '  This installation has no administrator yet. Make the first one with this link; it works once, for a day:',
        `  ${address}/setup/${link}`,
      )
  }
  lines.push('', '  Ctrl-C stops everything.', '')
  return lines.join('\n')
}
