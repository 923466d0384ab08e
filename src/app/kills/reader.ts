import { createHash } from 'node:crypto'
import type { Office } from './office.ts'
import type { Browser } from './visitor.ts'

type Index = { latest: number; editions: { number: number; manifest_sha256: string }[] }
type Manifest = { files: { path: string; sha256: string }[] }

const slug = 'two-brooks-school-district'
const sha = (body: Buffer): string => createHash('sha256').update(body).digest('hex')

export type Reader = { item: () => Promise<void>; public: () => Promise<void>; pages: () => number }

/**
 * Somebody who reads while processes die. A page of an item must show at least what was acknowledged before it was asked for; an edition that the public
 * index lists must be whole, and the index must never go back. In: a signed-in browser and a passer-by; `wrong` hears of what must not be.
 */
export function openReader(
  signedIn: Browser,
  passerBy: Browser,
  office: Office,
  wrong: (what: string) => void,
): Reader {
  let pages = 0
  let latest = 0
  let turn = 0

  const item = async () => {
    const all = office.items()
    const one = all[turn++ % Math.max(1, all.length)]
    if (!one) return
    const floor = one.known
    const page = await signedIn.get(`/work/${one.item}`)
    if (page?.status !== 200) return
    pages += 1
    const shown = Number(/<textarea[^>]*>\s*kept (\d+)/.exec(page.text)?.[1] ?? 0)
    if (shown < floor) wrong(`item ${one.item} showed ${shown} after ${floor} was acknowledged`)
    if (shown > one.tried) wrong(`item ${one.item} showed ${shown} before it was written`)
  }

  const json = async <T>(path: string): Promise<{ value: T; body: Buffer } | null> => {
    const answer = await passerBy.bytes(path)
    return answer?.status === 200 ? { value: JSON.parse(answer.body.toString()) as T, body: answer.body } : null
  }
  const public_ = async () => {
    const index = await json<Index>(`/public/${slug}/index.json`)
    if (!index) return
    pages += 1
    const now = index.value.latest
    if (now < latest) wrong(`the public index went back from edition ${latest} to ${now}`)
    latest = Math.max(latest, now)
    const place = `/public/${slug}/editions/${now}`
    const manifest = await json<Manifest>(`${place}/manifest.json`)
    if (!manifest) return
    const listed = index.value.editions.find((one) => one.number === now)
    if (sha(manifest.body) !== listed?.manifest_sha256) wrong(`edition ${now} is not what the index lists`)
    const files = manifest.value.files
    const file = files[turn++ % Math.max(1, files.length)]
    const page = file ? await passerBy.bytes(`${place}/${file.path.replace(/index\.html$/, '')}`) : null
    if (!file || !page) return
    pages += 1
    if (page.status === 200 && sha(page.body) === file.sha256) return
    // A newer edition puts a banner over the pages of this one. It may come before the index that a reader kept for a second; what it leads to is there.
    const covered = /<div id="edition-notice">.*?\/editions\/(\d+)\/.*?<\/div><\/div>/s.exec(page.body.toString())
    const newer = Number(covered?.[1] ?? 0)
    const bare = Buffer.from(page.body.toString().replace(covered?.[0] ?? '', '<!--edition-notice-->'))
    if (page.status === 200 && newer > now && sha(bare) === file.sha256) {
      const next = await passerBy.bytes(`/public/${slug}/editions/${newer}/manifest.json`)
      if (next?.status === 404) wrong(`the banner of edition ${now} leads to edition ${newer}, which is not there`)
      return
    }
    wrong(`${file.path} of edition ${now} came as ${page.status} with other bytes`)
  }
  return { item, public: public_, pages: () => pages }
}
