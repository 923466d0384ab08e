import { shortDate } from '../../../platform/format.ts'
import type { Lang } from '../../../platform/words.ts'
import { digest } from '../file/canonical.ts'
import type { PlanGraph } from '../graph.ts'
import type { Hrefs, Said } from '../pages/props.ts'
import { said, saidOr, say as sayPlan } from '../say.ts'
import { type Frame, frameOf } from './frame.ts'
import { say } from './say.ts'

export type StoryRow = { when: string; date: string | undefined; title: Said; office: string | null }
export type ApprovalRow = { id: string; body: string; when: string; what: string; vote: string; document: string }
export type CountRow = {
  level: string
  counted: number
  declared: string | null
  verdict: string | null
  words: string | null
}
export type RecordProps = {
  frame: Frame
  story: readonly StoryRow[]
  approvals: readonly ApprovalRow[]
  adoption: { state: string; on: string | null; body: string | null; document: string | null; note: Said | null }
  approvalsHref: string
  counts: readonly CountRow[]
  mentions: readonly { id: string; place: string; words: string; number: string; date: string }[]
  source: { title: string; published: string | null; pages: number | null; note: Said | null } | null
  sources: readonly { id: string; title: string; publisher: string; file: string; license: string }[]
  waivers: readonly { id: string; rule: string; part: string; reason: string; by: string }[]
  notes: readonly Said[]
  digest: string
  /** the language of what the source says, where it is not the reader's */
  sourceLang: Lang | null
}

/** Counts of every level beside what the source says it has. */
function countRows(graph: PlanGraph, lang: Lang): CountRow[] {
  const words = say(lang)
  return graph.counts().flatMap(({ level, count }) => {
    const declared = graph.plan.declares.filter((one) => one.level === level.id)
    if (count === 0 && declared.length === 0) return []
    const numbers = [...new Set(declared.flatMap((one) => one.count ?? []))]
    const quotes = declared.flatMap((one) =>
      one.words ? [`“${one.words}”${one.source?.place ? ` (${one.source.place})` : ''}`] : [],
    )
    return [
      {
        level: said(level.plural, lang).words,
        counted: count,
        declared: declared.length === 0 ? null : numbers.length > 0 ? numbers.join(', ') : words('declaredUncounted'),
        verdict:
          numbers.length === 0
            ? declared.length > 0 && count === 0
              ? words('declaredMissing')
              : null
            : numbers.length === 1 && numbers[0] === count
              ? words('declaredSame')
              : words('declaredOther'),
        words: quotes.length > 0 ? quotes.join('; ') : null,
      },
    ]
  })
}

/** How a plan came about and what is in it: story, adoption, approvals, counts against what the source says, sources, notes. */
export function recordView(graph: PlanGraph, lang: Lang, hrefs: Hrefs): RecordProps {
  const { plan } = graph
  const words = say(lang)
  const office = (id: string | null): string | null => {
    const found = plan.offices.find((one) => one.id === id)
    return found ? said(found.name, lang).words : null
  }
  const { adoption } = plan
  return {
    frame: frameOf(graph, 'record', lang, hrefs),
    story: plan.story.map((one) => ({
      when: one.words,
      date: one.from ?? undefined,
      title: said(one.title, lang),
      office: office(one.office),
    })),
    approvals: plan.approvals.map((one) => ({
      id: one.id,
      body: said(one.body, lang).words,
      when: one.words ?? (one.on ? shortDate(one.on, lang) : words('noDate')),
      what: one.what ? said(one.what, lang).words : words('notSaid'),
      vote: one.vote ? said(one.vote, lang).words : words('notSaid'),
      document: one.document ?? words('notSaid'),
    })),
    adoption: {
      state: sayPlan(lang)(adoption.state),
      on: adoption.on ? shortDate(adoption.on, lang) : null,
      body: adoption.body ? said(adoption.body, lang).words : null,
      document: adoption.document,
      note: saidOr(adoption.note, lang),
    },
    approvalsHref: hrefs.plan(plan.id).replace(/(?=\?|$)/, '/approvals'),
    counts: countRows(graph, lang),
    mentions: plan.mentions.map((one, i) => ({
      id: String(i),
      place: [one.page ? sayPlan(lang)('page', { page: String(one.page) }) : null, one.place]
        .filter(Boolean)
        .join(', '),
      words: one.words ? `“${one.words}”` : '',
      number: one.number === null ? '' : [one.number, one.unit].filter((x) => x !== null).join(' '),
      date: one.date ?? '',
    })),
    source: plan.source
      ? {
          title: plan.source.title,
          published: plan.source.published,
          pages: plan.source.pages,
          note: saidOr(plan.source.note, lang),
        }
      : null,
    sources: plan.sources.map((one) => ({
      id: one.id,
      title: one.title,
      publisher: one.publisher,
      file: one.file ?? '',
      license: one.license ?? '',
    })),
    waivers: plan.waivers.map((one, i) => {
      const e = one.element ? graph.byId(one.element) : undefined
      return {
        id: String(i),
        rule: one.rule,
        part: e ? (e.code ?? said(e.title, lang).words) : words('wholePlan'),
        reason: said(one.reason, lang).words,
        by: `${one.by}, ${shortDate(one.on, lang)}`,
      }
    }),
    notes: plan.notes.map((note) => said(note, lang)),
    digest: digest(plan),
    sourceLang: plan.language === lang ? null : plan.language,
  }
}
