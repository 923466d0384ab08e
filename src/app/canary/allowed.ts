import type { Mark } from './bird.ts'

/** Where marks may be found, and why. `place`: a column (`schema.table.column`) or the beginning of a path below the home. */
export type Allowed = { place: RegExp; marks: readonly Mark[] | 'all'; why: string }

export const allowed: readonly Allowed[] = [
  {
    place: /^people\.student\.(last_name|first_name|birth_date|external_id)$/,
    marks: ['last', 'first', 'birth', 'id'],
    why: 'the identity of a student, under row security',
  },
  {
    place: /^feeds\.finding\.(external_id|column_name|nearest)$/,
    marks: ['id', 'last', 'first'],
    why: 'what stands in the column of student ids, for those who may see single students; a wrong header, for who runs the data',
  },
  {
    place: /^feeds\.import\.(name|headers|mapping)$/,
    marks: ['last', 'first'],
    why: 'the name that a steward gave the file, and its wrong headers, shown to who runs the data',
  },
  { place: /^platform\.file\.name$/, marks: ['last'], why: 'the name that a steward gave the file' },
  {
    place: /^platform\.change\.(became|was) of feeds\.import$/,
    marks: ['last'],
    why: 'history of a file, with the name that a steward gave it, seen by who runs the data',
  },
  {
    place: /^people\.account\.(email|name)$|^platform\.change\.(became|was) of people\.account$/,
    marks: ['email', 'last', 'first'],
    why: 'the account of somebody who works here, made on purpose by an administrator',
  },
  {
    place: /^work\.item\.note$|^platform\.change\.(became|was) of work\.item$/,
    marks: ['last'],
    why: 'what somebody wrote into the note of a task, with its history',
  },
  {
    place: /^people\.student_read\.reason$/,
    marks: ['last'],
    why: 'the reason that somebody wrote for taking a list away',
  },
  {
    place: /^\/evidence\/[0-9a-f]{2}\/[0-9a-f]{64}$/,
    marks: 'all',
    why: 'a file that somebody brought as evidence although the form asks not to, kept by its digest until it is erased',
  },
  { place: /^\/files\/[0-9a-f]{2}\/[0-9a-f]{64}$/, marks: 'all', why: 'an uploaded file, kept by its digest' },
  {
    place: /^\/imports\/d\d+\/\d+\/(findings|rows)\.(parquet|csv)$/,
    marks: 'all',
    why: 'findings and rows of an import, read only by who may',
  },
]

/** True when a mark may stand at a place. */
export const mayStand = (place: string, mark: Mark): boolean =>
  allowed.some((one) => one.place.test(place) && (one.marks === 'all' || one.marks.includes(mark)))
