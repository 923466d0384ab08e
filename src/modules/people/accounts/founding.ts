import type { Detail } from '../../../platform/errors.ts'
import { emailOf, passwordProblem } from './rules.ts'
import type { Founding } from './schema.ts'

const clean = (text: string) => text.trim().replaceAll(/\s+/g, ' ')

/** Checks what the first administrator typed. Out: the cleaned fields, and a detail (`path` = field, `code` = key of the words) for each that is wrong. */
export function checkFounding(typed: Founding): { founding: Founding; problems: Detail[] } {
  const email = emailOf(typed.email)
  const founding: Founding = {
    state_code: clean(typed.state_code),
    state_name: clean(typed.state_name),
    district_code: clean(typed.district_code),
    district_name: clean(typed.district_name),
    name: clean(typed.name),
    email: email ?? '',
    password: typed.password,
    lang: typed.lang,
  }
  const problems: Detail[] = []
  for (const path of ['state_code', 'state_name', 'district_code', 'district_name', 'name'] as const)
    if (founding[path] === '') problems.push({ path, code: 'people/needed', message: 'Please fill this in.' })
    else if (founding[path].length > 200)
      problems.push({ path, code: 'people/too-long', message: 'Please shorten this.' })
  if (email === null)
    problems.push({ path: 'email', code: 'people/bad-email', message: 'This is not an e-mail address.' })
  const weak = passwordProblem(typed.password, typed.email)
  if (weak)
    problems.push({ path: 'password', code: `people/password-${weak}`, message: 'Please choose another password.' })
  if (founding.state_code !== '' && founding.state_code === founding.district_code)
    problems.push({
      path: 'district_code',
      code: 'people/same-code',
      message: 'State and district need different codes.',
    })
  return { founding, problems }
}
