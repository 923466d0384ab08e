import { isLang, type Lang } from '../../../platform/words.ts'

/** Types of what lies in the public folder; nothing else is served from it. */
const types: Record<string, string> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
  woff2: 'font/woff2',
  csv: 'text/csv; charset=utf-8',
  pdf: 'application/pdf',
  json: 'application/json; charset=utf-8',
}

export type Address =
  | {
      kind: 'file'
      file: string
      type: string
      keep: 'forever' | 'short'
      open: boolean
      notice: string | null
      chosen: boolean
    }
  | { kind: 'latest'; slug: string; rest: string }
  /** the plan of the only district, else the list of all */
  | { kind: 'plan' }
  | { kind: 'moved'; to: string }
  | { kind: 'missing' }

/** The reader's language from `Accept-Language`: the first of ours by weight. */
export function langOf(accept: string | null): Lang {
  const asked = (accept ?? '')
    .split(',')
    .map((part, index) => {
      const [tag = '', ...rest] = part.trim().toLowerCase().split(';')
      const weight = Number(/q=([\d.]+)/.exec(rest.join(';'))?.[1] ?? 1)
      return { lang: tag.slice(0, 2), weight, index }
    })
    .filter((one) => one.weight > 0 && isLang(one.lang))
    .sort((a, b) => b.weight - a.weight || a.index - b.index)
  const first = asked[0]?.lang
  return isLang(first) ? first : 'en'
}

const part = /^[A-Za-z0-9_][A-Za-z0-9._-]*$/

/**
 * What an address below `/public` means. In: the path as it came, the reader's language. Out: a file inside the public folder, or where to go.
 * Safe against leaving the folder: every part must be a plain name, checked after the one decoding that is done.
 */
export function readAddress(path: string, lang: Lang): Address {
  let text: string
  try {
    text = decodeURIComponent(path)
  } catch {
    return { kind: 'missing' }
  }
  if (text === '/public') return { kind: 'moved', to: '/public/' }
  if (text === '/public/plan' || text === '/public/plan/') return { kind: 'plan' }
  if (!text.startsWith('/public/')) return { kind: 'missing' }
  const folder = text.endsWith('/')
  const parts = text.slice('/public/'.length).split('/')
  if (folder) parts.pop()
  if (!parts.every((name) => part.test(name))) return { kind: 'missing' }
  const [slug, second] = parts
  if (slug === undefined) return file([lang, 'index.html'], true)
  if (isLang(slug) || slug === 'assets' || slug === 'index.json')
    return folder
      ? isLang(slug) && parts.length === 1
        ? file([slug, 'index.html'])
        : { kind: 'missing' }
      : isLang(slug) && parts.length === 1
        ? { kind: 'moved', to: `/public/${slug}/` }
        : file(parts)
  if (second === undefined)
    return folder ? file([slug, lang, 'index.html'], true) : { kind: 'moved', to: `/public/${slug}/` }
  if (second === 'latest')
    return { kind: 'latest', slug, rest: `${parts.slice(2).join('/')}${folder && parts.length > 2 ? '/' : ''}` }
  if (second === 'notices') return { kind: 'missing' }
  if ((second === 'plan' || second === 'calendar') && parts.length === 2)
    return { kind: 'moved', to: `/public/${slug}/${lang}/${second}.html` }
  if (second === 'editions' && parts.length === 3)
    return { kind: 'moved', to: `/public/${slug}/editions/${parts[2]}/${lang}/` }
  if (folder) return file([...parts, 'index.html'])
  return parts.at(-1)?.includes('.') ? file(parts) : { kind: 'moved', to: `/public/${parts.join('/')}/` }
}

function file(parts: readonly string[], chosen = false): Address {
  const last = parts.at(-1) ?? ''
  const type = types[last.slice(last.lastIndexOf('.') + 1)]
  if (!type) return { kind: 'missing' }
  const [slug, second, number, lang] = parts
  const edition = second === 'editions'
  const page = last.endsWith('.html')
  return {
    kind: 'file',
    file: parts.join('/'),
    type,
    // The bytes of an edition never change, but a banner may come over its pages, so pages are asked for again (by tag, without a body).
    keep: slug === 'assets' || (edition && !page) ? 'forever' : 'short',
    open: /\.(csv|json)$/.test(last),
    notice: edition && page && isLang(lang) ? `${slug}/notices/${number}.${lang}.html` : null,
    chosen,
  }
}
