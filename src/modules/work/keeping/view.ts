import type { Recorded } from '../../../platform/history/history.ts'
import { words as artefactWords } from '../artefacts/say.ts'
import type { HistoryLine, Telling } from '../artefacts/view.ts'
import { instant } from '../view.ts'
import { undoable } from './row.ts'

/** How the history of a kind of row is said: its verbs, and each field that is shown with its values in words. */
export type Told = {
  verb: (verb: string) => string
  /** null: the field is not shown */
  field: (name: string) => string | null
  value: (name: string, value: unknown) => string
  undo?: readonly string[]
}

/**
 * The version that a refused form goes on from. After a mistake in it (422): the one of the page that it stood on, so that what others changed since is merged or shown,
 * never written over. After a conflict (409), which shows what stands now: that. In: how it was refused, what was typed, the version of now.
 */
export function goesOnFrom(
  refused: { status: number } | null,
  typed: Readonly<Record<string, string>>,
  now: number,
): number {
  const stood = /^\d{1,9}$/.test(typed.version ?? '') ? Number(typed.version) : now
  return refused?.status === 422 ? Math.min(stood, now) : now
}

/** The history of a row, newest first: who changed what, when, from what, and why. */
export function historyLines(changes: readonly Recorded[], { names, zone, lang }: Telling, told: Told): HistoryLine[] {
  const say = artefactWords(lang)
  const valueOf = (name: string, value: unknown): string =>
    value === null || value === undefined || value === '' ? say('nothing') : told.value(name, value)
  return changes.map((one) => ({
    version: one.version,
    who: one.actor === null ? say('system') : (names.accounts.get(one.actor) ?? say('somebody')),
    ...instant(one.at, zone, lang),
    iso: one.at.toISOString(),
    verb: told.verb(one.verb),
    changes: [
      ...Object.keys(one.became).flatMap((name) => {
        const field = told.field(name)
        if (field === null) return []
        const values = { field, was: valueOf(name, one.was[name]), became: valueOf(name, one.became[name]) }
        return [say(one.was[name] === undefined ? 'setTo' : 'fromTo', values)]
      }),
      ...(one.reason ? [say('because', { reason: one.reason })] : []),
    ],
    undoable: undoable(changes, one.version, told.undo ?? ['changed']) !== null,
  }))
}
