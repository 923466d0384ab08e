import type { z } from 'zod'
import { dateIn } from '../../platform/clock.ts'
import { progressOf } from '../../platform/db/progress.ts'
import { forbidden, invalid, missing } from '../../platform/errors.ts'
import { historyOf } from '../../platform/history/history.ts'
import type { FormError } from '../../platform/look/form.tsx'
import { pageHeaders } from '../../platform/web/headers.ts'
import type { Ctx, Route, Visitor } from '../../platform/web/route.ts'
import { isLang, read } from '../../platform/words.ts'
import { districtsOf, mayApprove, mayDraft, mustApprove, mustDraft, mustSee } from './access.ts'
import { approve, askPublish, redraft, sendBack, startCorrection, startDraft, submit, withdraw } from './actions.ts'
import { nameErrors } from './board/forms.ts'
import { renderPage } from './editions/render.ts'
import { isPacket, packetDoc } from './packet/document.ts'
import { CertificateShow } from './pages/certificate-show.tsx'
import { type DraftFields, EditionList } from './pages/edition-list.tsx'
import { EditionShow } from './pages/edition-show.tsx'
import { ReleasedList } from './pages/released-list.tsx'
import { pdfOf } from './paper/serve.ts'
import { releasedDoc } from './report/document.ts'
import { blocksOf } from './rules.ts'
import { sayKey, words } from './say.ts'
import { correctionForm, draftForm, type EditionRow, textOf } from './schema.ts'
import type { Sources } from './sources.ts'
import { editionOf, editionsOf, ledger, slugOf } from './store.ts'
import { correctionTo } from './store-published.ts'
import { subjectOf } from './working.ts'

const pageSize = 100

/** The publishers' pages over the given sources. */
export function routesOver(sources: Sources): Route[] {
  const get = (path: string, handle: Route['handle']): Route => ({ method: 'GET', path, access: 'signed-in', handle })
  const post = (path: string, handle: Route['handle']): Route => ({ method: 'POST', path, access: 'signed-in', handle })
  const back = (ctx: Ctx, row: EditionRow) => ctx.redirect(`/publish/editions/${row.edition_id}`)
  const versionOf = (form: Record<string, string>) => Number(form.version ?? 0)

  const list = async (ctx: Ctx, typed: DraftFields = {}, errors: readonly FormError[] = []) => {
    const visitor = ctx.who()
    const district = chosenDistrict(ctx)
    const data = await ctx.inScope(async (tx) => {
      const editions = await editionsOf(tx, district)
      const names = await namesOf(
        sources,
        tx,
        editions.flatMap((one) => [one.drafted_by, one.approved_by, one.submitted_by]),
      )
      return {
        editions,
        names,
        slug: await slugOf(tx, district),
        places: await sources.places(tx, district),
        zone: await sources.timeZone(tx, district),
      }
    })
    const say = words(ctx.lang)
    return ctx.page({
      title: say('title'),
      current: '/publish',
      ...(errors.length > 0 ? { status: 422 } : {}),
      body: (
        <EditionList
          lang={ctx.lang}
          csrf={ctx.csrf}
          district={{ org_id: district, name: data.places.get(district) ?? '', slug: data.slug }}
          editions={data.editions}
          publishedOn={(row) => row.published_at && dateIn(row.published_at, data.zone)}
          named={(id) => (id === null ? '' : (data.names.get(id) ?? say('person', { id })))}
          mayDraft={mayDraft(visitor, district)}
          typed={typed}
          errors={errors}
        />
      ),
    })
  }

  const show = async (ctx: Ctx, typed?: DraftFields, errors: readonly FormError[] = []) => {
    const visitor = ctx.who()
    const data = await ctx.inScope(async (tx) => {
      const edition = await editionOf(tx, ctx.id('id'))
      mustSee(visitor, edition.district_id)
      const history = await historyOf(tx, 'edition', edition.edition_id)
      const names = await namesOf(sources, tx, [
        edition.drafted_by,
        edition.submitted_by,
        edition.approved_by,
        ...history.map((one) => one.actor),
      ])
      return {
        edition,
        history,
        names,
        based:
          edition.state === 'submitted'
            ? await sources.based(tx, edition.district_id)
            : { runs: edition.run_ids, told: edition.told ?? '' },
        slug: await slugOf(tx, edition.district_id),
        zone: await sources.timeZone(tx, edition.district_id),
        corrects: edition.corrects === null ? null : (await editionOf(tx, edition.corrects)).number,
        corrected: await correctionTo(tx, edition.district_id, edition.number),
      }
    })
    const { edition } = data
    const say = words(ctx.lang)
    const at = await progressOf(ctx.services.db, subjectOf(edition.edition_id))
    const busy = at?.state === 'running' || (edition.state === 'draft' && !edition.content && !edition.failure)
    const named = (id: number | null) => (id === null ? say('system') : (data.names.get(id) ?? say('person', { id })))
    return ctx.page({
      title: say('edition', { number: edition.number }),
      current: '/publish',
      ...(errors.length > 0 ? { status: 422 } : {}),
      ...(busy ? { refresh: 3 } : {}),
      body: (
        <EditionShow
          lang={ctx.lang}
          csrf={ctx.csrf}
          edition={edition}
          slug={data.slug}
          correctsNumber={data.corrects}
          corrected={data.corrected}
          named={named}
          history={data.history.map((one) => ({ ...one, on: dateIn(one.at, data.zone), who: named(one.actor) }))}
          may={{ draft: mayDraft(visitor, edition.district_id), approve: mayApprove(visitor, edition.district_id) }}
          blocks={blocksOf(edition, visitor.account_id, data.based)}
          progress={
            busy
              ? {
                  percent: at && at.total > 0 ? (100 * at.done) / at.total : 0,
                  step: sayKey(ctx.lang, `step_${at?.step ?? 'collect'}`),
                }
              : null
          }
          typed={{
            title_en: edition.title.en ?? '',
            title_es: edition.title.es ?? '',
            note_en: edition.note.en ?? '',
            note_es: edition.note.es ?? '',
            ...typed,
          }}
          errors={errors}
        />
      ),
    })
  }

  return [
    get('/publish', (ctx) => list(ctx)),
    post('/publish/editions', async (ctx) => {
      const form = await ctx.form()
      const parsed = draftForm.safeParse(form)
      if (!parsed.success) return list(ctx, form, problems(ctx, parsed.error))
      const district = chosenDistrict(ctx, form.district)
      mustDraft(ctx.who(), district)
      const named = await namesIn(ctx, district, form, draftTexts)
      if (named.length > 0) return list(ctx, form, named)
      return back(ctx, await startDraft(ctx.services, sources, ctx.who(), district, wordsOf(parsed.data)))
    }),
    get('/publish/editions/:id', (ctx) => show(ctx)),
    get('/publish/editions/:id/certificate', async (ctx) => {
      const visitor = ctx.who()
      const edition = await ctx.inScope((tx) => editionOf(tx, ctx.id('id')))
      mustSee(visitor, edition.district_id)
      const { certificate } = edition
      if (!certificate)
        throw missing(
          'publishing/no-certificate',
          'This edition has no certificate.',
          'Drafts get theirs when their numbers are collected; editions from before certificates have none.',
        )
      return ctx.page({
        title: words(ctx.lang)('certificate', { number: edition.number }),
        current: '/publish',
        width: 'wide',
        body: <CertificateShow lang={ctx.lang} edition={edition} certificate={certificate} />,
      })
    }),
    post('/publish/editions/:id/redraft', async (ctx) => {
      const form = await ctx.form()
      const parsed = draftForm.safeParse(form)
      if (!parsed.success) return show(ctx, form, problems(ctx, parsed.error))
      const named = await namesIn(ctx, await districtOf(ctx, mustDraft), form, draftTexts)
      if (named.length > 0) return show(ctx, form, named)
      return back(
        ctx,
        await redraft(ctx.services, sources, ctx.who(), ctx.id('id'), versionOf(form), wordsOf(parsed.data)),
      )
    }),
    post('/publish/editions/:id/submit', async (ctx) =>
      back(ctx, await submit(ctx.services, ctx.who(), ctx.id('id'), versionOf(await ctx.form()))),
    ),
    post('/publish/editions/:id/approve', async (ctx) => {
      const form = await ctx.form()
      return back(
        ctx,
        await approve(ctx.services, sources, ctx.who(), ctx.id('id'), versionOf(form), form.digest ?? ''),
      )
    }),
    post('/publish/editions/:id/send-back', async (ctx) => {
      const form = await ctx.form()
      const named = await namesIn(ctx, await districtOf(ctx, mustApprove), form, [
        'reason_send-back',
        'reason_send_back',
      ])
      if (named.length > 0) return show(ctx, form, named)
      return back(
        ctx,
        await sendBack(
          ctx.services,
          ctx.who(),
          ctx.id('id'),
          versionOf(form),
          needReason(form.reason_send_back ?? form['reason_send-back']),
        ),
      )
    }),
    post('/publish/editions/:id/withdraw', async (ctx) => {
      const form = await ctx.form()
      const named = await namesIn(ctx, await districtOf(ctx, mustDraft), form, ['reason_withdraw'])
      if (named.length > 0) return show(ctx, form, named)
      return back(
        ctx,
        await withdraw(ctx.services, ctx.who(), ctx.id('id'), versionOf(form), needReason(form.reason_withdraw)),
      )
    }),
    post('/publish/editions/:id/publish', async (ctx) => {
      const form = await ctx.form()
      return back(ctx, await askPublish(ctx.services, ctx.who(), ctx.id('id'), form.digest ?? ''))
    }),
    post('/publish/editions/:id/correct', async (ctx) => {
      const form = await ctx.form()
      const parsed = correctionForm.safeParse(form)
      if (!parsed.success) return show(ctx, form, problems(ctx, parsed.error))
      const named = await namesIn(ctx, await districtOf(ctx, mustDraft), form, [
        ...draftTexts,
        'correction_en',
        'correction_es',
      ])
      if (named.length > 0) return show(ctx, form, named)
      const { correction_en, correction_es } = parsed.data
      return back(
        ctx,
        await startCorrection(ctx.services, sources, ctx.who(), ctx.id('id'), {
          ...wordsOf(parsed.data),
          correction: textOf(correction_en, correction_es),
        }),
      )
    }),
    // The preview lies as deep as a published page, so that its relative addresses of styles and fonts fit.
    get('/publish/:id/preview/:lang', (ctx) => ctx.redirect(`/publish/${ctx.id('id')}/preview/${ctx.param('lang')}/`)),
    get('/publish/:id/preview/:lang/', (ctx) => preview(ctx, 'index.html')),
    get('/publish/:id/preview/:lang/:file', (ctx) => preview(ctx, ctx.param('file'))),
    get('/publish/:id/preview/:lang/:folder/', (ctx) =>
      ctx.redirect(`/publish/${ctx.id('id')}/preview/${ctx.param('lang')}/`),
    ),
    get('/publish/:id/preview/:lang/:folder/:file', (ctx) =>
      preview(ctx, `${ctx.param('folder')}/${ctx.param('file')}`),
    ),
    get('/publish/released', async (ctx) => {
      const district = chosenDistrict(ctx)
      const page = Math.max(1, Math.trunc(Number(ctx.query('page') ?? 1)) || 1)
      const filter = {
        edition: ctx.query('edition') ?? '',
        definition: ctx.query('definition') ?? '',
        shown: ctx.query('shown') ?? '',
      }
      const data = await ctx.inScope(async (tx) => {
        const editions = await editionsOf(tx, district)
        const number = /^\d{1,6}$/.test(filter.edition) ? Number(filter.edition) : undefined
        const found = await ledger(tx, district, {
          edition: number,
          definition: filter.definition || undefined,
          shown: filter.shown === '' ? undefined : filter.shown === 'yes',
          page,
          size: pageSize,
        })
        return { ...found, editions, places: await sources.places(tx, district) }
      })
      const titles = new Map(
        data.editions
          .flatMap((one) => one.content?.definitions ?? [])
          .map((card) => [card.id, read(card.title, ctx.lang).words]),
      )
      return ctx.page({
        title: words(ctx.lang)('ledgerTitle'),
        current: '/publish',
        width: 'wide',
        body: (
          <ReleasedList
            lang={ctx.lang}
            districtId={district}
            rows={data.rows}
            total={data.total}
            page={page}
            pages={Math.max(1, Math.ceil(data.total / pageSize))}
            editions={data.editions.filter((one) => one.published_at !== null).map((one) => one.number)}
            titles={titles}
            places={
              // Editions also name schools that closed since.
              new Map([
                ...data.editions
                  .flatMap((one) => one.content?.schools ?? [])
                  .map((one) => [one.org_id, one.name] as const),
                ...data.places,
              ])
            }
            filter={filter}
          />
        ),
      })
    }),
  ]
}

/** The public page as it will be, for those who prepare and approve. */
async function preview(ctx: Ctx, path: string): Promise<Response> {
  const visitor = ctx.who()
  const lang = ctx.param('lang')
  const edition = await ctx.inScope((tx) => editionOf(tx, ctx.id('id')))
  mustSee(visitor, edition.district_id)
  if (isLang(lang) && path === 'packet.pdf' && edition.content && isPacket(edition.content))
    return pdfOf(packetDoc(edition.content, lang), `packet-${edition.number}-${lang}`)
  const report = edition.content?.reports?.find((one) => path === `reports/${one.file}.pdf`)
  if (isLang(lang) && report) return pdfOf(releasedDoc(report, lang), `progress-${report.file}-${lang}`)
  const html = isLang(lang) && edition.content ? await renderPage(edition.content, lang, path) : null
  if (html === null)
    throw missing('publishing/no-such-page', 'There is no such page in this edition.', 'Go back to the preview.')
  return new Response(html, { headers: { ...pageHeaders, 'content-language': lang } })
}

/** The district that a page is about: the one asked for, or the person's only one. */
function chosenDistrict(ctx: Ctx, asked = ctx.query('district')): number {
  const visitor = ctx.who()
  const all = districtsOf(visitor)
  const chosen = asked ? Number(asked) : all[0]
  if (chosen === undefined)
    throw forbidden(
      'publishing/not-yours',
      'Editions are prepared by the district’s publishers.',
      'Published editions are open to everybody at /public/.',
    )
  mustSee(visitor, chosen)
  return chosen
}

async function namesOf(
  sources: Sources,
  tx: Parameters<Sources['person']>[0],
  ids: readonly (number | null)[],
): Promise<Map<number, string>> {
  const names = new Map<number, string>()
  for (const id of new Set(ids)) {
    if (id === null) continue
    const name = await sources.person(tx, id)
    if (name !== null) names.set(id, name)
  }
  return names
}

const wordsOf = (form: { title_en: string; title_es: string; note_en: string; note_es: string }) => ({
  title: textOf(form.title_en, form.title_es),
  note: textOf(form.note_en, form.note_es),
})

const draftTexts = ['title_en', 'title_es', 'note_en', 'note_es'] as const

/** The district of the edition that a form is about, after a check that the person may do this there. */
async function districtOf(ctx: Ctx, must: (visitor: Visitor, districtId: number) => void): Promise<number> {
  const { district_id } = await ctx.inScope((tx) => editionOf(tx, ctx.id('id')))
  must(ctx.who(), district_id)
  return district_id
}

/** Names of students in texts of a form that others will read, field by field. */
const namesIn = (ctx: Ctx, district: number, form: Record<string, string>, fields: readonly string[]) =>
  nameErrors(
    ctx,
    district,
    fields.map((field) => [field, form[field] ?? ''] as const),
  )

function problems(ctx: Ctx, error: z.ZodError): FormError[] {
  const say = words(ctx.lang)
  return error.issues.map((issue) => ({
    field: String(issue.path[0] ?? ''),
    message: say(String(issue.path[0]).startsWith('correction') ? 'formTroubleLong' : 'formTrouble'),
  }))
}

function needReason(reason: string | undefined): string {
  const text = (reason ?? '').trim()
  if (text.length < 3)
    throw invalid(
      'publishing/no-reason',
      'Please say why, in one sentence.',
      'Go back and write the reason: it stays in the history.',
    )
  return text.slice(0, 500)
}
