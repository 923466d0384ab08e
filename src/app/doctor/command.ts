import { parseArgs } from 'node:util'
import { conflict } from '../../platform/errors.ts'
import { findAndExamine } from './doctor.ts'
import type { Finding } from './finding.ts'

const signs = { wrong: 'WRONG  ', warning: 'WARNING', note: 'note   ' } as const

/** The findings as a person reads them: worst first, each with where and what to do. */
export function report(found: readonly Finding[]): string {
  const order = ['wrong', 'warning', 'note'] as const
  return order
    .flatMap((level) => found.filter((one) => one.level === level))
    .map((one) =>
      [
        `${signs[one.level]}  ${one.what}`,
        ...(one.where ? [`         where: ${one.where}`] : []),
        `         to do: ${one.todo}`,
        `         (${one.code})`,
      ].join('\n'),
    )
    .join('\n')
}

/** `throughline doctor [--json] [--quick]`: says what is wrong with the installation and what to do. Ends with 1 when something is wrong. */
export async function doctorCommand(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: { json: { type: 'boolean', default: false }, quick: { type: 'boolean', default: false } },
  })
  const found = await findAndExamine(process.env, { quick: values.quick })
  const count = (level: Finding['level']) => found.filter((one) => one.level === level).length
  if (values.json)
    console.log(JSON.stringify({ wrong: count('wrong'), warning: count('warning'), findings: found }, null, 1))
  else console.log(found.length === 0 ? 'Nothing is wrong.' : report(found))
  if (count('wrong') > 0)
    throw conflict(
      'doctor/found',
      `${count('wrong')} things are wrong, ${count('warning')} deserve a look.`,
      'Do what is said above, then run the doctor again.',
    )
}
