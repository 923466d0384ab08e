import { createHash } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { buildSync } from 'esbuild'
import { fonts } from './fonts.ts'
import { stylesheet } from './stylesheet.ts'

/** One file for browsers. `immutable`: its address carries a hash of its bytes, so it may be kept for a year. */
export type Asset = { body: Uint8Array; type: string; etag: string; immutable: boolean }

const icon =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#00595f"/><path d="M16 3v26" stroke="#fff" stroke-width="2.5"/><circle cx="16" cy="16" r="6" fill="#fff"/></svg>'

let made: { files: ReadonlyMap<string, Asset>; links: Links } | undefined

export type Links = { css: string; script: string; icon: string; fonts: readonly string[] }

/** Every file that pages need, by path. Made once (about 0.1 s), then from memory. */
export function assets(): ReadonlyMap<string, Asset> {
  return build().files
}

/** The addresses that a page's head names. */
export function links(): Links {
  return build().links
}

function build(): NonNullable<typeof made> {
  if (made) return made
  const files = new Map<string, Asset>()
  const put = (name: string, ending: string, body: Uint8Array, type: string): string => {
    const hash = createHash('sha256').update(body).digest('hex').slice(0, 12)
    const path = `/assets/${name}-${hash}.${ending}`
    files.set(path, { body, type, etag: `"${hash}"`, immutable: true })
    return path
  }
  for (const font of fonts())
    files.set(font.path, {
      body: font.body,
      type: 'font/woff2',
      etag: `"${font.path.slice(-18, -6)}"`,
      immutable: true,
    })
  const css = put('look', 'css', Buffer.from(stylesheet().text), 'text/css; charset=utf-8')
  const script = put('look', 'js', browserScript(), 'text/javascript; charset=utf-8')
  const iconPath = put('icon', 'svg', Buffer.from(icon), 'image/svg+xml')
  made = { files, links: { css, script, icon: iconPath, fonts: fonts().map((font) => font.path) } }
  return made
}

/** The custom elements of `browser/` as one module. */
function browserScript(): Uint8Array {
  const result = buildSync({
    entryPoints: [fileURLToPath(new URL('./browser/elements.ts', import.meta.url))],
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    target: ['es2022'],
    legalComments: 'none',
  })
  const file = result.outputFiles[0]
  if (!file) throw new Error('esbuild made no script')
  return file.contents
}
