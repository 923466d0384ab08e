import { dateIn } from '../../../platform/clock.ts'
import type { Tx } from '../../../platform/db/database.ts'
import type { Scope } from '../../../platform/db/scope.ts'
import { ask } from '../../../platform/events.ts'
import type { FormError } from '../../../platform/look/form.tsx'
import type { Ctx } from '../../../platform/web/route.ts'
import type { Lang } from '../../../platform/words.ts'
import { timeZoneOf } from '../../people/index.ts'
import { seesNumbers } from '../access.ts'
import { actorsOf } from '../editing/log.ts'
import type { Measure } from '../file/format.ts'
import { numberBodies, readNumbers } from '../numbers.tsx'
import { fieldsOf } from '../opening.tsx'
import { said } from '../say.ts'
import { targetView } from '../target-words.ts'
import { pageHref } from '../whole/frame.ts'
import { isOpen } from './access.ts'
import { entersHere, kindHere } from './actions.ts'
import type { Open } from './asking.ts'
import { evidenceAsked } from './events.ts'
import { officeName, ofWords, periodOptions } from './list-view.ts'
import type { Place } from './pages/value-list.tsx'
import type { ValueShowProps } from './pages/value-show.tsx'
import { byPeriod, isOver, kindFor, readPeriod } from './period.ts'
import { aboutStudents } from './rules.ts'
import { say } from './say.ts'
import type { Entry, Problem, Typed } from './schema.ts'
import { allEntries } from './store.ts'
import { enteredWords, pairNotes, periodWords, seriesOf, standingWords, typedOf } from './view.ts'

/** What a post brought back: problems by field, or somebody else's entry, beside what was typed. */
export type Refused = { typed: Typed; problems: readonly Problem[]; conflict: Entry | null }

export const placeOf = ({ plan, hrefs }: Open, lang: Lang): Place => {
  const href = hrefs.plan(plan.row.slug)
  return { title: said(plan.row.title, lang).words, href, measures: pageHref(href, 'measures') }
}

/** Problems of a form in words, each at its field. */
export const errorsOf = (problems: readonly Problem[], lang: Lang): FormError[] =>
  problems.map(({ field, rule }) => ({
    field: field === 'version' || field === 'period' ? undefined : field,
    message: say(lang)(`problem.${rule}`),
    hint: say(lang)(`problem.${rule}Fix`),
  }))

const notesOf = (one: Entry, lang: Lang): string =>
  one.state !== 'value'
    ? ''
    : !one.value
      ? say(lang)('hiddenWhy')
      : one.value.form === 'pair'
        ? pairNotes(one.value, lang).join(' ')
        : ''

/** Everything that the page of a measure shows. In: the plan, the measure, and what a post brought back, if one did. */
export async function showOf(
  ctx: Ctx,
  tx: Tx,
  scope: Scope,
  open: Open,
  m: Measure,
  refused: Refused | null,
): Promise<ValueShowProps> {
  const { lang } = ctx
  const words = say(lang)
  const { filling, plan } = open
  const kind = kindHere(m)
  const all = kind === 'computed' ? [] : await allEntries(tx, plan.row.plan_id, m.id)
  const now = new Map<string, Entry>()
  for (const one of all) if ((now.get(one.period)?.version ?? 0) < one.version) now.set(one.period, one)
  const names = await actorsOf(
    tx,
    all.map((one) => one.actor),
    lang,
  )
  const zone = await timeZoneOf(tx, plan.row.district_id)
  const who = (one: Entry): string =>
    enteredWords(dateIn(one.at, zone), names.get(one.actor) ?? words('somebody'), lang)
  const href = (period: string): string => `${open.href(`/of/${encodeURIComponent(m.id)}`, { for: period })}#enter`
  const enters = entersHere(ctx.who(), filling, m)
  const held = byPeriod([...now.values()].filter((one) => one.state !== 'withdrawn')).toReversed()
  const periods = periodOptions(filling, m, lang)
  const wanted = refused?.typed.period ?? ctx.query('for') ?? ''
  const usual = periods.filter((one) => readPeriod(one.value)?.kind === kindFor(m.every))
  const missed = usual.find((one) => isOver(one.value, filling.today) && !now.has(one.value))
  const period = periods.some((one) => one.value === wanted)
    ? wanted
    : ((missed ?? usual[0] ?? periods[0])?.value ?? '')
  const here = now.get(period) ?? null
  const numbers =
    kind === 'computed' && plan.row.unit_id === null && seesNumbers(ctx.who(), plan.row.district_id)
      ? numberBodies(await readNumbers(tx, scope, plan.row, [m]), lang)
      : null
  const evidence =
    m.artefact || kind === 'artefact'
      ? (
          await ask(ctx.services, tx, scope, evidenceAsked, {
            district_id: plan.row.district_id,
            plan: plan.row.slug,
            measures: [m.id],
            lang,
          })
        )[m.id]
      : undefined
  const title = said(m.title, lang)
  const [of] = m.of.flatMap((id) => plan.graph.byId(id) ?? [])
  return {
    lang,
    plan: placeOf(open, lang),
    back: open.href(''),
    title: title.words,
    titleLang: title.lang,
    facts: [
      { value: words('title'), href: open.href('') },
      { value: words(`kind.${kind}`) },
      ...(of ? [{ value: ofWords(filling, m, lang), href: open.hrefs.element(plan.row.slug, of.id) }] : []),
      { label: words('office'), value: officeName(filling, m, lang) },
    ],
    students: aboutStudents(m) && kind !== 'computed',
    targets: m.targets.map((t) => targetView(t, lang, plan.graph.plan.language).sentence),
    computed: kind === 'computed' ? (numbers?.get(m.id)?.body ?? '') : null,
    evidence:
      m.artefact || kind === 'artefact'
        ? {
            words: evidence
              ? words(`evidence.${evidence.standing}`, { words: evidence.words })
              : `${words('standing')}: ${held.length > 0 && kind === 'artefact' ? standingWords(held[0] ?? null, m, lang) : words('noEvidence')}`,
            href: evidence?.href ?? null,
          }
        : null,
    series: kind === 'pair' || kind === 'artefact' ? null : seriesOf([...now.values()], m, lang),
    rows: held.map((one) => ({
      period: periodWords(one.period, lang),
      value: standingWords(one, m, lang),
      notes: notesOf(one, lang),
      source: one.source,
      entered: who(one),
      href: enters ? href(one.period) : null,
    })),
    history: all.map((one) => ({
      period: periodWords(one.period, lang),
      value: one.state === 'withdrawn' ? words('state.withdrawn') : standingWords(one, m, lang),
      version: words('versionN', { n: one.version }),
      entered: who(one),
      via: words(`via.${one.via}`),
      source: one.source,
      reason: one.reason,
    })),
    form:
      enters && kind !== 'computed' && period !== ''
        ? {
            action: open.href(`/of/${encodeURIComponent(m.id)}`),
            choose: `${new URL(open.href(`/of/${encodeURIComponent(m.id)}`), ctx.url).pathname}#enter`,
            csrf: ctx.csrf,
            form: kind,
            // After a conflict the form stands on what is there now, with what was typed.
            typed: refused
              ? { ...refused.typed, period, ...(refused.conflict ? { version: String(refused.conflict.version) } : {}) }
              : typedOf(here, period),
            isCorrection: here !== null,
            errors: errorsOf(refused?.problems ?? [], lang),
            periods,
          }
        : null,
    fields: fieldsOf(plan),
    why: kind === 'computed' || enters ? null : isOpen(plan.row) ? 'mayNot' : 'closed',
    conflict: refused?.conflict
      ? {
          now: standingWords(refused.conflict, m, lang),
          source: refused.conflict.source,
          who: who(refused.conflict),
        }
      : null,
    saved: ctx.query('saved') !== undefined && refused === null,
  }
}
