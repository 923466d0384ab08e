import type { HeldRole } from '../../../platform/web/route.ts'
import type { Lang } from '../../../platform/words.ts'
import type { Role } from '../access.ts'

export type Account = {
  account_id: number
  email: string
  name: string
  lang: Lang
  state: 'active' | 'closed'
  home_org: number
  home_district: number | null
  version: number
}

/** A role as it is kept: at an organization, from a day to a day (both included). */
export type RoleRow = {
  role_id: number
  account_id: number
  role: Role
  org_id: number
  district_id: number | null
  from_date: string
  to_date: string | null
  version: number
  /** who gave it */
  source: 'hand' | 'roster'
  /** one of the roster that a person changed: the roster does not touch it any more */
  changed_by_hand: boolean
}

/** A role held today with the organizations it covers: its own and all below. */
export type WideRole = HeldRole & { orgs: readonly number[] }

/** A member of a cast (demo, tests): who it is and which roles it holds where (codes of the district's organizations). */
export type CastMember = {
  email: string
  name: string
  lang: Lang
  roles: readonly { role: Role; org_code: string; from: string; to?: string | undefined }[]
}

/** What the first administrator types on the setup page. */
export type Founding = {
  state_code: string
  state_name: string
  district_code: string
  district_name: string
  name: string
  email: string
  password: string
  lang: Lang
}
