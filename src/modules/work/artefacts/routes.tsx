import { Readable } from 'node:stream'
import { missing } from '../../../platform/errors.ts'
import { historyOf } from '../../../platform/history/history.ts'
import type { FormError } from '../../../platform/look/form.tsx'
import { downloadHeaders } from '../../../platform/web/headers.ts'
import type { Ctx, Route } from '../../../platform/web/route.ts'
import { maySign, mayErase, mayKeepArtefact, mustReadArtefact } from './access.ts'
import { artefactObject, type Kept, remove, sign, undoArtefact } from './actions.ts'
import { ArtefactList } from './pages/artefact-list.tsx'
import { ArtefactShow } from './pages/artefact-show.tsx'
import { EvidenceList } from './pages/evidence-list.tsx'
import { evidenceOf, listed, tellingFor } from './reading.ts'
import { words } from './say.ts'
import { removeForm, signForm } from './schema.ts'
import { artefactById, subjectsOf, versionsOf } from './store.ts'
import { attachedTo } from './subjects.ts'
import { evidenceFiles } from './take.ts'
import { uploadRoutes } from './upload-routes.tsx'
import { artefactLine, historyView, versionLine } from './view.ts'

async function list(ctx: Ctx): Promise<Response> {
  const { lang } = ctx
  const props = await ctx.inScope((tx) => listed(tx, ctx.who(), lang))
  return ctx.page({
    title: words(lang)('artefacts'),
    current: '/work',
    body: <ArtefactList lang={lang} {...props} />,
  })
}

async function evidence(ctx: Ctx): Promise<Response> {
  const { lang } = ctx
  const props = await ctx.inScope((tx) => evidenceOf(tx, ctx.who(), lang))
  return ctx.page({
    title: words(lang)('evidence'),
    current: '/work',
    body: <EvidenceList lang={lang} {...props} />,
  })
}

type Refused = { status: 409 | 422; errors: readonly FormError[]; typed: Readonly<Record<string, string>> }
const savedNotes = ['new', 'same', 'saved'] as const

async function show(ctx: Ctx, refused: Refused | null = null): Promise<Response> {
  const visitor = ctx.who()
  const { lang } = ctx
  const say = words(lang)
  const props = await ctx.inScope(async (tx) => {
    const artefact = await artefactById(tx, ctx.id('id'))
    mustReadArtefact(visitor, artefact)
    const versions = await versionsOf(tx, artefact.artefact_id)
    const changes = await historyOf(tx, artefactObject, artefact.artefact_id)
    const telling = await tellingFor(
      tx,
      artefact.district_id,
      versions,
      lang,
      changes.map((one) => one.actor),
    )
    return {
      line: artefactLine(artefact, telling),
      version: artefact.version,
      subjects: await attachedTo(tx, artefact.district_id, await subjectsOf(tx, artefact.artefact_id), lang),
      older: versions.slice(1).map((one) => versionLine(one, telling)),
      history: historyView(changes, telling),
      maySign: maySign(visitor, artefact),
      own: artefact.brought_by === visitor.account_id,
      mayKeep: mayKeepArtefact(visitor, artefact),
      mayErase: mayErase(visitor, artefact.district_id),
    }
  })
  return ctx.page({
    title: props.line.title,
    current: '/work',
    status: refused?.status ?? 200,
    thread: {
      lang,
      up: [
        { label: say('artefacts'), href: '/work/artefacts' },
        ...props.subjects.flatMap((one) => (one.href ? [{ label: one.title.words, href: one.href }] : [])).slice(0, 1),
      ],
      here: { label: props.line.title, note: props.line.stateWords },
      down: [{ label: say('history'), href: '#history' }],
    },
    body: (
      <ArtefactShow
        lang={lang}
        {...props}
        saved={savedNotes.find((one) => one === ctx.query('saved')) ?? null}
        errors={refused?.errors ?? []}
        typed={refused?.typed ?? {}}
        csrf={ctx.csrf}
      />
    ),
  })
}

/** A form that is incomplete, with what to do. */
function wrong(ctx: Ctx, field: string, code: 'verdict' | 'why' | 'whyLong' | 'changed'): Refused {
  const say = words(ctx.lang)
  return {
    status: code === 'changed' ? 409 : 422,
    errors: [{ field, message: say(`problem.${code}`), hint: say(`problem.${code}Hint`) }],
    typed: ctx.typed(),
  }
}

const done = (ctx: Ctx, outcome: Kept, field: string): Response | Promise<Response> =>
  outcome.kind === 'conflict'
    ? show(ctx, wrong(ctx, field, 'changed'))
    : ctx.redirect(`/work/artefacts/${outcome.artefact.artefact_id}?saved=saved`)

async function signIt(ctx: Ctx): Promise<Response> {
  const form = await ctx.form()
  const typed = signForm.safeParse(form)
  if (!typed.success) return show(ctx, wrong(ctx, 'verdict', 'verdict'))
  const { verdict, reason } = typed.data
  if (verdict === 'sent_back' && reason === '') return show(ctx, wrong(ctx, 'reason', 'why'))
  if (reason.length > 500) return show(ctx, wrong(ctx, 'reason', 'whyLong'))
  const outcome = await ctx.inScope((tx) => sign(tx, ctx.who(), ctx.id('id'), typed.data))
  return done(ctx, outcome, 'verdict')
}

async function removeIt(ctx: Ctx): Promise<Response> {
  const form = await ctx.form()
  const typed = removeForm.safeParse({ ...form, reason: form.removal })
  if (!typed.success || typed.data.reason === '') return show(ctx, wrong(ctx, 'removal', 'why'))
  if (typed.data.reason.length > 500) return show(ctx, wrong(ctx, 'removal', 'whyLong'))
  const outcome = await ctx.inScope((tx) => remove(tx, ctx.who(), ctx.id('id'), typed.data))
  return done(ctx, outcome, 'removal')
}

async function undo(ctx: Ctx): Promise<Response> {
  const form = await ctx.form()
  const version = /^\d{1,9}$/.test(form.version ?? '') ? Number(form.version) : 0
  await ctx.inScope((tx) => undoArtefact(tx, ctx.who(), ctx.id('id'), version))
  return ctx.redirect(`/work/artefacts/${ctx.id('id')}?saved=saved`)
}

export const noFile = () =>
  missing(
    'work/no-such-file',
    'This file is not here, or no longer.',
    'Open the page of the evidence or the document and take it there.',
  )

/** Gives a stored file as a download: never shown by the browser as a page, whatever it is. */
export function sendFile(ctx: Ctx, row: { sha256: string; name: string; type: string; size: number }): Response {
  const body = Readable.toWeb(evidenceFiles(ctx.services).read(row.sha256)) as ReadableStream<Uint8Array>
  return new Response(body, { headers: { ...downloadHeaders(row.name, row.type), 'content-length': String(row.size) } })
}

async function file(ctx: Ctx): Promise<Response> {
  const number = ctx.id('number')
  const row = await ctx.inScope(async (tx) => {
    const artefact = await artefactById(tx, ctx.id('id'))
    mustReadArtefact(ctx.who(), artefact)
    return (await versionsOf(tx, artefact.artefact_id)).find((one) => one.number === number)
  })
  if (
    !row ||
    row.erased_at !== null ||
    row.sha256 === null ||
    row.name === null ||
    row.type === null ||
    row.size === null
  )
    throw noFile()
  return sendFile(ctx, { sha256: row.sha256, name: row.name, type: row.type, size: row.size })
}

/** Artefacts. Stand before the pages of items, whose address takes a number. */
export const artefactRoutes: readonly Route[] = [
  { method: 'GET', path: '/work/evidence', access: 'signed-in', handle: evidence },
  { method: 'GET', path: '/work/artefacts', access: 'signed-in', handle: list },
  ...uploadRoutes,
  { method: 'GET', path: '/work/artefacts/:id', access: 'signed-in', handle: (ctx) => show(ctx) },
  { method: 'GET', path: '/work/artefacts/:id/file/:number', access: 'signed-in', handle: file },
  { method: 'POST', path: '/work/artefacts/:id/sign', access: 'signed-in', handle: signIt },
  { method: 'POST', path: '/work/artefacts/:id/remove', access: 'signed-in', handle: removeIt },
  { method: 'POST', path: '/work/artefacts/:id/undo', access: 'signed-in', handle: undo },
]
