import { closeSync, existsSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs'

/** What the product acknowledged to somebody outside: from then on it must be there. */
export type Note =
  | { kind: 'item'; item: number; version: number; note: string }
  | { kind: 'import'; id: number; sha256: string }
  | { kind: 'accepted'; id: number }
  | { kind: 'edition'; id: number; version: number; verb: string }
  | { kind: 'published'; id: number }
  | { kind: 'plan'; slug: string; version: number; title: string }

export type Ledger = { note: (note: Note) => void; all: () => readonly Note[]; close: () => void }

/** The notebook of the writer outside: each acknowledgement is on disk before the writer goes on. A file of an earlier run is carried on. */
export function openLedger(path: string): Ledger {
  const notes: Note[] = existsSync(path)
    ? readFileSync(path, 'utf8')
        .split('\n')
        .filter((line) => line.endsWith('}'))
        .map((line) => JSON.parse(line) as Note)
    : []
  const handle = openSync(path, 'a', 0o600)
  return {
    note: (note) => {
      writeSync(handle, `${JSON.stringify(note)}\n`)
      fsyncSync(handle)
      notes.push(note)
    },
    all: () => notes,
    close: () => closeSync(handle),
  }
}
