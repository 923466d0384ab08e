import { missing } from '../../../platform/errors.ts'
import type { FormError } from '../../../platform/look/form.tsx'
import type { Ctx, Route } from '../../../platform/web/route.ts'
import { isLang, read } from '../../../platform/words.ts'
import { currentPlan } from '../../plans/index.ts'
import { formErrors, nameErrors } from '../board/forms.ts'
import { districtFor, historyLines } from '../board/reading.ts'
import { mayReadBoard, mustReadBoard } from '../packet/access.ts'
import { pdfOf } from '../paper/serve.ts'
import { textOf } from '../schema.ts'
import type { Sources } from '../sources.ts'
import { correctionTo } from '../store-published.ts'
import { maySign, mayWrite, mustWrite } from './access.ts'
import { makeReport, signReport, writeReport } from './actions.ts'
import { startReportCorrection } from './correcting.ts'
import { reportDoc } from './document.ts'
import { progressObject } from './history.ts'
import { goalsIn } from './rules.ts'
import { ReportList } from './pages/report-list.tsx'
import { ReportShow } from './pages/report-show.tsx'
import { words } from './say.ts'
import { correctForm, makeForm, type ReportRow, signForm, wordsForm } from './schema.ts'
import { reportById, reportsOf, versionsOf } from './store.ts'

const docOf = (row: ReportRow, lang: 'en' | 'es') =>
  reportDoc(row.content, row.signed_on === null ? null : { on: row.signed_on, digest: row.content_digest }, lang)

/** What the forms of a report begin with. */
const typedIn = ({ words: told, correction, state }: ReportRow): Record<string, string> => ({
  words_en: told.en ?? '',
  words_es: told.es ?? '',
  // A signed one is corrected with words of its own.
  correction_en: state === 'draft' ? (correction.en ?? '') : '',
  correction_es: state === 'draft' ? (correction.es ?? '') : '',
})

/** Annual progress reports over the given sources. */
export function reportRoutes(sources: Sources): Route[] {
  const list = async (ctx: Ctx) => {
    const visitor = ctx.who()
    const district = districtFor(visitor, ctx.query('district'), mayReadBoard)
    const data = await ctx.inScope(async (tx) => {
      const plan = await currentPlan(tx, district)
      return {
        goals: (plan ? goalsIn(plan.graph) : []).map((one) => ({
          element: one.id,
          code: one.code ?? '',
          title: one.title,
        })),
        reports: await reportsOf(tx, district),
      }
    })
    return ctx.page({
      title: words(ctx.lang)('list'),
      current: '/board',
      width: 'wide',
      body: (
        <ReportList
          lang={ctx.lang}
          csrf={ctx.csrf}
          district={district}
          {...data}
          mayWrite={mayWrite(visitor, district)}
        />
      ),
    })
  }

  const make = async (ctx: Ctx) => {
    const form = await ctx.form()
    const visitor = ctx.who()
    const district = districtFor(visitor, form.district, mayWrite)
    const parsed = makeForm.safeParse(form)
    if (!parsed.success)
      throw missing(
        'publishing/no-such-goal',
        'The plan has no such goal.',
        'Choose one from the list of annual reports.',
      )
    const row = await ctx.inScope((tx) => makeReport(tx, visitor, district, parsed.data.goal, parsed.data.school_year))
    return ctx.redirect(`/board/reports/${row.progress_report_id}`)
  }

  const show = async (
    ctx: Ctx,
    conflict: ReportRow | null = null,
    errors: readonly FormError[] = [],
    clash: ReportRow | null = null,
  ) => {
    const visitor = ctx.who()
    const { lang } = ctx
    const data = await ctx.inScope(async (tx) => {
      const report = await reportById(tx, ctx.id('id'))
      mustReadBoard(visitor, report.district_id)
      return {
        report,
        versions: await versionsOf(tx, report),
        edition: await correctionTo(tx, report.district_id, report.content.numbers.number),
        history: await historyLines(tx, report.district_id, progressObject, report.progress_report_id, lang),
      }
    })
    const { report } = data
    const doc = docOf(report, lang)
    return ctx.page({
      title: doc.title,
      current: '/board',
      width: 'wide',
      status: errors.length > 0 ? 422 : conflict || clash ? 409 : 200,
      body: (
        <ReportShow
          lang={lang}
          csrf={ctx.csrf}
          {...data}
          doc={doc}
          may={{ write: mayWrite(visitor, report.district_id), sign: maySign(visitor, report.district_id) }}
          typed={conflict || clash || errors.length > 0 ? ctx.typed() : typedIn(report)}
          errors={errors}
          conflict={
            conflict
              ? [read(conflict.words, lang).words, read(conflict.correction, lang).words]
                  .filter(Boolean)
                  .join(' \u00b7 ')
              : null
          }
          clash={clash}
          saved={ctx.query('saved') === 'yes'}
        />
      ),
    })
  }

  const write = async (ctx: Ctx) => {
    const parsed = wordsForm.safeParse(await ctx.form())
    if (!parsed.success) {
      const say = words(ctx.lang)
      const messages = { correction_en: say('needsWhy'), correction_es: say('needsWhy') }
      return show(ctx, null, formErrors(parsed.error, messages, say('tooLong')))
    }
    const { version, words_en, words_es, correction_en, correction_es } = parsed.data
    const { district_id } = await ctx.inScope((tx) => reportById(tx, ctx.id('id')))
    mustWrite(ctx.who(), district_id)
    const named = await nameErrors(ctx, district_id, [
      ['words_en', words_en],
      ['words_es', words_es],
      ['correction_en', correction_en ?? ''],
      ['correction_es', correction_es ?? ''],
    ])
    if (named.length > 0) return show(ctx, null, named)
    const outcome = await ctx.inScope((tx) =>
      writeReport(
        tx,
        ctx.who(),
        ctx.id('id'),
        version,
        textOf(words_en, words_es),
        correction_en && correction_es ? textOf(correction_en, correction_es) : null,
      ),
    )
    if (outcome.kind === 'conflict') return show(ctx, outcome.row)
    return ctx.redirect(`/board/reports/${outcome.row.progress_report_id}?saved=yes`)
  }

  const correct = async (ctx: Ctx) => {
    const form = await ctx.form()
    const { district_id } = await ctx.inScope((tx) => reportById(tx, ctx.id('id')))
    mustWrite(ctx.who(), district_id)
    const parsed = correctForm.safeParse(form)
    if (!parsed.success) return show(ctx, null, formErrors(parsed.error, {}, words(ctx.lang)('needsWhy')))
    const { correction_en, correction_es } = parsed.data
    const named = await nameErrors(ctx, district_id, [
      ['correction_en', correction_en],
      ['correction_es', correction_es],
    ])
    if (named.length > 0) return show(ctx, null, named)
    const outcome = await ctx.inScope((tx) =>
      startReportCorrection(tx, ctx.who(), ctx.id('id'), textOf(correction_en, correction_es)),
    )
    if (outcome.kind === 'conflict') return show(ctx, null, [], outcome.row)
    return ctx.redirect(`/board/reports/${outcome.row.progress_report_id}`)
  }

  const sign = async (ctx: Ctx) => {
    const parsed = signForm.safeParse(await ctx.form())
    const digest = parsed.success ? parsed.data.digest : ''
    const row = await signReport(ctx.services, sources, ctx.who(), ctx.id('id'), digest)
    return ctx.redirect(`/board/reports/${row.progress_report_id}`)
  }

  const pdf = async (ctx: Ctx) => {
    const lang = ctx.param('lang')
    const report = await ctx.inScope(async (tx) => {
      const row = await reportById(tx, ctx.id('id'))
      mustReadBoard(ctx.who(), row.district_id)
      return row
    })
    if (!isLang(lang))
      throw missing(
        'publishing/no-such-progress-report',
        'There is no such report.',
        'Go to the list of annual reports and choose one there.',
      )
    return pdfOf(docOf(report, lang), `progress-${report.school_year}-${report.goal}-${lang}`)
  }

  return [
    { method: 'GET', path: '/board/reports', access: 'signed-in', handle: list },
    { method: 'POST', path: '/board/reports', access: 'signed-in', handle: make },
    { method: 'GET', path: '/board/reports/:id', access: 'signed-in', handle: (ctx) => show(ctx) },
    { method: 'POST', path: '/board/reports/:id', access: 'signed-in', handle: write },
    { method: 'POST', path: '/board/reports/:id/correct', access: 'signed-in', handle: correct },
    { method: 'POST', path: '/board/reports/:id/sign', access: 'signed-in', handle: sign },
    { method: 'GET', path: '/board/reports/:id/pdf/:lang', access: 'signed-in', handle: pdf },
  ]
}
