import { Temporal } from 'temporal-polyfill'
import { demoSettings, millRiver } from './mill-river.ts'

export type Role =
  | 'superintendent'
  | 'cabinet'
  | 'office_head'
  | 'executive_director'
  | 'principal'
  | 'coach'
  | 'teacher'
  | 'counselor'
  | 'data_steward'
  | 'publisher'
  | 'board_member'
  | 'partner'
  | 'family'
  | 'state_reviewer'
  | 'administrator'

/** A role at an organization for a time; `to` is the last day, none while it lasts. */
export type HeldRole = { role: Role; org_code: string; from: string; to?: string }

/** A person of the demo. They have no names, only what they do. `key` is how tests and scripts speak of them. */
export type CastMember = { key: string; name: string; email: string; lang: 'en' | 'es'; roles: readonly HeldRole[] }

const since = '2023-07-01'

const member = (key: string, name: string, roles: readonly HeldRole[], lang: 'en' | 'es' = 'en'): CastMember => ({
  key,
  name,
  lang,
  roles,
  email: `${key}@millriver.example`,
})

const at = (role: Role, org_code: string, from = since): HeldRole => ({ role, org_code, from })

/** Everybody of the demo on a day, `2026-11-20`; one of them lost the role the day before. */
export function castOn(today: string): CastMember[] {
  const yesterday = Temporal.PlainDate.from(today).subtract({ days: 1 }).toString()
  const whole = millRiver.code
  return [
    member('superintendent', 'Superintendent', [at('superintendent', whole)]),
    member('chief.schools', 'Chief of Schools', [at('cabinet', whole), at('office_head', 'SCHOOLS')]),
    member('head.support', 'Head, Office of Student Support', [at('office_head', 'OSS')]),
    member('director.river', 'Executive Director, River Zone', [at('executive_director', 'RIVER', '2024-07-01')]),
    member('principal.riverbank', 'Principal, Riverbank Middle', [at('principal', '53011')]),
    member('principal.northside', 'Principal, Northside Elementary', [at('principal', '01011', '2025-07-01')]),
    member('former.harbor', 'Former principal, Harbor High', [{ ...at('principal', '65011'), to: yesterday }]),
    member('coach.community', 'Attendance coach, Community Schools', [at('coach', 'P-COMMUNITY', '2025-07-01')]),
    member('teacher.riverbank', 'Teacher, Riverbank Middle', [at('teacher', '53011')]),
    member('counselor.hillstreet', 'Counselor, Hill Street High', [at('counselor', '63011')]),
    member('steward', 'Data steward', [at('data_steward', whole)]),
    member('publisher', 'Publisher', [at('publisher', whole)]),
    member('approver', 'Second publisher, approves editions', [at('publisher', whole, '2025-07-01')]),
    member('board', 'Board member', [at('board_member', whole, '2025-11-17')]),
    member('partner', 'Partner, after-school program', [at('partner', 'P-COMMUNITY', '2025-07-01')]),
    member('family.riverbank', 'Family member, Riverbank Middle', [at('family', '53011', '2026-08-26')]),
    member('familia.riverbank', 'Family member, Riverbank Elementary', [at('family', '08011', '2025-08-27')], 'es'),
    member('state.reviewer', 'State reviewer', [at('state_reviewer', millRiver.state.code)]),
    member('administrator', 'Administrator', [at('administrator', whole)]),
  ]
}

/** The cast on the demo's fixed day. */
export const cast: readonly CastMember[] = castOn(demoSettings.today)
