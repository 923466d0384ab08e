import { dateIn, now } from '../../../platform/clock.ts'
import { inScope } from '../../../platform/db/scope.ts'
import { shortDate } from '../../../platform/format.ts'
import { historyOf, type Recorded } from '../../../platform/history/history.ts'
import { lastMail, mailCounts, refusing } from '../../../platform/mail/store.ts'
import type { Ctx, Route, Services } from '../../../platform/web/route.ts'
import { accountName, reachOf, systemScope, timeZoneOf, todayOf } from '../../people/index.ts'
import { leads, readable } from '../access.ts'
import { districtAsked, districtChoice, homeDistrict, ledDistrict } from '../reading.ts'
import { keptDistrict } from '../webhooks/access.ts'
import { choiceHeld, mustRule, ruleObject, ruleOf, saveChoice, saveRule } from './actions.ts'
import { bookOfDistrict, digestsNow } from './digests.ts'
import { ReminderChoice } from './pages/reminder-choice.tsx'
import { ReminderRule, type RuleHistory } from './pages/reminder-rule.tsx'
import { words } from './say.ts'
import { choiceForm, type Rule, ruleFields, ruleForm, ruleSchema } from './schema.ts'
import { choiceOf } from './store.ts'
import { lastWords, previewOf, ruleView } from './view.ts'

const monthMs = 30 * 86_400_000

async function show(
  ctx: Ctx,
  refused: { conflict: boolean } | null = null,
  district = districtAsked(ctx.who(), ctx.query('district')),
): Promise<Response> {
  const visitor = ctx.who()
  const { lang } = ctx
  const say = words(lang)
  const reads = readable(visitor).includes(district)
  const props = await ctx.inScope(async (tx) => {
    const { rule } = await ruleOf(tx, district)
    const row = await choiceOf(tx, visitor.account_id, district)
    const today = await todayOf(tx, district)
    const digests = reads
      ? await digestsNow(tx, district, today, rule, await bookOfDistrict(tx, district, today))
      : null
    const last = await lastMail(tx, visitor.account_id)
    const held = choiceHeld(row, rule, visitor.lang)
    const typed = refused ? choiceForm.safeParse(ctx.typed()) : null
    return {
      choice: typed?.success ? typed.data : held,
      version: row?.version ?? 0,
      usual: row === null,
      mail:
        ctx.services.config.mail === null ? ('off' as const) : rule.mail ? ('on' as const) : ('district-off' as const),
      email: (await reachOf(tx, [visitor.account_id])).get(visitor.account_id)?.email ?? '',
      quiet: rule.quiet,
      last: lastWords(last, last ? dateIn(last.at, await timeZoneOf(tx, district)) : '', lang),
      preview: previewOf(digests?.get(visitor.account_id), lang),
      districts: await districtChoice(tx, visitor),
    }
  })
  const errors = refused
    ? [
        {
          field: 'rhythm',
          message: say(refused.conflict ? 'ownConflict' : 'badForm'),
          hint: refused.conflict ? '' : say('badFormHint'),
        },
      ]
    : []
  return ctx.page({
    title: say('title'),
    current: '/work',
    status: refused ? (refused.conflict ? 409 : 422) : 200,
    body: (
      <ReminderChoice
        lang={lang}
        {...props}
        district={district}
        saved={ctx.query('saved') === 'yes'}
        errors={errors}
        csrf={ctx.csrf}
      />
    ),
  })
}

/** The address of a page about a district after a form was saved: without its number where it is the one that the visitor lives by. */
const savedAt = (ctx: Ctx, path: string, district: number): string =>
  `${path}?saved=yes${district === homeDistrict(ctx.who()) ? '' : `&district=${district}`}`

async function save(ctx: Ctx): Promise<Response> {
  const fields = await ctx.form()
  const visitor = ctx.who()
  const district = districtAsked(visitor, fields.district)
  const form = choiceForm.safeParse(fields)
  if (!form.success) return show(ctx, { conflict: false }, district)
  const { version, ...choice } = form.data
  // Somebody without a role has nothing to be reminded of.
  if (!visitor.scope.districts.includes(district)) return ctx.redirect('/work/reminders')
  const kept = await ctx.inScope((tx) => saveChoice(tx, visitor, district, version, choice))
  return kept.kind === 'saved'
    ? ctx.redirect(savedAt(ctx, '/work/reminders', district))
    : show(ctx, { conflict: true }, district)
}

/** How the mails of a district stand. Only for those who lead it: addresses are the system's to read. */
async function outboxOf(services: Services, district: number, lang: Ctx['lang']) {
  const scope = await systemScope(services.db, 'reminders', district)
  return inScope(services.db, scope, async (tx) => {
    const since = new Date(now().getTime() - monthMs)
    const counts = await mailCounts(tx, district, since)
    const refused: string[] = []
    for (const id of await refusing(tx, district, since, 3)) refused.push((await accountName(tx, id)) ?? String(id))
    return { counts: words(lang)('outboxCounts', counts), refused }
  })
}

function historyLine(one: Recorded, who: string, day: string, lang: Ctx['lang']): RuleHistory {
  const say = words(lang)
  const usual = (of: Record<string, unknown>): Rule => ruleSchema.parse(of)
  const kept = (of: Record<string, unknown>) =>
    new Map(
      ruleView(
        usual(Object.fromEntries(ruleFields.flatMap((name) => (name in of ? [[name, of[name]]] : [])))),
        lang,
      ).map((field) => [field.name, field]),
    )
  const was = kept(one.was)
  const changes = [...kept(one.became).values()]
    .filter((field) => was.get(field.name)?.value !== field.value)
    .map((field) =>
      say('fromTo', { field: say(`rule.${field.name}`), was: was.get(field.name)?.words ?? '', became: field.words }),
    )
  return { version: one.version, who, day, iso: one.at.toISOString(), changes }
}

async function showRule(
  ctx: Ctx,
  refused: { conflict: boolean } | null = null,
  district = districtAsked(ctx.who(), ctx.query('district')),
): Promise<Response> {
  const visitor = ctx.who()
  const { lang } = ctx
  const say = words(lang)
  const mayChange = leads(visitor, district)
  const props = await ctx.inScope(async (tx) => {
    const zone = await timeZoneOf(tx, district)
    const history: RuleHistory[] = []
    for (const one of await historyOf(tx, ruleObject, district)) {
      const who = one.actor === null ? null : await accountName(tx, one.actor)
      history.push(historyLine(one, who ?? say('somebody'), shortDate(dateIn(one.at, zone), lang), lang))
    }
    return { ...(await ruleOf(tx, district)), history, districts: await districtChoice(tx, visitor) }
  })
  return ctx.page({
    title: say('ruleTitle'),
    current: '/work',
    status: refused ? (refused.conflict ? 409 : 422) : 200,
    body: (
      <ReminderRule
        lang={lang}
        {...props}
        district={district}
        // A box that is not ticked sends nothing.
        typed={refused ? { mail: '', ...ctx.typed() } : {}}
        conflict={refused?.conflict ?? false}
        mayChange={mayChange}
        keepsHooks={keptDistrict(visitor) === district}
        outbox={mayChange ? await outboxOf(ctx.services, district, lang) : null}
        saved={ctx.query('saved') === 'yes'}
        errors={refused && !refused.conflict ? [{ message: say('badForm'), hint: say('badFormHint') }] : []}
        csrf={ctx.csrf}
      />
    ),
  })
}

async function saveRuleForm(ctx: Ctx): Promise<Response> {
  const visitor = ctx.who()
  const fields = await ctx.form()
  const district = districtAsked(visitor, fields.district, ledDistrict(visitor))
  const form = ruleForm.safeParse(fields)
  mustRule(visitor, district)
  if (!form.success) return showRule(ctx, { conflict: false }, district)
  const kept = await ctx.inScope((tx) => saveRule(tx, visitor, district, form.data.version, form.data.rule))
  return kept.kind === 'saved'
    ? ctx.redirect(savedAt(ctx, '/work/reminders/district', district))
    : showRule(ctx, { conflict: true }, district)
}

/** Reminders. Stand before the pages of items, whose address takes a number. */
export const reminderRoutes: readonly Route[] = [
  { method: 'GET', path: '/work/reminders', access: 'signed-in', handle: (ctx) => show(ctx) },
  { method: 'POST', path: '/work/reminders', access: 'signed-in', handle: save },
  { method: 'GET', path: '/work/reminders/district', access: 'signed-in', handle: (ctx) => showRule(ctx) },
  { method: 'POST', path: '/work/reminders/district', access: 'signed-in', handle: saveRuleForm },
]
