import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { query, type Tx } from '../../platform/db/database.ts'
import { inScope, makeScope } from '../../platform/db/scope.ts'
import { installQueue } from '../../platform/jobs/jobs.ts'
import { freshServices } from '../../platform/testing/database.ts'
import { draftJob, publishJob } from './sending.ts'
import { approve, askPublish, redraft, sendBack, startCorrection, startDraft, submit, withdraw } from './actions.ts'
import { sources } from './assemble.ts'
import { patternOf } from './certificate.ts'
import { digestOf, sha256 } from './editions/canonical.ts'
import { renderEdition } from './editions/render.ts'
import { publicFolder, readyEdition } from './editions/write.ts'
import { makeSample, type Sample, yearOfSample } from './sample.test.ts'
import { publicFiles } from './serve/public-files.ts'
import { earlierTables, saveBasis } from './store-basis.ts'
import { editionOf, knownCells, releasedIn, setEdition } from './store.ts'
import type { EditionRow } from './schema.ts'
import { fillDraft, publishEdition } from './working.ts'

let services: Awaited<ReturnType<typeof freshServices>>
let sample: Sample
beforeAll(async () => {
  services = await freshServices()
  await installQueue(services.ownerUrl, [draftJob, publishJob])
  sample = await makeSample(services)
  await sample.compute(2025, yearOfSample(sample))
  await sample.compute(2026, yearOfSample(sample, 12))
})
afterAll(() => services.end())

const words = {
  title: { en: 'How our schools are doing', es: 'Cómo van nuestras escuelas', source: 'en' as const },
  note: { en: 'We call families in the first week.', source: 'en' as const },
}
const ids = (edition: EditionRow) => ({
  edition_id: edition.edition_id,
  district_id: edition.district_id,
  content_digest: edition.content_digest ?? undefined,
})
const again = (edition: EditionRow) =>
  inScope(services.db, sample.publisher.scope, (tx) => editionOf(tx, edition.edition_id))

async function drafted(): Promise<EditionRow> {
  const edition = await startDraft(services, sources, sample.publisher, sample.district, words)
  await fillDraft(services, sources, ids(edition))
  return again(edition)
}
async function approved(edition: EditionRow): Promise<EditionRow> {
  const handed = await submit(services, sample.publisher, edition.edition_id, edition.version)
  return approve(services, sources, sample.second, handed.edition_id, handed.version, handed.content_digest ?? '')
}
async function published(edition: EditionRow): Promise<EditionRow> {
  await askPublish(services, sample.second, (await approved(edition)).edition_id)
  await publishEdition(services, sources, ids(edition))
  return again(edition)
}
const get = async (path: string, headers: Record<string, string> = {}, method = 'GET') => {
  const answer = await publicFiles(services.home)(
    path,
    new Request(`http://localhost${encodeURI(path)}`, { headers, method }),
  )
  if (!answer) throw new Error('not ours')
  return answer
}
const slug = 'mill-river-public-schools'
const base = `/public/${slug}/editions/1`

describe('an edition', () => {
  let first: EditionRow
  let second: EditionRow

  it('is approved by a second person only, and exactly as it was seen', async () => {
    const draft = await drafted()
    expect(draft.exposed).toEqual([])
    const handed = await submit(services, sample.publisher, draft.edition_id, draft.version)
    const digest = handed.content_digest ?? ''
    await expect(
      approve(services, sources, sample.publisher, handed.edition_id, handed.version, digest),
    ).rejects.toMatchObject({ kind: 'Forbidden', code: 'publishing/second-person' })
    await expect(
      approve(services, sources, sample.second, handed.edition_id, handed.version, 'other'),
    ).rejects.toMatchObject({ code: 'publishing/not-what-you-saw' })
    await expect(askPublish(services, sample.second, handed.edition_id)).rejects.toMatchObject({
      code: 'publishing/wrong-state',
    })
    // The database itself refuses one person as author and approver.
    await expect(
      inScope(services.db, sample.publisher.scope, (tx) =>
        setEdition(tx, handed.edition_id, { state: 'approved', approved_by: 101 }),
      ),
    ).rejects.toMatchObject({ code: '23514' })
    // Somebody who changes the words becomes an author.
    const back = await sendBack(services, sample.second, handed.edition_id, handed.version, 'A word is missing.')
    const rewritten = await redraft(services, sources, sample.second, back.edition_id, back.version, words)
    await fillDraft(services, sources, ids(rewritten))
    const ready = await again(rewritten)
    const twice = await submit(services, sample.publisher, ready.edition_id, ready.version)
    await expect(
      approve(services, sources, sample.second, twice.edition_id, twice.version, twice.content_digest ?? ''),
    ).rejects.toMatchObject({ code: 'publishing/second-person' })
    const fine = await approve(
      services,
      sources,
      sample.superintendent,
      twice.edition_id,
      twice.version,
      twice.content_digest ?? '',
    )
    expect(fine.state).toBe('approved')
    await askPublish(services, sample.superintendent, fine.edition_id)
    await publishEdition(services, sources, ids(fine))
    first = await again(fine)
    expect(first).toMatchObject({ state: 'published', number: 1 })
  })

  it('never changes in the database, and its ledger is append-only', async () => {
    const run = (sql: string) => inScope(services.db, sample.publisher.scope, (tx) => query(tx, sql))
    await expect(run('update publishing.released set n = 0')).rejects.toMatchObject({ code: '42501' })
    await expect(run('delete from publishing.released')).rejects.toMatchObject({ code: '42501' })
    await expect(
      run(`update publishing.edition set note = '{"en":"x"}' where edition_id = ${first.edition_id}`),
    ).rejects.toMatchObject({ code: '55000' })
    const pg = await import('pg')
    const owner = new pg.default.Client({ connectionString: services.ownerUrl })
    await owner.connect()
    for (const name of ['districts', 'orgs'])
      await owner.query(`select set_config('throughline.${name}', '{${sample.district}}', false)`)
    await expect(owner.query('delete from publishing.released')).rejects.toMatchObject({ code: '55000' })
    await expect(owner.query('truncate publishing.released')).rejects.toMatchObject({ code: '55000' })
    await owner.end()
    const rows = await inScope(services.db, sample.publisher.scope, (tx) => releasedIn(tx, first.edition_id))
    expect(rows).toHaveLength(first.content?.cells.length ?? 0)
    expect(rows.some((row) => !row.shown && row.state === 'measured')).toBe(true)
    const stranger = makeScope({
      actor: 9,
      name: 'account:9',
      districts: [sample.district + 1000],
      orgs: [],
      students: [],
    })
    expect(await inScope(services.db, stranger, (tx) => knownCells(tx, sample.district))).toEqual([])
  })

  it('gives the same bytes twice', async () => {
    const content = first.content
    if (!content) throw new Error('no content')
    const [one, two] = [await renderEdition(content), await renderEdition(structuredClone(content))]
    expect(two.map((file) => [file.path, sha256(file.body)])).toEqual(one.map((file) => [file.path, sha256(file.body)]))
    for (const file of one)
      expect(await readFile(join(publicFolder(services.home), slug, 'editions/1', file.path))).toEqual(file.body)
    // Running the job again changes nothing.
    await publishEdition(services, sources, ids(first))
    expect((await again(first)).version).toBe(first.version)
    await expect(readyEdition(services.home, { ...content, as_of: '2020-01-01' })).rejects.toMatchObject({
      code: 'publishing/other-bytes',
    })
  })

  it('lists every file with its digest in the manifest', async () => {
    const folder = join(publicFolder(services.home), slug, 'editions/1')
    const bytes = await readFile(join(folder, 'manifest.json'))
    expect(sha256(bytes)).toBe(first.digest)
    const manifest = JSON.parse(bytes.toString()) as {
      files: { path: string; sha256: string }[]
      assets: { path: string; sha256: string }[]
      content_sha256: string
    }
    expect(manifest.content_sha256).toBe(digestOf(first.content))
    for (const file of manifest.files) expect(sha256(await readFile(join(folder, file.path)))).toBe(file.sha256)
    for (const file of manifest.assets)
      expect(sha256(await readFile(join(publicFolder(services.home), file.path)))).toBe(file.sha256)
    const all = (await readdir(folder, { recursive: true })).filter(
      (name) => /\.(html|csv|json)$/.test(name) && name !== 'manifest.json',
    )
    expect(manifest.files.map((file) => file.path)).toEqual(all.toSorted())
  })

  it('holds no true value of a hidden cell, nor why it is hidden, in any file', async () => {
    const files = await renderEdition(first.content ?? (undefined as never))
    const text = files.map((file) => file.body.toString()).join('\n')
    // Island: 11 of 19 is 57.9%; nonbinary students: 2 of 4; Cove: 2 of 3 is 66.7%.
    for (const secret of ['57.9', '0.5789', '66.7', '0.6667', 'complement', 'protects_another', 'hidden_before'])
      expect(text).not.toContain(secret)
    const csv =
      files
        .find((file) => file.path === 'data.csv')
        ?.body.toString()
        .split('\r\n') ?? []
    expect(csv.find((line) => line.includes(',05,') && line.includes(',2026,year,') && line.includes(',all,'))).toMatch(
      /,suppressed,\*,(19|\*),\*$/,
    )
    expect(csv.find((line) => line.includes(',06,') && line.includes(',2026,year,') && line.includes(',all,'))).toMatch(
      /,suppressed,\*,\*,\*$/,
    )
    expect(csv.find((line) => line.includes('nonbinary'))).toMatch(/,suppressed,\*,\*,\*$/)
    expect(csv.filter((line) => /,suppressed,/.test(line)).every((line) => line.endsWith(',*'))).toBe(true)
    expect(text).toContain('431')
    const sheet = files.find((file) => file.path === 'es/schools/05.html')?.body.toString() ?? ''
    expect(sheet).toContain('oculto')
    expect(sheet).toContain('860-555-0104')
  })

  it('speaks both languages and says what is not translated', async () => {
    const en = await (await get(`${base}/en/`)).text()
    const es = await (await get(`${base}/es/`)).text()
    expect(en).toContain('<html lang="en"')
    expect(es).toContain('<html lang="es"')
    expect(es).toContain('Cómo van nuestras escuelas')
    expect(es).toContain('Este texto todavía no está traducido')
    expect(es).toContain('lang="en">We call families')
    expect(en).not.toContain('<script')
    expect(en).toContain('href="schools/01.html"')
    for (const page of ['what-was-checked.html', 'method/chronic-absenteeism.html', 'schools/04.html'])
      for (const lang of ['en', 'es']) expect((await get(`${base}/${lang}/${page}`)).status).toBe(200)
    expect(await (await get(`${base}/en/method/chronic-absenteeism.html`)).text()).toContain('long_enough')
    expect(await (await get(`${base}/en/what-was-checked.html`)).text()).toContain('What the attack knew')
  })

  it('is corrected by a new edition; the old one keeps its bytes and its reader sees why', async () => {
    const before = await readFile(join(publicFolder(services.home), slug, 'editions/1/en/index.html'))
    const shown = await (await get(`${base}/en/`)).text()
    expect(shown).toContain('<!--edition-notice-->')
    await sample.compute(2026, yearOfSample(sample, 14))
    const said = {
      en: 'Two absences at one school were counted twice.',
      es: 'Dos ausencias de una escuela se contaron dos veces.',
      source: 'en' as const,
    }
    const correction = await startCorrection(services, sources, sample.publisher, first.edition_id, {
      ...words,
      correction: said,
    })
    await fillDraft(services, sources, ids(correction))
    const draft = await again(correction)
    expect(draft.exposed).toEqual([])
    expect(draft.changes).toMatchObject({ previous: 1, hidden: 0, added: 0, removed: 0 })
    expect(draft.changes?.changed).toBeGreaterThan(0)
    const done = await published(draft)
    second = done
    expect(done).toMatchObject({ state: 'published', number: 2, corrects: first.edition_id })
    expect((await again(first)).state).toBe('superseded')
    expect(await readFile(join(publicFolder(services.home), slug, 'editions/1/en/index.html'))).toEqual(before)
    const fresh = publicFiles(services.home)
    const page = async (path: string) => (await fresh(path, new Request(`http://localhost${path}`)))?.text()
    expect(await page(`${base}/en/`)).toContain('Two absences at one school were counted twice.')
    expect(await page(`${base}/es/schools/01.html`)).toContain('Dos ausencias de una escuela se contaron dos veces.')
    expect(await page(`${base}/es/`)).toContain(`/public/${slug}/editions/2/es/`)
    expect(await page(`/public/${slug}/editions/2/en/`)).toContain('This edition corrects edition 1')
    expect(await page(`${base}/data.csv`)).toBe(
      (await readFile(join(publicFolder(services.home), slug, 'editions/1/data.csv'))).toString(),
    )
    const index = JSON.parse((await page(`/public/${slug}/index.json`)) ?? '') as {
      latest: number
      editions: { number: number; corrected_by: number | null; manifest_sha256: string }[]
    }
    expect(index.latest).toBe(2)
    expect(index.editions.find((one) => one.number === 1)).toMatchObject({
      corrected_by: 2,
      manifest_sha256: first.digest,
    })
    expect(await page(`/public/${slug}/en/`)).toContain('Corrects edition 1: Two absences')
  })

  it('cannot be approved when a newer computation exists', async () => {
    const draft = await drafted()
    const handed = await submit(services, sample.publisher, draft.edition_id, draft.version)
    await sample.compute(2026, yearOfSample(sample, 15))
    await expect(
      approve(services, sources, sample.second, handed.edition_id, handed.version, handed.content_digest ?? ''),
    ).rejects.toMatchObject({ kind: 'Conflict', code: 'publishing/newer-run' })
    await withdraw(services, sample.publisher, handed.edition_id, handed.version, 'Numbers are newer.')
  })

  it('cannot be approved, nor published, when others published something since its attack', async () => {
    const inside = async <T>(act: (tx: Tx) => Promise<T>) =>
      inScope(services.db, await sources.scope(services.db, sample.district), act)
    const tell = (value: string) =>
      inside((tx) =>
        query(
          tx,
          `insert into indicators.published (district_id, report_year, source, level, code, name, org_id, measure, school_year, group_set, group_value, state, told_d, printed, file, line, version)
           values ($1, 2026, 'report', 'district', '0000001', 'Here', $1, 'chronic-absenteeism', 2026, 'lunch', $2, 'suppressed', 12, '', 'report.csv', 1, 1)`,
          [sample.district, value],
        ),
      )
    const early = await drafted()
    const handed = await submit(services, sample.publisher, early.edition_id, early.version)
    await tell('free')
    await expect(
      approve(services, sources, sample.second, handed.edition_id, handed.version, handed.content_digest ?? ''),
    ).rejects.toMatchObject({ kind: 'Conflict', code: 'publishing/newer-told' })
    await withdraw(services, sample.publisher, handed.edition_id, handed.version, 'The state said more.')
    const late = await approved(await drafted())
    await askPublish(services, sample.second, late.edition_id)
    await tell('paid')
    await expect(publishEdition(services, sources, ids(late))).rejects.toMatchObject({ code: 'publishing/newer-told' })
    expect((await again(late)).state).toBe('approved')
    await withdraw(services, sample.publisher, late.edition_id, (await again(late)).version, 'The state said more.')
    await inside((tx) => query(tx, `delete from indicators.published where source = 'report'`))
  })

  it('keeps a certificate that is bound to its cells, and publishes nothing of it that depends on a hidden count', async () => {
    const { certificate, content } = first
    if (!certificate || !content) throw new Error('no certificate')
    expect(certificate).toMatchObject({
      held: true,
      pattern: patternOf(content.cells),
      tables: [{ name: 'district_years' }, {}, {}, {}],
    })
    expect(certificate.narrowest.length).toBeGreaterThan(0)
    expect(certificate.facts.narrowest?.width).toBeGreaterThan(0)
    const text = (await renderEdition(content)).map((file) => file.body.toString()).join('\n')
    expect(text).toContain(certificate.solver.version)
    for (const secret of [certificate.input, certificate.pattern, 'narrowest', 'tellable'])
      expect(text).not.toContain(secret)
    const manifest = (await renderEdition(content)).find((file) => file.path === 'manifest.json')?.body.toString() ?? ''
    expect(JSON.parse(manifest)).toMatchObject({
      certificate: { held: true, editions: [], solver: certificate.solver },
    })
    // What it was made of is kept, and does not change.
    const tables = await inScope(services.db, sample.publisher.scope, (tx) => earlierTables(tx, sample.district))
    expect(tables.numbers).toEqual([1, 2])
    await expect(
      inScope(services.db, sample.publisher.scope, (tx) =>
        saveBasis(tx, first.edition_id, sample.district, { cells: [], relations: [] }),
      ),
    ).rejects.toMatchObject({ code: '55000' })
    expect(second.certificate?.facts.editions).toEqual(['edition 1'])
    expect(second.content?.certificate?.editions).toEqual([1])
  })

  it('gets the same content and certificate from the same data', async () => {
    const draft = await drafted()
    await redraft(services, sources, sample.publisher, draft.edition_id, draft.version, words)
    await fillDraft(services, sources, ids(draft))
    const twice = await again(draft)
    expect(twice.content_digest).toBe(draft.content_digest)
    expect(twice.certificate).toEqual(draft.certificate)
    await withdraw(services, sample.publisher, twice.edition_id, twice.version, 'Only a look.')
  })

  it('goes nowhere while the attack finds a hidden number, and says which', async () => {
    // The state publishes everything but the smallest school: nothing that we hide can help it any more.
    const cove = sample.schools.get('06') ?? 0
    const state: typeof sources = {
      ...sources,
      collect: async (...asked) => {
        const found = await sources.collect(...asked)
        const others = found.cells.filter(
          (one) => one.school_year === 2026 && one.group_set === 'all' && one.org_id !== cove,
        )
        return {
          ...found,
          outside: others.map((one) => ({
            ...one,
            part: 'd' as const,
            low: one.d ?? 0,
            high: one.d ?? 0,
            from: 'state',
          })),
        }
      },
    }
    const edition = await startDraft(services, state, sample.publisher, sample.district, words)
    await fillDraft(services, state, ids(edition))
    const draft = await again(edition)
    expect(draft.certificate?.held).toBe(false)
    await expect(submit(services, sample.publisher, draft.edition_id, draft.version)).rejects.toMatchObject({
      kind: 'Conflict',
      code: 'publishing/exposed',
      details: expect.arrayContaining([
        expect.objectContaining({
          message: expect.stringContaining('Cove School, Chronic absenteeism, 2025') as unknown,
        }),
      ]) as unknown,
    })
    // The database refuses it too.
    await expect(
      inScope(services.db, sample.publisher.scope, (tx) => setEdition(tx, draft.edition_id, { state: 'submitted' })),
    ).rejects.toMatchObject({ code: '55000' })
    await withdraw(services, sample.publisher, draft.edition_id, draft.version, 'Exposed.')
    await expect(drafted().then(drafted)).rejects.toMatchObject({ code: 'publishing/one-at-a-time' })
  })
})
