import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fixToday } from '../../../platform/clock.ts'
import { query } from '../../../platform/db/database.ts'
import { percent } from '../../../platform/format.ts'
import { type Promised, saveTargets, targetsOf } from '../../indicators/index.ts'
import { systemScope } from '../../people/index.ts'
import { askPublish, startCorrection, startDraft } from '../actions.ts'
import { sources } from '../assemble.ts'
import { inScope } from '../../../platform/db/scope.ts'
import {
  type Board,
  boardPromise as promise,
  idsOf,
  makeBoard,
  packetIn,
  type Steps,
  stepsOn,
} from '../packet/board-sample.test.tsx'
import { cellOf } from '../packet/rules.ts'
import { yearOfSample } from '../sample.test.ts'
import type { EditionRow } from '../schema.ts'
import { addMeasure, writeValue } from '../scorecards/actions.ts'
import { fillDraft, publishEdition } from '../working.ts'

let services: Board['services']
let sample: Board['sample']
let office: Board['office']
let packet: ReturnType<typeof packetIn>
let ready: EditionRow
let { who, as, again, drafted, approved, respond, ask } = {} as Steps

/** Promises beside the plan's own, each about a group of students. Those of an earlier call that are not named are gone. */
async function promiseAlso(...populations: string[]): Promise<void> {
  const scope = await systemScope(services.db, 'test', sample.district)
  await inScope(services.db, scope, async (tx) => {
    const base = (await targetsOf(tx, sample.district, 'chronic-absenteeism')).find((one) => one.source === promise)
    if (!base) throw new Error('no promise')
    const of = (population: string): Promised => ({
      ...base,
      source: `${promise}-${population}`,
      target: { ...base.target, population },
    })
    await saveTargets(tx, sample.district, `${promise}-`, populations.map(of))
  })
}
async function published(edition: EditionRow): Promise<EditionRow> {
  await askPublish(services, who('second'), edition.edition_id)
  await publishEdition(services, sources, idsOf(edition))
  return again(edition)
}
async function filled(edition: EditionRow): Promise<EditionRow> {
  await fillDraft(services, sources, idsOf(edition))
  return again(edition)
}
const words = { title: { en: 'How we are doing', es: 'Cómo vamos', source: 'en' as const }, note: {} }

beforeAll(async () => {
  fixToday('2026-11-20')
  const board = await makeBoard()
  ;({ services, sample, office } = board)
  ;({ who, as, again, drafted, approved, respond, ask } = stepsOn(board))
  await promiseAlso('high_needs=yes', 'gender=female', 'gender=male')
  await respond('We visit families in the first week.', 0)
  // The board may read a packet from its approval on.
  ready = await approved(await drafted('2026-12-08'))
  packet = packetIn(ready)
})
afterAll(async () => {
  fixToday(null)
  await services.end()
})

describe('department scorecards', () => {
  it('warn of a thirteenth measure, and say which share of departments makes progress', async () => {
    const add = (name: string) =>
      ask('head', `/board/scorecards/${office}`, { title_en: name, unit: 'days', better: 'down' })
    for (let at = 1; at <= 11; at++) expect((await add(`Measure ${at}`)).status).toBe(303)
    await as('head', (tx, head) =>
      addMeasure(tx, head, office, { definition: 'chronic-absenteeism', title: {}, unit: '', better: 'down' }),
    )
    await add('Measure 1')
    const page = async (lang = 'en') => (await ask('board', `/board/scorecards/${office}?lang=${lang}`)).text()
    expect(await page()).not.toContain('This scorecard has')
    const cell = cellOf(packet, { definition: 'chronic-absenteeism' })
    const share = percent((cell?.n ?? 0) / (cell?.d ?? 1), 'en')
    // Approved, and read by the board as a packet: its numbers are not told as published.
    expect((await ask('board', `/board/packets/${ready.edition_id}`)).status).toBe(200)
    expect(await page()).not.toContain(share)
    expect(await page()).not.toContain('Edition 1')
    const responses = async (lang = 'en') => (await ask('board', `/board/responses?lang=${lang}`)).text()
    expect(await responses()).toContain('No edition is published yet')
    await published(ready)
    // From the newest published edition, and nothing truer.
    expect(await page()).toContain(share)
    expect(await page()).toContain('href="/public/mill-river-public-schools/editions/1/en/">Edition 1</a>')
    expect(await page('es')).toContain('Edición 1')
    expect(await responses()).toContain('Newest published edition: 1, as of Nov 20, 2026.')
    expect(await responses('es')).toContain('Edición publicada más nueva: 1')
    await sample.compute(2026, yearOfSample(sample, 40))
    expect(share).not.toBe('31.1%')
    expect(await page()).toContain(share)
    await add('Measure 12')
    expect(await page()).toContain('This scorecard has 13 measures')
    expect(await page('es')).toContain('Este tablero tiene 13 medidas')
    expect(await (await ask('board', '/board/scorecards')).text()).toContain('13 measures: more than twelve')
    const rows = await as('head', (tx) =>
      query<{ id: number }>(
        tx,
        `select office_measure_id as id from publishing.office_measure where title ->> 'en' = 'Measure 1'`,
      ),
    )
    const measure = rows[0]?.id ?? 0
    const value = (on_date: string, number: number, version = 0) =>
      as('head', (tx, head) => writeValue(tx, head, office, { measure, version, on_date, value: number }))
    await value('2026-10-01', 12.5)
    await value('2026-11-01', 9)
    expect(await value('2026-11-01', 9)).toMatchObject({ kind: 'saved', row: { version: 1 } })
    expect(await value('2026-11-01', 10)).toMatchObject({ kind: 'conflict' })
    await expect(value('2026-11-21', 3)).rejects.toMatchObject({ code: 'publishing/value-in-future' })
    expect(await page()).toContain('9 days')
    expect((await ask('teacher', `/board/scorecards/${office}`, { title_en: 'Mine' })).status).toBe(403)
    expect((await ask('head', `/board/scorecards/${office}`, { title_en: '' })).status).toBe(422)
    for (const field of ['title_en', 'title_es', 'unit']) {
      const typed = { title_en: 'Calls home', [field]: 'Zoë Quillfeather' }
      const named = await ask('head', `/board/scorecards/${office}`, typed)
      expect([field, named.status, await named.text()]).toEqual([
        field,
        422,
        expect.stringContaining('value="Zoë Quillfeather"'),
      ])
    }
    expect(await page()).not.toContain('Quillfeather')
    // Each line of the history names its measure, also of one that ended.
    await ask('head', `/board/scorecards/${office}/end`, { measure: String(measure), version: '1', ended: 'yes' })
    const history = await page()
    expect(history).toContain('Measure 1: ended')
    expect(history).toContain('Measure 1: added')
    expect(history).toContain('Value: nothing → 12.5')
    expect(await page('es')).toContain('Measure 1: se terminó')
  })
})

describe('what is told as published', () => {
  let later: EditionRow
  let correction: EditionRow
  const board = async (path: string) => (await ask('board', path)).text()

  it('is from the newest published edition of whichever kind', async () => {
    await promiseAlso('high_needs=yes', 'gender=female', 'high_needs=no')
    // A scorecard, not a packet; its numbers are those of the newer computation.
    later = await filled(await startDraft(services, sources, who('publisher'), sample.district, words))
    const number = (edition: EditionRow) => {
      const cell = edition.content && cellOf(edition.content, { definition: 'chronic-absenteeism' })
      return percent((cell?.n ?? 0) / (cell?.d ?? 1), 'en')
    }
    expect(number(later)).not.toBe(number(ready))
    expect(await board(`/board/scorecards/${office}`)).not.toContain(number(later))
    await published(await approved(later))
    const page = await board(`/board/scorecards/${office}`)
    expect(page).toContain(number(later))
    expect(page).not.toContain(number(ready))
    expect(page).toContain('>Edition 2</a>')
    expect(await board('/board')).toContain('Newest published edition: 2, as of Nov 20, 2026.')
  })

  it('says on a packet that was corrected by what, why, and where', async () => {
    const wrong = { en: 'One school was counted twice.', es: 'Una escuela se contó dos veces.', source: 'en' as const }
    const draft = await startCorrection(services, sources, who('publisher'), ready.edition_id, {
      ...words,
      correction: wrong,
    })
    const fresh = await approved(await filled(draft))
    const old = `/board/packets/${ready.edition_id}`
    // A correction that is not published yet corrects nothing.
    expect(await board(old)).not.toContain('was corrected')
    correction = await published(fresh)
    const page = await board(old)
    expect(page).toContain('This packet was corrected by edition 3')
    expect(page).toContain('One school was counted twice.')
    expect(page).toContain(`href="/board/packets/${correction.edition_id}"`)
    expect(page).toContain('href="/public/mill-river-public-schools/editions/3/en/"')
    const es = await board(`${old}?lang=es`)
    expect(es).toContain('La edición 3 corrigió esta carpeta')
    expect(es).toContain('Una escuela se contó dos veces.')
    expect(await board(`/board/packets/${correction.edition_id}`)).not.toContain('This packet was corrected')
    expect(await board('/board')).toContain('corrected by edition 3')
    const open = await ask('board', '/public/mill-river-public-schools/editions/1/es/')
    expect(await open.text()).toContain('Una escuela se contó dos veces.')
    const index = await ask('board', '/public/mill-river-public-schools/en/')
    expect(await index.text()).toContain('One school was counted twice.')
    expect(await board(`/board/scorecards/${office}`)).toContain('It corrects edition 1: One school was counted twice.')
  })

  it('stands with it when two packets are compared: what changed, came, went and stayed', async () => {
    const path = `/board/packets/compare?a=${ready.edition_id}&b=${correction.edition_id}`
    const rows = (html: string) => html.slice(html.indexOf('<tbody')).split('<tr').slice(1)
    const changedIn = (html: string, name: string, answer: RegExp): boolean => {
      const row = rows(html).find((one) => one.includes(`: ${name}`))
      if (!row) throw new Error(`no row of ${name}`)
      return answer.test(row)
    }
    const html = await board(path)
    const yes = />\s*yes\s*</
    expect(rows(html)).toHaveLength(4)
    expect(changedIn(html, 'With high needs', yes)).toBe(true)
    expect(changedIn(html, 'Without high needs', yes)).toBe(true)
    expect(changedIn(html, 'Girls', yes)).toBe(false)
    expect(html).toContain('No longer in the newer packet:')
    expect(html.slice(html.indexOf('No longer in the newer packet:'))).toContain(': Boys')
    expect(html).toContain('corrected by edition 3')
  })
})

describe('our response', () => {
  it('is entered by a form, which keeps what was typed', async () => {
    expect(await (await ask('head', '/board/responses')).text()).toContain('Students in school, every day')
    const at = `/board/responses/of?promise=${encodeURIComponent(promise)}`
    expect(await (await ask('head', at)).text()).toContain('We visit families in the first week.')
    const form = { promise, version: '9', words_en: 'short', owner: `office_head@${office}`, by_on: '2027-02-01' }
    const named = await ask('head', '/board/responses', { ...form, words_en: 'We call Zoe Quillfeather every day.' })
    expect([named.status, await named.text()]).toEqual([
      422,
      expect.stringContaining('>We call Zoe Quillfeather every day.</textarea>'),
    ])
    const wrong = await ask('head', '/board/responses', form)
    expect(wrong.status).toBe(422)
    expect(await wrong.text()).toContain('>short</textarea>')
    expect(
      (await ask('head', '/board/responses', { ...form, promise: 'plan:x/y/z', words_en: 'Long enough words.' }))
        .status,
    ).toBe(404)
    expect((await ask('teacher', '/board/responses')).status).toBe(403)
    expect((await ask('board', '/board')).status).toBe(200)
    expect((await ask('head', '/board')).status).toBe(200)
  })
})
