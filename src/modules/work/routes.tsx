import { invalid } from '../../platform/errors.ts'
import { faultPoint } from '../../platform/fault.ts'
import { historyOf, type Recorded } from '../../platform/history/history.ts'
import type { FormError } from '../../platform/look/form.tsx'
import { shortDate } from '../../platform/format.ts'
import type { Ctx, Route } from '../../platform/web/route.ts'
import { timeZoneOf, todayOf } from '../people/index.ts'
import { leads, mustRead, owned, owns, readable } from './access.ts'
import { standingIn } from './delegation/reading.ts'
import { object, type Outcome, undoItem, updateItem } from './actions.ts'
import { ItemList, listHref } from './pages/item-list.tsx'
import { ItemConflict } from './pages/item-conflict.tsx'
import { ItemShow } from './pages/item-show.tsx'
import { behalfAccounts, type Problem } from './rules.ts'
import { homeDistrict, namesFor, savedFrom } from './reading.ts'
import { words } from './say.ts'
import { type Fields, type Item, listQuery, states, unfinished, updateForm } from './schema.ts'
import { itemById, listItems, totalsOf } from './store.ts'
import { historyView, instant, lineOf, ownerWords } from './view.ts'
import { ArtefactBlock } from './artefacts/pages/artefact-block.tsx'
import { blockOf } from './artefacts/reading.ts'
import { ChainNote } from './chain/pages/chain-note.tsx'
import { chainNoteOf } from './chain/routes.tsx'
import { withWaits } from './chain/waiting.ts'
import { Also } from './duties/pages/also.tsx'
import { alsoOf } from './duties/routes.tsx'
import { GiveBlock } from './giving/pages/give-block.tsx'
import { givingOf } from './giving/reading.ts'
import { type GivingRefused, givingRoutes } from './giving/routes.tsx'

const pageSize = 50

/** An address of ours to come back to; anything else becomes the item's own page. */
function backTo(text: string | undefined, fallback: string): string {
  if (
    !text ||
    !/^\/(work(\/(\d{1,9}|table|list|board|(duties|committees|meetings)(\/\d{1,9})?))?)?(\?[A-Za-z0-9_=&.-]*)?$/.test(
      text,
    )
  )
    return fallback
  return text
}

/** The address with what was saved, so that the page can say so and offer to undo it. */
function savedAt(back: string, id: number, version: number): string {
  const url = new URL(back, 'http://local.invalid')
  url.searchParams.set('saved', `${id}.${version}`)
  return `${url.pathname}${url.search}`
}

async function list(ctx: Ctx): Promise<Response> {
  const visitor = ctx.who()
  const query = listQuery.parse(Object.fromEntries(ctx.url.searchParams))
  const districts = readable(visitor)
  const props = await ctx.inScope(async (tx) => {
    const today = await todayOf(tx, homeDistrict(visitor))
    const deputy = await standingIn(tx, visitor)
    const own = await totalsOf(tx, { owner: deputy, states: unfinished, today })
    const whose = districts.length === 0 ? 'mine' : (query.whose ?? (own.total > 0 ? 'mine' : 'all'))
    const asked = { ...query, whose } as const
    const chosen = query.state === 'unfinished' ? unfinished : query.state === 'any' ? states : [query.state]
    const filter = {
      ...(whose === 'mine' ? { owner: deputy } : { districts }),
      states: chosen,
      late: query.late === 'yes',
      today,
    }
    const totals = await totalsOf(tx, filter)
    const items = await listItems(tx, filter, { limit: pageSize, offset: (query.page - 1) * pageSize })
    const names = await namesFor(tx, items)
    return {
      asked,
      totals,
      mine: own.total,
      lines: await withWaits(
        tx,
        items.map((item) => lineOf(item, deputy, today, names, ctx.lang)),
        ctx.lang,
      ),
      pages: Math.max(1, Math.ceil(totals.total / pageSize)),
      saved: await savedFrom(tx, visitor, ctx.query('saved'), ctx.lang),
    }
  })
  return ctx.page({
    title: words(ctx.lang)('title'),
    current: '/work',
    body: (
      <ItemList
        lang={ctx.lang}
        {...props}
        readsAll={districts.length > 0}
        hands={leads(visitor, homeDistrict(visitor))}
        csrf={ctx.csrf}
        back={listHref(props.asked)}
      />
    ),
  })
}

type Refused = { errors: readonly FormError[]; typed: Partial<Fields> & { done_on?: string } }
const notGiving: GivingRefused = { typed: {}, errors: [], conflict: null }

async function show(
  ctx: Ctx,
  refused: Refused = { errors: [], typed: {} },
  giving: GivingRefused = notGiving,
): Promise<Response> {
  const visitor = ctx.who()
  const { lang } = ctx
  const say = words(lang)
  const props = await ctx.inScope(async (tx) => {
    const item = await itemById(tx, ctx.id('id'))
    mustRead(visitor, item)
    const today = await todayOf(tx, item.district_id)
    const changes = await historyOf(tx, object, item.item_id)
    const names = await namesFor(tx, [item], [...changes.map((one) => one.actor), ...behalfAccounts(changes)])
    return {
      line: lineOf(item, await standingIn(tx, visitor), today, names, lang),
      code: item.code,
      owner: ownerWords(item, names, lang),
      about: names.orgs.get(item.org_id) ?? '',
      begins: item.starts_on ? shortDate(item.starts_on, lang) : null,
      due: item.due_on ? shortDate(item.due_on, lang) : null,
      planned: item.planned_due ? shortDate(item.planned_due, lang) : null,
      planHref: item.kind === 'task' && item.plan !== null ? item.href : null,
      meetingHref: item.source.startsWith('meeting:') ? item.href : null,
      milestoneHref: item.source.startsWith('milestone:') ? item.href : null,
      // The ledger of duties is open to whoever reads the list; another calendar (the board's) to whoever answers for the item.
      ledgerHref:
        item.kind === 'duty' &&
        (item.source.startsWith('duty:') || owns(visitor, item) || leads(visitor, item.district_id))
          ? item.href
          : null,
      done: item.done_on ? shortDate(item.done_on, lang) : null,
      done_on: item.done_on,
      also: item.kind === 'duty' ? await alsoOf(tx, visitor, item, lang) : null,
      shown:
        item.kind === 'task' || item.kind === 'duty' ? await blockOf(tx, visitor, `item:${item.item_id}`, lang) : null,
      chain: await chainNoteOf(tx, visitor, item, today, lang),
      giving: await givingOf(tx, visitor, item, changes, { today, owner: ownerWords(item, names, lang) }),
      listed: item.listed,
      mayDrop: leads(visitor, item.district_id),
      behalf: owned(item) && !owns(visitor, item),
      history: historyView(changes, names, await timeZoneOf(tx, item.district_id), lang),
      saved: await savedFrom(tx, visitor, ctx.query('saved'), lang),
    }
  })
  const { line } = props
  const errors = [...refused.errors, ...giving.errors]
  return ctx.page({
    title: line.title.words,
    current: '/work',
    status: giving.conflict ? 409 : errors.length > 0 ? 422 : 200,
    thread: {
      lang,
      up: [
        { label: say('title'), href: '/work' },
        ...(props.planHref ? [{ label: say('inPlan'), href: props.planHref }] : []),
        ...(props.ledgerHref ? [{ label: say('inLedger'), href: props.ledgerHref }] : []),
        ...(props.meetingHref ? [{ label: say('inMeeting'), href: props.meetingHref }] : []),
        ...(props.milestoneHref ? [{ label: say('toMilestones'), href: props.milestoneHref }] : []),
      ],
      here: { label: line.title.words, note: line.when, ...(props.code ? { code: props.code } : {}) },
      down: [{ label: say('history'), href: '#history' }],
    },
    body: (
      <ItemShow lang={lang} {...props} csrf={ctx.csrf} errors={errors} typed={refused.typed}>
        {props.giving ? <GiveBlock lang={lang} {...props.giving} {...giving} csrf={ctx.csrf} /> : null}
        {props.shown && (props.shown.lines.length > 0 || props.shown.bringHref) ? (
          <ArtefactBlock lang={lang} block={props.shown} />
        ) : null}
        <ChainNote lang={lang} {...props.chain} />
        {props.also ? <Also lang={lang} {...props.also} csrf={ctx.csrf} /> : null}
      </ItemShow>
    ),
  })
}

function errorsOf(problems: readonly Problem[], item: Item, lang: Ctx['lang']): FormError[] {
  const say = words(lang)
  return problems.map(({ field, code }) => ({
    field,
    message: say(`problem.${code}`),
    hint: say(`problem.${code}Hint`, { date: item.starts_on ? shortDate(item.starts_on, lang) : '' }),
  }))
}

async function conflictPage(
  ctx: Ctx,
  outcome: Extract<Outcome, { kind: 'conflict' }>,
  { back, done_on = '' }: { back: string; done_on: string | undefined },
): Promise<Response> {
  const { item, mine, theirs } = outcome
  const { lang } = ctx
  const say = words(lang)
  const told = (fields: Fields, name: keyof Fields) =>
    name === 'state'
      ? say(`state.${fields.state}`)
      : name === 'note'
        ? fields.note || say('nothing')
        : fields.due_on
          ? shortDate(fields.due_on, lang)
          : say('nothing')
  const props = await ctx.inScope(async (tx) => {
    const names = await namesFor(tx, [item], theirs ? [theirs.actor] : [])
    const zone = await timeZoneOf(tx, item.district_id)
    return {
      line: lineOf(item, await standingIn(tx, ctx.who()), await todayOf(tx, item.district_id), names, lang),
      theirs: theirs ? byWhom(theirs, names.accounts, zone, lang) : null,
    }
  })
  const rows = (['state', 'note', 'due_on'] as const)
    .filter((name) => outcome.fields.includes(name) || name === 'state')
    .map((name) => ({ label: say(`field.${name}`), now: told(item, name), mine: told(mine, name) }))
  const dayWords = (day: string | null) => (day ? shortDate(day, lang) : say('nothing'))
  if (done_on !== '' && done_on !== item.done_on)
    rows.push({ label: say('field.done_on'), now: dayWords(item.done_on), mine: dayWords(done_on) })
  return ctx.page({
    title: say('conflictTitle'),
    current: '/work',
    status: 409,
    body: <ItemConflict lang={lang} {...props} rows={rows} mine={{ ...mine, done_on }} csrf={ctx.csrf} back={back} />,
  })
}

function byWhom(
  change: Recorded,
  accounts: ReadonlyMap<number, string>,
  zone: string,
  lang: Ctx['lang'],
): { who: string; at: string } {
  const say = words(lang)
  const { day, time } = instant(change.at, zone, lang)
  return {
    who: change.actor === null ? say('system') : (accounts.get(change.actor) ?? say('somebody')),
    at: `${day}, ${time}`,
  }
}

async function update(ctx: Ctx): Promise<Response> {
  const form = await ctx.form()
  const typed = updateForm.safeParse(form)
  if (!typed.success)
    throw invalid('work/bad-form', 'The form came incomplete.', 'Open the item again and send it from there.')
  const id = ctx.id('id')
  const back = backTo(form.back, `/work/${id}`)
  const outcome = await ctx.inScope((tx) => updateItem(tx, ctx.who(), id, typed.data))
  faultPoint('work/saved')
  if (outcome.kind === 'problems') {
    const { state, note, due_on, done_on } = typed.data
    return show(ctx, {
      errors: errorsOf(outcome.problems, outcome.item, ctx.lang),
      typed: {
        ...(state ? { state } : {}),
        ...(note === undefined ? {} : { note }),
        ...(due_on === undefined ? {} : { due_on }),
        ...(done_on === undefined ? {} : { done_on }),
      },
    })
  }
  if (outcome.kind === 'conflict') return conflictPage(ctx, outcome, { back, done_on: typed.data.done_on })
  return ctx.redirect(outcome.version === null ? back : savedAt(back, id, outcome.version))
}

async function undo(ctx: Ctx): Promise<Response> {
  const form = await ctx.form()
  const version = /^\d{1,9}$/.test(form.version ?? '') ? Number(form.version) : 0
  const id = ctx.id('id')
  const item = await ctx.inScope((tx) => undoItem(tx, ctx.who(), id, version))
  return ctx.redirect(savedAt(backTo(form.back, `/work/${id}`), id, item.version))
}

export const routes: readonly Route[] = [
  { method: 'GET', path: '/work', access: 'signed-in', handle: list },
  { method: 'GET', path: '/work/:id', access: 'signed-in', handle: (ctx) => show(ctx) },
  { method: 'POST', path: '/work/:id', access: 'signed-in', handle: update },
  { method: 'POST', path: '/work/:id/undo', access: 'signed-in', handle: undo },
  ...givingRoutes((ctx, refused) => show(ctx, undefined, refused)),
]
