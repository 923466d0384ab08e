import { type Change, ownerBefore, type OwnerColumns } from '../rules.ts'

const ownerNames = ['owner_account', 'owner_role', 'owner_org'] as const

/** True when somebody changed the owner after the version that a form was opened with. */
export const ownerMoved = (changes: readonly Change[], since: number): boolean =>
  changes.some((one) => one.version > since && one.verb !== 'added' && ownerNames.some((name) => name in one.became))

/** The last giving that can still be undone: its version, and the owner before it. Null when nobody gave it, or a later change touched the owner. */
export function lastGiving(changes: readonly Change[]): { version: number; before: Partial<OwnerColumns> } | null {
  for (const { version } of changes.toSorted((a, b) => b.version - a.version)) {
    const before = ownerBefore(changes, version)
    if (before) return { version, before }
  }
  return null
}
