import type { HeldRole } from '../../../platform/web/route.ts'

/** How long somebody may look with another person's rights, at most. */
export const actingMinutes = 30
/** Letters that a reason has at least. */
export const reasonLength = { least: 8, most: 500 } as const

/** The actor's name in logs and history while an administrator acts for somebody. */
export const actingName = (by: number, as: number): string => `account:${by} acting for account:${as}`

/** Which account a name of the log was acting for; null for an ordinary one. */
export function actedFor(name: string): number | null {
  const found = /^account:\d+ acting for account:(\d+)$/.exec(name)
  return found ? Number(found[1]) : null
}

type Wide = HeldRole & { orgs: readonly number[] }

/**
 * True when roles of an administrator allow to look as somebody with the other roles: the administrator of a whole district; the other person has a role,
 * none as administrator, and none outside what the administrator covers (another district, the state).
 */
export function mayActFor(mine: readonly Wide[], theirs: readonly Wide[]): boolean {
  const covered = new Set(
    mine
      .filter((role) => role.role === 'administrator' && role.org_id === role.district_id)
      .flatMap((role) => role.orgs),
  )
  return theirs.length > 0 && theirs.every((role) => role.role !== 'administrator' && covered.has(role.org_id))
}
