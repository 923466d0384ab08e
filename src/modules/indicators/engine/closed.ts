import { literal } from '../../../platform/duckdb.ts'
import { noteOf } from './cube.ts'
import type { Computation } from './compute.ts'
import { engineSql, fingerprint, nameClosed, noteSql, peopleFiles, peopleMark, readNote } from './memory.ts'
import { monthsOf } from './periods.ts'
import { nameTraits } from './steps.ts'
import { aside, settle } from './write.ts'

/** What a cube says about the facts it was made of, for the run after it. */
export type Memory = {
  /** Fingerprint of everything up to the last closed month, '' when there is none yet. */
  fingerprint: string
  /** The part of it that comes from spells and groups, the files they came from and the day on which they were looked at. */
  people: string
  files: string
  today: string
}

export type Closed = { period: number; memory: Memory }

/** The last closed month whose sums and cube rows are still true, or null. Names `closed` for the SQL of the engine. */
export async function closedMonths(job: Computation, version: string): Promise<Closed | null> {
  const path = job.studentMonth?.previous
  if (path === undefined) return null
  const note = await readNote(job.duck, path)
  const month = monthsOf(job.schoolYear)[Number(note?.period) - 1]
  if (!note || !month || month.last >= job.today) return null
  const memories: Memory[] = []
  for (const definition of job.definitions) {
    const cube = definition.previous === undefined ? null : await noteOf(job.duck, definition.previous)
    if (!cube || cube.memory.fingerprint !== note.fingerprint) return null
    memories.push(cube.memory)
  }
  await nameClosed(job.duck, month)
  const people = await peopleNow(job, memories[0])
  if ((await fingerprint(job.duck, month, version, people.people)) !== note.fingerprint) return null
  return { period: month.period, memory: { ...people, fingerprint: note.fingerprint } }
}

/**
 * Fingerprint of spells and groups. When the files are those of the run before and no spell of them has begun since, it is the one of that run;
 * otherwise every student is looked at.
 */
async function peopleNow(job: Computation, memory: Memory | undefined): Promise<Omit<Memory, 'fingerprint'>> {
  const files = await peopleFiles(job.inputs)
  const { today } = job
  if (memory?.files === files) {
    const [from = '', to = ''] = [memory.today, today].sort()
    const [begun] = await job.duck.rows<{ spells: number }>(
      `select count(*) as spells from all_enrollment where entry_date > date ${literal(from)} and entry_date <= date ${literal(to)}`,
    )
    if (begun?.spells === 0) return { people: memory.people, files, today }
  }
  await nameTraits(job.duck)
  return { people: await peopleMark(job.duck), files, today }
}

/** Keeps where students stood at the end of the month before the running one. Out: the file and what cubes say about it. */
export async function keepBase(
  job: Computation,
  closed: Closed | null,
  last: number,
  version: string,
): Promise<{ path: string | null; memory: Memory }> {
  const month = monthsOf(job.schoolYear)[last - 2]
  if (!job.studentMonth || !month) return { path: null, memory: { fingerprint: '', people: '', files: '', today: '' } }
  const { previous, next } = job.studentMonth
  if (closed?.period === month.period && previous !== undefined) return { path: previous, memory: closed.memory }
  await nameClosed(job.duck, month)
  const people = { people: await peopleMark(job.duck), files: await peopleFiles(job.inputs), today: job.today }
  const mark = await fingerprint(job.duck, month, version, people.people)
  await job.duck.run(
    `copy (${engineSql('student-month')}) to ${literal(aside(next))} (format parquet, compression zstd, ${noteSql({ fingerprint: mark, period: String(month.period) })})`,
  )
  await settle(next)
  return { path: next, memory: { ...people, fingerprint: mark } }
}
