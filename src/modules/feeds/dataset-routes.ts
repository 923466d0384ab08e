import { missing } from '../../platform/errors.ts'
import type { Ctx, Route } from '../../platform/web/route.ts'
import { orgByCode, orgsUnder, timeZoneOf, todayOf } from '../people/index.ts'
import { runFiles } from './access.ts'
import { rollBack } from './actions/rollback.ts'
import { dayWords, districtOf, parsed, signedIn } from './asking.ts'
import { DatasetShowPage } from './pages/dataset-show.tsx'
import { words } from './say.ts'
import { type Dataset, isDataset, rollbackForm } from './schema.ts'
import { currentVersion, type Key, sourceOf, versionsOf } from './store-version.ts'

function keyOf(ctx: Ctx, districtId: number): Key {
  const dataset = ctx.param('dataset')
  const year = ctx.param('year')
  if (!isDataset(dataset) || !/^(0|\d{4})$/.test(year))
    throw missing('feeds/no-such-dataset', 'There is no such dataset.', 'Begin at the page "Data".')
  return { org_id: districtId, dataset: dataset satisfies Dataset, school_year: Number(year) }
}

async function show(ctx: Ctx) {
  const districtId = districtOf(ctx)
  const key = keyOf(ctx, districtId)
  const asked = {
    school: ctx.query('school') ?? '',
    day: /^\d{4}-\d{2}-\d{2}$/.test(ctx.query('day') ?? '') ? (ctx.query('day') ?? '') : '',
  }
  const found = await ctx.inScope(async (tx) => {
    await runFiles(tx, ctx.who(), districtId)
    const current = await currentVersion(tx, key)
    const school = asked.school === '' ? null : await orgByCode(tx, districtId, asked.school)
    return {
      versions: await versionsOf(tx, key),
      current: current?.version ?? null,
      zone: await timeZoneOf(tx, districtId),
      schools: await orgsUnder(tx, districtId, await todayOf(tx, districtId), 'school'),
      source:
        current && school && asked.day !== ''
          ? await sourceOf(tx, key, current.version, school.org_id, asked.day)
          : null,
    }
  })
  const title = words(ctx.lang)(`dataset_${key.dataset}`)
  const sent = ctx.query('sent') !== undefined
  return ctx.page({
    title,
    current: '/data',
    width: 'wide',
    body: DatasetShowPage({
      lang: ctx.lang,
      csrf: ctx.csrf,
      districtId,
      dataset: key.dataset,
      year: key.school_year,
      sent,
      asked,
      day: dayWords(ctx, found.zone),
      ...found,
    }),
  })
}

async function goBack(ctx: Ctx) {
  const fields = await ctx.form()
  const districtId = districtOf(ctx, fields.district)
  const key = keyOf(ctx, districtId)
  const form = parsed(rollbackForm.safeParse(fields))
  const done = await ctx.inScope(async (tx, scope) => {
    await runFiles(tx, ctx.who(), districtId)
    return rollBack(ctx.services, tx, scope, key, form.to, form.reason)
  })
  return ctx.redirect(
    `/data/datasets/${key.dataset}/${key.school_year}?district=${districtId}${done === 'sent' ? '&sent=1' : ''}`,
  )
}

export const datasetRoutes: readonly Route[] = [
  signedIn('GET', '/data/datasets/:dataset/:year', show),
  signedIn('POST', '/data/datasets/:dataset/:year/rollback', goBack),
]
