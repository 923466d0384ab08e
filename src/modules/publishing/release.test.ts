import { access, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { query } from '../../platform/db/database.ts'
import { inScope, makeScope } from '../../platform/db/scope.ts'
import { installQueue } from '../../platform/jobs/jobs.ts'
import { freshServices } from '../../platform/testing/database.ts'
import { approve, askPublish, redraft, startDraft, submit, withdraw } from './actions.ts'
import { sources } from './assemble.ts'
import { fileFor } from './editions/content.ts'
import { publicFolder } from './editions/write.ts'
import { makeSample, type Sample, yearOfSample } from './sample.test.ts'
import type { EditionRow } from './schema.ts'
import { healIndexes } from './healing.ts'
import { draftJob, publishJob } from './sending.ts'
import { publicFiles } from './serve/public-files.ts'
import { editionOf, editionsOf, knownCells, lockIndexes, publicEdition, slugOf } from './store.ts'
import { failed, fillDraft, publishEdition, refreshIndex } from './working.ts'

let services: Awaited<ReturnType<typeof freshServices>>
let sample: Sample
const odd = 'K 6/7.b'
beforeAll(async () => {
  services = await freshServices()
  await installQueue(services.ownerUrl, [draftJob, publishJob])
  sample = await makeSample(services, undefined, [
    { org_code: odd, name: 'Old Mill School', to_date: '2025-06-30' },
    { org_code: '08', name: 'Long Gone School', to_date: '2019-06-30' },
  ])
  const org = sample.schools.get(odd) ?? 0
  const before = yearOfSample(sample).map((put) =>
    put.org === sample.district && put.set === undefined ? { ...put, n: put.n + 30, d: put.d + 90 } : put,
  )
  await sample.compute(2025, [...before, { org, n: 30, d: 90 }])
  const now = yearOfSample(sample, 12)
  await sample.compute(2026, [...now, ...now.filter((put) => !put.set).map((put) => ({ ...put, period: 'todate' }))])
  // Graduation of two years that are over, and of one that is not: students of the high school, and three of the middle school.
  const at = (code: string) => sample.schools.get(code) ?? 0
  for (const [year, moved] of [
    [2025, 0],
    [2026, 6],
    [2027, 9],
  ] as const)
    await sample.compute(
      year,
      [
        { org: sample.district, n: 183 + moved, d: 213 },
        { org: at('03'), n: 181 + moved, d: 210 },
        { org: at('02'), n: 2, d: 3 },
      ],
      'four-year-graduation',
    )
})
afterAll(() => services.end())

const words = { title: { en: 'How we are doing', source: 'en' as const }, note: { source: 'en' as const } }
const ids = (edition: EditionRow) => ({
  edition_id: edition.edition_id,
  district_id: edition.district_id,
  content_digest: edition.content_digest ?? undefined,
})
const again = (edition: EditionRow) =>
  inScope(services.db, sample.publisher.scope, (tx) => editionOf(tx, edition.edition_id))
const slugHere = () => inScope(services.db, sample.publisher.scope, (tx) => slugOf(tx, sample.district))
async function approved(): Promise<EditionRow> {
  const edition = await startDraft(services, sources, sample.publisher, sample.district, words)
  await fillDraft(services, sources, ids(edition))
  const handed = await submit(services, sample.publisher, edition.edition_id, (await again(edition)).version)
  const { edition_id, version, content_digest } = handed
  await approve(services, sources, sample.second, edition_id, version, content_digest ?? '')
  return askPublish(services, sample.second, edition_id)
}
const folderOf = (number: number) =>
  join(publicFolder(services.home), 'mill-river-public-schools', 'editions', String(number))
const there = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  )
const page = async (path: string) => {
  const address = `/public/mill-river-public-schools/editions/${path}`
  return publicFiles(services.home)(address, new Request(`http://localhost${address}`))
}

describe('a release', () => {
  it('makes nothing public before it is on the record, and never uses a number twice', async () => {
    const first = await approved()
    // The worker is stopped after the files were made and before the transaction ends.
    const stopped = { ...sources, releaseAudit: () => Promise.reject(new Error('stopped')) }
    await expect(publishEdition(services, stopped, ids(first))).rejects.toThrow('stopped')
    expect(await there(folderOf(1))).toBe(false)
    expect((await page('1/en/'))?.status).toBe(404)
    await withdraw(services, sample.publisher, first.edition_id, (await again(first)).version, 'Called back.')
    const second = await approved()
    expect(second.number).toBe(2)
    await publishEdition(services, sources, ids(second))
    expect((await again(second)).state).toBe('published')
    expect([await there(folderOf(1)), await there(folderOf(2))]).toEqual([false, true])
    expect(await there(join(services.home, 'tmp', 'editions', 'mill-river-public-schools'))).toBe(false)
  })

  it('is finished by running it again when it stopped after the record was made', async () => {
    const published = (
      await inScope(services.db, sample.publisher.scope, (tx) => editionsOf(tx, sample.district))
    ).find((one) => one.state === 'published')
    if (!published) throw new Error('no edition')
    await rm(folderOf(2), { recursive: true })
    await publishEdition(services, sources, ids(published))
    expect((await page('2/en/'))?.status).toBe(200)
    expect((await again(published)).version).toBe(published.version)
  })

  it('gives a school with an odd code a page, and lists a school that closed in the year it existed', async () => {
    const name = fileFor(odd)
    expect(name).toMatch(/^K-6-7-b-[0-9a-f]{16}$/)
    expect(fileFor('K 6-7.b')).not.toBe(name)
    expect(fileFor('0901_A-1')).toBe('0901_A-1')
    const html = (await (await page(`2/es/schools/${name}.html`))?.text()) ?? ''
    expect(html).toContain('Old Mill School')
    expect(html).not.toContain('tel:')
    expect(await (await page('2/en/'))?.text()).toContain(`href="schools/${name}.html"`)
    const rows = ((await (await page('2/data.csv'))?.text()) ?? '').split('\r\n').filter((row) => row.includes(odd))
    expect(rows).toEqual([expect.stringMatching(/,2025,year,.*,shown,30,90,/)])
    expect(await (await page('2/en/'))?.text()).not.toContain('Long Gone School')
  })

  it('holds the measures of school years that are over, each with a page, and protects them like all others', async () => {
    const rows = ((await (await page('2/data.csv'))?.text()) ?? '')
      .split('\r\n')
      .filter((row) => row.startsWith('four-year'))
    expect(rows.map((row) => row.split(',')[1])).toEqual(['2025', '2025', '2025', '2026', '2026', '2026'])
    // Three students of the middle school: hidden, and with them what would tell.
    expect(rows.filter((row) => row.includes(',suppressed,')).length).toBeGreaterThanOrEqual(4)
    for (const lang of ['en', 'es']) {
      const index = (await (await page(`2/${lang}/`))?.text()) ?? ''
      expect(index).toContain('href="measure/four-year-graduation.html"')
      const html = (await (await page(`2/${lang}/measure/four-year-graduation.html`))?.text()) ?? ''
      expect(html).toContain('Hill Street High')
      expect((await page(`2/${lang}/method/four-year-graduation.html`))?.status).toBe(200)
      expect(html).not.toContain('2026-27')
    }
    const sheet = (await (await page('2/en/schools/03.html'))?.text()) ?? ''
    expect(sheet).toContain('High school and after')
  })

  it('says which words are English only on Spanish pages', async () => {
    const html = (await (await page('2/es/method/chronic-absenteeism.html'))?.text()) ?? ''
    expect(html).toMatch(/\(<span lang="en">[^<]+<\/span>\)/)
    expect(await (await page('2/es/'))?.text()).toContain('de dónde viene una regla')
  })

  it('keeps the day of numbers to date in what is known, and of no others', async () => {
    const known = await inScope(services.db, sample.publisher.scope, (tx) => knownCells(tx, sample.district))
    const dates = (period: string) => [
      ...new Set(known.filter((one) => one.period === period).map((one) => one.through_date)),
    ]
    expect(dates('todate')).toEqual(['2026-06-12'])
    expect(dates('year')).toEqual([null])
  })

  it('waits while another district writes the index of all', async () => {
    const scope = await sources.scope(services.db, sample.district)
    let done = false
    let waiting: Promise<void> = Promise.resolve()
    await inScope(services.db, sample.publisher.scope, async (tx) => {
      await lockIndexes(tx)
      waiting = refreshIndex(services, sources, scope, sample.district).then(() => {
        done = true
      })
      await new Promise((resolve) => setTimeout(resolve, 400))
      expect(done).toBe(false)
    })
    await waiting
    expect(done).toBe(true)
  })

  it('lists what was released when whoever published it died at every try, and what an old process wrote over', async () => {
    const root = publicFolder(services.home)
    const index = join(root, (await slugHere()) ?? '', 'index.json')
    const right = [await readFile(index, 'utf8'), await readFile(join(root, 'index.json'), 'utf8')] as const
    const both = async () => [await readFile(index, 'utf8'), await readFile(join(root, 'index.json'), 'utf8')]
    const own = JSON.parse(right[0]) as { latest: number; editions: { state: string }[] }
    for (const broken of [
      { ...own, latest: own.latest - 1 },
      { ...own, editions: own.editions.slice(1) },
      { ...own, editions: own.editions.map((one) => ({ ...one, state: 'superseded' })) },
      null,
    ]) {
      await writeFile(index, broken ? JSON.stringify(broken) : '{"form')
      await healIndexes(services, sources)
      expect(await both()).toEqual(right)
    }
    await rm(join(root, 'index.json'))
    await healIndexes(services, sources)
    expect(await both()).toEqual(right)
    const before = (await stat(index)).mtimeMs
    await healIndexes(services, sources)
    expect((await stat(index)).mtimeMs).toBe(before)
  })

  it('shows editions with their reasons only to those who may read the true numbers of the district; to others what stands at the address', async () => {
    const draft = await startDraft(services, sources, sample.publisher, sample.district, words)
    const scope = (orgs: number[]) =>
      makeScope({ actor: 9, name: 'account:9', districts: [sample.district], orgs, students: [] })
    const states = async (orgs: number[]) =>
      (await inScope(services.db, scope(orgs), (tx) => editionsOf(tx, sample.district))).map((one) => one.state)
    // A family, and a principal of one school.
    const school = [sample.schools.get('01') ?? 0]
    expect([await states([]), await states(school)]).toEqual([[], []])
    for (const orgs of [[], school]) {
      expect(await inScope(services.db, scope(orgs), (tx) => knownCells(tx, sample.district))).toEqual([])
      const address = await inScope(services.db, scope(orgs), (tx) => publicEdition(tx, sample.district))
      expect(address).toMatchObject({ slug: expect.stringContaining('mill-river'), number: expect.any(Number) })
    }
    expect(await states([sample.district])).toEqual(['draft', 'published', 'withdrawn'])
    await expect(inScope(services.db, scope([]), (tx) => editionOf(tx, draft.edition_id))).rejects.toMatchObject({
      code: 'publishing/no-such-edition',
    })
    await withdraw(services, sample.publisher, draft.edition_id, draft.version, 'Only a look.')
  })

  it('publishes the text that was approved when it was ordered, and no other', async () => {
    const ordered = await approved()
    const order = ids(ordered)
    const sent = await inScope(services.db, sample.publisher.scope, (tx) =>
      query<{ data: unknown }>(tx, `select data from pgboss.job where name = $1 order by created_on desc limit 1`, [
        publishJob.name,
      ]),
    )
    expect(sent[0]?.data).toEqual(order)
    // The order waits; meanwhile the edition is called back, and another text of it is approved.
    const other = await redraft(services, sources, sample.publisher, ordered.edition_id, ordered.version, {
      ...words,
      title: { en: 'Another title', source: 'en' },
    })
    await fillDraft(services, sources, ids(other))
    const handed = await submit(services, sample.publisher, other.edition_id, (await again(other)).version)
    const fresh = await approve(
      services,
      sources,
      sample.second,
      handed.edition_id,
      handed.version,
      handed.content_digest ?? '',
    )
    expect(fresh.content_digest).not.toBe(order.content_digest)
    const refused = { kind: 'Conflict', code: 'publishing/another-approved' }
    await expect(publishEdition(services, sources, order)).rejects.toMatchObject(refused)
    // An order from before orders named a text.
    const { content_digest: _, ...nameless } = order
    await expect(publishEdition(services, sources, nameless)).rejects.toMatchObject(refused)
    await failed(services, sources, order, 'publishing/another-approved')
    expect(await again(fresh)).toMatchObject({
      state: 'approved',
      failure: 'publishing/another-approved',
      content_digest: fresh.content_digest,
    })
    expect(await there(folderOf(fresh.number))).toBe(false)
    await expect(askPublish(services, sample.second, fresh.edition_id, order.content_digest)).rejects.toMatchObject({
      code: 'publishing/not-what-you-saw',
    })
    const told = await askPublish(services, sample.second, fresh.edition_id, fresh.content_digest ?? '')
    expect(told.failure).toBeNull()
    await publishEdition(services, sources, ids(told))
    expect(await again(fresh)).toMatchObject({ state: 'published', content_digest: fresh.content_digest })
  })
})
