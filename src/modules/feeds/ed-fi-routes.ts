import { Readable } from 'node:stream'
import { invalid } from '../../platform/errors.ts'
import type { Ctx, Route } from '../../platform/web/route.ts'
import { orgById } from '../people/index.ts'
import { runFiles } from './access.ts'
import { receive } from './actions/receive.ts'
import { districtOf, signedIn } from './asking.ts'
import { readEdFi } from './ed-fi/read.ts'
import { addFound, type EdFiRows, edFiUploads } from './ed-fi/uploads.ts'
import { type EdFiDone, EdFiNewPage } from './pages/ed-fi-new.tsx'
import { words } from './say.ts'
import { importById } from './store.ts'

/** A larger interchange goes by the command line, which needs no page to wait. */
export const mostBytes = 64 * 2 ** 20

async function* limited(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let size = 0
  for await (const part of body) {
    size += part.byteLength
    if (size > mostBytes)
      throw invalid(
        'feeds/ed-fi-too-large',
        'The file is too large for this page.',
        'Use the command "throughline ed-fi" for it.',
      )
    yield part
  }
}

const whole = (text: string | undefined): number => (/^\d{1,9}$/.test(text ?? '') ? Number(text) : 0)
const reasons = [
  'no-enrollment',
  'no-calendar',
  'school-without-enrollment',
  'school-without-calendar',
  'no-days',
] as const

async function page(ctx: Ctx) {
  const districtId = districtOf(ctx)
  const made = ctx.query('made')
  const imports = await ctx.inScope(async (tx) => {
    await runFiles(tx, ctx.who(), districtId)
    const ids = (made ?? '').split('-').filter((one) => /^\d{1,9}$/.test(one))
    const rows = await Promise.all(ids.slice(0, 20).map((id) => importById(tx, Number(id))))
    return rows.filter((one) => one !== null)
  })
  const done: EdFiDone | null =
    made === undefined
      ? null
      : {
          records: whole(ctx.query('records')),
          refused: whole(ctx.query('refused')),
          unused: whole(ctx.query('unused')),
          whole: ctx.query('whole') !== '0',
          noRate: reasons.find((one) => one === ctx.query('rate')) ?? null,
          imports,
        }
  return ctx.page({
    title: words(ctx.lang)('edFi'),
    current: '/data',
    body: EdFiNewPage({ lang: ctx.lang, csrf: ctx.csrf, districtId, done }),
  })
}

/** Takes an Ed-Fi file: reads it while it comes, makes files for our layouts, and hands each in as a person would. */
async function send(ctx: Ctx) {
  const visitor = ctx.who()
  const to = await ctx.upload(async (fields, file) => {
    const districtId = districtOf(ctx, fields.district)
    const code = await ctx.inScope(async (tx) => {
      await runFiles(tx, visitor, districtId)
      return (await orgById(tx, districtId))?.code ?? ''
    })
    if (file.name === '') throw invalid('feeds/no-file', 'No file was chosen.', 'Choose a file, then send it.')
    const rows: EdFiRows = {}
    const { items, tally } = readEdFi(limited(file.body), file.name)
    for await (const one of items) if (one.found) addFound(rows, one.found)
    const year: { schoolYear?: number } = /^(?:19|20)\d{2}$/.test(fields.year ?? '')
      ? { schoolYear: Number(fields.year) }
      : {}
    const made = edFiUploads(rows, { districtCode: code, ...year })
    const ids: number[] = []
    for (const one of made.uploads) {
      const { row } = await receive(ctx.services, visitor.scope, Readable.from([Buffer.from(one.text)]), {
        districtId,
        kind: one.kind,
        name: one.name,
        via: 'page',
        by: visitor.name,
      })
      ids.push(row.import_id)
    }
    const sum = (counts: Readonly<Record<string, number | undefined>>): number =>
      Object.values(counts).reduce<number>((n, one) => n + (one ?? 0), 0)
    const told = new URLSearchParams({
      district: String(districtId),
      made: ids.join('-'),
      records: String(tally.records),
      refused: String(tally.refused),
      unused: String(sum(made.unused) + sum(tally.skipped)),
      whole: tally.whole ? '1' : '0',
      rate: made.rate && !made.rate.ok ? made.rate.code : '',
    })
    return `/data/ed-fi?${told}`
  })
  return ctx.redirect(to)
}

/** Ed-Fi files by page. */
export const edFiRoutes: readonly Route[] = [
  signedIn('GET', '/data/ed-fi', page),
  signedIn('POST', '/data/ed-fi', send),
]
