import type { FormError } from '../../../platform/look/form.tsx'
import type { Ctx, Route } from '../../../platform/web/route.ts'
import { type Lang, read } from '../../../platform/words.ts'
import { todayOf } from '../../people/index.ts'
import type { PlanGraph } from '../../plans/index.ts'
import { chosenPlan } from '../chain/plan-chosen.ts'
import type { Wave } from '../chain/schema.ts'
import { wavesOf } from '../chain/store.ts'
import { WhatIf, type WhatIfProps } from './pages/what-if-show.tsx'
import { worldOf } from './reading.ts'
import { whatIf } from './rules.ts'
import { words } from './say.ts'
import { type Change, whatIfQuery, type WhatIfQuery } from './schema.ts'
import { askedWords, groupsOf } from './view.ts'

/** What the address asks, as a change of this plan, and what of it is not understood. */
function changeIn(
  graph: PlanGraph,
  waves: readonly Wave[],
  asked: WhatIfQuery,
  lang: Lang,
): { change: Change; errors: FormError[] } {
  const say = words(lang)
  const errors: FormError[] = []
  const drops = asked.drop.flatMap((text) => {
    const here = graph.byId(text)
    const found = here ? [here] : graph.byCode(text)
    const [one, second] = found
    if (!one) errors.push({ field: 'drop', message: say('unknown', { code: text }) })
    else if (second) errors.push({ field: 'drop', message: say('several', { code: text }) })
    return one && !second ? [one.id] : []
  })
  const wave = waves.find((one) => one.wave_id === asked.wave)
  if (asked.wave !== undefined && !wave) errors.push({ field: 'wave', message: say('unknownWave') })
  if (wave && asked.days === undefined) errors.push({ field: 'days', message: say('noDays') })
  const known = new Set([
    ...graph.plan.offices.map((one) => `office:${one.id}`),
    ...graph.plan.roles.map((one) => `role:${one.id}`),
  ])
  const roles = asked.role.filter((role) => {
    if (!known.has(role)) errors.push({ field: 'role', message: say('unknownRole', { role }) })
    return known.has(role)
  })
  return {
    errors,
    change: {
      drops: [...new Set(drops)],
      wave: wave && asked.days !== undefined ? { name: wave.name, days: asked.days } : null,
      roles,
    },
  }
}

async function show(ctx: Ctx): Promise<Response> {
  const { lang } = ctx
  const visitor = ctx.who()
  const asked = whatIfQuery.parse(Object.fromEntries(ctx.url.searchParams))
  const props = await ctx.inScope(async (tx): Promise<WhatIfProps> => {
    const { plan, choices } = await chosenPlan(tx, visitor, asked.plan, lang)
    const typed = {
      drop: ctx.query('drop')?.slice(0, 800) ?? '',
      wave: asked.wave === undefined ? '' : String(asked.wave),
      days: ctx.query('days')?.slice(0, 10) ?? '',
      role: asked.role[0] ?? '',
    }
    if (!plan) return { lang, plan, choices, waves: [], roles: [], typed, errors: [], answer: null }
    const { graph } = plan
    const waves = await wavesOf(tx, plan.districtId, plan.slug)
    const { change, errors } = changeIn(graph, waves, asked, lang)
    const isAsked = change.drops.length > 0 || change.wave !== null || change.roles.length > 0
    const world = isAsked ? await worldOf(tx, plan, await todayOf(tx, plan.districtId)) : null
    const found = world ? whatIf(world, change) : []
    return {
      lang,
      plan,
      choices,
      waves: waves.map((wave) => ({ value: String(wave.wave_id), label: wave.name })),
      roles: [
        ...graph.plan.offices.map((one) => ({ value: `office:${one.id}`, label: read(one.name, lang).words })),
        ...graph.plan.roles.map((one) => ({ value: `role:${one.id}`, label: read(one.name, lang).words })),
      ],
      typed,
      errors,
      answer: world
        ? {
            asked: askedWords(world, change, lang),
            breaks: found.filter((one) => one.effect === 'breaks').length,
            weaker: found.filter((one) => one.effect === 'weaker').length,
            groups: groupsOf(world, found, lang),
          }
        : null,
    }
  })
  return ctx.page({
    title: words(lang)('title'),
    current: '/work',
    status: props.errors.length > 0 ? 422 : 200,
    body: <WhatIf {...props} />,
  })
}

/** What if. Stands before the pages of items, whose address takes a number. */
export const whatIfRoutes: readonly Route[] = [
  { method: 'GET', path: '/work/what-if', access: 'signed-in', handle: show },
]
