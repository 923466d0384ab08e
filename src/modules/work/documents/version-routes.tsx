import { dateIn } from '../../../platform/clock.ts'
import { invalid } from '../../../platform/errors.ts'
import { shortDate } from '../../../platform/format.ts'
import type { FormError } from '../../../platform/look/form.tsx'
import type { Ctx, Route } from '../../../platform/web/route.ts'
import { read } from '../../../platform/words.ts'
import { orgsUnder, type Role, roleName, staff, timeZoneOf, todayOf } from '../../people/index.ts'
import type { As } from '../artefacts/pages/artefact-new.tsx'
import { noFile, sendFile } from '../artefacts/routes.tsx'
import { linkOf } from '../artefacts/rules.ts'
import type { Content } from '../artefacts/schema.ts'
import { largest, mustFit, takeFile } from '../artefacts/take.ts'
import { bringErrors } from '../artefacts/upload-routes.tsx'
import { contentWords } from '../artefacts/view.ts'
import { mayKeep, mustKeepDocument } from './access.ts'
import { acknowledge, addVersion, disseminate, type DocumentOutcome, opened } from './actions.ts'
import { changedError, documentErrors, type Refused } from './forms.ts'
import { Acknowledge } from './pages/acknowledge.tsx'
import { DocumentSend } from './pages/document-send.tsx'
import { DocumentVersionPage } from './pages/document-version.tsx'
import { mustReadDocument, readsDocument } from './reading.ts'
import { everybody, rolesOf, sendProblems } from './rules.ts'
import { words } from './say.ts'
import { sendForm } from './schema.ts'
import { audiencesOf, documentById, documentVersions, readersOf } from './store.ts'

const mb = Math.floor(largest / 2 ** 20)
/** Roles to which a document may go: all who take part in the district's work. */
const readerRoles: readonly Role[] = [...staff, 'partner']

const pageOf = (id: number): string => `/work/documents/${id}`

/** A document that the visitor may change, for a page. */
const keptFor = (ctx: Ctx) =>
  ctx.inScope(async (tx) => {
    const document = await documentById(tx, ctx.id('id'))
    mustKeepDocument(ctx.who(), document, await readsDocument(tx, ctx.who(), document))
    return document
  })

const asked = (ctx: Ctx): As => (ctx.query('as') === 'link' ? 'link' : 'file')

async function bringPage(
  ctx: Ctx,
  as: As,
  typed: { note: string; url: string } = { note: '', url: '' },
  refused: Refused | null = null,
): Promise<Response> {
  const document = await keptFor(ctx)
  return ctx.page({
    title: words(ctx.lang)('versionTitle'),
    current: '/work',
    width: 'text',
    status: refused?.status ?? 200,
    body: (
      <DocumentVersionPage
        lang={ctx.lang}
        as={as}
        page={pageOf(document.document_id)}
        title={read(document.title, ctx.lang)}
        version={document.version}
        typed={typed}
        errors={refused?.errors ?? []}
        mb={mb}
        csrf={ctx.csrf}
      />
    ),
  })
}

type Came = { typed: { note: string; url: string } } & (
  | { kind: 'wrong'; errors: readonly FormError[] }
  | { kind: 'came'; outcome: DocumentOutcome }
)

/** Looks at what was typed, takes the content, writes the version. */
async function takeIn(
  ctx: Ctx,
  fields: Readonly<Record<string, string>>,
  content: () => Promise<{ content: Content } | { errors: readonly FormError[] }>,
): Promise<Came> {
  const typed = { note: (fields.note ?? '').trim(), url: (fields.url ?? '').trim() }
  const version = /^\d{1,9}$/.test(fields.version ?? '') ? Number(fields.version) : 0
  const document = await keptFor(ctx)
  if (typed.note.length > 500)
    return { kind: 'wrong', typed, errors: documentErrors(ctx.lang, [{ field: 'note', code: 'long' }]) }
  const taken = await content()
  if ('errors' in taken) return { kind: 'wrong', typed, errors: taken.errors }
  const outcome = await ctx.inScope((tx) =>
    addVersion(tx, ctx.who(), document.document_id, { version, note: typed.note }, taken.content),
  )
  return { kind: 'came', typed, outcome }
}

function answer(ctx: Ctx, came: Came, as: As): Promise<Response> | Response {
  if (came.kind === 'wrong') return bringPage(ctx, as, came.typed, { status: 422, errors: came.errors })
  if (came.outcome.kind === 'conflict')
    return bringPage(ctx, as, came.typed, { status: 409, errors: [changedError(ctx.lang)] })
  return ctx.redirect(`${pageOf(came.outcome.document.document_id)}?saved=${came.outcome.same ? 'same' : 'yes'}`)
}

async function addFile(ctx: Ctx): Promise<Response> {
  mustFit(ctx.request)
  const came = await ctx.upload(async (fields, file) => {
    const found = await takeIn(ctx, fields, async () => {
      const taken = await takeFile(ctx.services, file)
      return 'wrong' in taken ? { errors: bringErrors(ctx, [{ field: 'file', code: taken.wrong }]) } : taken
    })
    file.body.resume()
    return found
  })
  return answer(ctx, came, 'file')
}

async function addLink(ctx: Ctx): Promise<Response> {
  const came = await takeIn(ctx, await ctx.form(), async () => {
    const content = linkOf((ctx.typed().url ?? '').trim())
    return content ? { content } : { errors: bringErrors(ctx, [{ field: 'url', code: 'link' }]) }
  })
  return answer(ctx, came, 'link')
}

/** Gives a version: the one in force to its readers, every one to its office. An asked person who opens it is noted, once; somebody who only looks is not. */
async function file(ctx: Ctx): Promise<Response> {
  const visitor = ctx.who()
  const number = ctx.id('number')
  const row = await ctx.inScope(async (tx) => {
    const document = await documentById(tx, ctx.id('id'))
    await mustReadDocument(tx, visitor, document)
    if (number !== document.in_force && !mayKeep(visitor, document)) throw noFile()
    const found = (await documentVersions(tx, document.document_id)).find((one) => one.number === number)
    if (found && !visitor.acting) await opened(tx, visitor, document.document_id, number)
    return found
  })
  if (row?.kind === 'link' && row.url !== null) return ctx.redirect(row.url)
  if (!row || row.sha256 === null || row.name === null || row.type === null || row.size === null) throw noFile()
  return sendFile(ctx, { sha256: row.sha256, name: row.name, type: row.type, size: row.size })
}

async function sendPage(ctx: Ctx, refused: Refused | null = null): Promise<Response> {
  const { lang } = ctx
  const say = words(lang)
  const document = await keptFor(ctx)
  const { orgs, audience } = await ctx.inScope(async (tx) => {
    const today = await todayOf(tx, document.district_id)
    const all = await orgsUnder(tx, document.district_id, today)
    return {
      orgs: all.toSorted((a, b) => Number(b.kind === 'district') - Number(a.kind === 'district')),
      audience: (await audiencesOf(tx, [document.document_id])).get(document.document_id) ?? [],
    }
  })
  const form = refused ? ctx.typed() : null
  const before = audience.map((one) => (one.role === '' ? everybody : one.role))
  return ctx.page({
    title: say('sendTitle'),
    current: '/work',
    width: 'text',
    status: refused?.status ?? 200,
    body: (
      <DocumentSend
        lang={lang}
        action={`${pageOf(document.document_id)}/send`}
        version={document.version}
        number={document.number}
        title={read(document.title, lang)}
        roles={[
          { value: everybody, label: say('everybody') },
          ...readerRoles.map((role) => ({ value: role, label: roleName(role, lang) })),
        ]}
        orgs={orgs.map((org) => ({ value: String(org.org_id), label: org.name }))}
        typed={{
          roles: form ? (form.roles ?? '').split('\n') : before,
          org: form?.org ?? String(audience[0]?.org_id ?? document.district_id),
          must: form ? form.must === 'yes' : (audience[0]?.must_acknowledge ?? true),
          acknowledge_by: form?.acknowledge_by ?? document.acknowledge_by ?? '',
        }}
        errors={refused?.errors ?? []}
        csrf={ctx.csrf}
      />
    ),
  })
}

async function send(ctx: Ctx): Promise<Response> {
  const visitor = ctx.who()
  const typed = sendForm.parse(await ctx.form())
  const id = ctx.id('id')
  await keptFor(ctx)
  const outcome = await ctx.inScope(async (tx) => {
    const document = await documentById(tx, id)
    const today = await todayOf(tx, document.district_id)
    const problems = sendProblems(typed, readerRoles, today)
    const inside = (await orgsUnder(tx, document.district_id, today)).some((org) => org.org_id === typed.org)
    if (typed.org !== 0 && !inside) problems.push({ field: 'org', code: 'org' })
    if (problems.length > 0) return { problems }
    const audience = rolesOf(typed.roles, readerRoles).map((role) => ({
      role,
      org_id: typed.org,
      must_acknowledge: typed.must === 'yes',
    }))
    const acknowledge_by = typed.must === 'yes' && typed.acknowledge_by !== '' ? typed.acknowledge_by : null
    return disseminate(tx, visitor, id, { version: typed.version, audience, acknowledge_by })
  })
  if ('problems' in outcome) return sendPage(ctx, { status: 422, errors: documentErrors(ctx.lang, outcome.problems) })
  if (outcome.kind === 'conflict') return sendPage(ctx, { status: 409, errors: [changedError(ctx.lang)] })
  return ctx.redirect(`${pageOf(id)}?asked=${outcome.asked}`)
}

async function acknowledgePage(ctx: Ctx): Promise<Response> {
  const visitor = ctx.who()
  const { lang } = ctx
  const props = await ctx.inScope(async (tx) => {
    const document = await documentById(tx, ctx.id('id'))
    await mustReadDocument(tx, visitor, document)
    const { document_id: id, in_force } = document
    const version = (await documentVersions(tx, id)).find((one) => one.number === in_force)
    if (!version) throw noFile()
    const mine = ((await readersOf(tx, [id])).get(id) ?? []).find(
      (one) => one.number === in_force && one.account_id === visitor.account_id,
    )
    const zone = await timeZoneOf(tx, document.district_id)
    return {
      page: pageOf(id),
      title: read(document.title, lang),
      number: version.number,
      what: contentWords(version, lang),
      said: mine?.acknowledged_at ? shortDate(dateIn(mine.acknowledged_at, zone), lang) : null,
      asked: mine !== undefined && mine.left_on === null,
    }
  })
  return ctx.page({
    title: words(lang)('acknowledgeTitle'),
    current: '/work',
    width: 'text',
    body: <Acknowledge lang={lang} {...props} csrf={ctx.csrf} />,
  })
}

async function acknowledgeIt(ctx: Ctx): Promise<Response> {
  const form = await ctx.form()
  if (!/^\d{1,9}$/.test(form.number ?? ''))
    throw invalid('work/bad-form', 'The form came incomplete.', 'Open the item again and send it from there.')
  await ctx.inScope((tx) => acknowledge(tx, ctx.who(), ctx.id('id'), Number(form.number)))
  return ctx.redirect(`${pageOf(ctx.id('id'))}/acknowledge`)
}

export const versionRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/work/documents/:id/bring',
    access: 'signed-in',
    handle: (ctx) => bringPage(ctx, asked(ctx)),
  },
  { method: 'POST', path: '/work/documents/:id/file', access: 'signed-in', handle: addFile },
  { method: 'POST', path: '/work/documents/:id/link', access: 'signed-in', handle: addLink },
  { method: 'GET', path: '/work/documents/:id/file/:number', access: 'signed-in', handle: file },
  { method: 'GET', path: '/work/documents/:id/send', access: 'signed-in', handle: (ctx) => sendPage(ctx) },
  { method: 'POST', path: '/work/documents/:id/send', access: 'signed-in', handle: send },
  { method: 'GET', path: '/work/documents/:id/acknowledge', access: 'signed-in', handle: acknowledgePage },
  { method: 'POST', path: '/work/documents/:id/acknowledge', access: 'signed-in', handle: acknowledgeIt },
]
