import type { Tx } from '../../../platform/db/database.ts'
import type { Scope } from '../../../platform/db/scope.ts'
import { record } from '../../../platform/history/history.ts'
import type { EditionRow } from '../schema.ts'

export const packetObject = 'publishing.packet'

/** What a move of an edition means for the packet that the board has; null where the board never had it. */
export function packetVerb(
  before: Pick<EditionRow, 'state'>,
  after: Pick<EditionRow, 'kind' | 'state'>,
): 'handed' | 'taken_back' | 'published' | 'superseded' | null {
  if (after.kind !== 'packet' || before.state === after.state) return null
  if (after.state === 'approved') return 'handed'
  if (after.state === 'published' || after.state === 'superseded') return after.state
  return before.state === 'approved' ? 'taken_back' : null
}

/**
 * History of a packet as the board reads it: when it was handed out, by whom, taken back and why, published, replaced. The drafts before it are not told: the board never
 * had them, and a text of theirs may be what an approval stopped.
 */
export async function notePacket(
  tx: Tx,
  scope: Scope,
  before: EditionRow,
  after: EditionRow,
  reason: string,
): Promise<void> {
  const verb = packetVerb(before, after)
  if (verb === null) return
  const handed = verb === 'handed'
  await record(tx, scope, {
    org_id: after.district_id,
    object: packetObject,
    object_id: after.edition_id,
    version: after.version,
    verb,
    reason,
    was: { state: before.state },
    became: {
      state: after.state,
      ...(handed
        ? {
            content_digest: after.content_digest,
            drafted_by: after.drafted_by,
            submitted_by: after.submitted_by,
          }
        : {}),
    },
  })
}
