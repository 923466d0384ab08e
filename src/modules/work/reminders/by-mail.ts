import { dateIn, now } from '../../../platform/clock.ts'
import { inScope, noScope } from '../../../platform/db/scope.ts'
import { Trouble } from '../../../platform/errors.ts'
import { sealOf } from '../../../platform/seal.ts'
import { hashToken } from '../../../platform/web/cookies.ts'
import type { Visitor } from '../../../platform/web/route.ts'
import { systemScope, timeZoneOf, visitorByLink } from '../../people/index.ts'
import { mustUpdate, owns } from '../access.ts'
import { type Outcome, updateItem } from '../actions.ts'
import { standingIn } from '../delegation/reading.ts'
import type { Item, Typed } from '../schema.ts'
import { itemById } from '../store.ts'
import { byMail } from '../rules.ts'
import { ruleOf, saveChoice } from './actions.ts'
import type { Means } from './digests.ts'
import { openLink } from './links.ts'
import type { Link, LinkVerb } from './schema.ts'
import { choiceOf, insertUse, linkUsed } from './store.ts'

/** How a link stands that somebody brings: what can be done with it, or why nothing can. */
export type Standing =
  | { kind: 'altered' }
  | { kind: 'late'; day: string; item: number }
  /** `item`: as it is now, for somebody who may see it */
  | { kind: 'used'; day: string; item: Item | null; id: number }
  | { kind: 'other'; name: string }
  | { kind: 'ended' }
  | { kind: 'not-yours' }
  | { kind: 'sign-in' }
  | { kind: 'stop'; who: Visitor; district: number }
  | { kind: 'act'; link: Link; verb: Exclude<LinkVerb, 'stop'>; who: Visitor; item: Item }

/**
 * Looks at a link of a mail, and changes nothing: scanners open every link. In: the token; who is signed in, or null.
 * A link acts for the one person that it names. Whether signing in is needed besides, the district's rule says.
 */
export async function standingOf(means: Means, token: string, visitor: Visitor | null): Promise<Standing> {
  const { db } = means
  const at = now()
  const opened = openLink(sealOf(means), token, at)
  if (opened.kind === 'altered') return { kind: 'altered' }
  const { link } = opened
  const { verb } = link
  const dayOf = (instant: Date) =>
    inScope(db, noScope, async (tx) => dateIn(instant, await timeZoneOf(tx, link.district)))
  if (opened.kind === 'late') return { kind: 'late', day: await dayOf(link.until), item: link.item }
  if (visitor && visitor.account_id !== link.account) return { kind: 'other', name: visitor.name }
  if (verb === 'stop') {
    const who = visitor ?? (await visitorByLink(db, link.district, link.account))
    return who ? { kind: 'stop', who, district: link.district } : { kind: 'ended' }
  }
  const used = await inScope(db, noScope, (tx) => linkUsed(tx, hashToken(token)))
  const usedDay = used ? await dayOf(used.used_at) : null
  let who = visitor
  if (!who) {
    const system = await systemScope(db, 'links', link.district)
    const { rule } = await inScope(db, system, (tx) => ruleOf(tx, link.district))
    if (rule.links === 'sign-in')
      return usedDay === null ? { kind: 'sign-in' } : { kind: 'used', day: usedDay, item: null, id: link.item }
    who = await visitorByLink(db, link.district, link.account)
    if (!who) return { kind: 'ended' }
  }
  const acting = who
  const item = await inScope(db, acting.scope, async (tx) => {
    try {
      const found = await itemById(tx, link.item)
      mustUpdate(await standingIn(tx, acting), found)
      return found
    } catch (error) {
      if (error instanceof Trouble && (error.kind === 'Missing' || error.kind === 'Forbidden')) return null
      throw error
    }
  })
  if (usedDay !== null) return { kind: 'used', day: usedDay, item, id: link.item }
  return item ? { kind: 'act', link, verb, who: acting, item } : { kind: 'not-yours' }
}

/**
 * Does the one thing of a link, once: two posts at the same moment wait for each other at the item. In: the standing `act`, its token, what was typed.
 * The history says that it came from a mail; of what was delegated it says on whose behalf it was. Out: as `updateItem`, or `used`. A link whose post was refused or met a conflict is not used up.
 */
export async function actByLink(
  means: Means,
  standing: Extract<Standing, { kind: 'act' }>,
  token: string,
  typed: Typed,
): Promise<Outcome | { kind: 'used'; item: Item }> {
  const { who, link } = standing
  const hash = hashToken(token)
  return inScope(means.db, who.scope, async (tx) => {
    const item = await itemById(tx, link.item, true)
    if (await linkUsed(tx, hash)) return { kind: 'used', item }
    const outcome = await updateItem(tx, who, link.item, typed, owns(who, item) ? byMail : '')
    if (outcome.kind === 'saved')
      await insertUse(tx, {
        token_hash: hash,
        account_id: link.account,
        district_id: link.district,
        item_id: link.item,
        version: outcome.item.version,
        used_at: now(),
      })
    return outcome
  })
}

/** Ends the mails of whoever a link names. Twice changes nothing. */
export async function stopByLink(means: Means, standing: Extract<Standing, { kind: 'stop' }>): Promise<void> {
  const { who, district } = standing
  await inScope(means.db, who.scope, async (tx) => {
    const known = await choiceOf(tx, who.account_id, district, true)
    const { rule } = await ruleOf(tx, district)
    const kept = known ?? { hour: rule.hour, lang: who.lang }
    await saveChoice(tx, who, district, known?.version ?? 0, { rhythm: 'none', hour: kept.hour, lang: kept.lang })
  })
}
