import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fixToday } from '../../../platform/clock.ts'
import { query } from '../../../platform/db/database.ts'
import { percent } from '../../../platform/format.ts'
import { languages } from '../../../platform/words.ts'
import { updateItem } from '../../work/index.ts'
import { approve, askPublish, sendBack, submit } from '../actions.ts'
import { sources } from '../assemble.ts'
import { digestOf, sha256 } from '../editions/canonical.ts'
import { renderEdition } from '../editions/render.ts'
import { publicFolder } from '../editions/write.ts'
import { printed } from '../paper/print.ts'
import { printedElsewhere, readBack, wordsOf, wordsRead } from '../paper/read-back.test.ts'
import { makeReport, signReport, writeReport } from '../report/actions.ts'
import { reportDoc } from '../report/document.ts'
import { yearOfSample } from '../sample.test.ts'
import type { EditionRow } from '../schema.ts'
import { publishEdition } from '../working.ts'
import {
  type Board,
  boardPromise,
  expectTagged,
  idsOf,
  makeBoard,
  packetIn,
  type Steps,
  stepsOn,
} from './board-sample.test.tsx'
import { addBoardReport, boardSource, changeBoardReport } from './calendar.ts'
import { packetDoc } from './document.ts'
import { comparePackets, needsResponse } from './rules.ts'
import { handedById, handedOf, responseTo } from './store.ts'

const promise = boardPromise
let services: Board['services']
let sample: Board['sample']
let office: Board['office']
let app: Board['app']
let { who, as, again, drafted, filledAgain, approved, respond, ask } = {} as Steps

beforeAll(async () => {
  fixToday('2026-11-20')
  const board = await makeBoard()
  ;({ services, sample, office, app } = board)
  ;({ who, as, again, drafted, filledAgain, approved, respond, ask } = stepsOn(board))
})
afterAll(async () => {
  fixToday(null)
  await services.end()
})

describe('the reporting calendar', () => {
  const report = (due_on: string) => ({
    title: { en: `Attendance report for ${due_on}`, es: `Informe de asistencia para ${due_on}`, source: 'en' as const },
    owner_role: 'office_head',
    owner_org: office,
    due_on,
  })
  const items = () =>
    as('superintendent', (tx) =>
      query<{ item_id: number; due_on: string; state: string; owner_org: number }>(
        tx,
        `select item_id, due_on, state, owner_org from work.item where starts_with(source, $1) order by due_on`,
        [boardSource],
      ),
    )

  it('makes each report a due item of its office, once', async () => {
    const first = await as('superintendent', (tx, me) => addBoardReport(tx, me, sample.district, report('2026-10-13')))
    const twice = await as('superintendent', (tx, me) => addBoardReport(tx, me, sample.district, report('2026-10-13')))
    expect(twice.board_report_id).toBe(first.board_report_id)
    for (const day of ['2026-11-10', '2026-12-08', '2026-09-08'])
      await as('superintendent', (tx, me) => addBoardReport(tx, me, sample.district, report(day)))
    const all = await items()
    expect(all.map((one) => [one.due_on, one.state, one.owner_org])).toEqual(
      ['2026-09-08', '2026-10-13', '2026-11-10', '2026-12-08'].map((day) => [day, 'open', office]),
    )
    const done = { version: 1, state: 'done' as const, note: 'the report' }
    await as('head', (tx, head) => updateItem(tx, head, all[0]?.item_id ?? 0, { ...done, done_on: '2026-09-08' }))
    await as('head', (tx, head) => updateItem(tx, head, all[1]?.item_id ?? 0, { ...done, done_on: '2026-10-20' }))
    const page = await (await ask('board', '/board/calendar')).text()
    expect(page).toContain('1 of 3 reports that were due came in time')
    expect(page).toContain('late, Oct 20, 2026')
    expect(page).toContain('not here yet')
    expect(await (await ask('board', '/board/calendar?lang=es')).text()).toContain('todavía no llegó')
    expect((await ask('teacher', '/board/calendar')).status).toBe(403)
    expect((await ask('board', '/board/calendar', {})).status).toBe(403)
  })

  it('shows the way from its due item to whoever may go it', async () => {
    const path = `/work/${(await items())[0]?.item_id}`
    const pages = await Promise.all(['head', 'superintendent', 'teacher'].map(async (one) => await ask(one, path)))
    expect(pages.map((one) => one.status)).toEqual([200, 200, 200])
    const shown = await Promise.all(pages.map(async (one) => (await one.text()).includes('/board/calendar/')))
    expect(shown).toEqual([true, true, false])
  })

  it('moves the due item with the line, shows both versions of a conflict, and takes it out', async () => {
    const rows = await as('superintendent', (tx) =>
      query<{ id: number }>(
        tx,
        `select board_report_id as id from publishing.board_report where due_on = '2026-12-08'`,
      ),
    )
    const id = rows[0]?.id ?? 0
    await as('superintendent', (tx, me) => changeBoardReport(tx, me, id, 1, report('2026-12-15')))
    expect((await items()).map((one) => one.due_on)).toContain('2026-12-15')
    const form = {
      version: '1',
      title_en: 'What I typed',
      title_es: '',
      owner: `office_head@${office}`,
      due_on: '2026-12-09',
    }
    const clash = await ask('superintendent', `/board/calendar/${id}`, form)
    expect(clash.status).toBe(409)
    const text = await clash.text()
    expect(text).toContain('value="What I typed"')
    expect(text).toContain('Attendance report for 2026-12-15')
    expect((await ask('superintendent', `/board/calendar/${id}`, { ...form, title_en: '' })).status).toBe(422)
    for (const at of [`/board/calendar/${id}`, '/board/calendar']) {
      const named = await ask('superintendent', at, { ...form, version: '2', title_es: 'Zoë Quillfeather' })
      expect([at, named.status, await named.text()]).toEqual([
        at,
        422,
        expect.stringContaining('value="Zoë Quillfeather"'),
      ])
    }
    await ask('superintendent', `/board/calendar/${id}/remove`, { version: '2', listed: 'no' })
    expect((await items()).find((one) => one.due_on === '2026-12-15')?.state).toBe('dropped')
  })
})

describe('a packet', () => {
  let first: EditionRow
  let unanswered: EditionRow

  it('says what has no response, beside the call', async () => {
    unanswered = await drafted('2026-12-08')
    const content = packetIn(unanswered)
    expect(unanswered).toMatchObject({ kind: 'packet', exposed: [], meeting_on: '2026-12-08' })
    expect(content.promises.find((one) => one.id === promise)?.judged.call).toBe('behind')
    const text = JSON.stringify(packetDoc(content, 'en'))
    expect(text).toContain('No response was entered for this call.')
    expect(text).toContain('The board has had no edition before this one.')
    expect(text).toContain('1 of 3 reports that were due came in time.')
    expect(JSON.stringify(packetDoc(content, 'es'))).toContain('Nadie escribió una respuesta a esta valoración.')
    expect(content.packet.work.late).toBeGreaterThan(0)
    // The priorities of the plan, with what was promised below each.
    expect(content.packet.goals.find((one) => one.promises.includes(promise))).toBeDefined()
  })

  it('is not approved while a text names a student, and the board does not get it', async () => {
    await respond('We drive Zoe Quillfeather to school.', 0)
    const named = await filledAgain(unanswered)
    expect(named.content_digest).not.toBe(unanswered.content_digest)
    await expect(approved(named)).rejects.toMatchObject({
      kind: 'Conflict',
      code: 'publishing/names-a-student',
      details: [expect.objectContaining({ message: '“Zoe Quillfeather”' })] as unknown,
    })
    expect(await as('board', (tx) => handedOf(tx, sample.district))).toEqual([])
    const row = await as('head', (tx) => responseTo(tx, sample.district, promise))
    const saved = await respond('We visit families in the first week.', row?.version ?? 0)
    expect(saved).toMatchObject({ kind: 'saved', changed: true })
    expect(await respond('We visit families in the first week.', 1)).toMatchObject({ kind: 'saved', changed: false })
    expect(await respond('Something else.', 1)).toMatchObject({ kind: 'conflict' })
  })

  it('has the same bytes when it is made twice, and another digest when something changed', async () => {
    const one = await filledAgain(await again(unanswered))
    const two = await filledAgain(one)
    expect(two.content_digest).toBe(one.content_digest)
    const files = await renderEdition(packetIn(one))
    const twice = await renderEdition(structuredClone(packetIn(two)))
    expect(twice.map((file) => [file.path, sha256(file.body)])).toEqual(
      files.map((file) => [file.path, sha256(file.body)]),
    )
    const names = files.map((file) => file.path)
    for (const lang of languages) {
      expect(names).toContain(`${lang}/packet.html`)
      expectTagged(files.find((file) => file.path === `${lang}/packet.pdf`)?.body ?? Buffer.alloc(0), lang, one.as_of)
    }
    const { packet } = packetIn(one)
    expect(await printedElsewhere(packetDoc(packetIn(one), 'es'), services.home)).toMatchObject({
      ours: sha256(files.find((file) => file.path === 'es/packet.pdf')?.body ?? ''),
    })
    expect(packet.meeting_on).toBe('2026-12-08')
    const changed = structuredClone(packetIn(one))
    const [response] = changed.packet.responses
    if (response) response.words = { ...response.words, en: 'We visit families in the second week.' }
    expect(digestOf(changed)).not.toBe(one.content_digest)
    expect(sha256(printed(packetDoc(changed, 'en')))).not.toBe(sha256(printed(packetDoc(packetIn(one), 'en'))))
    first = two
  })

  it('holds no hidden number, in no page and in no paper', async () => {
    const content = packetIn(first)
    const pages = (await renderEdition(content))
      .filter((file) => file.path.endsWith('packet.html'))
      .map((file) => file.body.toString())
    const papers = languages.map((lang) => JSON.stringify(packetDoc(content, lang)))
    for (const text of [...pages, ...papers]) {
      // Nonbinary students: 2 of 4. Island: 11 of 19. Cove: 2 of 3.
      for (const secret of ['50.0%', '57.9', '66.7', 'complement']) expect(text).not.toContain(secret)
      expect(text).toMatch(/hidden|oculto/)
    }
    const cells = new Set(
      content.cells.map((cell) => (cell.shown && cell.n !== null && cell.d ? percent(cell.n / cell.d, 'en') : '')),
    )
    const tables = packetDoc(content, 'en').blocks.filter((block) => block.kind === 'table')
    const shares = tables.flatMap((block) => block.rows.flat().filter((cell) => /^\d+\.\d%$/.test(cell)))
    expect(shares.length).toBeGreaterThan(4)
    // No number that is not in the edition.
    expect(shares.filter((share) => !cells.has(share))).toEqual([])
  })

  it('is read aloud as it is written, with our response beside each call that is behind', () => {
    for (const lang of languages) {
      const doc = packetDoc(packetIn(first), lang)
      const read = readBack(printed(doc))
      expect(read).toMatchObject({ title: doc.title, lang: `${lang}-US` })
      expect(wordsRead(read)).toEqual(wordsOf(doc))
    }
    const { blocks } = packetDoc(packetIn(first), 'en')
    const calls = packetIn(first).promises.map((one) => one.judged.call)
    const beside = blocks.flatMap((block, at) => {
      if (block.kind !== 'call' || !needsResponse(block.call)) return []
      return [blocks.slice(at + 1).find((one) => one.kind === 'note' || one.kind === 'call' || one.kind === 'heading')]
    })
    expect(beside).toHaveLength(calls.filter(needsResponse).length)
    expect(beside).toContainEqual({
      kind: 'note',
      title: 'Our response',
      said: { words: 'We visit families in the first week.' },
      more: 'Who: Office of Student Support, Head of office. By when: Jan 29, 2027.',
    })
    for (const one of beside) expect(one).toMatchObject({ kind: 'note', title: 'Our response' })
  })

  it('goes nowhere without a second person, also where the program is not asked', async () => {
    await expect(askPublish(services, who('second'), first.edition_id)).rejects.toMatchObject({
      code: 'publishing/wrong-state',
    })
    const handed = await submit(services, who('publisher'), first.edition_id, first.version)
    await publishEdition(services, sources, idsOf(handed))
    expect(await again(handed)).toMatchObject({ state: 'submitted', digest: null })
    await expect(
      approve(services, sources, who('publisher'), handed.edition_id, handed.version, handed.content_digest ?? ''),
    ).rejects.toMatchObject({ kind: 'Forbidden', code: 'publishing/second-person' })
    const forge = (text: string) => as('publisher', (tx) => query(tx, text, [handed.edition_id]))
    const set = (fields: string) => forge(`update publishing.edition set ${fields} where edition_id = $1`)
    const author = who('publisher').account_id
    await expect(set(`state = 'approved'`)).rejects.toMatchObject({ code: '23514' })
    await expect(set(`state = 'approved', approved_by = ${author}`)).rejects.toMatchObject({ code: '23514' })
    await expect(
      forge(`insert into publishing.packet (edition_id, district_id, number, as_of, meeting_on, content, content_digest, handed_at)
        select edition_id, district_id, number, as_of, meeting_on, content, content_digest, drafted_at from publishing.edition where edition_id = $1`),
    ).rejects.toMatchObject({ code: '55000' })
    expect(await as('board', (tx) => handedOf(tx, sample.district))).toEqual([])
    first = await sendBack(services, who('second'), handed.edition_id, handed.version, 'Read it once more.')
  })

  it('is approved once when two people approve it at the same moment', async () => {
    const handed = await submit(services, who('publisher'), first.edition_id, first.version)
    const told = await Promise.allSettled(
      ['second', 'superintendent'].map((name) =>
        approve(services, sources, who(name), handed.edition_id, handed.version, handed.content_digest ?? ''),
      ),
    )
    const refused = told.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []))
    expect(refused).toEqual([expect.objectContaining({ kind: 'Conflict', code: 'publishing/wrong-state' })])
    expect(await as('board', (tx) => handedOf(tx, sample.district))).toHaveLength(1)
    const { version } = await again(handed)
    expect(version).toBe(handed.version + 1)
    first = await sendBack(services, who('second'), handed.edition_id, version, 'Once more, please.')
  })

  it('is made of today and for a meeting to come, without a name in it', async () => {
    const form = { meeting_on: '2026-12-08', note_en: '', note_es: '' }
    const past = await ask('publisher', '/board/packets', { ...form, as_of: '2026-11-01' })
    expect([past.status, await past.text()]).toEqual([422, expect.stringContaining('publishing/packet-of-today')])
    const over = await ask('publisher', '/board/packets', { ...form, meeting_on: '2026-11-10', note_en: 'A word.' })
    expect([over.status, await over.text()]).toEqual([422, expect.stringContaining('>A word.</textarea>')])
    const named = await ask('publisher', '/board/packets', { ...form, note_es: 'Zoë Quillfeather volvió.' })
    expect([named.status, await named.text()]).toEqual([
      422,
      expect.stringContaining('This reads like the name or the number of a student.'),
    ])
    const page = await (await ask('publisher', '/board')).text()
    expect(page).toContain('A packet is as of the day on which it is drafted: today, Friday, November 20, 2026.')
  })

  it('is read by the board from its approval on, and by the public from its publication on', async () => {
    const done = await approved(first)
    const handed = await as('board', (tx) => handedOf(tx, sample.district))
    expect(handed).toMatchObject([{ number: 1, meeting_on: '2026-12-08', content_digest: done.content_digest }])
    const page = await (await ask('board', `/board/packets/${done.edition_id}`)).text()
    expect(page).toContain('We visit families in the first week.')
    expect(page).toContain('Office of Student Support')
    expect(page).toContain(done.content_digest ?? '')
    expect((await ask('teacher', `/board/packets/${done.edition_id}`)).status).toBe(403)
    const pdf = await ask('board', `/board/packets/${done.edition_id}/pdf/es`)
    expect(pdf.headers.get('content-type')).toBe('application/pdf')
    const body = Buffer.from(await pdf.arrayBuffer())
    expectTagged(body, 'es', done.as_of)
    expect(await as('board', (tx) => query(tx, 'select from publishing.edition'))).toEqual([])
    // Sent back: the board has it no longer.
    const back = await sendBack(services, who('second'), done.edition_id, done.version, 'A word is missing.')
    expect(await as('board', (tx) => handedOf(tx, sample.district))).toEqual([])
    const ready = await approved(back)
    await askPublish(services, who('second'), ready.edition_id)
    await publishEdition(services, sources, idsOf(ready))
    const folder = join(publicFolder(services.home), 'mill-river-public-schools/editions/1')
    expect(await readFile(join(folder, 'es/packet.pdf'))).toEqual(body)
    await expect(as('superintendent', (tx) => query(tx, 'delete from publishing.packet'))).rejects.toMatchObject({
      code: '55000',
    })
    // Who changed what, when, from what, on its own page.
    const told = await (await ask('board', `/board/packets/${ready.edition_id}`)).text()
    for (const words of [
      'approved and handed to the board',
      'taken back',
      'A word is missing.',
      'State: approved → draft',
      'State: approved → published',
    ])
      expect(told).toContain(words)
    expect(told).not.toContain('Read it once more.')
    const es = await (await ask('board', `/board/packets/${ready.edition_id}?lang=es`)).text()
    expect(es).toContain('Estado: aprobada → publicada')
    const open = await app.request('http://local.test/public/mill-river-public-schools/editions/1/en/packet.pdf')
    expect(open.headers.get('content-type')).toBe('application/pdf')
    expect(
      await (await app.request('http://local.test/public/mill-river-public-schools/editions/1/en/')).text(),
    ).toContain('href="packet.html"')
    expect(await as('superintendent', (tx) => query(tx, 'select from publishing.released'))).toHaveLength(
      packetIn(ready).cells.length,
    )
  })

  it('says what changed since the last meeting, and two can be compared', async () => {
    await sample.compute(2026, yearOfSample(sample, 40))
    const next = await drafted('2027-01-12')
    const content = packetIn(next)
    expect(content.packet.since).toMatchObject({ number: 1, meeting_on: '2026-12-08' })
    const text = JSON.stringify(packetDoc(content, 'en'))
    expect(text).toContain('Compared with the packet of the meeting on Dec 8, 2026')
    expect(text).toContain('Numbers that changed while the call stayed')
    const done = await approved(next)
    const [a, b] = [await as('board', (tx) => handedOf(tx, sample.district)), done.edition_id]
    const old = await as('board', (tx) => handedById(tx, a.at(-1)?.edition_id ?? 0))
    const found = comparePackets(old.content, content)
    expect(found.promises.find((one) => one.promise.id === promise)?.changed).toBe(true)
    expect(found.promises.find((one) => one.promise.id !== promise)?.changed ?? false).toBe(false)
    const page = await ask('board', `/board/packets/compare?a=${old.edition_id}&b=${b}`)
    expect(page.status).toBe(200)
    expect(await page.text()).toContain('Packet for Dec 8, 2026 and packet for Jan 12, 2027')
  })
})

describe('an annual progress report', () => {
  it('is made from the published edition, signed by digest, and stays', async () => {
    const make = () => as('superintendent', (tx, me) => makeReport(tx, me, sample.district, 'g2'))
    const row = await make()
    expect((await make()).version).toBe(row.version)
    expect(row.content.numbers).toMatchObject({ number: 1 })
    expect(row.content.numbers.promises.map((one) => one.id)).toEqual([promise])
    expect(row.content.strategies.length).toBeGreaterThan(0)
    const id = row.progress_report_id
    const write = (en: string, version: number) =>
      as('publisher', (tx, me) => writeReport(tx, me, id, version, { en, es: 'Fuimos a las casas.', source: 'en' }))
    const form = { version: String(row.version), words_en: 'Zoë Quillfeather came back.', words_es: '' }
    const refused = await ask('publisher', `/board/reports/${id}`, form)
    expect([refused.status, await refused.text()]).toEqual([
      422,
      expect.stringContaining('>Zoë Quillfeather came back.</textarea>'),
    ])
    const long = await ask('publisher', `/board/reports/${id}`, { ...form, words_en: 'a'.repeat(6001) })
    expect([long.status, await long.text()]).toEqual([422, expect.stringContaining('At most 6,000 characters.')])
    const named = await write('Quillfeather, Zoë came back.', row.version)
    await expect(
      signReport(services, sources, who('superintendent'), id, named.row.content_digest),
    ).rejects.toMatchObject({ code: 'publishing/names-a-student' })
    expect((await write('Other words', row.version)).kind).toBe('conflict')
    const fine = (await write('We went to homes.', named.row.version)).row
    await expect(signReport(services, sources, who('publisher'), id, fine.content_digest)).rejects.toMatchObject({
      kind: 'Forbidden',
    })
    await expect(
      signReport(services, sources, who('superintendent'), id, named.row.content_digest),
    ).rejects.toMatchObject({
      code: 'publishing/report-not-as-seen',
    })
    const signed = await signReport(services, sources, who('superintendent'), id, fine.content_digest)
    expect(signed).toMatchObject({ state: 'signed', signed_on: '2026-11-20', content_digest: digestOf(signed.content) })
    expect(await make()).toMatchObject({ version: signed.version })
    await expect(
      as('superintendent', (tx) => query(tx, `update publishing.progress_report set words = '{}'`)),
    ).rejects.toMatchObject({ code: '55000' })
    for (const lang of languages) {
      const doc = reportDoc(signed.content, { on: '2026-11-20', digest: signed.content_digest }, lang)
      expectTagged(printed(doc), lang, signed.content.numbers.as_of)
      expect(wordsRead(readBack(printed(doc)))).toEqual(wordsOf(doc))
      expect(JSON.stringify(doc)).toContain(signed.content_digest)
      expect(JSON.stringify(doc)).toContain(lang === 'en' ? 'We went to homes.' : 'Fuimos a las casas.')
      const page = await ask('board', `/board/reports/${id}?lang=${lang}`)
      expect(page.status).toBe(200)
    }
    const [one, two] = [
      await ask('board', `/board/reports/${id}/pdf/en`),
      await ask('board', `/board/reports/${id}/pdf/en`),
    ]
    expect(Buffer.from(await one.arrayBuffer())).toEqual(Buffer.from(await two.arrayBuffer()))
    expect((await ask('teacher', '/board/reports')).status).toBe(403)
  })
})
