import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import { inScope } from '../../platform/db/scope.ts'
import { invalid, missing, Trouble } from '../../platform/errors.ts'
import { log } from '../../platform/log.ts'
import { attempt } from '../../platform/web/limits.ts'
import type { Ctx, Route } from '../../platform/web/route.ts'
import { systemScope } from '../people/index.ts'
import { receive } from './actions/receive.ts'
import { noteTokenUse, tokenBearer } from './actions/tokens.ts'
import { type ImportRow, isKind, kindNames } from './schema.ts'
import { importById } from './store.ts'

/** What a body may say it is. */
const fileTypes =
  /^(text\/(csv|plain|tab-separated-values)|application\/(csv|zip|x-zip-compressed|octet-stream))\s*(;|$)/i

/** So many wrong tokens from one address in ten minutes, and it has to wait. */
const wrongTokens = { most: 20, seconds: 600 }

async function bearer(ctx: Ctx, kind: Parameters<typeof tokenBearer>[2]) {
  const header = ctx.request.headers.get('authorization')
  try {
    return await tokenBearer(ctx.services.db, header, kind)
  } catch (error) {
    log.warn({ code: error instanceof Trouble ? error.code : 'feeds/bad-token', request: ctx.requestId })
    await attempt(ctx.services.db, `feed-token:${ctx.address}`, wrongTokens.most, wrongTokens.seconds)
    throw error
  }
}

const told = (ctx: Ctx, row: ImportRow, same: boolean) => ({
  import: row.import_id,
  state: row.state,
  kind: row.kind,
  same,
  sha256: row.sha256,
  ...(row.stop_code ? { stopped: row.stop_code } : {}),
  ...(row.counts.rows === undefined
    ? {}
    : { rows: row.counts.rows, usable: row.counts.usable, skipped: row.counts.skipped }),
  address: `${ctx.services.config.url ?? ctx.url.origin}/data/imports/${row.import_id}`,
})

/** A machine hands in a file: the body is the CSV. The same bytes again answer with the same import, so that a job may try twice. */
async function post(ctx: Ctx) {
  const kind = ctx.param('kind')
  if (!isKind(kind))
    throw missing('feeds/no-such-kind', 'There is no such kind of file.', `Use one of: ${kindNames.join(', ')}.`)
  const token = await bearer(ctx, kind)
  if (!ctx.request.body)
    throw invalid(
      'feeds/no-file',
      'There is no file in the request.',
      'Send the CSV, or the archive of a bundle, as the body of the request.',
    )
  const type = ctx.request.headers.get('content-type') ?? ''
  if (!fileTypes.test(type))
    throw invalid(
      'feeds/not-a-body',
      'The file came as a form, or without a word on what it is.',
      'Send the CSV itself (or the archive of a bundle) as the body, with Content-Type: text/csv (application/zip).',
    )
  const scope = await systemScope(ctx.services.db, 'feeds', token.org_id)
  const name = ctx.query('name') ?? (kind === 'oneroster' ? 'oneroster.zip' : `${kind}.csv`)
  const body = Readable.fromWeb(ctx.request.body as ReadableStream)
  const done = await receive(ctx.services, scope, body, {
    districtId: token.org_id,
    kind,
    name,
    via: 'api',
    by: `token: ${token.name}`,
    autoAccept: token.auto_accept,
  })
  await inScope(ctx.services.db, scope, (tx) => noteTokenUse(tx, token.token_id))
  return ctx.json(told(ctx, done.row, done.same), done.same ? 200 : 202)
}

/** Where an import of the token's district and kinds stands. */
async function get(ctx: Ctx) {
  const token = await bearer(ctx, null)
  const scope = await systemScope(ctx.services.db, 'feeds', token.org_id)
  const row = await inScope(ctx.services.db, scope, (tx) => importById(tx, ctx.id('id')))
  if (!row || row.kind === null || !token.kinds.includes(row.kind))
    throw missing(
      'feeds/no-such-import',
      'There is no such import.',
      'Use the number that came with the answer to your file.',
    )
  return ctx.json(told(ctx, row, false))
}

export const apiRoutes: readonly Route[] = [
  { method: 'POST', path: '/api/feeds/:kind', access: 'token', handle: post },
  { method: 'GET', path: '/api/feeds/imports/:id', access: 'token', handle: get },
]
