import type { FormError } from '../../../platform/look/form.tsx'
import type { Ctx, Route } from '../../../platform/web/route.ts'
import { todayOf } from '../../people/index.ts'
import { mustKeepArtefact, notToBring } from './access.ts'
import { bring, checkBring, type Kept, renew } from './actions.ts'
import { type As, ArtefactNew } from './pages/artefact-new.tsx'
import { bringHref } from './reading.ts'
import { type BringProblem, linkOf, typedProblems } from './rules.ts'
import { words } from './say.ts'
import { bringForm, type BringTyped, type Content } from './schema.ts'
import { artefactById } from './store.ts'
import { bringsFor, subjectTold } from './subjects.ts'
import { largest, mustFit, takeFile } from './take.ts'

const mb = Math.floor(largest / 2 ** 20)

/** What is wrong with what somebody brought, as the form says it. */
export const bringErrors = (ctx: Ctx, problems: readonly BringProblem[]): FormError[] => {
  const say = words(ctx.lang)
  return problems.map(({ field, code }) => ({
    field,
    message: say(`problem.${code}`, { mb }),
    hint: say(`problem.${code}Hint`, { mb }),
  }))
}

type Refused = { status: 409 | 422; errors: readonly FormError[]; typed: BringTyped }

const asked = (ctx: Ctx): As => (ctx.query('as') === 'link' ? 'link' : 'file')

/** The form that brings something new for a subject. */
async function newPage(ctx: Ctx, subject: string, as: As, refused: Refused | null = null): Promise<Response> {
  const visitor = ctx.who()
  const { lang } = ctx
  const say = words(lang)
  const { on, today } = await ctx.inScope(async (tx) => {
    const on = await subjectTold(tx, visitor, subject, lang)
    if (!(await bringsFor(tx, visitor, on))) throw notToBring()
    return { on, today: await todayOf(tx, on.district_id) }
  })
  return ctx.page({
    title: say('newTitle'),
    current: '/work',
    status: refused?.status ?? 200,
    width: 'text',
    body: (
      <ArtefactNew
        lang={lang}
        as={as}
        on={on.title}
        action="/work/artefacts"
        hrefs={{ file: bringHref(subject), link: bringHref(subject, 'link') }}
        hidden={{ subject }}
        renews={false}
        typed={refused?.typed ?? { title: '', made_on: today, url: '' }}
        errors={refused?.errors ?? []}
        mb={mb}
        csrf={ctx.csrf}
      />
    ),
  })
}

/** The form that brings a newer version. */
async function renewPage(ctx: Ctx, as: As, refused: Refused | null = null): Promise<Response> {
  const { lang } = ctx
  const { artefact, today } = await ctx.inScope(async (tx) => {
    const artefact = await artefactById(tx, ctx.id('id'))
    mustKeepArtefact(ctx.who(), artefact)
    return { artefact, today: await todayOf(tx, artefact.district_id) }
  })
  const page = `/work/artefacts/${artefact.artefact_id}`
  return ctx.page({
    title: words(lang)('renewTitle'),
    current: '/work',
    status: refused?.status ?? 200,
    width: 'text',
    body: (
      <ArtefactNew
        lang={lang}
        as={as}
        on={{ words: artefact.title, lang }}
        action={page}
        hrefs={{ file: `${page}/renew`, link: `${page}/renew?as=link` }}
        hidden={{}}
        version={artefact.version}
        renews={true}
        typed={refused?.typed ?? { title: artefact.title, made_on: today, url: '' }}
        errors={refused?.errors ?? []}
        mb={mb}
        csrf={ctx.csrf}
      />
    ),
  })
}

type Came = { typed: BringTyped; subject: string } & (
  | { kind: 'problems'; problems: readonly BringProblem[] }
  | { kind: 'new'; id: number; same: boolean }
  | { kind: 'renewed'; outcome: Kept }
)

/** Looks at what was typed, takes the content, writes the rows: for a new artefact (null) or a newer version of one. */
async function takeIn(
  ctx: Ctx,
  id: number | null,
  fields: Readonly<Record<string, string>>,
  content: () => Promise<{ content: Content } | { field: BringProblem['field']; wrong: BringProblem['code'] }>,
): Promise<Came> {
  const visitor = ctx.who()
  const typed = bringForm.parse(fields)
  const subject = fields.subject ?? ''
  const problems = await ctx.inScope(async (tx) => {
    if (id === null) return (await checkBring(tx, visitor, subject, typed)).problems
    const artefact = await artefactById(tx, id)
    mustKeepArtefact(visitor, artefact)
    return typedProblems(typed, await todayOf(tx, artefact.district_id))
  })
  if (problems.length > 0) return { kind: 'problems', typed, subject, problems }
  const taken = await content()
  if ('wrong' in taken)
    return { kind: 'problems', typed, subject, problems: [{ field: taken.field, code: taken.wrong }] }
  return ctx.inScope(
    async (tx): Promise<Came> =>
      id === null
        ? { kind: 'new', typed, subject, ...(await bring(tx, visitor, subject, typed, taken.content)) }
        : { kind: 'renewed', typed, subject, outcome: await renew(tx, visitor, id, typed, taken.content) },
  )
}

async function answer(ctx: Ctx, came: Came, as: As, id: number | null): Promise<Response> {
  const say = words(ctx.lang)
  const page = (refused: Refused) =>
    id === null ? newPage(ctx, came.subject, as, refused) : renewPage(ctx, as, refused)
  if (came.kind === 'problems') return page({ status: 422, errors: bringErrors(ctx, came.problems), typed: came.typed })
  if (came.kind === 'new') return ctx.redirect(`/work/artefacts/${came.id}?saved=${came.same ? 'same' : 'new'}`)
  if (came.outcome.kind === 'conflict')
    return page({
      status: 409,
      errors: [{ message: say('problem.changed'), hint: say('problem.changedHint') }],
      typed: came.typed,
    })
  return ctx.redirect(`/work/artefacts/${came.outcome.artefact.artefact_id}?saved=saved`)
}

/** Takes a form with a file. */
const addFile = (of: (ctx: Ctx) => number | null) => async (ctx: Ctx) => {
  mustFit(ctx.request)
  const id = of(ctx)
  const came = await ctx.upload(async (fields, file) => {
    const found = await takeIn(ctx, id, fields, async () => {
      const taken = await takeFile(ctx.services, file)
      return 'wrong' in taken ? { field: 'file', wrong: taken.wrong } : taken
    })
    // Where the form was wrong, the file is let pass unread.
    file.body.resume()
    return found
  })
  return answer(ctx, came, 'file', id)
}

/** Takes a form with an address. */
const addLink = (of: (ctx: Ctx) => number | null) => async (ctx: Ctx) => {
  const fields = await ctx.form()
  const id = of(ctx)
  const came = await takeIn(ctx, id, fields, async () => {
    const content = linkOf(fields.url?.trim() ?? '')
    return content ? { content } : { field: 'url', wrong: 'link' }
  })
  return answer(ctx, came, 'link', id)
}

const fresh = () => null
const byId = (ctx: Ctx) => ctx.id('id')

export const uploadRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/work/artefacts/new',
    access: 'signed-in',
    handle: (ctx) => newPage(ctx, ctx.query('subject') ?? '', asked(ctx)),
  },
  { method: 'POST', path: '/work/artefacts/file', access: 'signed-in', handle: addFile(fresh) },
  { method: 'POST', path: '/work/artefacts/link', access: 'signed-in', handle: addLink(fresh) },
  {
    method: 'GET',
    path: '/work/artefacts/:id/renew',
    access: 'signed-in',
    handle: (ctx) => renewPage(ctx, asked(ctx)),
  },
  { method: 'POST', path: '/work/artefacts/:id/file', access: 'signed-in', handle: addFile(byId) },
  { method: 'POST', path: '/work/artefacts/:id/link', access: 'signed-in', handle: addLink(byId) },
]
