import { missing } from '../../../platform/errors.ts'
import type { FormError } from '../../../platform/look/form.tsx'
import type { Ctx, Route } from '../../../platform/web/route.ts'
import { languages } from '../../../platform/words.ts'
import { definitions, nameOf } from '../../indicators/index.ts'
import { formErrors } from '../board/forms.ts'
import { districtFor, historyLines } from '../board/reading.ts'
import { measures } from '../measures.ts'
import { mayOpenBoard, mayReadBoard } from '../packet/access.ts'
import { textOf } from '../schema.ts'
import { mayKeepScorecard, mayReadScorecards } from './access.ts'
import { addMeasure, measureObject, officeById, setEnded, valueObject, writeValue } from './actions.ts'
import { ScorecardList } from './pages/scorecard-list.tsx'
import { ScorecardShow } from './pages/scorecard-show.tsx'
import { scorecardsOf } from './reading.ts'
import { words } from './say.ts'
import { endForm, measureForm, valueForm } from './schema.ts'

const noSuch = () =>
  missing('publishing/no-such-scorecard', 'There is no such office.', 'Choose one from the list of scorecards.')

async function list(ctx: Ctx): Promise<Response> {
  const visitor = ctx.who()
  const district = districtFor(visitor, ctx.query('district'), mayReadScorecards)
  const { cards } = await ctx.inScope((tx) => scorecardsOf(tx, district, ctx.lang))
  return ctx.page({
    title: words(ctx.lang)('title'),
    current: '/board',
    width: 'wide',
    body: (
      <ScorecardList
        lang={ctx.lang}
        cards={cards}
        reads={mayReadBoard(visitor, district)}
        opens={mayOpenBoard(visitor, district)}
      />
    ),
  })
}

async function show(
  ctx: Ctx,
  errors: readonly FormError[] = [],
  conflict: { value: string; version: number } | null = null,
): Promise<Response> {
  const visitor = ctx.who()
  const { lang } = ctx
  const data = await ctx.inScope(async (tx) => {
    const office = await officeById(tx, ctx.id('id'))
    if (!mayReadScorecards(visitor, office.district_id)) throw noSuch()
    const { cards } = await scorecardsOf(tx, office.district_id, lang, office)
    const card = cards[0]
    if (!card) throw noSuch()
    const history = []
    for (const line of card.lines) {
      history.push(...(await historyLines(tx, office.district_id, measureObject, line.measure.office_measure_id, lang)))
      for (const value of line.values)
        history.push(...(await historyLines(tx, office.district_id, valueObject, value.office_value_id, lang)))
    }
    return { office, card, history: history.toSorted((a, b) => (a.on < b.on ? 1 : a.on > b.on ? -1 : 0)).slice(0, 60) }
  })
  return ctx.page({
    title: data.card.office.name,
    current: '/board',
    width: 'wide',
    status: errors.length > 0 ? 422 : conflict ? 409 : 200,
    body: (
      <ScorecardShow
        lang={lang}
        csrf={ctx.csrf}
        card={data.card}
        definitions={measures.map((one) => ({ value: one.id, label: nameOf(definitions[one.id], lang) }))}
        mayKeep={mayKeepScorecard(visitor, data.office.district_id, data.office.org_id)}
        typed={errors.length > 0 || conflict ? ctx.typed() : {}}
        errors={errors}
        conflict={conflict}
        saved={ctx.query('saved') === 'yes'}
        history={data.history}
      />
    ),
  })
}

const back = (ctx: Ctx): Response => ctx.redirect(`/board/scorecards/${ctx.id('id')}?saved=yes`)

async function add(ctx: Ctx): Promise<Response> {
  const parsed = measureForm.safeParse(await ctx.form())
  const say = words(ctx.lang)
  if (!parsed.success) return show(ctx, formErrors(parsed.error, {}, say('needsTitle')))
  const { definition, title_en, title_es, unit, better } = parsed.data
  const known = measures.find((one) => one.id === definition)
  if (definition !== '' && !known) return show(ctx, [{ field: 'definition', message: say('needsTitle') }])
  await ctx.inScope((tx) =>
    addMeasure(
      tx,
      ctx.who(),
      ctx.id('id'),
      known
        ? {
            definition: known.id,
            title: {
              ...Object.fromEntries(languages.map((lang) => [lang, nameOf(definitions[known.id], lang)])),
              source: 'en',
            },
            unit: '',
            better: definitions[known.id].direction === 'lower' ? 'down' : 'up',
          }
        : { definition: null, title: textOf(title_en, title_es), unit, better },
    ),
  )
  return back(ctx)
}

async function value(ctx: Ctx): Promise<Response> {
  const parsed = valueForm.safeParse(await ctx.form())
  const say = words(ctx.lang)
  if (!parsed.success) return show(ctx, formErrors(parsed.error, { on_date: say('needsDay') }, say('needsValue')))
  const outcome = await ctx.inScope((tx) => writeValue(tx, ctx.who(), ctx.id('id'), parsed.data))
  if (outcome.kind === 'conflict')
    return show(ctx, [], { value: String(outcome.row.value), version: outcome.row.version })
  return back(ctx)
}

async function end(ctx: Ctx): Promise<Response> {
  const parsed = endForm.safeParse(await ctx.form())
  if (!parsed.success) return show(ctx)
  await ctx.inScope((tx) => setEnded(tx, ctx.who(), ctx.id('id'), parsed.data.measure, parsed.data.ended === 'yes'))
  return back(ctx)
}

/** Department scorecards: at most twelve measures an office. */
export const scorecardRoutes: readonly Route[] = [
  { method: 'GET', path: '/board/scorecards', access: 'signed-in', handle: list },
  { method: 'GET', path: '/board/scorecards/:id', access: 'signed-in', handle: (ctx) => show(ctx) },
  { method: 'POST', path: '/board/scorecards/:id', access: 'signed-in', handle: add },
  { method: 'POST', path: '/board/scorecards/:id/values', access: 'signed-in', handle: value },
  { method: 'POST', path: '/board/scorecards/:id/end', access: 'signed-in', handle: end },
]
