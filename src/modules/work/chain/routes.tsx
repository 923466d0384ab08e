import { invalid } from '../../../platform/errors.ts'
import { shortDate } from '../../../platform/format.ts'
import type { FormError } from '../../../platform/look/form.tsx'
import type { Tx } from '../../../platform/db/database.ts'
import type { Ctx, Route, Visitor } from '../../../platform/web/route.ts'
import { type Lang, read } from '../../../platform/words.ts'
import { todayOf } from '../../people/index.ts'
import { leads, mustRead } from '../access.ts'
import { homeDistrict } from '../reading.ts'
import { words as itemWords } from '../say.ts'
import type { Item } from '../schema.ts'
import { itemById } from '../store.ts'
import { mustReadWave } from './access.ts'
import { addWait, endWait, moveWave, undoWait, undoWave, type WaitProblem } from './actions.ts'
import type { ChainNoteProps } from './pages/chain-note.tsx'
import { ChainShow } from './pages/chain-show.tsx'
import { MajorsShow } from './pages/majors-show.tsx'
import { WaveShow } from './pages/wave-show.tsx'
import { WavesShow } from './pages/waves-show.tsx'
import { chosenPlan } from './plan-chosen.ts'
import { chainOfItem } from './reading.ts'
import { majorLines, waveLines, waveShown } from './rollup.ts'
import { words } from './say.ts'
import { endForm, undoForm, waitForm, waveForm } from './schema.ts'
import { waveById } from './store.ts'
import { called } from './waiting.ts'

type Refused = { errors: readonly FormError[]; typed: Readonly<Record<string, string>> }
const fine: Refused = { errors: [], typed: {} }

const incomplete = () =>
  invalid('work/bad-form', 'The form came incomplete.', 'Open the item again and send it from there.')

/** A change as an address names it: `12.3`. */
function savedIn(text: string | undefined): { id: number; version: number } | null {
  const found = /^(\d{1,9})\.(\d{1,9})$/.exec(text ?? '')
  return found ? { id: Number(found[1]), version: Number(found[2]) } : null
}

/** What the page of an item says of what it waits for. */
export async function chainNoteOf(
  tx: Tx,
  visitor: Visitor,
  item: Item,
  today: string,
  lang: Lang,
): Promise<Omit<ChainNoteProps, 'lang'>> {
  const say = words(lang)
  const { told, forecast } = await chainOfItem(tx, visitor, item, today, lang)
  return {
    id: item.item_id,
    told,
    forecast:
      forecast === null || forecast.finish === null
        ? []
        : [
            [
              say('forecastEnds', { date: forecast.finish }),
              forecast.late > 0 ? say('forecastLate', { days: forecast.late }) : say('forecastFits'),
            ].join(' '),
          ],
  }
}

async function show(ctx: Ctx, refused: Refused = fine): Promise<Response> {
  const { lang } = ctx
  const visitor = ctx.who()
  const id = ctx.id('id')
  const { item, told } = await ctx.inScope(async (tx) => {
    const item = await itemById(tx, id)
    mustRead(visitor, item)
    return { item, told: await chainOfItem(tx, visitor, item, await todayOf(tx, item.district_id), lang) }
  })
  const title = read(item.title, lang).words
  return ctx.page({
    title: `${words(lang)('title')}: ${title}`,
    current: '/work',
    status: refused.errors.length > 0 ? 422 : 200,
    thread: {
      lang,
      up: [{ label: itemWords(lang)('title'), href: '/work' }],
      here: { label: title, href: `/work/${id}`, ...(item.code ? { code: item.code } : {}) },
      down: [],
    },
    body: <ChainShow lang={lang} id={id} {...told} {...refused} csrf={ctx.csrf} saved={savedIn(ctx.query('saved'))} />,
  })
}

function errorsOf(problems: readonly WaitProblem[], lang: Lang): FormError[] {
  const say = words(lang)
  return problems.map((one) => {
    const ring =
      one.code === 'ring'
        ? one.ring
            .slice(0, -1)
            .map((item, at) => {
              const needs = one.ring[at + 1]
              return needs ? say('ringStep', { item: called(item, lang), needs: called(needs, lang) }) : ''
            })
            .join(', ')
        : ''
    return { field: one.field, message: say(`problem.${one.code}`, { ring }), hint: say(`problem.${one.code}Hint`) }
  })
}

async function addOne(ctx: Ctx): Promise<Response> {
  const form = await ctx.form()
  const typed = waitForm.parse(form)
  const id = ctx.id('id')
  const outcome = await ctx.inScope((tx) => addWait(tx, ctx.who(), id, typed))
  if (outcome.kind === 'problems')
    return show(ctx, { errors: errorsOf(outcome.problems, ctx.lang), typed: ctx.typed() })
  const { dependency_id, version } = outcome.dependency
  return ctx.redirect(`/work/${id}/chain?saved=${dependency_id}.${version}`)
}

const changeOne = (verb: typeof endWait) => async (ctx: Ctx) => {
  const typed = endForm.safeParse(await ctx.form())
  if (!typed.success) throw incomplete()
  const id = ctx.id('id')
  const row = await ctx.inScope(async (tx) => {
    mustRead(ctx.who(), await itemById(tx, id))
    return verb(tx, ctx.who(), typed.data.dependency, typed.data.version)
  })
  return ctx.redirect(`/work/${id}/chain?saved=${row.dependency_id}.${row.version}`)
}

async function waves(ctx: Ctx): Promise<Response> {
  const { lang } = ctx
  const visitor = ctx.who()
  const props = await ctx.inScope(async (tx) => {
    const { plan, choices } = await chosenPlan(tx, visitor, ctx.query('plan'), lang)
    const today = await todayOf(tx, plan?.districtId ?? homeDistrict(visitor))
    return { plan, choices, waves: plan ? await waveLines(tx, plan, today, lang) : [] }
  })
  return ctx.page({
    title: words(lang)('waves'),
    current: '/work',
    width: 'wide',
    body: <WavesShow lang={lang} {...props} />,
  })
}

async function showWave(ctx: Ctx, refused: Refused = fine, conflict: string | null = null): Promise<Response> {
  const { lang } = ctx
  const visitor = ctx.who()
  const props = await ctx.inScope(async (tx) => {
    const wave = await waveById(tx, ctx.id('wave'))
    mustReadWave(visitor, wave)
    const shown = await waveShown(tx, wave, await todayOf(tx, wave.district_id), lang)
    return { ...shown, mayMove: leads(visitor, wave.district_id) && wave.listed }
  })
  return ctx.page({
    title: props.wave.name,
    current: '/work',
    status: conflict !== null ? 409 : refused.errors.length > 0 ? 422 : 200,
    thread: {
      lang,
      up: [
        { label: itemWords(lang)('title'), href: '/work' },
        { label: words(lang)('waves'), href: `/work/waves?plan=${encodeURIComponent(props.slug)}` },
      ],
      here: { label: props.wave.name },
      down: [],
    },
    body: (
      <WaveShow
        lang={lang}
        {...props}
        {...refused}
        conflict={conflict}
        csrf={ctx.csrf}
        saved={ctx.query('saved') === 'yes'}
      />
    ),
  })
}

async function move(ctx: Ctx): Promise<Response> {
  const typed = waveForm.safeParse(await ctx.form())
  if (!typed.success) throw incomplete()
  const { lang } = ctx
  const say = words(lang)
  const id = ctx.id('wave')
  const outcome = await ctx.inScope((tx) => moveWave(tx, ctx.who(), id, typed.data))
  if (outcome.kind === 'conflict') {
    const { begins_on } = outcome.wave
    const now = begins_on === null ? say('noDay') : shortDate(begins_on, lang)
    return showWave(ctx, { errors: [], typed: ctx.typed() }, now)
  }
  if (outcome.kind === 'problems')
    return showWave(ctx, {
      errors: outcome.problems.map(({ field, code }) => ({
        field,
        message: say(`problem.${code}`),
        hint: say(`problem.${code}Hint`),
      })),
      typed: ctx.typed(),
    })
  return ctx.redirect(`/work/waves/${id}${outcome.changed ? '?saved=yes' : ''}`)
}

async function undoMove(ctx: Ctx): Promise<Response> {
  const typed = undoForm.safeParse(await ctx.form())
  if (!typed.success) throw incomplete()
  const id = ctx.id('wave')
  await ctx.inScope((tx) => undoWave(tx, ctx.who(), id, typed.data.version))
  return ctx.redirect(`/work/waves/${id}?saved=yes`)
}

async function majors(ctx: Ctx): Promise<Response> {
  const { lang } = ctx
  const visitor = ctx.who()
  const props = await ctx.inScope(async (tx) => {
    const { plan, choices } = await chosenPlan(tx, visitor, ctx.query('plan'), lang)
    const today = await todayOf(tx, plan?.districtId ?? homeDistrict(visitor))
    return { plan, choices, majors: plan ? await majorLines(tx, plan, today, lang) : [] }
  })
  return ctx.page({
    title: words(lang)('majors'),
    current: '/work',
    width: 'wide',
    body: <MajorsShow lang={lang} {...props} />,
  })
}

/** What waits for what, waves, major actions. Stands before the pages of items, whose address takes a number. */
export const chainRoutes: readonly Route[] = [
  { method: 'GET', path: '/work/waves', access: 'signed-in', handle: waves },
  { method: 'GET', path: '/work/waves/:wave', access: 'signed-in', handle: (ctx) => showWave(ctx) },
  { method: 'POST', path: '/work/waves/:wave', access: 'signed-in', handle: move },
  { method: 'POST', path: '/work/waves/:wave/undo', access: 'signed-in', handle: undoMove },
  { method: 'GET', path: '/work/majors', access: 'signed-in', handle: majors },
  { method: 'GET', path: '/work/:id/chain', access: 'signed-in', handle: (ctx) => show(ctx) },
  { method: 'POST', path: '/work/:id/chain', access: 'signed-in', handle: addOne },
  { method: 'POST', path: '/work/:id/chain/end', access: 'signed-in', handle: changeOne(endWait) },
  { method: 'POST', path: '/work/:id/chain/undo', access: 'signed-in', handle: changeOne(undoWait) },
]
