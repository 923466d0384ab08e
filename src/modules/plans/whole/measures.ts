import type { Option } from '../../../platform/look/field.tsx'
import type { Lang } from '../../../platform/words.ts'
import type { Element, Measure } from '../file/format.ts'
import { measureRoles, targetKinds } from '../file/target.ts'
import type { PlanGraph } from '../graph.ts'
import type { Extras, Hrefs } from '../pages/props.ts'
import { said, say as sayPlan } from '../say.ts'
import { groupWords, targetView, whenWords } from '../target-words.ts'
import { stepOf } from '../view.ts'
import { type Frame, frameOf } from './frame.ts'
import { type DidRow, didRows } from './did.ts'
import { type Gap, gaps, groupsOf, isEvidence, keyOfGroup, lacks, officeOf } from './measure-facts.ts'
import { type ElementBalance, elementBalance } from '../implementing/balance.ts'
import { say } from './say.ts'

/** What an address asks of the list of measures. Unknown values ask for nothing. */
export type Wanted = Partial<
  Record<'role' | 'who' | 'group' | 'office' | 'kind' | 'evidence' | 'missing' | 'of' | 'page', string>
>

export type MeasureRow = {
  id: string
  title: string
  href: string
  of: string
  tells: string
  target: string
  base: string
  due: string
  office: string
  every: string
}
export type BalanceRow = {
  id: string
  role: string
  href: string
  student: number
  adult: number
  family: number
  other: number
  all: number
}
export type CompleteRow = {
  id: string
  code: string
  title: string
  href: string
  measures: number
  target: number
  base: number
  due: number
  indicator: number
}
export type FilterView = { name: keyof Wanted; label: string; value: string; options: readonly Option[] }
export type MeasuresProps = {
  frame: Frame
  total: number
  balance: readonly BalanceRow[]
  pairs: number
  /** by the four elements of monitoring */
  elements: ElementBalance | null
  evidence: { count: number; href: string }
  missing: readonly { label: string; count: number; href: string }[]
  did: readonly DidRow[]
  complete: readonly { level: string; rows: readonly CompleteRow[] }[]
  filters: {
    action: string
    fields: Readonly<Record<string, string>>
    list: readonly FilterView[]
    any: boolean
    clear: string
  }
  of: { title: string; clear: string } | null
  rows: readonly MeasureRow[]
  found: number
  page: number
  pages: number
  pageHref: (page: number) => string
}

const perPage = 30
function fits(graph: PlanGraph, m: Measure, wanted: Wanted): boolean {
  const gap = gaps.find((one) => one === wanted.missing)
  return (
    (!wanted.role || m.role === wanted.role) &&
    (!wanted.who || (m.who ?? 'none') === wanted.who) &&
    (!wanted.office || officeOf(graph, m) === wanted.office) &&
    (!wanted.kind || m.targets.some((t) => t.kind === wanted.kind)) &&
    (!wanted.group ||
      (wanted.group === 'any' ? groupsOf(m).length > 0 : groupsOf(m).some((p) => keyOfGroup(p) === wanted.group))) &&
    (!wanted.evidence || (wanted.evidence === 'pair' ? m.pair !== null : isEvidence(m))) &&
    (!wanted.of || m.of.includes(wanted.of)) &&
    (!gap || lacks[gap](m))
  )
}

function rowOf(graph: PlanGraph, m: Measure, lang: Lang, hrefs: Hrefs): MeasureRow {
  const words = say(lang)
  const { plan } = graph
  const of = m.of.flatMap((id) => graph.byId(id) ?? [])
  const [first] = of
  const office = plan.offices.find((one) => one.id === officeOf(graph, m))
  const bases = m.targets.flatMap((t) => t.baseline ?? [])
  const dues = m.targets.flatMap((t) => (t.dueBy ? [whenWords(t.dueBy, lang)] : []))
  const groups = groupsOf(m).flatMap((p) => groupWords(p, lang) ?? [])
  return {
    id: m.id,
    title: said(m.title, lang).words,
    href: first ? `${stepOf(graph, first, lang, hrefs).href}#${m.id}` : hrefs.plan(plan.id),
    of: of.map((e) => e.code ?? said(e.title, lang).words).join(', '),
    tells: [
      said(m.title, lang).older ? sayPlan(lang)('older') : null,
      words(`role.${m.role}`),
      m.who ? words(`who.${m.who}`) : null,
      groups.length > 0 ? groups.join('; ') : null,
      m.pair ? words('pair') : null,
      m.artefact ? words('artefact') : null,
      m.instrument,
    ]
      .filter(Boolean)
      .join(' \u00b7 '),
    target: m.targets.map((t) => targetView(t, lang).sentence).join('; ') || words('noTarget'),
    base: m.role === 'qualitative' ? words('notNeeded') : bases.length > 0 ? words('hasBase') : words('noBase'),
    due: [...new Set(dues)].join('; ') || words('noDue'),
    office: office ? said(office.name, lang).words : words('nobody'),
    every: m.every ? words(`every.${m.every}`) : words('notSaid'),
  }
}

function completeRows(graph: PlanGraph, lang: Lang, here: (wanted: Wanted) => string): MeasuresProps['complete'] {
  return graph.plan.grammar.levels.flatMap((level) => {
    const rows = graph.plan.elements.flatMap((e): CompleteRow[] => {
      const list = e.level === level.id ? graph.measures(e.id) : []
      if (list.length === 0) return []
      const with_ = (gap: Gap) => list.filter((m) => !lacks[gap](m)).length
      return [
        {
          id: e.id,
          code: e.code ?? '',
          title: said(e.title, lang).words,
          href: `${here({ of: e.id })}#list`,
          measures: list.length,
          target: list.filter((m) => !lacks.target(m) && !lacks.number(m)).length,
          base: with_('base'),
          due: with_('due'),
          indicator: with_('indicator'),
        },
      ]
    })
    return rows.length > 0 ? [{ level: said(level.plural, lang).words, rows }] : []
  })
}

function filtersOf(graph: PlanGraph, wanted: Wanted, lang: Lang): FilterView[] {
  const words = say(lang)
  const { plan } = graph
  const any = { value: '', label: words('any') }
  const used = <T extends string>(
    values: readonly T[],
    has: (value: T) => boolean,
    label: (value: T) => string,
  ): Option[] => [any, ...values.filter(has).map((value) => ({ value, label: label(value) }))]
  const groups = plan.measures.flatMap(groupsOf)
  const groupOptions = [...new Map(groups.map((p) => [keyOfGroup(p), groupWords(p, lang) ?? ''])).entries()]
  const list: FilterView[] = [
    {
      name: 'role',
      label: words('tells'),
      value: wanted.role ?? '',
      options: used(
        measureRoles,
        (one) => plan.measures.some((m) => m.role === one),
        (one) => words(`role.${one}`),
      ),
    },
    {
      name: 'who',
      label: words('aboutWhom'),
      value: wanted.who ?? '',
      options: used(
        ['student', 'adult', 'family', 'none'] as const,
        (one) => plan.measures.some((m) => (m.who ?? 'none') === one),
        (one) => words(`who.${one}`),
      ),
    },
    {
      name: 'group',
      label: words('group'),
      value: wanted.group ?? '',
      options:
        groupOptions.length === 0
          ? [any]
          : [
              any,
              { value: 'any', label: words('anyGroup') },
              ...groupOptions.map(([value, label]) => ({ value, label })),
            ],
    },
    {
      name: 'office',
      label: words('office'),
      value: wanted.office ?? '',
      options: [
        any,
        ...plan.offices
          .filter((one) => plan.measures.some((m) => officeOf(graph, m) === one.id))
          .map((one) => ({ value: one.id, label: said(one.name, lang).words })),
      ],
    },
    {
      name: 'kind',
      label: words('kindOfTarget'),
      value: wanted.kind ?? '',
      options: used(
        targetKinds,
        (one) => plan.measures.some((m) => m.targets.some((t) => t.kind === one)),
        (one) => words(`target.${one}`),
      ),
    },
    {
      name: 'evidence',
      label: words('evidence'),
      value: wanted.evidence ?? '',
      options: [
        any,
        ...(plan.measures.some(isEvidence) ? [{ value: 'words', label: words('evidenceWords') }] : []),
        ...(plan.measures.some((m) => m.pair) ? [{ value: 'pair', label: words('pair') }] : []),
      ],
    },
    {
      name: 'missing',
      label: words('missing'),
      value: wanted.missing ?? '',
      options: used(
        gaps,
        (one) => plan.measures.some(lacks[one]),
        (one) => words(`missing.${one}`),
      ),
    },
  ]
  return list.filter((one) => one.options.length > 1)
}

/** All measures of a plan: how they are balanced, what each still lacks, work beside change, and a list that filters by address. */
export function measuresView(
  graph: PlanGraph,
  wanted: Wanted,
  lang: Lang,
  hrefs: Hrefs,
  extras: Extras = {},
): MeasuresProps {
  const { plan } = graph
  const words = say(lang)
  const frame = frameOf(graph, 'measures', lang, hrefs)
  const address = new URL(frame.tabs.find((one) => one.current)?.href ?? '/', 'http://here')
  const fields = Object.fromEntries(address.searchParams)
  const here = (asked: Wanted): string => {
    const query = new URLSearchParams({ ...fields, ...Object.fromEntries(Object.entries(asked).filter(([, v]) => v)) })
    return query.size > 0 ? `${address.pathname}?${query}` : address.pathname
  }
  const rows = plan.measures.filter((m) => fits(graph, m, wanted))
  const pages = Math.max(1, Math.ceil(rows.length / perPage))
  const page = Math.min(Math.max(1, Number(wanted.page) || 1), pages)
  const of: Element | undefined = wanted.of ? graph.byId(wanted.of) : undefined
  const counted = (list: readonly Measure[], who: Measure['who']) => list.filter((m) => m.who === who).length
  return {
    frame,
    total: plan.measures.length,
    balance: measureRoles.flatMap((role) => {
      const list = plan.measures.filter((m) => m.role === role)
      if (list.length === 0) return []
      return [
        {
          id: role,
          role: sayPlan(lang)(role),
          href: `${here({ role })}#list`,
          student: counted(list, 'student'),
          adult: counted(list, 'adult'),
          family: counted(list, 'family'),
          other: counted(list, null),
          all: list.length,
        },
      ]
    }),
    pairs: plan.measures.filter((m) => m.pair).length,
    elements: elementBalance(graph, lang),
    evidence: { count: plan.measures.filter(isEvidence).length, href: `${here({ evidence: 'words' })}#list` },
    missing: gaps.flatMap((gap) => {
      const count = plan.measures.filter(lacks[gap]).length
      return count > 0 ? [{ label: words(`missing.${gap}`), count, href: `${here({ missing: gap })}#list` }] : []
    }),
    did: didRows(graph, lang, hrefs, extras),
    complete: completeRows(graph, lang, here),
    filters: {
      action: `${address.pathname}#list`,
      fields: { ...fields, ...(of ? { of: of.id } : {}) },
      list: filtersOf(graph, wanted, lang),
      any: rows.length < plan.measures.length,
      clear: `${here({})}#list`,
    },
    of: of
      ? {
          title: [of.code, said(of.title, lang).words].filter(Boolean).join(' '),
          clear: `${here({ ...wanted, of: '', page: '' })}#list`,
        }
      : null,
    rows: rows.slice((page - 1) * perPage, page * perPage).map((m) => rowOf(graph, m, lang, hrefs)),
    found: rows.length,
    page,
    pages,
    pageHref: (n) => `${here({ ...wanted, page: String(n) })}#list`,
  }
}
