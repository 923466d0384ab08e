import { dateIn } from '../../../platform/clock.ts'
import { count, decimal, shortDate } from '../../../platform/format.ts'
import type { Recorded } from '../../../platform/history/history.ts'
import type { Lang } from '../../../platform/words.ts'
import { instant, type Names } from '../view.ts'
import { stateOf, undoable } from './rules.ts'
import { words } from './say.ts'
import type { Artefact, ArtefactState, ArtefactVersion, ContentColumns } from './schema.ts'
import { fileKinds } from './sniff.ts'

/** Who and when, in words. */
export type Telling = { names: Names; zone: string; lang: Lang }

/** How large, in words: `48 KB`, `3.2 MB`. */
export const sizeWords = (bytes: number, lang: Lang): string =>
  bytes < 1024 * 1024
    ? `${count(Math.max(1, Math.ceil(bytes / 1024)), lang)} KB`
    : `${decimal(bytes / 2 ** 20, lang)} MB`

/** What a content is, in words: `minutes.pdf, PDF, 48 KB`, or the host of an address. */
export function contentWords(row: Pick<ContentColumns, 'kind' | 'name' | 'type' | 'size' | 'url'>, lang: Lang): string {
  if (row.kind === 'link') return new URL(row.url ?? 'https://none.invalid').hostname
  const kind = (Object.keys(fileKinds) as (keyof typeof fileKinds)[]).find((one) => fileKinds[one].type === row.type)
  return [row.name ?? '', words(lang)(`kind.${kind ?? 'text'}`), sizeWords(row.size ?? 0, lang)].join(', ')
}

/** One version of an artefact, in words. */
export type VersionLine = {
  number: number
  title: string
  made: string
  what: string
  /** where its file is taken, or its address; null when the bytes were taken away */
  href: string | null
  outside: boolean
  brought: string
  signed: string | null
  state: ArtefactState
  stateWords: string
  reason: string
}

/** An artefact as a line of a list. */
export type ArtefactLine = VersionLine & { id: number; page: string }

const personAt = (account: number | null, at: Date | null, { names, zone, lang }: Telling): string | null =>
  account === null || at === null
    ? null
    : words(lang)('byOn', {
        who: names.accounts.get(account) ?? words(lang)('somebody'),
        day: shortDate(dateIn(at, zone), lang),
      })

/** A version in words. In: the version; how it stands (its own state unless told). */
export function versionLine(one: ArtefactVersion, telling: Telling, state: ArtefactState = one.state): VersionLine {
  const { lang } = telling
  return {
    number: one.number,
    title: one.title,
    made: shortDate(one.made_on, lang),
    what: contentWords(one, lang),
    href:
      one.kind === 'link'
        ? one.url
        : one.erased_at === null
          ? `/work/artefacts/${one.artefact_id}/file/${one.number}`
          : null,
    outside: one.kind === 'link',
    brought: personAt(one.brought_by, one.brought_at, telling) ?? '',
    signed: personAt(one.signed_by, one.signed_at, telling),
    state,
    stateWords: words(lang)(`state.${state}`),
    reason: one.reason,
  }
}

export function artefactLine(one: Artefact, telling: Telling): ArtefactLine {
  const line = versionLine(one, telling, stateOf(one))
  return {
    ...line,
    id: one.artefact_id,
    page: `/work/artefacts/${one.artefact_id}`,
    reason: one.removed ? one.removal : one.reason,
  }
}

export type HistoryLine = {
  version: number
  who: string
  day: string
  time: string
  iso: string
  verb: string
  changes: readonly string[]
  undoable: boolean
}

const verbs = ['brought', 'renewed', 'accepted', 'sent_back', 'removed', 'erased', 'undone', 'attached'] as const
const fields = ['title', 'made_on', 'name', 'url', 'state', 'reason', 'removal'] as const

function valueWords(field: (typeof fields)[number], value: unknown, lang: Lang): string {
  if (value === null || value === undefined || value === '') return words(lang)('nothing')
  if (field === 'state') return words(lang)(`state.${value as ArtefactState}`)
  return field === 'made_on' ? shortDate(String(value), lang) : `\u201c${String(value)}\u201d`
}

/** The history of an artefact, newest first: who changed what, when, from what. */
export function historyView(changes: readonly Recorded[], { names, zone, lang }: Telling): HistoryLine[] {
  const say = words(lang)
  return changes.map((one) => {
    const first = one.verb === 'brought'
    return {
      version: one.version,
      who: one.actor === null ? say('system') : (names.accounts.get(one.actor) ?? say('somebody')),
      ...instant(one.at, zone, lang),
      iso: one.at.toISOString(),
      verb: say(`verb.${verbs.find((name) => name === one.verb) ?? 'brought'}`),
      changes: fields
        .filter((field) => field in one.became)
        .map((field) => {
          const values = {
            field: say(`field.${field}`),
            was: valueWords(field, one.was[field], lang),
            became: valueWords(field, one.became[field], lang),
          }
          return say(first ? 'setTo' : 'fromTo', values)
        }),
      undoable: undoable(changes, one.version) !== null,
    }
  })
}
