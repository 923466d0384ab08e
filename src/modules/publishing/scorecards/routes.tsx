import type { Tx } from '../../../platform/db/database.ts'
import { missing } from '../../../platform/errors.ts'
import { historiesOf } from '../../../platform/history/history.ts'
import type { FormError } from '../../../platform/look/form.tsx'
import type { Ctx, Route } from '../../../platform/web/route.ts'
import { type Lang, languages, read } from '../../../platform/words.ts'
import { definitions, nameOf } from '../../indicators/index.ts'
import { formErrors, nameErrors } from '../board/forms.ts'
import { districtFor, type HistoryLine, linesOf } from '../board/reading.ts'
import { measures } from '../measures.ts'
import { mayOpenBoard, mayReadBoard } from '../packet/access.ts'
import { textOf } from '../schema.ts'
import { mayKeepScorecard, mayReadScorecards, mustKeepScorecard } from './access.ts'
import { addMeasure, measureObject, officeById, setEnded, valueObject, writeValue } from './actions.ts'
import { ScorecardList } from './pages/scorecard-list.tsx'
import { ScorecardShow } from './pages/scorecard-show.tsx'
import { type Scorecard, scorecardsOf } from './reading.ts'
import { words } from './say.ts'
import { endForm, measureForm, valueForm } from './schema.ts'
import { valuesOf } from './store.ts'

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
    return { office, card, history: await historyOfCard(tx, office, card, lang) }
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

/** Who changed what of all measures of an office, those that ended too: newest first, each line with the name of its measure. */
async function historyOfCard(
  tx: Tx,
  office: { org_id: number; district_id: number },
  card: Scorecard,
  lang: Lang,
): Promise<HistoryLine[]> {
  const all = [...card.lines.map((line) => line.measure), ...card.ended]
  const values = await valuesOf(tx, office.district_id, office.org_id)
  const ofMeasures = await historiesOf(
    tx,
    measureObject,
    all.map((one) => one.office_measure_id),
  )
  const ofValues = await historiesOf(
    tx,
    valueObject,
    values.map((one) => one.office_value_id),
  )
  const lines: { at: number; line: HistoryLine }[] = []
  for (const measure of all) {
    const id = measure.office_measure_id
    const changes = [
      ...(ofMeasures.get(String(id)) ?? []),
      ...values
        .filter((one) => one.office_measure_id === id)
        .flatMap((one) => ofValues.get(String(one.office_value_id)) ?? []),
    ]
    const told = await linesOf(tx, office.district_id, changes, lang)
    const name = read(measure.title, lang).words
    told.forEach((line, place) =>
      lines.push({
        at: changes[place]?.change_id ?? 0,
        line: { ...line, what: [name, line.what].filter(Boolean).join(': ') },
      }),
    )
  }
  return lines.toSorted((a, b) => b.at - a.at).map((one) => one.line)
}

const back = (ctx: Ctx): Response => ctx.redirect(`/board/scorecards/${ctx.id('id')}?saved=yes`)

async function add(ctx: Ctx): Promise<Response> {
  const parsed = measureForm.safeParse(await ctx.form())
  const say = words(ctx.lang)
  if (!parsed.success) return show(ctx, formErrors(parsed.error, {}, say('needsTitle')))
  const { definition, title_en, title_es, unit, better } = parsed.data
  const known = measures.find((one) => one.id === definition)
  if (definition !== '' && !known) return show(ctx, [{ field: 'definition', message: say('needsTitle') }])
  if (!known) {
    const { org_id, district_id } = await ctx.inScope((tx) => officeById(tx, ctx.id('id')))
    mustKeepScorecard(ctx.who(), district_id, org_id)
    const named = await nameErrors(ctx, district_id, [
      ['title_en', title_en],
      ['title_es', title_es],
      ['unit', unit],
    ])
    if (named.length > 0) return show(ctx, named)
  }
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
