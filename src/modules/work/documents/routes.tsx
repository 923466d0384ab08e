import { invalid } from '../../../platform/errors.ts'
import { shortDate } from '../../../platform/format.ts'
import type { Ctx, Route } from '../../../platform/web/route.ts'
import { read } from '../../../platform/words.ts'
import { todayOf } from '../../people/index.ts'
import { mustKeepDocument, noOffice } from './access.ts'
import {
  type DocumentOutcome,
  editDocument,
  makeDocument,
  moveDocument,
  stillHolds,
  textIn,
  undoDocument,
} from './actions.ts'
import { changedError, documentErrors, type Refused } from './forms.ts'
import { DocumentEdit } from './pages/document-edit.tsx'
import { DocumentList } from './pages/document-list.tsx'
import { documentsListed, enteringDistrict, officesFor, readsDocument } from './reading.ts'
import { detailProblems, reviewProblems } from './rules.ts'
import { words } from './say.ts'
import { detailsForm, type DetailsTyped, listQuery, moveForm } from './schema.ts'
import { show } from './showing.tsx'
import { documentById } from './store.ts'
import { versionRoutes } from './version-routes.tsx'

async function list(ctx: Ctx): Promise<Response> {
  const asked = listQuery.parse(Object.fromEntries(ctx.url.searchParams))
  const props = await ctx.inScope((tx) => documentsListed(tx, ctx.who(), { ...asked, lang: ctx.lang }))
  return ctx.page({
    title: words(ctx.lang)('documents'),
    current: '/work',
    body: <DocumentList lang={ctx.lang} {...props} asked={asked} />,
  })
}

async function newPage(ctx: Ctx, refused: Refused | null = null): Promise<Response> {
  const visitor = ctx.who()
  const { lang } = ctx
  const owners = await ctx.inScope((tx) => officesFor(tx, visitor, enteringDistrict(visitor), lang))
  if (owners.length === 0) throw noOffice()
  const form = refused ? ctx.typed() : {}
  return ctx.page({
    title: words(lang)('newTitle'),
    current: '/work',
    width: 'text',
    status: refused?.status ?? 200,
    body: (
      <DocumentEdit
        lang={lang}
        action="/work/documents"
        version={0}
        owners={owners}
        typed={{
          title: form.title ?? '',
          kind: form.kind ?? 'guidance',
          review_by: form.review_by ?? '',
          owner: form.owner ?? (owners.length === 1 ? (owners[0]?.value ?? '') : ''),
        }}
        now={{}}
        errors={refused?.errors ?? []}
        csrf={ctx.csrf}
      />
    ),
  })
}

async function make(ctx: Ctx): Promise<Response> {
  const visitor = ctx.who()
  const { lang } = ctx
  const form = await ctx.form()
  const typed = detailsForm.parse(form)
  const district = enteringDistrict(visitor)
  const outcome = await ctx.inScope(async (tx) => {
    const owners = await officesFor(tx, visitor, district, lang)
    if (owners.length === 0) throw noOffice()
    const office = /^([a-z_]{1,40})@(\d{1,9})$/.exec(form.owner ?? '')
    const problems = detailProblems(typed, await todayOf(tx, district))
    if (!office || !owners.some((one) => one.value === form.owner)) problems.push({ field: 'owner', code: 'owner' })
    if (problems.length > 0 || !office) return { problems }
    return makeDocument(tx, visitor, {
      district_id: district,
      kind: typed.kind,
      title: textIn(typed.title, lang),
      owner_role: office[1] ?? '',
      owner_org: Number(office[2]),
      review_by: typed.review_by === '' ? null : typed.review_by,
    })
  })
  if ('problems' in outcome) return newPage(ctx, { status: 422, errors: documentErrors(lang, outcome.problems) })
  return ctx.redirect(`/work/documents/${outcome.document.document_id}?saved=${outcome.same ? 'same' : 'yes'}`)
}

/** The form of the details. In: what was typed, when it was refused. */
async function editPage(
  ctx: Ctx,
  typed: DetailsTyped | null = null,
  refused: Refused | null = null,
): Promise<Response> {
  const visitor = ctx.who()
  const { lang } = ctx
  const say = words(lang)
  const document = await ctx.inScope(async (tx) => {
    const document = await documentById(tx, ctx.id('id'))
    mustKeepDocument(visitor, document, await readsDocument(tx, visitor, document))
    return document
  })
  const is = {
    title: read(document.title, lang).words,
    kind: document.kind as string,
    review_by: document.review_by ?? '',
  }
  const now: Record<string, string> = {}
  if (typed && refused?.status === 409) {
    if (typed.title !== is.title) now.title = is.title
    if (typed.kind !== is.kind) now.kind = say(`kind.${document.kind}`)
    if (typed.review_by !== is.review_by)
      now.review_by = document.review_by ? shortDate(document.review_by, lang) : say('nothing')
  }
  return ctx.page({
    title: say('edit'),
    current: '/work',
    width: 'text',
    status: refused?.status ?? 200,
    body: (
      <DocumentEdit
        lang={lang}
        action={`/work/documents/${document.document_id}`}
        version={document.version}
        owners={null}
        typed={{ ...(typed ?? is), owner: '' }}
        now={now}
        errors={refused?.errors ?? []}
        csrf={ctx.csrf}
      />
    ),
  })
}

async function edit(ctx: Ctx): Promise<Response> {
  const { lang } = ctx
  const visitor = ctx.who()
  const typed = detailsForm.parse(await ctx.form())
  const id = ctx.id('id')
  const outcome = await ctx.inScope(async (tx) => {
    const document = await documentById(tx, id)
    mustKeepDocument(visitor, document, await readsDocument(tx, visitor, document))
    // A day of review that is over by now may stay as it is.
    const asked = typed.review_by === document.review_by ? { ...typed, review_by: '' } : typed
    const problems = detailProblems(asked, await todayOf(tx, document.district_id))
    return problems.length > 0 ? { problems } : editDocument(tx, visitor, id, typed, lang)
  })
  if ('problems' in outcome)
    return editPage(ctx, typed, { status: 422, errors: documentErrors(lang, outcome.problems) })
  if (outcome.kind === 'conflict') return editPage(ctx, typed, { status: 409, errors: [changedError(lang)] })
  return ctx.redirect(`/work/documents/${id}?saved=yes`)
}

const answer = (ctx: Ctx, outcome: DocumentOutcome): Response | Promise<Response> =>
  outcome.kind === 'conflict'
    ? show(ctx, { status: 409, errors: [changedError(ctx.lang)] })
    : ctx.redirect(`/work/documents/${outcome.document.document_id}?saved=yes`)

async function move(ctx: Ctx): Promise<Response> {
  const form = await ctx.form()
  const typed = moveForm.safeParse({ ...form, by: form.by === '' ? undefined : form.by })
  if (!typed.success)
    throw invalid('work/bad-form', 'The form came incomplete.', 'Open the item again and send it from there.')
  const { move: asked, reason } = typed.data
  if ((asked === 'send_back' || asked === 'supersede') && reason === '')
    return show(ctx, { status: 422, errors: documentErrors(ctx.lang, [{ field: 'reason', code: 'why' }]) })
  if (reason.length > 500)
    return show(ctx, { status: 422, errors: documentErrors(ctx.lang, [{ field: 'reason', code: 'whyLong' }]) })
  return answer(ctx, await ctx.inScope((tx) => moveDocument(tx, ctx.who(), ctx.id('id'), typed.data)))
}

async function review(ctx: Ctx): Promise<Response> {
  const form = await ctx.form()
  const typed = detailsForm.parse(form)
  const id = ctx.id('id')
  const visitor = ctx.who()
  const outcome = await ctx.inScope(async (tx) => {
    const document = await documentById(tx, id)
    mustKeepDocument(visitor, document, await readsDocument(tx, visitor, document))
    const problems = reviewProblems(typed.review_by, await todayOf(tx, document.district_id))
    if (problems.length > 0) return { problems }
    const review_by = typed.review_by === '' ? null : typed.review_by
    return stillHolds(tx, visitor, id, { version: typed.version, review_by })
  })
  if ('problems' in outcome) return show(ctx, { status: 422, errors: documentErrors(ctx.lang, outcome.problems) })
  return answer(ctx, outcome)
}

async function undo(ctx: Ctx): Promise<Response> {
  const form = await ctx.form()
  const version = /^\d{1,9}$/.test(form.version ?? '') ? Number(form.version) : 0
  await ctx.inScope((tx) => undoDocument(tx, ctx.who(), ctx.id('id'), version))
  return ctx.redirect(`/work/documents/${ctx.id('id')}?saved=yes`)
}

/** Documents. Stand before the pages of items, whose address takes a number. */
export const documentRoutes: readonly Route[] = [
  { method: 'GET', path: '/work/documents', access: 'signed-in', handle: list },
  { method: 'POST', path: '/work/documents', access: 'signed-in', handle: make },
  { method: 'GET', path: '/work/documents/new', access: 'signed-in', handle: (ctx) => newPage(ctx) },
  { method: 'GET', path: '/work/documents/:id', access: 'signed-in', handle: (ctx) => show(ctx) },
  { method: 'POST', path: '/work/documents/:id', access: 'signed-in', handle: edit },
  { method: 'GET', path: '/work/documents/:id/edit', access: 'signed-in', handle: (ctx) => editPage(ctx) },
  { method: 'POST', path: '/work/documents/:id/move', access: 'signed-in', handle: move },
  { method: 'POST', path: '/work/documents/:id/review', access: 'signed-in', handle: review },
  { method: 'POST', path: '/work/documents/:id/undo', access: 'signed-in', handle: undo },
  ...versionRoutes,
]
