import type { Lang } from '../../../../platform/words.ts'
import { formatName } from '../../file/format.ts'
import { type Came, type Finding, placesOf, settlePlan } from '../finding.ts'
import { Ids, planId } from '../ids.ts'
import { say } from '../say.ts'
import { type Indicator, type Objective, type StratDocument, xmlId } from './document.ts'
import { measureOf, type RawMeasure, type RawMeasureNode, type RawTargetNode } from './indicator-to-plan.ts'
import { grammarOf, isCarrier, ownerAndChampion, unmarked } from './mapping.ts'
import { readDocument } from './read.ts'

type RawElement = Record<string, unknown> & { id: string; code: string | null }

/** Where each path of the plan that is made came from. */
export class Sources {
  readonly places = new Map<string, string>()
  note(path: string, at: { line: number; col: number }): void {
    this.places.set(path, `${at.line}:${at.col}`)
  }
}

const codePattern = /^[A-Za-z0-9][A-Za-z0-9. _-]{0,23}$/

/** The days of a period that the document leaves out: publication, or the earliest and latest day of any result. */
function periodOf(document: StratDocument): { from: string; to: string } {
  const days = document.goals
    .flatMap((goal) => goal.objectives)
    .flatMap((one) => one.indicators)
    .flatMap((one) => one.instances)
    .flatMap((one) => [...one.targets, ...one.actuals])
    .flatMap((one) => [one.start, one.end])
    .concat(document.publication, document.start, document.end)
    .filter((day) => day !== null)
    .toSorted()
  const from = document.start ?? days[0] ?? '2000-01-01'
  const to = document.end ?? days.at(-1) ?? from
  return { from, to: to < from ? from : to }
}

/**
 * A plan of a StratML document. Goals and objectives become the two levels of its grammar, indicators measures, target results targets; what a plan file has no
 * place for is kept in `carried`. In: the document, the language of its words, the reader's language, findings so far. Out: the plan, or findings that say why not.
 */
export function planOfDocument(
  document: StratDocument,
  language: Lang,
  lang: Lang,
  found: readonly Finding[] = [],
): Came {
  const words = say(language)
  const findings = [...found]
  const sources = new Sources()
  const ids = new Ids()
  const measureIds = { measure: new Ids(), target: new Ids() }
  const codes = new Set<string>()
  const offices: { id: string; name: string }[] = []
  const roles: { id: string; name: string }[] = []
  const named = (list: { id: string; name: string }[], name: string): string => {
    const here = list.find((one) => one.name === name)
    if (here) return here.id
    let id = planId(name) || 'office'
    while (list.some((one) => one.id === id)) id = `${id.slice(0, 74)}-2`
    list.push({ id, name })
    return id
  }
  const elements: RawElement[] = []
  const nodes: Record<string, unknown>[] = []
  const measures: RawMeasure[] = []
  const measureNodes: RawMeasureNode[] = []
  const targetNodes: RawTargetNode[] = []
  const byIdentifier = new Map<string, string>()
  const pending: { indicator: Indicator; of: string }[] = []

  const element = (one: Omit<Objective, 'indicators'>, level: 'goal' | 'objective', parent: string | null): string => {
    const id = ids.take(unmarked(one.identifier) ?? one.name ?? one.sequence ?? '', `${level}-${elements.length + 1}`)
    if (one.identifier) byIdentifier.set(one.identifier, id)
    const path = `elements.${elements.length}`
    sources.note(path, one.at)
    const lower = one.sequence?.toLowerCase() ?? ''
    const isCode = one.sequence !== null && codePattern.test(one.sequence) && !codes.has(lower)
    if (isCode) codes.add(lower)
    const unnamed = one.name !== null ? null : one.description !== null ? 'described' : 'nothing'
    const { owner, champion, rest } = ownerAndChampion(one.stakeholders)
    elements.push({
      id,
      code: isCode ? one.sequence : null,
      level,
      parents: parent === null ? [] : [parent],
      title: one.name ?? one.description ?? words('noName'),
      text: unnamed === null ? one.description : null,
      owner: owner === null ? null : named(offices, owner),
      champion: champion === null ? null : named(roles, champion),
      note: one.other,
    })
    nodes.push({
      of: id,
      identifier: one.identifier === null || one.identifier === xmlId(id) ? null : one.identifier,
      sequence: isCode ? null : one.sequence,
      unnamed,
      stakeholders: rest,
    })
    return id
  }

  for (const goal of document.goals) {
    const top = element(goal, 'goal', null)
    goal.objectives.forEach((one, i) => {
      const of = i === 0 && isCarrier(one) ? top : element(one, 'objective', top)
      for (const indicator of one.indicators) pending.push({ indicator, of })
    })
  }
  for (const { indicator, of } of pending) {
    sources.note(`measures.${measures.length}`, indicator.at)
    const made = measureOf(indicator, of, measureIds, byIdentifier, words('noName'))
    measures.push(made.measure)
    measureNodes.push(made.node)
    targetNodes.push(...made.targets)
  }

  const statementIds = new Ids()
  const statements: Record<string, unknown>[] = []
  const statementNodes: Record<string, unknown>[] = []
  for (const kind of ['vision', 'mission'] as const) {
    const said = document[kind]
    if (!said) continue
    const id = statementIds.take(unmarked(said.identifier) ?? kind, kind)
    statements.push({ id, kind, title: said.description ?? words('noName') })
    const identifier = said.identifier === null || said.identifier === xmlId(id) ? null : said.identifier
    statementNodes.push({ of: id, identifier, unnamed: said.description === null })
  }
  for (const value of document.values) {
    const id = statementIds.take(value.name ?? 'value', 'value')
    statements.push({
      id,
      kind: 'value',
      title: value.name ?? value.description,
      text: value.name === null ? null : value.description,
    })
    statementNodes.push({ of: id, unnamed: value.name === null })
  }

  const period = periodOf(document)
  const undated = document.start === null || document.end === null || period.to !== document.end
  if (undated)
    findings.push({
      severity: 'warning',
      where: '',
      rule: 'stratml-period',
      what: say(lang)('noPeriod', period),
      fix: say(lang)('noPeriodFix'),
    })
  const [org, ...organizations] = document.organizations
  const code = org?.identifier?.replace(/^_(?=[\d.-])/, '') ?? null
  const said = document.identifier
  const own = said === null ? '' : planId(said)
  const keepsId = own !== '' && xmlId(own) === said
  const told = (node: Record<string, unknown>): boolean =>
    Object.entries(node).some(
      ([key, v]) => key !== 'of' && v !== null && v !== false && !(Array.isArray(v) && !v.length),
    )
  const value = {
    format: formatName,
    id: keepsId ? own : planId(document.name ?? '') || 'plan',
    language,
    title: document.name ?? words('noName'),
    summary: document.description,
    org: { name: org?.name ?? document.name ?? words('noName'), code: code?.slice(0, 300) ?? null },
    period: { words: undated ? words('notStated') : `${period.from} – ${period.to}`, ...period },
    source: document.source === null ? null : { title: document.source.slice(0, 300) },
    adoption: { state: 'draft' },
    grammar: grammarOf(),
    statements,
    offices,
    roles,
    elements,
    measures,
    notes: document.other === null ? [] : [document.other],
    carried: {
      type: document.type,
      identifier: keepsId ? null : said,
      publication: document.publication,
      source: document.source !== null && document.source.length > 300 ? document.source : null,
      undated: undated
        ? {
            from: document.start === null ? period.from : null,
            to: document.end === null || period.to !== document.end ? period.to : null,
          }
        : null,
      organization: org
        ? {
            acronym: org.acronym,
            identifier: org.identifier === null || org.identifier === xmlId(code ?? '') ? null : org.identifier,
            description: org.description,
            stakeholders: org.stakeholders,
            unnamed: org.name === null,
          }
        : null,
      organizations,
      submitter: document.submitter,
      statements: statementNodes.filter(told),
      elements: nodes.filter(told),
      measures: measureNodes.filter(told),
      targets: targetNodes,
    },
  }
  return settlePlan(value, placesOf(sources.places), findings, lang)
}

/**
 * Reads a StratML file, either part, as a plan. In: its bytes; `language` its words are in; the reader's language. Out: the plan, a draft; or every reason
 * why none was made, by line and column. Throws nothing.
 */
export function planOfStratml(bytes: Uint8Array, language: Lang, lang: Lang): Came & { part: 1 | 2 | null } {
  const { document, findings } = readDocument(bytes, lang)
  if (!document) return { plan: null, findings, part: null }
  return { ...planOfDocument(document, language, lang, findings), part: document.part }
}
