import type { Tx } from '../../../platform/db/database.ts'
import type { Ctx } from '../../../platform/web/route.ts'
import { read } from '../../../platform/words.ts'
import { definitions, nameOf as indicatorName } from '../../indicators/index.ts'
import { timeZoneOf } from '../../people/index.ts'
import { mayWrite } from '../access.ts'
import type { PlanRow } from '../schema.ts'
import { siblings } from './build.ts'
import { changesOf, type Draft } from './drafts.ts'
import { type FieldProblem, type Flat, flatElement } from './fields.ts'
import { findingsView, findingViews, tallyOf } from './finding-view.ts'
import { elementForm, measureForm, readRows, type Shown } from './form-view.ts'
import { findingsAbout, liveFindings } from './live.ts'
import { actorsOf, logLines, whenSaid } from './log.ts'
import { flatMeasure } from './measure-fields.ts'
import { levelView, nameIn, search, stepTo, threadTo } from './outline.ts'
import { DraftShow } from './pages/draft-show.tsx'
import { MeasureEdit } from './pages/measure-edit.tsx'
import { PartEdit } from './pages/part-edit.tsx'
import type { DraftHead } from './pages/props.ts'
import { flatPart, type Part, partNames, partOf } from './part-fields.ts'
import { partForm, partLabels } from './part-form.ts'
import type { Saved } from './saving.ts'
import { say } from './say.ts'
import { stepsBare, stepsLast } from './store.ts'
import { undoable } from './undo.ts'

const pageOfFindings = 60
const lastSteps = 8

/** A draft as a page shows it, and what a form on it became. */
export type Asked = {
  draft: Draft
  plan: PlanRow
  at: string | null
  measure: string | null
  /** a list of the plan, such as its offices */
  part?: string | null
  /** what a form was refused with: problems or both versions, and what was typed */
  refused?: Extract<Saved, { kind: 'problems' | 'clash' }>
  /** the last step when a form that is shown again was opened; left out: what others did since stands in it already */
  n?: number
  /** why a step was not done, and the form that asked for it; `asks`: where a name of a student seems to stand */
  notDone?: { words: string; typed: Flat; asks?: 'add' | 'add-measure' }
  status?: number
}

export const baseOf = (plan: Pick<PlanRow, 'slug'>, draftId: number): string =>
  `/plans/${encodeURIComponent(plan.slug)}/drafts/${draftId}`
/** The address of a place in a draft: an element, or the top of the plan (null). */
export const placeOf =
  (base: string) =>
  (id: string | null): string =>
    id === null ? base : `${base}?at=${encodeURIComponent(id)}`

const doneWords = ['saved', 'undone', 'redone', 'unchanged', 'renewed'] as const

async function headOf(ctx: Ctx, tx: Tx, asked: Asked, title: string): Promise<DraftHead> {
  const { draft, plan } = asked
  const { lang } = ctx
  const words = say(lang)
  const { row } = draft
  const base = baseOf(plan, row.draft_id)
  const may = mayWrite(ctx.who(), plan)
  const mayEdit = may && row.state === 'open'
  const own = mayEdit ? undoable(await stepsBare(tx, row.draft_id), ctx.who().account_id) : { undo: null, redo: null }
  const said = doneWords.find((one) => one === ctx.query('done'))
  const name = words('draftN', { n: row.draft_id })
  const path = `/plans/${encodeURIComponent(plan.slug)}`
  const beside = { diff: `${path}/diff?draft=${row.draft_id}`, review: `${path}/approvals?draft=${row.draft_id}` }
  return {
    lang,
    csrf: ctx.csrf,
    title: title || name,
    lead: row.why,
    facts: [
      { value: read(plan.title, lang).words, href: `/plans/${encodeURIComponent(plan.slug)}/drafts` },
      { value: name },
      { label: words('state'), value: words(`state.${row.state}`) },
      { value: words('from', { version: row.base_version }) },
      { value: words('changes', { count: changesOf(draft) }), href: beside.diff },
      { value: words('stepsTaken', { count: row.ops }) },
    ],
    action: `${base}/steps?n=${row.ops}`,
    here: asked.at ?? '',
    mayEdit,
    why: mayEdit ? null : may ? words('closed') : words('readOnly'),
    tools: {
      undo: own.undo !== null,
      redo: own.redo !== null,
      renumber: `${base}/renumber${asked.at ? `?at=${encodeURIComponent(asked.at)}` : ''}`,
      top: base,
      ...beside,
    },
    older:
      mayEdit && plan.version !== row.base_version
        ? { words: words('older', { version: plan.version }), button: words('renew', { version: plan.version }) }
        : null,
    done: said && !asked.refused && !asked.notDone ? words(said, { left: Number(ctx.query('left') ?? 0) || 0 }) : null,
    refused: asked.notDone?.words ?? null,
  }
}

async function shownOf(ctx: Ctx, tx: Tx, asked: Asked, action: string, flat: Flat): Promise<Shown> {
  const { draft, refused } = asked
  const shown = {
    action,
    n: asked.n ?? draft.row.ops,
    flat: refused?.typed ?? flat,
    isUnit: asked.plan.unit_id !== null,
  }
  if (refused?.kind !== 'clash') {
    const problems: readonly FieldProblem[] = refused?.problems ?? []
    return { ...shown, problems, clash: null }
  }
  const last = refused.since.at(-1)
  const names = await actorsOf(tx, last ? [last.actor] : [], ctx.lang)
  const zone = await timeZoneOf(tx, draft.row.district_id)
  const by = last
    ? say(ctx.lang)('clashBy', {
        who: names.get(last.actor) ?? say(ctx.lang)('somebody'),
        at: whenSaid(last.at, zone, ctx.lang),
      })
    : null
  return { ...shown, problems: [], clash: { by, rows: refused.clashes } }
}

/** A page of a draft: a measure, an element, or the top of the plan. Made within the transaction, sent after it. */
export async function draftPage(ctx: Ctx, tx: Tx, asked: Asked): Promise<() => Response | Promise<Response>> {
  const { draft, plan } = asked
  const { lang } = ctx
  const found = asked.measure === null ? undefined : draft.plan.measures.find((one) => one.id === asked.measure)
  if (found) return measurePage(ctx, tx, asked, found)
  const part = partOf(draft.plan, asked.part ?? '')
  if (part) return partPage(ctx, tx, asked, part)
  const words = say(lang)
  const base = baseOf(plan, draft.row.draft_id)
  const href = placeOf(base)
  const here = asked.at === null ? null : (draft.plan.elements.find((one) => one.id === asked.at) ?? null)
  const head = await headOf(ctx, tx, { ...asked, at: here?.id ?? null }, here ? nameIn(here, lang) : '')
  const level = levelView(draft.plan, here, Number(ctx.query('page') ?? 1) || 1, lang, href)
  const live = liveFindings(draft.row.draft_id, draft.plan, draft.row.ops)
  const about = here ? findingsAbout(live, here.id) : (live.findings ?? []).slice(0, pageOfFindings)
  const tally = tallyOf(live, lang)
  const q = (ctx.query('q') ?? '').trim().slice(0, 200)
  const hits = q === '' ? null : search(draft.plan, q)
  const steps = await stepsLast(tx, draft.row.draft_id, lastSteps)
  const names = await actorsOf(
    tx,
    steps.map((one) => one.actor),
    lang,
  )
  const zone = await timeZoneOf(tx, draft.row.district_id)
  const action = here ? `${base}/elements/${encodeURIComponent(here.id)}` : ''
  const form = here
    ? elementForm(draft.plan, await shownOf(ctx, tx, asked, action, flatElement(draft.plan, here)), lang)
    : null
  const measures = here ? draft.plan.measures.filter((one) => one.of.includes(here.id)) : []
  const from = here?.parents.flatMap((id) => draft.plan.elements.find((one) => one.id === id) ?? []) ?? []
  const typed = asked.notDone?.typed ?? {}
  const body = (
    <DraftShow
      head={head}
      q={q}
      found={hits && { steps: hits.rows.map((one) => stepTo(draft.plan, one, lang, href)), total: hits.total }}
      form={head.mayEdit ? form : null}
      read={!head.mayEdit && form ? readRows(form) : []}
      findings={findingsView(
        findingViews(about, here ? null : live.plan, live.plan, lang, href),
        live,
        words(here ? 'findingsNone' : 'findingsNoneAll'),
        lang,
      )}
      all={tally === null ? null : here ? { href: `${base}#findings`, label: words('tallyLink', { tally }) } : null}
      measures={
        here && {
          rows: measures.map((one) => ({
            title: { words: read(one.title, lang).words },
            note: words('targets', { count: one.targets.length }),
            href: `${base}?measure=${encodeURIComponent(one.id)}&at=${encodeURIComponent(here.id)}`,
          })),
        }
      }
      level={level}
      parts={
        here
          ? []
          : partNames.map((name) => ({
              label: words(`part.${name}`),
              href: `${base}?part=${name}`,
              count: draft.plan[name].length,
            }))
      }
      place={
        here && head.mayEdit
          ? {
              id: here.id,
              from: from.map((one) => ({ value: one.id, label: nameIn(one, lang) })),
              empty: siblings(draft.plan, here.id).length === 0,
              typed: typed['to'] ?? '',
            }
          : null
      }
      log={logLines(draft.plan, steps, names, zone, lang)}
      drop={head.mayEdit && here === null}
      typed={typed}
      asks={asked.notDone?.asks ?? null}
    />
  )
  return () =>
    ctx.page({
      title: `${head.title} (${words('draftN', { n: draft.row.draft_id })})`,
      current: '/plans',
      ...(asked.status ? { status: asked.status } : {}),
      ...(here ? { thread: threadTo(draft.plan, here, level, lang, href) } : {}),
      body,
    })
}

async function measurePage(
  ctx: Ctx,
  tx: Tx,
  asked: Asked,
  measure: Draft['plan']['measures'][number],
): Promise<() => Response | Promise<Response>> {
  const { draft, plan } = asked
  const { lang } = ctx
  const words = say(lang)
  const base = baseOf(plan, draft.row.draft_id)
  const at = measure.of.find((id) => id === asked.at) ?? measure.of[0] ?? null
  const of = draft.plan.elements.find((one) => one.id === at)
  const head = await headOf(ctx, tx, { ...asked, at }, read(measure.title, lang).words)
  const action = `${base}/measures/${encodeURIComponent(measure.id)}`
  const known = Object.values(definitions).map((one) => ({ value: one.id, label: indicatorName(one, lang) }))
  const shown = await shownOf(ctx, tx, asked, action, flatMeasure(draft.plan, measure))
  const form = measureForm(draft.plan, measure, known, shown, lang)
  const live = liveFindings(draft.row.draft_id, draft.plan, draft.row.ops)
  const about = (live.findings ?? []).filter(
    ({ path: [list, i] }) => list === 'measures' && typeof i === 'number' && live.plan.measures[i]?.id === measure.id,
  )
  const body = (
    <MeasureEdit
      head={head}
      id={measure.id}
      back={{ href: placeOf(base)(at), label: of ? nameIn(of, lang) : words('back') }}
      form={head.mayEdit ? form : null}
      read={head.mayEdit ? [] : readRows(form)}
      targets={measure.targets.map((one) => one.id)}
      findings={findingsView(
        findingViews(about, null, live.plan, lang, placeOf(base)),
        live,
        words('findingsNone'),
        lang,
      )}
    />
  )
  return () =>
    ctx.page({
      title: `${head.title} (${words('draftN', { n: draft.row.draft_id })})`,
      current: '/plans',
      ...(asked.status ? { status: asked.status } : {}),
      body,
    })
}

async function partPage(ctx: Ctx, tx: Tx, asked: Asked, part: Part): Promise<() => Response | Promise<Response>> {
  const { draft, plan } = asked
  const { lang } = ctx
  const words = say(lang)
  const base = baseOf(plan, draft.row.draft_id)
  const title = words(`part.${part.name}`)
  const head = await headOf(ctx, tx, { ...asked, at: null }, title)
  const shown = await shownOf(ctx, tx, asked, `${base}/parts/${part.name}`, flatPart(draft.plan, part))
  const form = partForm(draft.plan, part, shown, lang)
  const labels = partLabels(part, lang)
  const body = (
    <PartEdit
      head={head}
      title={title}
      back={{ href: placeOf(base)(null), label: words('whole') }}
      form={head.mayEdit ? form : null}
      read={head.mayEdit ? [] : readRows(form, labels)}
    />
  )
  return () =>
    ctx.page({
      title: `${head.title} (${words('draftN', { n: draft.row.draft_id })})`,
      current: '/plans',
      ...(asked.status ? { status: asked.status } : {}),
      body,
    })
}
