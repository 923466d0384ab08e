import type { Readable } from 'node:stream'
import { csvLines } from '../../../platform/csv.ts'
import { invalid } from '../../../platform/errors.ts'
import type { Files } from '../../../platform/files/files.ts'
import type { Artefact } from '../artefacts/schema.ts'
import type { SentState } from './schema.ts'
import { type Packed, zipOf } from './zip.ts'

/** An occurrence as the pack lists it. `sentBy`: the name. `artefacts`: what the reader may see of what was brought for it. */
export type PackRow = {
  code: string
  title: string
  recipient: string
  owner: string
  due: string
  state: SentState
  what: string
  sentOn: string | null
  sentBy: string
  receipt: number | null
  artefacts: readonly Artefact[]
}

/** The most bytes of one pack. */
const most = 200 * 2 ** 20

/** Where a file of an artefact lies in the pack. */
export const packPath = (row: Pick<PackRow, 'code' | 'due'>, one: Pick<Artefact, 'artefact_id' | 'number' | 'name'>) =>
  `files/${row.code}/${row.due}/${one.artefact_id}-${one.number}-${(one.name ?? '').replaceAll(/[^\w.-]+/g, '_')}`

const filesOf = (row: PackRow) =>
  row.artefacts
    .filter((one) => one.sha256 !== null && one.erased_at === null)
    .toSorted((a, b) => a.artefact_id - b.artefact_id)

/** The two lists of a pack: the submissions of a period, and its artefacts with their digests. In: the rows in their order. */
export function packLists(rows: readonly PackRow[]): Extract<Packed, { bytes: Buffer }>[] {
  const submissions = [
    ['code', 'title', 'recipient', 'owner', 'due_on', 'state', 'what', 'sent_on', 'sent_by', 'receipt', 'artefacts'],
    ...rows.map((row) => {
      const receipt = row.artefacts.find((one) => one.artefact_id === row.receipt)
      return [
        row.code,
        row.title,
        row.recipient,
        row.owner,
        row.due,
        row.state,
        row.what,
        row.sentOn,
        row.sentBy,
        receipt?.sha256 ?? receipt?.url ?? null,
        row.artefacts.length,
      ]
    }),
  ]
  const artefacts = [
    ['code', 'due_on', 'artefact', 'title', 'state', 'sha256', 'bytes', 'path', 'link'],
    ...rows.flatMap((row) => {
      const kept = new Set(filesOf(row))
      return row.artefacts
        .toSorted((a, b) => a.artefact_id - b.artefact_id)
        .map((one) => [
          row.code,
          row.due,
          one.artefact_id,
          one.title,
          one.state,
          one.sha256,
          one.size === null ? null : Number(one.size),
          kept.has(one) ? packPath(row, one) : null,
          one.url,
        ])
    }),
  ]
  return [
    { path: 'submissions.csv', bytes: Buffer.from(csvLines(submissions), 'utf8') },
    { path: 'artefacts.csv', bytes: Buffer.from(csvLines(artefacts), 'utf8') },
  ]
}

/** The pack as one archive: the lists, then the files, each read when its turn comes. The same rows give the same bytes. Errors: Invalid `work/pack-too-large`. */
export function packOf(files: Pick<Files, 'read'>, rows: readonly PackRow[]): Readable {
  const size = rows.flatMap(filesOf).reduce((sum, one) => sum + Number(one.size ?? 0), 0)
  if (size > most)
    throw invalid(
      'work/pack-too-large',
      'The files of this time are larger than {mb} MB together.',
      'Choose a shorter time, and take several packs.',
      [],
      { mb: most / 2 ** 20 },
    )
  const kept = rows.flatMap((row) =>
    filesOf(row).map((one) => ({ path: packPath(row, one), read: () => files.read(one.sha256 ?? '') })),
  )
  return zipOf([...packLists(rows), ...kept])
}
