import type { Tx } from '../../../platform/db/database.ts'
import { missing } from '../../../platform/errors.ts'
import { shortDate } from '../../../platform/format.ts'
import type { FormError } from '../../../platform/look/form.tsx'
import type { Ctx, Route } from '../../../platform/web/route.ts'
import { read } from '../../../platform/words.ts'
import { mayAnswer, mayOpenBoard, mayReadBoard, mustAnswer } from '../packet/access.ts'
import { responseObject, saveResponse } from '../packet/responses.ts'
import { needsResponse } from '../packet/rules.ts'
import { type ResponseRow, responseForm } from '../packet/schema.ts'
import { responsesOf, responseTo } from '../packet/store.ts'
import { type FromEdition, fromEdition, publishedFor } from '../published.ts'
import { textOf } from '../schema.ts'
import { formErrors, nameErrors } from './forms.ts'
import { ResponseEdit, ResponseList } from './pages/responses.tsx'
import { callIn, districtFor, historyLines, ownerName, ownerOptions, promisesOf } from './reading.ts'
import { words } from './say.ts'

/** Every promise with its call in the newest published edition that speaks of its measure, and that edition. */
async function calledPromises(tx: Tx, district: number) {
  const promises = await promisesOf(tx, district)
  const published = await publishedFor(
    tx,
    district,
    promises.map((one) => one.definition),
  )
  return {
    newest: published.newest,
    lines: promises.map((promise) => {
      const row = published.of.get(promise.definition) ?? null
      const call = callIn(row?.content ?? null, promise.id)
      return { promise, call, edition: row && call ? fromEdition(row) : null }
    }),
  }
}

/** How many published calls need a response and have none, and the newest edition; null before the first edition is published. */
export async function missingResponses(
  tx: Tx,
  district: number,
): Promise<{ count: number; edition: FromEdition } | null> {
  const { newest, lines } = await calledPromises(tx, district)
  if (!newest) return null
  const answered = new Set((await responsesOf(tx, district)).map((row) => row.promise))
  return {
    count: lines.filter((one) => one.call && needsResponse(one.call) && !answered.has(one.promise.id)).length,
    edition: fromEdition(newest),
  }
}

async function list(ctx: Ctx): Promise<Response> {
  const visitor = ctx.who()
  const { lang } = ctx
  const district = districtFor(visitor, ctx.query('district'), mayOpenBoard)
  const data = await ctx.inScope(async (tx) => {
    const rows = new Map((await responsesOf(tx, district)).map((row) => [row.promise, row]))
    const lines = []
    for (const { promise, call, edition } of (await calledPromises(tx, district)).lines) {
      const row = rows.get(promise.id)
      lines.push({
        promise: promise.id,
        title: promise.title,
        call,
        edition,
        words: row?.words ?? null,
        owner: row ? await ownerName(tx, row.owner_role, row.owner_org, lang) : null,
        by_on: row?.by_on ?? null,
      })
    }
    return { lines, missing: await missingResponses(tx, district) }
  })
  return ctx.page({
    title: words(lang)('responses'),
    current: '/board',
    width: 'wide',
    body: (
      <ResponseList
        lang={lang}
        {...data}
        reads={mayReadBoard(visitor, district)}
        mayAnswer={mayAnswer(visitor, district)}
        saved={ctx.query('saved') === 'yes'}
      />
    ),
  })
}

async function edit(
  ctx: Ctx,
  asked: { district: string | undefined; promise: string },
  errors: readonly FormError[] = [],
  conflict: ResponseRow | null = null,
): Promise<Response> {
  const visitor = ctx.who()
  const { lang } = ctx
  const district = districtFor(visitor, asked.district, mayAnswer)
  mustAnswer(visitor, district)
  const data = await ctx.inScope(async (tx) => {
    const promise = (await promisesOf(tx, district)).find((one) => one.id === asked.promise)
    if (!promise)
      throw missing('publishing/no-such-promise', 'There is no such promise.', 'Choose one from the list of responses.')
    const row = await responseTo(tx, district, promise.id)
    return {
      promise,
      row,
      owners: await ownerOptions(tx, district, lang),
      owner: row ? await ownerName(tx, row.owner_role, row.owner_org, lang) : '',
      history: row ? await historyLines(tx, district, responseObject, row.response_id, lang) : [],
    }
  })
  const { row } = data
  const typed =
    errors.length > 0 || conflict
      ? ctx.typed()
      : row
        ? {
            words_en: row.words.en ?? '',
            words_es: row.words.es ?? '',
            owner: `${row.owner_role}@${row.owner_org}`,
            by_on: row.by_on,
          }
        : {}
  return ctx.page({
    title: words(lang)('response'),
    current: '/board',
    status: errors.length > 0 ? 422 : conflict ? 409 : 200,
    body: (
      <ResponseEdit
        lang={lang}
        csrf={ctx.csrf}
        district={district}
        promise={data.promise.id}
        title={data.promise.title}
        version={row?.version ?? 0}
        owners={data.owners}
        typed={typed}
        errors={errors}
        conflict={
          conflict && row ? [read(row.words, lang).words, data.owner, shortDate(row.by_on, lang)].join(' · ') : null
        }
        history={data.history}
      />
    ),
  })
}

async function save(ctx: Ctx): Promise<Response> {
  const form = await ctx.form()
  const visitor = ctx.who()
  const district = districtFor(visitor, form.district, mayAnswer)
  const asked = { district: String(district), promise: form.promise ?? '' }
  const parsed = responseForm.safeParse(form)
  if (!parsed.success) {
    const say = words(ctx.lang)
    const messages = { words_en: say('needsWords'), owner: say('needsOwner'), by_on: say('needsDate') }
    return edit(ctx, asked, formErrors(parsed.error, messages, say('needsWords')))
  }
  const { promise, version, words_en, words_es, owner, by_on } = parsed.data
  const named = await nameErrors(ctx, district, [
    ['words_en', words_en],
    ['words_es', words_es],
  ])
  if (named.length > 0) return edit(ctx, asked, named)
  const outcome = await ctx.inScope(async (tx) => {
    if (!(await promisesOf(tx, district)).some((one) => one.id === promise))
      throw missing('publishing/no-such-promise', 'There is no such promise.', 'Choose one from the list of responses.')
    return saveResponse(tx, visitor, district, promise, version, {
      words: textOf(words_en, words_es),
      ...owner,
      by_on,
    })
  })
  if (outcome.kind === 'conflict') return edit(ctx, asked, [], outcome.row)
  return ctx.redirect('/board/responses?saved=yes')
}

/** Our response to promises that are behind or missed. */
export const responseRoutes: readonly Route[] = [
  { method: 'GET', path: '/board/responses', access: 'signed-in', handle: list },
  {
    method: 'GET',
    path: '/board/responses/of',
    access: 'signed-in',
    handle: (ctx) => edit(ctx, { district: ctx.query('district'), promise: ctx.query('promise') ?? '' }),
  },
  { method: 'POST', path: '/board/responses', access: 'signed-in', handle: save },
]
