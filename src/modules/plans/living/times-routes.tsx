import type { FormError } from '../../../platform/look/form.tsx'
import type { Ctx, Route } from '../../../platform/web/route.ts'
import { mayLoad, mustLoad } from '../access.ts'
import { current } from '../opening.tsx'
import { UnitTimes } from './pages/unit-times.tsx'
import { say } from './say.ts'
import { saveTimes, timesForm, timesOf } from './times.ts'
import { turnKinds } from './turns.ts'

type Typed = Readonly<Record<string, string>>
type Told = { typed?: Typed; errors?: readonly FormError[]; conflict?: boolean }

/** The district whose times the visitor sets. Errors: Forbidden `plans/not-yours`. */
function districtOf(ctx: Ctx): number {
  const visitor = ctx.who()
  const district = visitor.scope.inside.find((id) => mayLoad(visitor, id)) ?? 0
  mustLoad(visitor, district)
  return district
}

async function show(ctx: Ctx, told: Told = {}): Promise<Response> {
  const district = districtOf(ctx)
  const { value, version } = await ctx.inScope((tx) => timesOf(tx, district))
  const errors = told.errors ?? []
  const conflict = told.conflict ?? false
  return ctx.page({
    title: say(ctx.lang)('times'),
    current,
    status: conflict ? 409 : errors.length > 0 ? 422 : 200,
    body: (
      <UnitTimes
        lang={ctx.lang}
        csrf={ctx.csrf}
        version={version}
        now={value}
        typed={told.typed ?? {}}
        errors={errors}
        conflict={conflict}
        done={!conflict && errors.length === 0 && ctx.query('done') === 'yes'}
      />
    ),
  })
}

async function save(ctx: Ctx): Promise<Response> {
  const district = districtOf(ctx)
  const form = await ctx.form()
  const parsed = timesForm.safeParse(form)
  if (!parsed.success) {
    const wrong = new Set(parsed.error.issues.map((issue) => issue.path[0]))
    const message = say(ctx.lang)('e.days')
    return show(ctx, {
      typed: form,
      errors: turnKinds.filter((kind) => wrong.has(kind) || wrong.has('version')).map((field) => ({ field, message })),
    })
  }
  const saved = await ctx.inScope((tx) => saveTimes(tx, ctx.who(), district, parsed.data))
  return saved ? ctx.redirect('/plans/units/times?done=yes') : show(ctx, { typed: form, conflict: true })
}

export const timesRoutes: readonly Route[] = [
  { method: 'GET', path: '/plans/units/times', access: 'signed-in', handle: (ctx) => show(ctx) },
  { method: 'POST', path: '/plans/units/times', access: 'signed-in', handle: save },
]
