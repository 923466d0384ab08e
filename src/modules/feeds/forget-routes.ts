import type { Tx } from '../../platform/db/database.ts'
import { progressOf } from '../../platform/db/progress.ts'
import { historyOf } from '../../platform/history/history.ts'
import type { FormError } from '../../platform/look/form.tsx'
import { forbidden, missing, Trouble } from '../../platform/errors.ts'
import type { Ctx, Route, Visitor } from '../../platform/web/route.ts'
import {
  accountName,
  askToForget,
  closeRefused,
  decideForgetting,
  forgettingById,
  forgettingsOf,
  openForgettings,
  timeZoneOf,
} from '../people/index.ts'
import { districtsRun, runFiles } from './access.ts'
import { dayWords, signedIn } from './asking.ts'
import { ForgetListPage } from './pages/forget-list.tsx'
import { ForgetShowPage } from './pages/forget-show.tsx'
import { stepWords, type Word, words } from './say.ts'
import { forgetJob } from './sent-jobs.ts'
import { rewrittenBy } from './store-forget.ts'

const at = '/data/forget'

/** The district that is asked for, else the first in which the visitor holds a role at the district itself. */
function districtOf(ctx: Ctx, asked = ctx.query('district')): number {
  if (asked && /^\d{1,9}$/.test(asked)) return Number(asked)
  const own = ctx.who().roles.find((role) => role.org_id === role.district_id)
  return own?.district_id ?? 0
}

async function list(ctx: Ctx, typed: Record<string, string> = {}, errors: readonly FormError[] = []) {
  const districtId = districtOf(ctx, typed.district ?? ctx.query('district'))
  const found = await ctx.inScope(async (tx) => ({
    may: await openForgettings(tx, ctx.who(), districtId),
    rows: await forgettingsOf(tx, districtId, 100),
    zone: await timeZoneOf(tx, districtId),
  }))
  const say = words(ctx.lang)
  const day = dayWords(ctx, found.zone)
  return ctx.page({
    title: say('forget'),
    current: '/data',
    ...(errors.length > 0 ? { status: 422 } : {}),
    body: ForgetListPage({
      lang: ctx.lang,
      csrf: ctx.csrf,
      districtId,
      mayAsk: found.may.mayAsk,
      typed,
      errors,
      rows: found.rows.map((row) => ({
        id: row.forgetting_id,
        when: day(row.asked_at),
        who: row.asked_name,
        reason: row.reason,
        state: say(`forget_${row.state}`),
      })),
    }),
  })
}

const fields: Readonly<Record<string, Word>> = {
  'people/id-differs': 'forgetDiffers',
  'people/forget-why': 'forgetWhy',
  'people/forget-twice': 'forgetTwice',
}

function told(error: unknown, ctx: Ctx): FormError[] {
  if (!(error instanceof Trouble) || !(error.code in fields)) throw error
  const message = words(ctx.lang)(fields[error.code] ?? 'forgetWhy')
  return [{ message, ...(error.details[0]?.path ? { field: error.details[0].path } : {}) }]
}

async function ask(ctx: Ctx) {
  const visitor = ctx.who()
  const form = await ctx.form()
  const districtId = districtOf(ctx, form.district)
  try {
    const row = await ctx.inScope(async (tx, scope) => {
      const may = await openForgettings(tx, visitor, districtId)
      if (!may.mayAsk)
        throw forbidden(
          'people/not-yours',
          'Your roles do not cover this.',
          'The data steward or the superintendent asks; you may agree or refuse.',
        )
      return askToForget(tx, scope, {
        districtId,
        externalId: form.student_id ?? '',
        again: form.again ?? '',
        reason: form.reason ?? '',
        name: visitor.name,
      })
    })
    return ctx.redirect(`${at}/${row.forgetting_id}`)
  } catch (error) {
    return list(ctx, form, told(error, ctx))
  }
}

const noSuch = () =>
  missing('people/no-forgetting', 'There is no such request.', 'It may belong to another district. Open the list.')

/** Opens one request: in the first district in which the visitor may decide and that has it. */
async function opened(tx: Tx, visitor: Visitor, id: number) {
  for (const district of new Set(visitor.roles.map((role) => role.district_id))) {
    try {
      const may = await openForgettings(tx, visitor, district)
      const row = await forgettingById(tx, id)
      if (row) return { row, may }
    } catch (error) {
      if (!(error instanceof Trouble && error.kind === 'Forbidden')) throw error
    }
  }
  throw noSuch()
}

/** Who may follow the work on a request; null when the subject is another one. */
export async function watchForgetting(tx: Tx, visitor: Visitor, subject: string): Promise<boolean | null> {
  const id = /^forget:(\d{1,9})$/.exec(subject)?.[1]
  if (id === undefined) return null
  return opened(tx, visitor, Number(id)).then(
    () => true,
    () => false,
  )
}

async function show(ctx: Ctx) {
  const visitor = ctx.who()
  const id = ctx.id('id')
  const found = await ctx.inScope(async (tx) => {
    const { row, may } = await opened(tx, visitor, id)
    const history = []
    const zone = await timeZoneOf(tx, row.district_id)
    const day = dayWords(ctx, zone)
    for (const one of await historyOf(tx, 'people.forgetting', id))
      history.push({
        when: day(one.at),
        who: one.actor === null ? one.actor_name : ((await accountName(tx, one.actor)) ?? one.actor_name),
        what: one.verb,
      })
    const runs = districtsRun(visitor).includes(row.district_id)
    if (runs) await runFiles(tx, visitor, row.district_id)
    return { row, may, history, day, rewritten: runs ? await rewrittenBy(tx, id) : [] }
  })
  const progress = await progressOf(ctx.services.db, `forget:${id}`)
  const { row } = found
  return ctx.page({
    title: words(ctx.lang)('forget'),
    current: '/data',
    width: 'wide',
    ...(row.state === 'running' ? { refresh: 3 } : {}),
    body: ForgetShowPage({
      lang: ctx.lang,
      csrf: ctx.csrf,
      row,
      day: found.day,
      mayDecide: row.state === 'asked' && row.asked_by !== visitor.account_id,
      own: row.asked_by === visitor.account_id,
      history: found.history,
      rewritten: found.rewritten,
      progress: {
        percent: progress && progress.total > 0 ? (100 * progress.done) / progress.total : null,
        step: (progress && stepWords(progress.step, ctx.lang)) ?? '',
      },
    }),
  })
}

function decide(agree: boolean) {
  return async (ctx: Ctx) => {
    const visitor = ctx.who()
    const form = await ctx.form()
    const id = ctx.id('id')
    const row = await ctx.inScope(async (tx, scope) => {
      await opened(tx, visitor, id)
      const after = await decideForgetting(tx, scope, id, Number(form.version) || 0, agree, visitor.name)
      if (agree) await ctx.services.queue.send(tx, forgetJob, { district_id: after.district_id, forgetting_id: id })
      return after
    })
    if (!agree) await closeRefused(ctx.services.db, row.district_id, id)
    return ctx.redirect(`${at}/${id}`)
  }
}

export const forgetRoutes: readonly Route[] = [
  signedIn('GET', at, (ctx) => list(ctx)),
  signedIn('POST', at, ask),
  signedIn('GET', `${at}/:id`, show),
  signedIn('POST', `${at}/:id/agree`, decide(true)),
  signedIn('POST', `${at}/:id/refuse`, decide(false)),
]
