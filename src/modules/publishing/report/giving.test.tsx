import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fixToday } from '../../../platform/clock.ts'
import { query } from '../../../platform/db/database.ts'
import { languages } from '../../../platform/words.ts'
import { askPublish } from '../actions.ts'
import { sources } from '../assemble.ts'
import { digestOf } from '../editions/canonical.ts'
import { publicFolder } from '../editions/write.ts'
import {
  type Board,
  expectTagged,
  idsOf,
  makeBoard,
  packetIn,
  type Steps,
  stepsOn,
} from '../packet/board-sample.test.tsx'
import type { EditionRow } from '../schema.ts'
import { releasedIn } from '../store.ts'
import { publishEdition } from '../working.ts'
import { makeReport, signReport, writeReport } from './actions.ts'
import { correctedContent } from './correcting.ts'
import { reportsToGive, standsInLedger } from './rules.ts'
import type { ReportRow } from './schema.ts'
import { reportById } from './store.ts'

let services: Board['services']
let sample: Board['sample']
let app: Board['app']
let { who, as, drafted, approved, respond, ask } = {} as Steps
let signed: ReportRow
let first: EditionRow
let next: EditionRow

async function published(edition: EditionRow): Promise<EditionRow> {
  const ready = await approved(edition)
  await askPublish(services, who('second'), ready.edition_id)
  await publishEdition(services, sources, idsOf(ready))
  return ready
}

beforeAll(async () => {
  fixToday('2026-11-20')
  const board = await makeBoard()
  ;({ services, sample, app } = board)
  ;({ who, as, drafted, approved, respond, ask } = stepsOn(board))
  await respond('We visit families in the first week.', 0)
  first = await published(await drafted('2026-12-08'))
  const made = await as('superintendent', (tx, me) => makeReport(tx, me, sample.district, 'g2'))
  // A draft is given out to nobody.
  await as('superintendent', (tx, me) => makeReport(tx, me, sample.district, 'g1'))
  const words = { en: 'We went to <b>homes</b>.', es: 'Fuimos a las casas.', source: 'en' as const }
  const { row } = await as('publisher', (tx, me) => writeReport(tx, me, made.progress_report_id, made.version, words))
  signed = await signReport(services, sources, who('superintendent'), row.progress_report_id, row.content_digest)
  next = await published(await drafted('2027-01-12'))
})
afterAll(async () => {
  fixToday(null)
  await services.end()
})

describe('a signed annual report', () => {
  const at = (lang: string, file: string) => `mill-river-public-schools/editions/2/${lang}/${file}`

  it('goes out with the next edition, and only it: no report before it was signed, no draft', () => {
    expect(packetIn(first).reports).toBeUndefined()
    expect(packetIn(next).reports).toEqual([
      {
        id: signed.progress_report_id,
        file: '2026-g2',
        content: signed.content,
        content_digest: signed.content_digest,
        signed_on: '2026-11-20',
      },
    ])
  })

  it('is a page and a PDF for everybody in both languages, with the bytes that the board has', async () => {
    for (const lang of languages) {
      const board = await ask('board', `/board/reports/${signed.progress_report_id}/pdf/${lang}`)
      const bytes = Buffer.from(await board.arrayBuffer())
      expect(await readFile(join(publicFolder(services.home), at(lang, 'reports/2026-g2.pdf')))).toEqual(bytes)
      expectTagged(bytes, lang, signed.content.numbers.as_of)
      const open = await app.request(`http://local.test/public/${at(lang, 'reports/2026-g2.pdf')}`)
      expect([open.status, open.headers.get('content-type')]).toEqual([200, 'application/pdf'])
      const page = await (await app.request(`http://local.test/public/${at(lang, 'reports/2026-g2.html')}`)).text()
      expect(page).toContain(lang === 'en' ? 'We went to &lt;b&gt;homes&lt;/b&gt;.' : 'Fuimos a las casas.')
      expect(page).toContain(signed.content_digest)
      expect(page).toContain('href="2026-g2.pdf"')
      for (const secret of ['50.0%', '57.9', '66.7', 'complement']) expect(page).not.toContain(secret)
      const scorecard = await (await app.request(`http://local.test/public/${at(lang, '')}`)).text()
      expect(scorecard).toContain('href="reports/2026-g2.html"')
      const index = await app.request(`http://local.test/public/mill-river-public-schools/${lang}/`)
      expect(await index.text()).toContain(`href="/public/${at(lang, 'reports/2026-g2.html')}"`)
      const preview = await ask('publisher', `/board/reports/${signed.progress_report_id}?lang=${lang}`)
      expect(await preview.text()).toContain(lang === 'en' ? 'It goes out to everybody' : 'Sale para todos')
    }
  })

  it('holds no number that the ledger does not hold, and one that it does not is found', async () => {
    const released = await as('superintendent', (tx) => releasedIn(tx, signed.edition_id))
    const { numbers } = signed.content
    expect(numbers.cells.some((cell) => !cell.shown)).toBe(true)
    expect(standsInLedger({ numbers }, released)).toBe(true)
    const changed = numbers.cells.map((cell) => (cell.shown ? cell : { ...cell, shown: true, n: 2, d: 4 }))
    expect(standsInLedger({ numbers: { ...numbers, cells: changed } }, released)).toBe(false)
    expect(standsInLedger({ numbers }, [])).toBe(false)
  })

  it('stays with its year in the newest edition; what is out of an older year stays where it is', () => {
    const row = (progress_report_id: number, school_year: number) => ({ progress_report_id, school_year })
    const all = [row(1, 2027), row(2, 2026), row(3, 2026)]
    expect(reportsToGive(all, new Set([1, 2]))).toEqual([row(1, 2027), row(3, 2026)])
    expect(reportsToGive([], new Set())).toEqual([])
  })

  it('does not change when it is out', async () => {
    await expect(
      as('superintendent', (tx) =>
        query(tx, `update publishing.progress_report set words = '{}' where state = 'signed'`),
      ),
    ).rejects.toMatchObject({ code: '55000' })
  })
})

describe('a correction of a signed annual report', () => {
  const wrong = { correction_en: 'Homes were visited in March.', correction_es: 'Las casas se visitaron en marzo.' }
  const page = async (path: string) => (await app.request(`http://local.test/public/${path}`)).text()
  const slug = 'mill-river-public-schools'
  const pdf = async (id: number) => {
    const answer = await ask('board', `/board/reports/${id}/pdf/en`)
    return Buffer.from(await answer.arrayBuffer())
  }
  let before: Buffer
  let old: string
  let fresh: ReportRow

  it('begins a new version by a form that says what was wrong, once, and loses nothing that was typed', async () => {
    old = `/board/reports/${signed.progress_report_id}`
    before = await pdf(signed.progress_report_id)
    expect((await ask('board', `${old}/correct`, wrong)).status).toBe(403)
    const short = await ask('publisher', `${old}/correct`, { ...wrong, correction_es: 'No' })
    expect([short.status, await short.text()]).toEqual([
      422,
      expect.stringContaining('>Homes were visited in March.</textarea>'),
    ])
    const named = await ask('publisher', `${old}/correct`, { ...wrong, correction_en: 'Zoe Quillfeather came back.' })
    expect(named.status).toBe(422)
    const begun = await ask('publisher', `${old}/correct`, wrong)
    expect(begun.status).toBe(303)
    const there = begun.headers.get('location') ?? ''
    expect(there).not.toBe(old)
    expect((await ask('publisher', `${old}/correct`, wrong)).headers.get('location')).toBe(there)
    const clash = await ask('superintendent', `${old}/correct`, {
      ...wrong,
      correction_en: 'Something else was wrong.',
    })
    const told = await clash.text()
    expect(clash.status).toBe(409)
    expect(told).toContain('>Something else was wrong.</textarea>')
    expect(told).toContain('Theirs says: Homes were visited in March.')
    fresh = await as('publisher', (tx) => reportById(tx, Number(there.split('/').at(-1))))
    expect(fresh).toMatchObject({
      state: 'draft',
      revision: 2,
      corrects: signed.progress_report_id,
      words: signed.words,
    })
    expect(await (await ask('board', old)).text()).toContain('A correction of this report is being written.')
    const draft = await ask('publisher', `${there}/correct`, wrong)
    expect([draft.status, await draft.text()]).toEqual([409, expect.stringContaining('publishing/report-not-signed')])
  })

  it('is made again from the same with the same digest', () => {
    const words = { en: wrong.correction_en, es: wrong.correction_es, source: 'en' as const }
    const again = correctedContent(structuredClone(signed), words, structuredClone(fresh.content.numbers))
    expect(digestOf(again)).toBe(fresh.content_digest)
    expect(digestOf(correctedContent(signed, { ...words, en: 'Other.' }, null))).not.toBe(fresh.content_digest)
  })

  it('is signed again; the old one keeps its bytes and says by what it was corrected', async () => {
    const id = fresh.progress_report_id
    const form = {
      version: String(fresh.version),
      words_en: 'We went to homes in March.',
      words_es: 'Fuimos a las casas en marzo.',
      ...wrong,
    }
    expect((await ask('publisher', `/board/reports/${id}`, { ...form, correction_en: '' })).status).toBe(422)
    expect((await ask('publisher', `/board/reports/${id}`, form)).status).toBe(303)
    const row = await as('publisher', (tx) => reportById(tx, id))
    fresh = await signReport(services, sources, who('superintendent'), id, row.content_digest)
    expect(fresh).toMatchObject({ state: 'signed', content_digest: digestOf(fresh.content) })
    expect(await pdf(id)).toEqual(await pdf(id))
    expect(await pdf(signed.progress_report_id)).toEqual(before)
    const now = await as('publisher', (tx) => reportById(tx, signed.progress_report_id))
    expect(now).toMatchObject({ state: 'signed', content_digest: signed.content_digest, version: signed.version })
    const shown = await (await ask('board', old)).text()
    expect(shown).toContain('This report was corrected. The correction was signed on Nov 20, 2026.')
    expect(shown).toContain('Homes were visited in March.')
    expect(shown).toContain(`href="/board/reports/${id}"`)
    expect(await (await ask('board', `${old}?lang=es`)).text()).toContain('Las casas se visitaron en marzo.')
    const corrected = await (await ask('board', `/board/reports/${id}`)).text()
    expect(corrected).toContain('Correction of the report signed on')
    expect(corrected).toContain(signed.content_digest)
    expect(corrected).toContain('correction begun')
    expect(await (await ask('board', '/board/reports')).text()).toContain('signed, then corrected')
    const forged = `insert into publishing.progress_report (district_id, school_year, goal, edition_id, content, content_digest, revision, corrects, correction)
      select district_id, school_year, goal, edition_id, content, content_digest, 3, progress_report_id, correction || '{"en": "a", "es": "b"}'
      from publishing.progress_report where progress_report_id = $1`
    await expect(as('superintendent', (tx) => query(tx, forged, [signed.progress_report_id]))).rejects.toMatchObject({
      code: '55000',
    })
  })

  it('goes out with the next edition; the old page gets a banner, and the index a line on what and why', async () => {
    const third = await published(await drafted('2027-02-09'))
    expect(packetIn(third).reports?.map((one) => [one.id, one.file])).toEqual([[fresh.progress_report_id, '2026-g2']])
    const open = await readFile(join(publicFolder(services.home), `${slug}/editions/3/en/reports/2026-g2.pdf`))
    expect(open).toEqual(await pdf(fresh.progress_report_id))
    expect(await readFile(join(publicFolder(services.home), `${slug}/editions/2/en/reports/2026-g2.pdf`))).toEqual(
      before,
    )
    const banner = await page(`${slug}/editions/2/es/reports/2026-g2.html`)
    expect(banner).toContain('Este informe fue corregido')
    expect(banner).toContain('Las casas se visitaron en marzo.')
    expect(banner).toContain(`href="/public/${slug}/editions/3/es/reports/2026-g2.html"`)
    expect(await page(`${slug}/editions/2/en/`)).not.toContain('This report was corrected')
    expect(await page(`${slug}/editions/3/en/reports/2026-g2.html`)).not.toContain('This report was corrected')
    const index = await page(`${slug}/en/`)
    expect(index).toContain('Corrected on Nov 20, 2026: Homes were visited in March.')
    expect(index).not.toContain(`${slug}/editions/2/en/reports/2026-g2.html`)
  })
})
