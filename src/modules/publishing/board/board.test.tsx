import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fixToday } from '../../../platform/clock.ts'
import { query } from '../../../platform/db/database.ts'
import { percent } from '../../../platform/format.ts'
import {
  type Board,
  boardPromise as promise,
  makeBoard,
  packetIn,
  type Steps,
  stepsOn,
} from '../packet/board-sample.test.tsx'
import { cellOf } from '../packet/rules.ts'
import { yearOfSample } from '../sample.test.ts'
import { addMeasure, writeValue } from '../scorecards/actions.ts'

let services: Board['services']
let sample: Board['sample']
let office: Board['office']
let packet: ReturnType<typeof packetIn>
let { as, drafted, approved, respond, ask } = {} as Steps

beforeAll(async () => {
  fixToday('2026-11-20')
  const board = await makeBoard()
  ;({ services, sample, office } = board)
  ;({ as, drafted, approved, respond, ask } = stepsOn(board))
  await respond('We visit families in the first week.', 0)
  // The board may read a packet from its approval on.
  packet = packetIn(await approved(await drafted('2026-12-08')))
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
    // From the newest edition that the board may read, and nothing truer.
    const cell = cellOf(packet, { definition: 'chronic-absenteeism' })
    const share = percent((cell?.n ?? 0) / (cell?.d ?? 1), 'en')
    expect(await page()).toContain(share)
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
