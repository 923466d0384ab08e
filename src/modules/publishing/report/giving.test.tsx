import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fixToday } from '../../../platform/clock.ts'
import { query } from '../../../platform/db/database.ts'
import { languages } from '../../../platform/words.ts'
import { askPublish } from '../actions.ts'
import { sources } from '../assemble.ts'
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
import { reportsToGive, standsInLedger } from './rules.ts'
import type { ReportRow } from './schema.ts'

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
