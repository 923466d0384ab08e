import type { Ctx, Route } from '../../platform/web/route.ts'
import { missing } from '../../platform/errors.ts'
import { orgById } from '../people/index.ts'
import { runFiles } from './access.ts'
import { setRetention } from './actions/retention.ts'
import { districtOf, parsed, signedIn } from './asking.ts'
import { daysFor } from './keeping.ts'
import { RetentionPage } from './pages/retention.tsx'
import { words } from './say.ts'
import { isKind, kindNames, retentionForm, usualForm } from './schema.ts'
import { retentionRows } from './store-retention.ts'

async function show(ctx: Ctx) {
  const districtId = districtOf(ctx)
  const found = await ctx.inScope(async (tx) => {
    await runFiles(tx, ctx.who(), districtId)
    const district = await orgById(tx, districtId)
    if (!district) throw missing('feeds/no-district', 'There is no such district.', 'Choose another one.')
    return { district: district.name, rows: await retentionRows(tx, districtId) }
  })
  return ctx.page({
    title: words(ctx.lang)('retention'),
    current: '/data',
    body: RetentionPage({
      lang: ctx.lang,
      csrf: ctx.csrf,
      districtId,
      saved: ctx.query('saved') !== undefined,
      usual: daysFor(found.rows, ''),
      kinds: ['', ...kindNames].map((kind) => {
        const own = found.rows.find((row) => row.kind === kind)
        return {
          kind: isKind(kind) ? kind : null,
          file_days: own?.file_days ?? null,
          version_days: own?.version_days ?? null,
          counts: daysFor(found.rows, kind),
          version: own?.version ?? 0,
        }
      }),
    }),
  })
}

async function keep(ctx: Ctx) {
  const fields = await ctx.form()
  const districtId = districtOf(ctx, fields.district)
  const rows = ['all', ...kindNames].flatMap((name) => {
    const form = parsed(
      (name === 'all' ? usualForm : retentionForm).safeParse({
        file_days: fields[`file_days.${name}`] ?? '',
        version_days: fields[`version_days.${name}`] ?? '',
        version: fields[`version.${name}`],
      }),
    )
    const there = form.version > 0 || form.file_days !== null || form.version_days !== null
    return there ? [{ ...form, kind: name === 'all' ? '' : name }] : []
  })
  await ctx.inScope(async (tx, scope) => {
    await runFiles(tx, ctx.who(), districtId)
    for (const { version, ...row } of rows) await setRetention(tx, scope, districtId, row, version)
  })
  return ctx.redirect(`/data/retention?district=${districtId}&saved=1`)
}

export const retentionRoutes: readonly Route[] = [
  signedIn('GET', '/data/retention', show),
  signedIn('POST', '/data/retention', keep),
]
