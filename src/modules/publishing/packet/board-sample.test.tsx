import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Hono } from 'hono'
import { expect, it } from 'vitest'
import { projectRoot } from '../../../platform/config.ts'
import { query, type Tx } from '../../../platform/db/database.ts'
import { inScope, makeScope, type Scope } from '../../../platform/db/scope.ts'
import { installQueue } from '../../../platform/jobs/jobs.ts'
import { Page } from '../../../platform/look/page.tsx'
import { type Fresh, freshServices } from '../../../platform/testing/database.ts'
import type { Visitor } from '../../../platform/web/route.ts'
import { makeApp, sessionCookie } from '../../../platform/web/server.ts'
import { loadOrganizations, orgByCode, systemScope } from '../../people/index.ts'
import { importPlan } from '../../plans/index.ts'
import { module as work } from '../../work/index.ts'
import { approve, redraft, startDraft, submit } from '../actions.ts'
import { sources } from '../assemble.ts'
import { boardRoutes } from '../board/routes.tsx'
import { planPageRoutes } from '../plan-page/routes.tsx'
import { reportRoutes } from '../report/routes.tsx'
import { makeSample, type Sample, yearOfSample } from '../sample.test.ts'
import type { EditionRow } from '../schema.ts'
import { scorecardRoutes } from '../scorecards/routes.tsx'
import { draftJob, publishJob } from '../sending.ts'
import { publicFiles } from '../serve/public-files.ts'
import { editionOf } from '../store.ts'
import { fillDraft } from '../working.ts'
import { isPacket } from './document.ts'
import { saveResponse } from './responses.ts'

/** The small district with an office, a plan, a student, people in the seats that matter for the board, and its pages. */
export type Board = { services: Fresh; sample: Sample; office: number; people: Record<string, Visitor>; app: Hono }

/** Makes people of a district: each with a role, as `identify` would bring one. */
const personIn =
  (sample: Sample) =>
  (account_id: number, role: string, org: number): Visitor => {
    const { district } = sample
    const whole = role !== 'board_member' && role !== 'administrator' && org === district
    return {
      account_id,
      name: role,
      lang: 'en',
      roles: [{ role, org_id: org, district_id: district }],
      scope: makeScope({
        actor: account_id,
        name: `account:${account_id}`,
        districts: [district],
        inside: [district],
        orgs: whole ? [district, ...sample.schools.values()] : [],
        students: [],
      }),
      csrf: 'token',
    }
  }
/** Makes it. The caller has fixed the day. */
export async function makeBoard(): Promise<Board> {
  const services = await freshServices()
  await installQueue(services.ownerUrl, [draftJob, publishJob])
  const sample = await makeSample(services)
  await sample.compute(2025, yearOfSample(sample))
  await sample.compute(2026, yearOfSample(sample, 12))
  const scope: Scope = await systemScope(services.db, 'test', sample.district)
  const office = await inScope(services.db, scope, async (tx) => {
    const blank = { to_date: null, low_grade: null, high_grade: null, phone: null, address: null }
    await loadOrganizations(tx, scope, sample.district, [
      {
        ...blank,
        org_code: 'SUP',
        name: 'Office of Student Support',
        kind: 'office',
        parent_code: '901',
        from_date: '2015-07-01',
        successor_code: null,
        lineage: null,
      },
    ])
    await importPlan(services, tx, scope, {
      districtId: sample.district,
      text: readFileSync(join(projectRoot, 'plans/mill-river-2026-29.plan.yaml'), 'utf8'),
      kind: 'own',
      current: true,
    })
    await query(
      tx,
      `insert into people.student (district_id, external_id, last_name, first_name) values ($1, 'S-77123', 'Quillfeather', 'Zoë')`,
      [sample.district],
    )
    return (await orgByCode(tx, sample.district, 'SUP'))?.org_id ?? 0
  })
  const person = personIn(sample)
  const people: Record<string, Visitor> = {
    publisher: person(101, 'publisher', sample.district),
    second: person(102, 'publisher', sample.district),
    superintendent: person(103, 'superintendent', sample.district),
    board: person(104, 'board_member', sample.district),
    head: person(105, 'office_head', office),
    teacher: person(106, 'teacher', sample.schools.get('01') ?? 0),
  }
  const app = makeApp({
    services,
    routes: [
      ...planPageRoutes,
      ...boardRoutes(sources),
      ...reportRoutes(sources),
      ...scorecardRoutes,
      ...(work.routes ?? []),
    ],
    identify: (token) => Promise.resolve(people[token] ?? null),
    render: (ctx, options) => (
      <Page lang={ctx.lang} title={options.title} path={ctx.url.pathname}>
        {options.body as never}
      </Page>
    ),
    trouble: (trouble) => ({ title: trouble.code, body: <p>{trouble.code}</p> }),
    files: publicFiles(services.home),
  })
  return { services, sample, office, people, app }
}

/** The promise of the plan that is behind in this district. */
export const boardPromise = 'plan:mill-river-2026-29/g2/g2-2029'
const title = { title: { en: 'Board packet', es: 'Carpeta de la junta', source: 'en' as const }, note: {} }

export const idsOf = (edition: EditionRow) => ({
  edition_id: edition.edition_id,
  district_id: edition.district_id,
  content_digest: edition.content_digest ?? undefined,
})
export const packetIn = (edition: EditionRow) => {
  if (!edition.content || !isPacket(edition.content)) throw new Error('no packet')
  return edition.content
}

/** What people do there, in one line each. */
export function stepsOn({ services, sample, office, people, app }: Board) {
  const who = (name: string): Visitor => {
    const found = people[name]
    if (!found) throw new Error(`no ${name}`)
    return found
  }
  const as = <T,>(name: string, work: (tx: Tx, visitor: Visitor) => Promise<T>): Promise<T> =>
    inScope(services.db, who(name).scope, (tx) => work(tx, who(name)))
  const again = (edition: EditionRow) => as('publisher', (tx) => editionOf(tx, edition.edition_id))
  async function drafted(meeting: string): Promise<EditionRow> {
    const edition = await startDraft(services, sources, who('publisher'), sample.district, title, meeting)
    await fillDraft(services, sources, idsOf(edition))
    return again(edition)
  }
  async function filledAgain(edition: EditionRow): Promise<EditionRow> {
    const row = await redraft(services, sources, who('publisher'), edition.edition_id, edition.version, title)
    await fillDraft(services, sources, idsOf(row))
    return again(row)
  }
  async function approved(edition: EditionRow): Promise<EditionRow> {
    const handed = await submit(services, who('publisher'), edition.edition_id, edition.version)
    return approve(services, sources, who('second'), handed.edition_id, handed.version, handed.content_digest ?? '')
  }
  const respond = (en: string, version: number) =>
    as('head', (tx, head) =>
      saveResponse(tx, head, sample.district, boardPromise, version, {
        words: { en, source: 'en' },
        owner_role: 'office_head',
        owner_org: office,
        by_on: '2027-01-29',
      }),
    )
  const ask = (name: string, path: string, form?: Record<string, string>) =>
    app.request(`http://local.test${path}`, {
      method: form ? 'POST' : 'GET',
      headers: {
        cookie: `${sessionCookie}=${name}`,
        ...(form ? { 'content-type': 'application/x-www-form-urlencoded', origin: 'http://local.test' } : {}),
      },
      ...(form ? { body: new URLSearchParams({ csrf: 'token', ...form }).toString() } : {}),
    })
  return { who, as, again, drafted, filledAgain, approved, respond, ask }
}
export type Steps = ReturnType<typeof stepsOn>

/** What stands in the open in a tagged PDF: structure, language, title, and no time but the day of the paper. */
export function expectTagged(pdf: Buffer, lang: string, day: string): void {
  const text = pdf.toString('latin1')
  expect(text.startsWith('%PDF-')).toBe(true)
  for (const part of ['/StructTreeRoot', '/MarkInfo', '/DisplayDocTitle true', 'pdfuaid:part>1<', '<dc:title>'])
    expect(text).toContain(part)
  expect(text).toMatch(new RegExp(`/Lang \\(${lang}(-US)?\\)`))
  expect(new Set(text.match(/D:\d{8}/g))).toEqual(new Set([`D:${day.replaceAll('-', '')}`]))
}

it('a PDF without tags is told from one with them', () => {
  expect(() => expectTagged(Buffer.from('%PDF-1.7 /Lang (en) D:20261120'), 'en', '2026-11-20')).toThrow()
})
