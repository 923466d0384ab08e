import { addDays } from '../../../platform/dates.ts'
import type { Tx } from '../../../platform/db/database.ts'
import { shortDate } from '../../../platform/format.ts'
import { historyOf } from '../../../platform/history/history.ts'
import type { FormError } from '../../../platform/look/form.tsx'
import type { Ctx, Route, Visitor } from '../../../platform/web/route.ts'
import { type Lang, read } from '../../../platform/words.ts'
import { timeZoneOf, todayOf } from '../../people/index.ts'
import { usualCalendar, yearOfDay } from '../../plans/index.ts'
import { leads, mayUpdate } from '../access.ts'
import { standingIn } from '../delegation/reading.ts'
import { leadingDistrict } from '../keeping/district.ts'
import { historyLines } from '../keeping/view.ts'
import { namesFor } from '../reading.ts'
import type { Item } from '../schema.ts'
import { ownerWords } from '../view.ts'
import { mayKeep, mustReadDuty } from './access.ts'
import { bookReader, dutyObject, fulfil, settleDuty, startLimit, undoDuty } from './actions.ts'
import { undoKept } from './keep/actions.ts'
import { keepRoutes } from './keep/routes.tsx'
import { undoableVerbs } from './keep/verbs.ts'
import type { AlsoProps } from './pages/also.tsx'
import { DutyList, keepingWords } from './pages/duty-list.tsx'
import { DutyShow } from './pages/duty-show.tsx'
import { entriesOf, itemsByDuty, ledgerOf } from './reading.ts'
import { keeping, resolve, resolved, stretchesOf } from './rules.ts'
import { words } from './say.ts'
import { eventForm, ledgerQuery, settleForm } from './schema.ts'
import { dutyById, fulfilmentsOf, openAround, yearsWithItems } from './store.ts'
import { assumed, cadenceWords, dutyTold, markDate, ruleWords, settledWords } from './view.ts'

/** Days around an occurrence in which another duty may be done with it. */
const near = 45

async function list(ctx: Ctx): Promise<Response> {
  const asked = ledgerQuery.parse(Object.fromEntries(ctx.url.searchParams))
  const mine = asked.office === 'mine'
  const office = typeof asked.office === 'number' ? asked.office : undefined
  const ledger = await ctx.inScope((tx) => ledgerOf(tx, ctx.who(), { year: asked.year, office, mine, lang: ctx.lang }))
  return ctx.page({
    title: words(ctx.lang)('title'),
    current: '/work',
    body: (
      <DutyList
        lang={ctx.lang}
        {...ledger}
        office={office ?? null}
        mine={mine}
        mayEnter={leads(ctx.who(), leadingDistrict(ctx.who()))}
      />
    ),
  })
}

type Refused = { errors: readonly FormError[]; typed: Readonly<Record<string, string>> }

async function show(ctx: Ctx, refused: Refused = { errors: [], typed: {} }): Promise<Response> {
  const visitor = ctx.who()
  const { lang } = ctx
  const say = words(lang)
  const asked = ledgerQuery.parse({ year: ctx.query('year') })
  const props = await ctx.inScope(async (tx) => {
    const duty = await dutyById(tx, ctx.id('id'))
    mustReadDuty(visitor, duty)
    const today = await todayOf(tx, duty.district_id)
    const now = yearOfDay(usualCalendar, today)
    const year = asked.year ?? now
    const { book, closes } = await bookReader(tx, duty.district_id, [year])(duty.org_id)
    const found = resolved(duty, book)
    const items = (await itemsByDuty(tx, duty.district_id, [duty], year)).get(duty.slug) ?? []
    const entries = entriesOf(duty, { year, today, book, closes }, items)
    const changes = await historyOf(tx, dutyObject, duty.duty_id)
    const owners = changes.flatMap((one) => [one.was.owner_org, one.became.owner_org])
    const names = await namesFor(
      tx,
      [duty, ...owners.map((id) => ({ ...duty, owner_org: typeof id === 'number' ? id : null }))],
      changes.map((one) => one.actor),
    )
    const zone = await timeZoneOf(tx, duty.district_id)
    const settled = settledWords(duty.settled, lang)
    const keeps = mayKeep(visitor, duty)
    const asks =
      duty.rule.kind === 'sla'
        ? duty.rule.limit === null
          ? ('limit' as const)
          : null
        : duty.rule.kind === 'words'
          ? ('reading' as const)
          : null
    // Asked without what was settled: the choices stay, so that a choice can be changed.
    const open = resolve(duty.rule, {}, duty.from_date, book)
    const before = stretchesOf(duty).slice(0, -1)
    const facts = [
      {
        label: say('rule'),
        value: ruleWords(duty, found, lang),
        note: [
          duty.rule.kind === 'words' && found.kind === 'recurs' ? say('quoted', { words: duty.rule.words }) : '',
          ...assumed(duty, found, lang),
          settled ? say('settledAs', { what: settled }) : '',
        ]
          .filter(Boolean)
          .join(' '),
      },
      ...before.toReversed().map((one) => ({
        label: say('ruleUntil', { date: shortDate(one.to ?? '', lang) }),
        value: ruleWords(one, resolve(one.rule, one.settled, one.from, book), lang),
      })),
      { label: say('owner'), value: ownerWords(duty, names, lang) },
      { label: say('artefact'), value: duty.artefact ? read(duty.artefact, lang).words : say('noArtefact') },
      {
        label: say('basis'),
        value: [
          duty.basis,
          say('from', { date: shortDate(duty.from_date, lang) }),
          say('grace', { days: duty.grace_days }),
          say(`kept.${duty.kept}`),
        ]
          .filter(Boolean)
          .join(' \u00b7 '),
      },
    ]
    const leader = leads(visitor, duty.district_id)
    const history = historyLines(
      // What it began with stands above, or in the changes after.
      changes.map((one) => (one.verb === 'added' ? { ...one, became: {} } : one)),
      { names, zone, lang },
      dutyTold(book, names, lang, leader),
    )
    return {
      id: duty.duty_id,
      version: duty.version,
      title: read(duty.title, lang),
      facts,
      kept: found.kind === 'open' ? say('toSettleLead') : keepingWords(keeping(entries.map((one) => one.mark)), lang),
      listed: duty.listed,
      year,
      years: [...new Set([...(await yearsWithItems(tx, [duty.district_id])), now, now + 1, year])].toSorted(
        (a, b) => a - b,
      ),
      known: book.known(year),
      today,
      entries,
      settle:
        asks !== null && keeps && open.kind === 'open'
          ? {
              ask: asks,
              choices:
                open.ask === 'reading'
                  ? open.choices.map((one) => ({ value: one, label: cadenceWords(one, lang) }))
                  : [],
              now: duty.settled.reading ?? (duty.settled.limit === undefined ? '' : String(duty.settled.limit)),
            }
          : null,
      event: duty.rule.kind === 'sla' && found.kind === 'sla' && keeps ? read(duty.rule.after, lang).words : null,
      history,
      mayKeep: keeps,
      edit: leader ? `/work/duties/${duty.duty_id}/edit` : null,
      ends:
        duty.to_date === null
          ? null
          : say(duty.to_date < today ? 'endedOn' : 'endsOn', { date: shortDate(duty.to_date, lang) }),
    }
  })
  return ctx.page({
    title: props.title.words,
    current: '/work',
    status: refused.errors.length > 0 ? 422 : 200,
    thread: {
      lang,
      up: [{ label: say('title'), href: '/work/duties' }],
      here: { label: props.title.words },
      down: [{ label: say('history'), href: '#history' }],
    },
    body: (
      <DutyShow
        lang={lang}
        {...props}
        csrf={ctx.csrf}
        errors={refused.errors}
        typed={refused.typed}
        saved={ctx.query('saved') === 'yes'}
      />
    ),
  })
}

const refused = (ctx: Ctx, field: string, message: 'chooseFirst' | 'eventBad'): Promise<Response> => {
  const say = words(ctx.lang)
  return show(ctx, { errors: [{ field, message: say(message), hint: say(`${message}Hint`) }], typed: ctx.typed() })
}

async function settle(ctx: Ctx): Promise<Response> {
  const form = await ctx.form()
  const id = ctx.id('id')
  const typed = settleForm.safeParse(form)
  if (!typed.success || (typed.data.reading === undefined && typed.data.limit === undefined))
    return refused(ctx, 'limit' in form ? 'limit' : 'reading', 'chooseFirst')
  const { version, reading, limit } = typed.data
  const settled = { ...(reading ? { reading } : {}), ...(limit === undefined ? {} : { limit }) }
  await ctx.inScope((tx) => settleDuty(tx, ctx.who(), id, { version, settled }))
  return ctx.redirect(`/work/duties/${id}?saved=yes`)
}

async function undo(ctx: Ctx): Promise<Response> {
  const form = await ctx.form()
  const id = ctx.id('id')
  const version = /^\d{1,9}$/.test(form.version ?? '') ? Number(form.version) : 0
  await ctx.inScope(async (tx) => {
    const change = (await historyOf(tx, dutyObject, id)).find((one) => one.version === version)
    const onPage = (undoableVerbs as readonly string[]).includes(change?.verb ?? '')
    return onPage ? undoKept(tx, ctx.who(), id, version) : undoDuty(tx, ctx.who(), id, version)
  })
  return ctx.redirect(`/work/duties/${id}?saved=yes`)
}

async function happened(ctx: Ctx): Promise<Response> {
  const id = ctx.id('id')
  const typed = eventForm.safeParse(await ctx.form())
  if (!typed.success) return refused(ctx, 'key', 'eventBad')
  await ctx.inScope((tx) => startLimit(tx, ctx.who(), id, typed.data))
  return ctx.redirect(`/work/duties/${id}?saved=yes`)
}

/** What the page of an occurrence says of the duties that it also fulfils. */
export async function alsoOf(
  tx: Tx,
  visitor: Visitor,
  item: Item,
  lang: Lang,
): Promise<Omit<AlsoProps, 'lang' | 'csrf'>> {
  const { by, others } = item.state === 'done' ? await fulfilmentsOf(tx, item.item_id) : { by: null, others: [] }
  const link = (one: Item) => ({ title: read(one.title, lang).words, href: `/work/${one.item_id}` })
  const day = item.due_on
  const deputy = await standingIn(tx, visitor)
  const ready = item.state === 'done' && day !== null && mayUpdate(deputy, item)
  const around = ready ? await openAround(tx, item, addDays(day, -near), addDays(day, near)) : []
  const today = await todayOf(tx, item.district_id)
  return {
    by: by ? link(by) : null,
    others: others.map(link),
    choices: around
      .filter((one) => mayUpdate(deputy, one))
      .slice(0, 12)
      .map((one) => ({
        value: `${one.item_id}.${one.version}`,
        label: read(one.title, lang).words,
        hint: one.due_on ? markDate(one.due_on, today, lang) : '',
      })),
    action: ready ? `/work/${item.item_id}/fulfils` : null,
  }
}

async function fulfils(ctx: Ctx): Promise<Response> {
  const form = await ctx.form()
  const id = ctx.id('id')
  const others = (form.items ?? '')
    .split('\n')
    .map((one) => /^(\d{1,9})\.(\d{1,9})$/.exec(one))
    .filter((one) => one !== null)
    .slice(0, 30)
    .map((one) => ({ id: Number(one[1]), version: Number(one[2]) }))
  const outcomes = await ctx.inScope((tx) => fulfil(tx, ctx.who(), id, others))
  const failed = outcomes.find((one) => one.kind !== 'saved')
  return ctx.redirect(failed ? `/work/${failed.item.item_id}` : `/work/${id}#also`)
}

/** The ledger of duties. Stands before the pages of items, whose address takes a number. */
export const dutyRoutes: readonly Route[] = [
  { method: 'GET', path: '/work/duties', access: 'signed-in', handle: list },
  ...keepRoutes,
  { method: 'GET', path: '/work/duties/:id', access: 'signed-in', handle: (ctx) => show(ctx) },
  { method: 'POST', path: '/work/duties/:id/settle', access: 'signed-in', handle: settle },
  { method: 'POST', path: '/work/duties/:id/undo', access: 'signed-in', handle: undo },
  { method: 'POST', path: '/work/duties/:id/event', access: 'signed-in', handle: happened },
  { method: 'POST', path: '/work/:id/fulfils', access: 'signed-in', handle: fulfils },
]
