import { assets, links } from '../../../platform/look/assets.ts'
import { document_ } from '../../../platform/look/page.tsx'
import { type Lang, languages } from '../../../platform/words.ts'
import { digestOf, sha256 } from './canonical.ts'
import { isPacket, packetDoc } from '../packet/document.ts'
import { printedAside } from '../paper/aside.ts'
import { releasedDoc } from '../report/document.ts'
import type { EditionContent } from './content.ts'
import { dataCsv, dataJson, dataRows } from './data.ts'
import { Measure } from './pages/measure.tsx'
import { Method } from './pages/method.tsx'
import { PacketPage } from './pages/packet-page.tsx'
import { ReportPage } from './pages/report-page.tsx'
import { SchoolSheet } from './pages/school-sheet.tsx'
import { Scorecard } from './pages/scorecard.tsx'
import { WhatWasChecked } from './pages/what-was-checked.tsx'
import { viewOf } from './view.ts'

/** A file of an edition: path inside its folder, and bytes. */
export type Rendered = { path: string; body: Buffer }

const fileName = /^[A-Za-z0-9][A-Za-z0-9_-]*$/

/**
 * Renders an edition. In: its public content, nothing else (no clock, no database). Out: every file, manifest last; the same content and
 * the same look give the same bytes.
 */
export async function renderEdition(content: EditionContent): Promise<Rendered[]> {
  const files: Rendered[] = []
  const put = (path: string, text: string) => files.push({ path, body: Buffer.from(text) })
  for (const lang of languages)
    for (const path of pagePaths(content)) put(`${lang}/${path}`, (await renderPage(content, lang, path)) ?? '')
  if (isPacket(content))
    for (const lang of languages)
      files.push({ path: `${lang}/packet.pdf`, body: await printedAside(packetDoc(content, lang)) })
  for (const report of content.reports ?? [])
    for (const lang of languages)
      files.push({
        path: `${lang}/reports/${named(report.file)}.pdf`,
        body: await printedAside(releasedDoc(report, lang)),
      })
  const rows = dataRows(content)
  put('data.csv', dataCsv(rows))
  put('data.json', dataJson(content, rows))
  put('manifest.json', manifest(content, files))
  return files
}

/** The pages of one language, by path. */
export const pagePaths = (content: EditionContent): string[] => [
  'index.html',
  'what-was-checked.html',
  ...(isPacket(content) ? ['packet.html'] : []),
  ...(content.reports ?? []).map((report) => `reports/${named(report.file)}.html`),
  ...content.definitions.map((card) => `measure/${named(card.id)}.html`),
  ...content.definitions.map((card) => `method/${named(card.id)}.html`),
  ...content.schools.map((school) => `schools/${named(school.file)}.html`),
]

/** One page of an edition as a document; null when there is no such page. */
export async function renderPage(content: EditionContent, lang: Lang, path: string): Promise<string | null> {
  const view = viewOf(content, lang)
  if (path === 'index.html') return document_(await Scorecard({ view }))
  if (path === 'what-was-checked.html') return document_(await WhatWasChecked({ view }))
  if (path === 'packet.html') return isPacket(content) ? document_(await PacketPage({ view, content })) : null
  const report = content.reports?.find((one) => path === `reports/${one.file}.html`)
  if (report) return document_(await ReportPage({ view, report }))
  const measure = content.definitions.find((one) => path === `measure/${one.id}.html`)
  if (measure) return document_(await Measure({ view, card: measure }))
  const card = content.definitions.find((one) => path === `method/${one.id}.html`)
  if (card) return document_(await Method({ view, card }))
  const school = content.schools.find((one) => path === `schools/${one.file}.html`)
  return school ? document_(await SchoolSheet({ view, school })) : null
}

/** Only harmless words become file names. */
function named(name: string): string {
  if (!fileName.test(name)) throw new Error('A page has a name that cannot be that of a file.')
  return name
}

/** The look's files that pages of an edition name: kept for good beside the editions. */
export function assetsUsed(): { path: string; body: Uint8Array }[] {
  const { css, icon, fonts } = links()
  return [css, icon, ...fonts].flatMap((path) => {
    const asset = assets().get(path)
    return asset ? [{ path: path.replace(/^\//, ''), body: asset.body }] : []
  })
}

function manifest(content: EditionContent, files: readonly Rendered[]): string {
  const entry = (path: string, body: Uint8Array) => ({ path, bytes: body.length, sha256: sha256(body) })
  const value = {
    format: 1,
    district: { code: content.district.code, name: content.district.name },
    edition: content.number,
    kind: content.kind,
    as_of: content.as_of,
    corrects: content.corrects?.number ?? null,
    content_sha256: digestOf(content),
    rule: content.rule,
    ...(content.certificate ? { certificate: content.certificate } : {}),
    definitions: content.definitions.map((card) => ({ id: card.id, version: card.version })),
    plan: content.plan && { id: content.plan.id, digest: content.plan.digest },
    runs: content.runs.map((run) => ({
      run_id: run.run_id,
      definition: run.definition,
      school_year: run.school_year,
      code_version: run.code_version,
      datasets: run.datasets,
    })),
    files: files.map((file) => entry(file.path, file.body)).toSorted((a, b) => (a.path < b.path ? -1 : 1)),
    assets: assetsUsed().map((file) => entry(file.path, file.body)),
  }
  return `${JSON.stringify(value, null, 1)}\n`
}
