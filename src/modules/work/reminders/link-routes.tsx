import { shortDate } from '../../../platform/format.ts'
import type { FormError } from '../../../platform/look/form.tsx'
import { attempt } from '../../../platform/web/limits.ts'
import type { Ctx, Route } from '../../../platform/web/route.ts'
import { read } from '../../../platform/words.ts'
import { answeredElsewhere, type Problem } from '../rules.ts'
import { words as itemWords } from '../say.ts'
import { type Item, type Typed, updateForm } from '../schema.ts'
import { actByLink, type Standing, standingOf, stopByLink } from './by-mail.ts'
import { linkDays } from './links.ts'
import { LinkForm, LinkStop, LinkTold, type WayOn } from './pages/link-page.tsx'
import { words } from './say.ts'
import type { LinkVerb } from './schema.ts'

/** So many links that cannot be read from one place in ten minutes, and it has to wait. */
const wrongLinks = { most: 20, seconds: 600 }

const hereOf = (ctx: Ctx): string => `/work/by-mail/${ctx.param('token')}`
/** A page behind the sign-in, for somebody who is signed in or not. */
const wayTo = (ctx: Ctx, href: string): string => (ctx.visitor ? href : `/sign-in?to=${encodeURIComponent(href)}`)

type Told = { title: string; lead: string; status: number; ways: WayOn[]; more?: string }

const tell = (ctx: Ctx, told: Told): Response | Promise<Response> =>
  ctx.page({
    title: told.title,
    status: told.status,
    width: 'text',
    body: (
      <LinkTold title={told.title} lead={told.lead} ways={told.ways}>
        {told.more ? <p>{told.more}</p> : null}
      </LinkTold>
    ),
  })

/** The page of a link that does nothing: why, and where to go. */
function told(ctx: Ctx, standing: Exclude<Standing, { kind: 'act' | 'stop' }>): Response | Promise<Response> {
  const { lang } = ctx
  const say = words(lang)
  const myWork = { label: say('link.myWork'), href: wayTo(ctx, '/work') }
  const openItem = (id: number) => ({ label: say('link.openItem'), href: wayTo(ctx, `/work/${id}`) })
  switch (standing.kind) {
    case 'altered':
      return tell(ctx, { title: say('link.alteredTitle'), lead: say('link.alteredLead'), status: 404, ways: [myWork] })
    case 'late': {
      const lead = say('link.lateLead', { days: linkDays, date: shortDate(standing.day, lang) })
      const ways = standing.item > 0 ? [openItem(standing.item), myWork] : [myWork]
      return tell(ctx, { title: say('link.lateTitle'), lead, status: 410, ways })
    }
    case 'used': {
      const lead = say('link.usedLead', { date: shortDate(standing.day, lang) })
      const more = standing.item ? say('link.usedNow', nowOf(standing.item, lang)) : ''
      return tell(ctx, {
        title: say('link.usedTitle'),
        lead,
        more,
        status: 200,
        ways: [openItem(standing.id), myWork],
      })
    }
    case 'other':
      return tell(ctx, {
        title: say('link.otherTitle'),
        lead: say('link.otherLead', { name: standing.name }),
        status: 403,
        ways: [myWork],
      })
    case 'ended':
      return tell(ctx, { title: say('link.endedTitle'), lead: say('link.endedLead'), status: 410, ways: [myWork] })
    case 'not-yours':
      return tell(ctx, {
        title: say('link.notYoursTitle'),
        lead: say('link.notYoursLead'),
        status: 403,
        ways: [myWork],
      })
    case 'sign-in':
      return tell(ctx, {
        title: say('link.signInTitle'),
        lead: say('link.signInLead'),
        status: 200,
        ways: [{ label: say('link.signIn'), href: `/sign-in?to=${encodeURIComponent(hereOf(ctx))}` }],
      })
  }
}

const nowOf = (item: Item, lang: Ctx['lang']) => ({
  title: read(item.title, lang).words,
  state: itemWords(lang)(`state.${item.state}`),
})

const dueWords = (item: Item, lang: Ctx['lang']): string =>
  item.due_on === null ? '' : itemWords(lang)('due', { date: shortDate(item.due_on, lang) })

type Refused = { errors: readonly FormError[]; changed: boolean; item: Item }

function form(
  ctx: Ctx,
  standing: Extract<Standing, { kind: 'act' }>,
  refused: Refused | null = null,
): Response | Promise<Response> {
  const { lang } = ctx
  const { verb } = standing
  const item = refused?.item ?? standing.item
  const { title, state } = nowOf(item, lang)
  const elsewhere = verb === 'done' ? answeredElsewhere(item) : null
  if (elsewhere)
    return tell(ctx, {
      title,
      lead: words(lang)('link.elsewhere'),
      status: refused ? 422 : 200,
      ways: [
        { label: itemWords(lang)(`do.${elsewhere.at}`), href: wayTo(ctx, elsewhere.href) },
        { label: words(lang)('link.openItem'), href: wayTo(ctx, `/work/${item.item_id}`) },
      ],
    })
  const now = [state, dueWords(item, lang)].filter((part) => part !== '').join(', ')
  return ctx.page({
    title: words(lang)(`link.${verb}`),
    status: refused ? (refused.changed ? 409 : 422) : 200,
    width: 'text',
    body: (
      <LinkForm
        lang={lang}
        action={hereOf(ctx)}
        verb={verb}
        title={read(item.title, lang)}
        state={state}
        when={dueWords(item, lang)}
        version={item.version}
        evidence={item.needs_evidence}
        changed={refused?.changed ? now : null}
        typed={refused ? ctx.typed() : {}}
        errors={refused?.errors ?? []}
        itemHref={wayTo(ctx, `/work/${item.item_id}`)}
        csrf={ctx.csrf}
      />
    ),
  })
}

async function standing(ctx: Ctx): Promise<Standing> {
  const found = await standingOf(ctx.services, ctx.param('token'), ctx.visitor)
  if (found.kind === 'altered')
    await attempt(ctx.services.db, `mail-link:${ctx.address}`, wrongLinks.most, wrongLinks.seconds)
  return found
}

/** Opening a link changes nothing, whoever opens it. */
async function open(ctx: Ctx): Promise<Response> {
  const found = await standing(ctx)
  if (found.kind === 'stop') {
    const { lang } = ctx
    return ctx.page({
      title: words(lang)('link.stopTitle'),
      width: 'text',
      body: <LinkStop lang={lang} action={hereOf(ctx)} csrf={ctx.csrf} />,
    })
  }
  return found.kind === 'act' ? form(ctx, found) : told(ctx, found)
}

/** What a post asks for, by what its link is for: nothing else of a form counts. */
function typedOf(verb: Exclude<LinkVerb, 'stop'>, version: number, fields: Readonly<Record<string, string>>): Typed {
  const note = (fields.note ?? '').trim()
  if (verb === 'date') return { version, due_on: (fields.due_on ?? '').trim() }
  // For something that needs evidence an empty box leaves the note that is there; what it is stuck on has to be said.
  return { version, state: verb, ...(verb === 'stuck' || (verb === 'done' && note !== '') ? { note } : {}) }
}

function errorsOf(problems: readonly Problem[], item: Item, lang: Ctx['lang']): FormError[] {
  const say = itemWords(lang)
  const date = item.starts_on ? shortDate(item.starts_on, lang) : ''
  return problems.map(({ field, code }) => ({
    field,
    message: say(`problem.${code}`),
    hint: say(`problem.${code}Hint`, { date }),
  }))
}

async function act(ctx: Ctx): Promise<Response> {
  const fields = await ctx.form()
  const found = await standing(ctx)
  const { lang } = ctx
  const say = words(lang)
  const myWork = { label: say('link.myWork'), href: wayTo(ctx, '/work') }
  if (found.kind === 'stop') {
    await stopByLink(ctx.services, found)
    return tell(ctx, {
      title: say('link.stoppedTitle'),
      lead: say('link.stoppedLead'),
      status: 200,
      ways: [{ label: say('link.choose'), href: wayTo(ctx, `/work/reminders?district=${found.district}`) }],
    })
  }
  if (found.kind !== 'act') return told(ctx, found)
  const { verb } = found
  const version = updateForm.shape.version.safeParse(fields.version)
  const typed = typedOf(verb, version.success ? version.data : found.item.version, fields)
  if (verb === 'date' && typed.due_on === '')
    return form(ctx, found, {
      errors: errorsOf([{ field: 'due_on', code: 'date' }], found.item, lang),
      changed: false,
      item: found.item,
    })
  const outcome = await actByLink(ctx.services, found, ctx.param('token'), typed)
  if (outcome.kind === 'problems')
    return form(ctx, found, {
      errors: errorsOf(outcome.problems, outcome.item, lang),
      changed: false,
      item: outcome.item,
    })
  if (outcome.kind === 'conflict') return form(ctx, found, { errors: [], changed: true, item: outcome.item })
  if (outcome.kind === 'saved' && ctx.visitor && outcome.version !== null)
    return ctx.redirect(`/work/${outcome.item.item_id}?saved=${outcome.item.item_id}.${outcome.version}`)
  return tell(ctx, {
    title: say('link.savedTitle'),
    lead: say('link.savedLead', nowOf(outcome.item, lang)),
    more: say('link.savedNext'),
    status: 200,
    ways: [{ label: say('link.openItem'), href: wayTo(ctx, `/work/${outcome.item.item_id}`) }, myWork],
  })
}

/** Links of mails: for everybody who brings one. Stand before the pages of items. */
export const linkRoutes: readonly Route[] = [
  { method: 'GET', path: '/work/by-mail/:token', access: 'open', handle: open },
  { method: 'POST', path: '/work/by-mail/:token', access: 'open', handle: act },
]
