import { join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { pageHeaders } from '../../../platform/web/headers.ts'
import { type DistrictIndexFile, reportNotice } from '../editions/indexes.ts'
import { noticePlace } from '../editions/pages/frame.tsx'
import { missingPage } from '../editions/pages/missing.tsx'
import { publicFolder } from '../editions/write.ts'
import { type Address, langOf, readAddress } from './address.ts'
import { etagOf, type HotFile, hotFiles } from './hot-files.ts'

export type PublicFiles = (path: string, request: Request) => Response | Promise<Response> | null

const policy =
  "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
const pages = { ...pageHeaders, 'content-security-policy': policy }

/**
 * Serves what is published below `/public`: files only; no session, no database, no script.
 * In: the home folder. Out: an answer for paths of ours, null for all others.
 */
export function publicFiles(home: string): PublicFiles {
  const root = publicFolder(home)
  const read = hotFiles()
  const covered = new Map<string, { file: HotFile; from: HotFile; notice: HotFile }>()

  /** The page of a replaced edition with its banner in the marked place; the stored bytes stay as they are. */
  const withNotice = (path: string, page: HotFile, notice: HotFile): HotFile => {
    const known = covered.get(path)
    if (known?.from === page && known.notice === notice) return known.file
    const body = Buffer.from(
      page.body.toString().replace(noticePlace, () => `<div id="edition-notice">${notice.body.toString()}</div>`),
    )
    const file = {
      body,
      etag: etagOf(body),
      br: brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }),
      gz: gzipSync(body),
    }
    if (covered.size > 500) covered.clear()
    covered.set(path, { file, from: page, notice })
    return file
  }

  const answer = async (address: Address & { kind: 'file' }, request: Request): Promise<Response> => {
    const found = await read(join(root, address.file))
    if (!found) return missing(request)
    const own = ownNotice(address)
    const notice =
      (own && (await read(join(root, own)))) ?? (address.notice ? await read(join(root, address.notice)) : null)
    return send(notice ? withNotice(address.file, found, notice) : found, address, request)
  }

  const latest = async (address: Address & { kind: 'latest' }, request: Request): Promise<Response> => {
    const index = await read(join(root, address.slug, 'index.json'))
    if (!index) return missing(request)
    const { latest: number } = JSON.parse(index.body.toString()) as DistrictIndexFile
    const rest = address.rest === '' ? `${langOf(request.headers.get('accept-language'))}/` : address.rest
    return go(`/public/${address.slug}/editions/${number}/${rest}`, 302)
  }

  /** The plan of the district that publishes here; where several do, the list from which a reader chooses. */
  const plan = async (request: Request): Promise<Response> => {
    const lang = langOf(request.headers.get('accept-language'))
    const all = await read(join(root, 'index.json'))
    const districts = all ? (JSON.parse(all.body.toString()) as { districts: { slug: string }[] }).districts : []
    const only = districts.length === 1 ? districts[0] : undefined
    return go(only ? `/public/${only.slug}/${lang}/plan.html` : `/public/${lang}/`, 302)
  }

  return (path, request) => {
    if (path !== '/public' && !path.startsWith('/public/')) return null
    const address = readAddress(path, langOf(request.headers.get('accept-language')))
    if (address.kind === 'moved') return go(address.to, 302)
    if (address.kind === 'plan') return plan(request)
    if (address.kind === 'latest') return latest(address, request)
    if (address.kind === 'missing') return missing(request)
    // Hot files are answered at once: a promise costs a turn of the loop.
    const found = read(join(root, address.file))
    if (found instanceof Promise || found === null || ownNotice(address)) return answer(address, request)
    const notice = address.notice ? read(join(root, address.notice)) : null
    if (notice instanceof Promise) return answer(address, request)
    return send(notice ? withNotice(address.file, found, notice) : found, address, request)
  }
}

/** The banner of one annual report, which comes before that of its edition; null for all other pages. */
function ownNotice({ file, notice }: Address & { kind: 'file' }): string | null {
  const [slug, , number, lang, folder, page] = file.split('/')
  return notice !== null && folder === 'reports' && number && lang && page
    ? `${slug}/notices/${reportNotice(number, lang, page.slice(0, -'.html'.length))}`
    : null
}

const go = (to: string, status: 302): Response =>
  new Response(null, { status, headers: { location: to, 'cache-control': 'no-cache', vary: 'accept-language' } })

function send(file: HotFile, address: Address & { kind: 'file' }, request: Request): Response {
  const accept = request.headers.get('accept-encoding') ?? ''
  const coding = file.br && /\bbr\b/.test(accept) ? 'br' : file.gz && /\bgzip\b/.test(accept) ? 'gzip' : null
  const body = coding === 'br' ? file.br : coding === 'gzip' ? file.gz : file.body
  const etag = `"${file.etag}${coding ? `-${coding}` : ''}"`
  const headers: Record<string, string> = {
    ...(address.type.startsWith('text/html')
      ? pages
      : { 'x-content-type-options': 'nosniff', 'content-security-policy': policy }),
    'content-type': address.type,
    etag,
    vary: address.chosen ? 'accept-encoding, accept-language' : 'accept-encoding',
    'cache-control': address.keep === 'forever' ? 'public, max-age=31536000, immutable' : 'no-cache',
  }
  if (address.open) {
    headers['access-control-allow-origin'] = '*'
    headers['cross-origin-resource-policy'] = 'cross-origin'
  }
  if (address.file.endsWith('.csv'))
    headers['content-disposition'] = `attachment; filename="${address.file.replaceAll('/', '-')}"`
  const known = request.headers.get('if-none-match')
  if (known && known.split(',').some((one) => one.trim().replace(/^W\//, '') === etag || one.trim() === '*'))
    return new Response(null, { status: 304, headers })
  if (coding) headers['content-encoding'] = coding
  headers['content-length'] = String(body?.length ?? 0)
  return new Response(request.method === 'HEAD' ? null : (body as Uint8Array<ArrayBuffer>), { status: 200, headers })
}

function missing(request: Request): Response {
  const lang = langOf(request.headers.get('accept-language'))
  const html = missingPage(lang)
  return new Response(request.method === 'HEAD' ? null : html, {
    status: 404,
    headers: {
      ...pages,
      'content-language': lang,
      'content-length': String(Buffer.byteLength(html)),
      vary: 'accept-language',
    },
  })
}
