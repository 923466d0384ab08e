import type { Tx } from '../../../platform/db/database.ts'
import type { Scope } from '../../../platform/db/scope.ts'
import { missing } from '../../../platform/errors.ts'
import type { Ctx, Route } from '../../../platform/web/route.ts'
import { todayOf } from '../../people/index.ts'
import { definitionOf } from '../numbers.tsx'
import { openRow } from '../reading.ts'
import { crosswalksOfProgram } from '../crosswalk/files.ts'
import { current, mustRead, withFields } from '../opening.tsx'
import { said } from '../say.ts'
import { plansSeen } from '../store.ts'
import { buildLedger, type Entry, promising } from './build.ts'
import { ledgerOfProgram } from './files.ts'
import { LedgerList } from './pages/ledger-list.tsx'
import { LedgerShow } from './pages/ledger-show.tsx'
import { say } from './say.ts'
import { entryRow, entryView } from './view.ts'

type Read = { entries: readonly Entry[]; planHref: (plan: string) => string | null }

/** The ledger over all plans that this reader sees: a plan that two districts hold (one as an example) counts once, the district's own first. */
async function read(tx: Tx, scope: Scope): Promise<Read> {
  // What a school or an office promises is no promise of the district: it is not judged with the district's figures, and takes the place of none.
  const rows = promising(await plansSeen(tx)).toSorted((a, b) => Number(a.kind !== 'own') - Number(b.kind !== 'own'))
  const plans = new Map<string, Awaited<ReturnType<typeof openRow>>>()
  for (const row of rows) {
    const open = await openRow(tx, row, rows.filter((one) => one.slug === row.slug).length > 1)
    const key = `${open.graph.plan.org.code ?? open.graph.plan.org.name}/${row.slug}`
    if (!plans.has(key)) plans.set(key, open)
  }
  const opened = [...plans.values()]
  const day = await todayOf(tx, scope.districts[0] ?? 0)
  return {
    entries: buildLedger(
      opened.map((one) => one.graph.plan),
      ledgerOfProgram(),
      day,
    ),
    planHref: (id) => {
      const found = opened.find((one) => one.row.slug === id)
      if (!found) return null
      const fields: Record<string, string> = found.named ? { district: String(found.row.district_id) } : {}
      return withFields(`/plans/${encodeURIComponent(id)}`, fields)
    },
  }
}

async function list(ctx: Ctx): Promise<Response> {
  mustRead(ctx)
  const { entries } = await ctx.inScope(read)
  return ctx.page({
    title: say(ctx.lang)('title'),
    current,
    body: (
      <LedgerList
        lang={ctx.lang}
        rows={entries.map((entry) => entryRow(entry, ctx.lang))}
        crosswalks={[...crosswalksOfProgram()].map(([id, one]) => ({
          href: `/plans/crosswalk/${id}`,
          title: said(one.title, ctx.lang).words,
        }))}
      />
    ),
  })
}

async function show(ctx: Ctx): Promise<Response> {
  mustRead(ctx)
  const { entries, planHref } = await ctx.inScope(read)
  const entry = entries.find((one) => one.id === ctx.param('measure'))
  if (!entry)
    throw missing('plans/no-measure', 'The ledger has no such measure.', 'Choose one from the list of the ledger.')
  const view = entryView(entry, ctx.lang, planHref)
  return ctx.page({
    title: view.title.words,
    current,
    body: (
      <LedgerShow
        lang={ctx.lang}
        entry={view}
        how={definitionOf(entry.id) ? `/indicators/${encodeURIComponent(entry.id)}/method` : null}
      />
    ),
  })
}

export const routes: readonly Route[] = [
  { method: 'GET', path: '/plans/ledger', access: 'signed-in', handle: list },
  { method: 'GET', path: '/plans/ledger/:measure', access: 'signed-in', handle: show },
]
