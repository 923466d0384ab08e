import { dateIn } from '../../../platform/clock.ts'
import type { Tx } from '../../../platform/db/database.ts'
import type { Scope } from '../../../platform/db/scope.ts'
import { invalid, missing } from '../../../platform/errors.ts'
import { shortDate } from '../../../platform/format.ts'
import { historyOf } from '../../../platform/history/history.ts'
import type { Ctx, Route } from '../../../platform/web/route.ts'
import { accountName, timeZoneOf } from '../../people/index.ts'
import { object } from '../actions.ts'
import { draftPlan } from '../editing/drafts.ts'
import { digest } from '../file/canonical.ts'
import type { PlanGraph } from '../graph.ts'
import { graphOf, openPlan, type OpenPlan } from '../reading.ts'
import { askedOf, current, fieldsOf, hrefsOf, mustRead, pickPlan, withFields } from '../opening.tsx'
import type { VersionRow } from '../schema.ts'
import { said } from '../say.ts'
import { versionsOf } from '../store.ts'
import { AmendmentShow, type Side } from './pages/amendment-show.tsx'
import { say } from './say.ts'
import { amendment } from './view.ts'

/** The version that an address names; the usual one when it names none. */
function named(versions: readonly VersionRow[], text: string | undefined, usual: VersionRow | undefined) {
  if (text === undefined || text === '') return usual
  if (!/^\d{1,9}$/.test(text))
    throw invalid(
      'plans/bad-version',
      'The version in the address is not a number.',
      'Choose two versions from the list.',
    )
  const found = versions.find((one) => one.version === Number(text))
  if (!found)
    throw missing('plans/no-version', 'The plan has no such version.', 'Choose two versions from the list of the plan.')
  return found
}

/** Two sides of an amendment, still without words. */
type Pair = {
  from: VersionRow
  to: VersionRow | { draft: number; base: number; digest: string }
  before: PlanGraph
  after: PlanGraph
  why: string | null
  by: string | null
}

async function versionPair(tx: Tx, plan: OpenPlan, versions: readonly VersionRow[], ctx: Ctx): Promise<Pair | null> {
  const { plan_id } = plan.row
  const to = named(versions, ctx.query('to'), versions[0])
  const from = named(
    versions,
    ctx.query('from'),
    versions.find((one) => to !== undefined && one.version < to.version),
  )
  if (!from || !to) return null
  const told = (await historyOf(tx, object, plan_id)).find((one) => one.version === to.version)
  return {
    from,
    to,
    before: (await graphOf(tx, plan_id, from)).graph,
    after: (await graphOf(tx, plan_id, to)).graph,
    why: told?.reason || null,
    by: told?.actor == null ? null : await accountName(tx, told.actor),
  }
}

/** A draft against the version that it begins from. Row security keeps drafts from whoever is not inside. */
async function draftPair(tx: Tx, plan: OpenPlan, versions: readonly VersionRow[], number: string): Promise<Pair> {
  const none = () => missing('plans/no-draft', 'There is no such draft.', 'Choose one from the drafts of the plan.')
  if (!/^\d{1,9}$/.test(number)) throw none()
  const draft = await draftPlan(tx, Number(number))
  const from = versions.find((one) => one.version === draft.row.base_version)
  if (draft.row.plan_id !== plan.row.plan_id || !from) throw none()
  return {
    from,
    to: { draft: draft.row.draft_id, base: from.version, digest: draft.row.digest ?? digest(draft.plan) },
    before: (await graphOf(tx, plan.row.plan_id, from)).graph,
    after: draft.graph,
    why: draft.row.why || null,
    by: draft.row.made_by === null ? null : await accountName(tx, draft.row.made_by),
  }
}

async function read(ctx: Ctx, tx: Tx, scope: Scope) {
  const found = await openPlan(tx, scope, { ...askedOf(ctx), asOf: undefined })
  const { plan } = found
  if (!plan) return { found, versions: [], zone: '', pair: null }
  const versions = await versionsOf(tx, plan.row.plan_id)
  const draft = ctx.query('draft')
  return {
    found,
    versions,
    zone: await timeZoneOf(tx, plan.row.district_id),
    pair: draft ? await draftPair(tx, plan, versions, draft) : await versionPair(tx, plan, versions, ctx),
  }
}

async function show(ctx: Ctx): Promise<Response> {
  mustRead(ctx)
  const words = say(ctx.lang)
  const { found, versions, zone, pair } = await ctx.inScope((tx, scope) => read(ctx, tx, scope))
  const { plan } = found
  if (!plan) return pickPlan(ctx, found)
  const fields = fieldsOf({ ...plan, asOf: null })
  const hrefs = hrefsOf({ ...plan, asOf: null }, ctx.who())
  const path = hrefs.plan(plan.row.slug)
  const label = (version: VersionRow) =>
    words('versionOn', {
      version: String(version.version),
      date: shortDate(dateIn(version.recorded_from, zone), ctx.lang),
    })
  const side = (one: VersionRow | Exclude<Pair['to'], VersionRow>): Side =>
    'draft' in one
      ? {
          label: words('draftOf', { draft: String(one.draft), version: String(one.base) }),
          digest: one.digest,
          href: null,
        }
      : {
          label: label(one),
          digest: one.digest,
          href: withFields(`/plans/${encodeURIComponent(plan.row.slug)}`, {
            ...fields,
            asof: dateIn(one.recorded_from, zone),
          }),
        }
  const between = pair && !('draft' in pair.to) ? { from: pair.from.version, to: pair.to.version } : null
  return ctx.page({
    title: words('title'),
    current,
    body: (
      <AmendmentShow
        lang={ctx.lang}
        plan={{ title: said(plan.row.title, ctx.lang), href: path }}
        sides={pair ? { from: side(pair.from), to: side(pair.to) } : null}
        why={pair?.why ?? null}
        by={pair?.by ?? null}
        amendment={pair ? amendment(pair.before, pair.after, ctx.lang, hrefs) : null}
        choose={
          between && versions.length > 1
            ? {
                action: ctx.url.pathname,
                fields,
                from: String(between.from),
                to: String(between.to),
                versions: versions.map((one) => ({
                  value: String(one.version),
                  label: words('versionShort', {
                    version: String(one.version),
                    date: shortDate(dateIn(one.recorded_from, zone), ctx.lang),
                  }),
                })),
              }
            : null
        }
      />
    ),
  })
}

export const routes: readonly Route[] = [
  { method: 'GET', path: '/plans/:plan/diff', access: 'signed-in', handle: show },
]
