import { readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { document_ } from '../../../platform/look/page.tsx'
import { languages, type Text } from '../../../platform/words.ts'
import type { ReleasedReport } from '../report/schema.ts'
import type { EditionContent } from './content.ts'
import { type Beside, besideDigest } from '../beside.ts'
import { PlanPage, planFile } from '../plan-page/pages/plan-public.tsx'
import { audiences } from '../plan-page/schema.ts'
import { bannerHtml, reportBannerHtml } from './pages/banner.tsx'
import { AllDistricts, DistrictIndex } from './pages/index-pages.tsx'
import { PublicCalendarPage } from './pages/calendar-page.tsx'
import { keepAssets, publicFolder, replaceFile } from './write.ts'

/** A published edition as the index lists it. `digest`: SHA-256 of its manifest. */
export type IndexEdition = {
  content: EditionContent
  state: 'current' | 'superseded'
  digest: string
  published_on: string
}

/** What `index.json` of a district holds: the fixed, machine-readable list of all that was published. */
export type DistrictIndexFile = {
  format: 1
  district: { code: string; name: string; slug: string; synthetic: boolean }
  latest: number
  plan: { id: string; title: EditionContent['title']; digest: string } | null
  definitions: { id: string; version: string; title: EditionContent['title'] }[]
  editions: {
    number: number
    as_of: string
    published_on: string
    state: string
    corrects: number | null
    corrected_by: number | null
    path: string
    manifest_sha256: string
  }[]
}

/**
 * Writes the public index of a district (both languages and JSON), the banners of its replaced editions, and the index of all districts.
 * In: its published editions, and what stands beside them. The editions' own files are not touched.
 */
export async function writeIndexes(
  home: string,
  slug: string,
  editions: readonly IndexEdition[],
  beside: Beside,
): Promise<void> {
  const inOrder = editions.toSorted((a, b) => b.content.number - a.content.number)
  const newest = inOrder[0]
  if (!newest) return
  await keepAssets(home)
  const folder = join(publicFolder(home), slug)
  for (const one of inOrder) {
    const correction = correctionOf(inOrder, one.content.number)
    for (const lang of languages)
      if (one !== newest)
        await replaceFile(
          join(folder, 'notices', `${one.content.number}.${lang}.html`),
          bannerHtml({
            lang,
            slug,
            number: one.content.number,
            newest: newest.content.number,
            correction: correction?.content.corrects
              ? { by: correction.content.number, words: correction.content.corrects.words }
              : null,
          }),
        )
  }
  for (const { content: old } of inOrder)
    for (const report of old.reports ?? []) {
      const fixed = reportCorrectionOf(inOrder, old.number, report)
      if (!fixed) continue
      for (const lang of languages)
        await replaceFile(
          join(folder, 'notices', reportNotice(old.number, lang, report.file)),
          reportBannerHtml({ lang, slug, number: fixed.number, file: report.file, words: fixed.words }),
        )
    }
  const { content } = newest
  const file: DistrictIndexFile = {
    format: 1,
    district: { code: content.district.code, name: content.district.name, slug, synthetic: content.district.synthetic },
    latest: content.number,
    plan: content.plan && { id: content.plan.id, title: content.plan.title, digest: content.plan.digest },
    definitions: content.definitions.map((card) => ({ id: card.id, version: card.version, title: card.title })),
    editions: inOrder.map((one) => ({
      number: one.content.number,
      as_of: one.content.as_of,
      published_on: one.published_on,
      state: one.state,
      corrects: one.content.corrects?.number ?? null,
      corrected_by: correctionOf(inOrder, one.content.number)?.content.number ?? null,
      path: `/public/${slug}/editions/${one.content.number}/`,
      manifest_sha256: one.digest,
    })),
  }
  for (const lang of languages)
    await replaceFile(
      join(folder, lang, 'index.html'),
      document_(await DistrictIndex({ lang, file, editions: inOrder, beside })),
    )
  await writeBeside(folder, content, beside)
  await replaceFile(join(folder, 'index.json'), `${JSON.stringify(file, null, 1)}\n`)
  await writeAll(home)
}

/** Writes the plan by audience and the reporting calendar, then what they are of; what there is no more is taken away. */
async function writeBeside(folder: string, content: EditionContent, beside: Beside): Promise<void> {
  const { plan, calendars } = beside
  const { district, number: edition } = content
  for (const lang of languages) {
    for (const audience of [null, ...audiences]) {
      const path = join(folder, lang, planFile(audience))
      if (plan) await replaceFile(path, document_(await PlanPage({ lang, plan, content, audience })))
      else await rm(path, { force: true })
    }
    const path = join(folder, lang, 'calendar.html')
    if (calendars.length > 0)
      await replaceFile(path, document_(await PublicCalendarPage({ lang, district, edition, calendars })))
    else await rm(path, { force: true })
  }
  await replaceFile(join(folder, besideFile), `${JSON.stringify({ format: 1, digest: besideDigest(beside) })}\n`)
}
const besideFile = 'beside.json'

/** The name of the banner over one report of an edition. */
export const reportNotice = (number: number | string, lang: string, file: string): string =>
  `${number}.${lang}.reports-${file}.html`

/** The newest edition that gives out a correction of a report, and what was wrong. In: all editions, newest first; where the report stands. */
export function reportCorrectionOf(
  editions: readonly Pick<IndexEdition, 'content'>[],
  number: number,
  report: Pick<ReleasedReport, 'id' | 'file'>,
): { number: number; words: Text } | null {
  for (const { content } of editions) {
    const found = content.reports?.find((one) => one.file === report.file && one.id !== report.id)
    if (content.number > number && found?.content.corrects)
      return { number: content.number, words: found.content.corrects.words }
  }
  return null
}

const correctionOf = (editions: readonly IndexEdition[], number: number): IndexEdition | undefined =>
  editions.find((one) => one.content.corrects?.number === number)

const readJson = async <T>(path: string): Promise<T | null> => {
  const text = await readFile(path, 'utf8').catch(() => null)
  if (text === null) return null
  try {
    return JSON.parse(text) as T
  } catch {
    return null
  }
}

/** True when the public indexes of a district, and of all of them, list what is published, and the pages beside are of today's rows. In: what the rows say, newest first, at least one. */
export async function indexesSay(
  home: string,
  slug: string,
  editions: readonly { number: number; state: string; digest: string }[],
  beside: Beside,
): Promise<boolean> {
  const root = publicFolder(home)
  const own = await readJson<DistrictIndexFile>(join(root, slug, 'index.json'))
  const all = await readJson<{ districts: { slug: string; latest: number }[] }>(join(root, 'index.json'))
  const newest = editions[0]?.number
  const line = (number: number, state: string, digest: string) => `${number} ${state} ${digest}`
  const lies = await readJson<{ digest: string }>(join(root, slug, besideFile))
  return (
    lies?.digest === besideDigest(beside) &&
    own?.latest === newest &&
    all?.districts.find((one) => one.slug === slug)?.latest === newest &&
    own?.editions.map((one) => line(one.number, one.state, one.manifest_sha256)).join('\n') ===
      editions.map((one) => line(one.number, one.state, one.digest)).join('\n')
  )
}

/** The index of all districts, from the districts' own index files: no district's rows are needed for another's. */
async function writeAll(home: string): Promise<void> {
  const root = publicFolder(home)
  const found: DistrictIndexFile[] = []
  for (const entry of (await readdir(root, { withFileTypes: true })).toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    if (!entry.isDirectory() || entry.name.startsWith('.')) continue
    const text = await readFile(join(root, entry.name, 'index.json'), 'utf8').catch(() => null)
    if (text !== null) found.push(JSON.parse(text) as DistrictIndexFile)
  }
  for (const lang of languages)
    await replaceFile(join(root, lang, 'index.html'), document_(await AllDistricts({ lang, districts: found })))
  await replaceFile(
    join(root, 'index.json'),
    `${JSON.stringify({ format: 1, districts: found.map(({ district, latest }) => ({ ...district, latest, path: `/public/${district.slug}/` })) }, null, 1)}\n`,
  )
}
