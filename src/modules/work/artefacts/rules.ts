import { isDate } from '../rules.ts'
import type { Artefact, ArtefactState, Content, ContentColumns, Mark } from './schema.ts'

export type Subject =
  | { kind: 'item' | 'meeting'; id: number }
  | { kind: 'element' | 'measure'; plan: string; id: string }

/** What an artefact is attached to, read from its text; null when it is none. */
export function readSubject(text: string): Subject | null {
  const numbered = /^(item|meeting):(\d{1,9})$/.exec(text)
  if (numbered) return { kind: numbered[1] as 'item' | 'meeting', id: Number(numbered[2]) }
  const named = /^(element|measure):([A-Za-z0-9._-]{1,100})\/([A-Za-z0-9._-]{1,100})$/.exec(text)
  return named ? { kind: named[1] as 'element' | 'measure', plan: named[2] ?? '', id: named[3] ?? '' } : null
}

export const stateOf = (artefact: Pick<Artefact, 'removed' | 'state'>): ArtefactState =>
  artefact.removed ? 'removed' : artefact.state

/** Evidence is there once something is accepted; what waits for a signature is said so. Never a share: one good artefact is enough, and ten are not ten times better. */
export function markOf(artefacts: readonly Pick<Artefact, 'removed' | 'state'>[]): Mark {
  const states = artefacts.map(stateOf)
  return states.includes('accepted') ? 'there' : states.includes('waiting') ? 'waiting' : 'none'
}

export type BringField = 'title' | 'made_on' | 'url' | 'file' | 'note'
export type BringProblem = {
  field: BringField
  code: 'title' | 'long' | 'date' | 'future' | 'link' | 'noFile' | 'empty' | 'program' | 'unknown' | 'large'
}

/** What is wrong with what was typed about an artefact. In: the line, the day, the district's today. */
export function typedProblems(typed: { title: string; made_on: string }, today: string): BringProblem[] {
  const problems: BringProblem[] = []
  if (typed.title === '') problems.push({ field: 'title', code: 'title' })
  if (typed.title.length > 200) problems.push({ field: 'title', code: 'long' })
  if (!isDate(typed.made_on)) problems.push({ field: 'made_on', code: 'date' })
  else if (typed.made_on > today) problems.push({ field: 'made_on', code: 'future' })
  return problems
}

/** An address that people may follow: https, a host with a name, no name or password in it. Null when it is none. It is never called by the server. */
export function linkOf(text: string): Content | null {
  if (text.length > 500 || /[\p{C}\s]/u.test(text) || !URL.canParse(text)) return null
  const url = new URL(text)
  const plain = url.protocol === 'https:' && url.username === '' && url.password === '' && url.hostname.includes('.')
  return plain && url.href.length <= 500 ? { kind: 'link', url: url.href } : null
}

/** A content as the columns of a row. */
export const columnsOf = (content: Content): ContentColumns =>
  content.kind === 'file'
    ? { ...content, url: null }
    : { kind: 'link', sha256: null, size: null, name: null, type: null, url: content.url }

/** True when a row holds just this: the same bytes, or the same address. */
export const holdsSame = (row: Pick<ContentColumns, 'sha256' | 'url'>, content: Content): boolean =>
  content.kind === 'file' ? row.sha256 === content.sha256 : row.url === content.url

type Change = { version: number; verb: string; was: Record<string, unknown> }

/** The newest change of an artefact, where it can be taken back: a signature or a removal whose bytes are still there. Null otherwise. */
export function undoable(changes: readonly Change[], version: number): Change | null {
  const newest = changes.reduce<Change | null>((best, one) => (best && best.version > one.version ? best : one), null)
  return newest?.version === version && ['accepted', 'sent_back', 'removed'].includes(newest.verb) ? newest : null
}
