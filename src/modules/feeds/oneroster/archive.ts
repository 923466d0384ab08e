import { now } from '../../../platform/clock.ts'
import type { Tx } from '../../../platform/db/database.ts'
import { markPurged } from '../../../platform/files/rows.ts'
import type { ImportRow } from '../schema.ts'
import { dropFile, isNeeded, noteFile } from '../store.ts'

/**
 * Lets go of the archive of a bundle: it holds passwords, phones and e-mails, and what is taken of it lies cleaned beside the import.
 * Out: the digest of the bytes to remove when the transaction is over; null when another district needs them.
 */
export async function dropArchive(tx: Tx, districtId: number, sha256: string): Promise<string | null> {
  await markPurged(tx, { org_id: districtId, sha256, at: now() })
  return (await dropFile(tx, districtId, sha256)) ? sha256 : null
}

/**
 * The same archive came again: its bytes were stored a second time. They stay only for a bundle that was refused unread, so that it can be examined again.
 * Out: the digest of the bytes to remove when the transaction is over, or null.
 */
export async function sameArchive(tx: Tx, known: ImportRow): Promise<string | null> {
  if (known.kind !== 'oneroster') return null
  if (known.state === 'stopped' && known.stop_code === 'content') await noteFile(tx, known.org_id, known.sha256)
  return (await isNeeded(tx, known.sha256)) ? null : known.sha256
}
