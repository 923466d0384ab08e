import { existsSync, readFileSync } from 'node:fs'
import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { literal } from '../../../platform/duckdb.ts'
import { keep } from '../../../platform/files/files.ts'
import { decodeTo } from '../reading/decode.ts'
import { cells, delimiterOf, firstLine } from '../reading/header.ts'
import { quoteName, readLines } from '../reading/lines.ts'
import type { Session } from '../reading/session.ts'
import { sniff } from '../reading/sniff.ts'
import { type FileName, fileNames, files } from './files.ts'
import { readHeader } from './header.ts'
import { type Manifest, type Mode, readManifest } from './manifest.ts'
import { type Refusal, unpack } from './unpack.ts'

/** Something about the bundle as a whole: a check's name, the file, the column or word in question, and what was perhaps meant. */
export type Note = { check: string; file: string; column: string | null; nearest: string | null }

/** What is kept of a bundle beside its rows. */
export type Bundle = {
  version: '1.1' | '1.2'
  /** how each file is meant; absent also when it cannot be read */
  modes: Record<FileName, Mode>
  notes: Note[]
}

const scrub = readFileSync(join(import.meta.dirname, 'steps/scrub.sql'), 'utf8')
const kept = (session: Session) => join(session.folder, 'bundle.json')
const rowsOf = (session: Session, file: string) => join(session.folder, `bundle-${file}.parquet`)

/** A manifest has some lines; more is none. */
const manifestLimit = 1_000_000

/** Names a table of a file's rows as they were read: `row_no` and one text column for each that is taken. */
async function emptyTable(session: Session, file: FileName): Promise<void> {
  const columns = files[file].columns.map((column) => `cast(null as varchar) as ${quoteName(column.name)}`)
  await session.duck.run(
    `create or replace temp table ${quoteName(`in_${file}`)} as select cast(null as bigint) as row_no, ${columns.join(', ')} where false`,
  )
}

/**
 * Reads a bundle into the tables `in_<file>` and `broken_line`. The first time it is unpacked into the scratch folder, and only the columns that are taken leave it: names and
 * e-mails of those who are not taken are emptied, and the rest is kept beside the import as Parquet with `bundle.json`, so that the archive itself need not be kept.
 * In: the archive (null: only what is kept), and the state of the roster as `now_...` tables. Out: what it says, or why it is refused; null when nothing is kept.
 */
export async function readBundle(session: Session, archive: string | null): Promise<Bundle | Refusal | null> {
  if (existsSync(kept(session))) return readKept(session)
  if (archive === null) return null
  const folder = join(session.scratch, 'bundle')
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true, mode: 0o700 })
  try {
    const unpacked = await unpack(archive, folder)
    if (typeof unpacked === 'string') return unpacked
    const manifest = await manifestOf(unpacked.paths.manifest)
    if (manifest === null) return 'bundle-manifest'
    if (manifest.version === null) return 'bundle-version'
    const notes = notesOf(manifest)
    for (const one of unpacked.unknown)
      notes.push({ check: 'unknown-file', file: 'manifest', column: wordOf(one.name), nearest: one.nearest })
    const modes = { ...manifest.modes }
    await session.duck.run('create or replace temp table broken_line (file varchar, row_no bigint, check_id varchar)')
    for (const file of fileNames) {
      const path = unpacked.paths[file]
      await emptyTable(session, file)
      if (modes[file] === 'absent') {
        if (path && !manifest.wrong.includes(file))
          notes.push({ check: 'file-not-declared', file, column: null, nearest: null })
      } else if (!path) {
        notes.push({ check: 'file-missing', file, column: null, nearest: null })
        modes[file] = 'absent'
      } else if (!(await readFileInto(session, file, path, notes))) modes[file] = 'absent'
      if (path) await rm(path, { force: true })
    }
    await session.duck.run(scrub)
    const bundle: Bundle = { version: manifest.version, modes, notes }
    await keepBundle(session, bundle)
    return bundle
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** A word of a bundle as a finding may show it: letters, digits and a few signs, at most 40. */
const wordOf = (text: string): string => text.replaceAll(/[^A-Za-z0-9_.-]+/g, '_').slice(0, 40)

function notesOf(manifest: Manifest): Note[] {
  return [
    ...manifest.wrong.map((file) => ({ check: 'unknown-mode', file, column: null, nearest: null })),
    ...manifest.unknown.map((one) => ({
      check: 'unknown-property',
      file: 'manifest',
      column: wordOf(one.property),
      nearest: one.nearest,
    })),
  ]
}

async function manifestOf(path: string | undefined): Promise<Manifest | null> {
  if (!path || (await stat(path)).size > manifestLimit) return null
  const bytes = await readFile(path)
  const utf16 = bytes[0] === 0xff && bytes[1] === 0xfe
  return readManifest(new TextDecoder(utf16 ? 'utf-16le' : 'utf-8').decode(bytes))
}

/** Reads one file of a bundle. Out: false when it cannot be read at all; why stands among the notes. */
async function readFileInto(session: Session, file: FileName, path: string, notes: Note[]): Promise<boolean> {
  const note = (check: string, column: string | null = null, nearest: string | null = null) =>
    notes.push({ check, file, column, nearest })
  const sniffed = await sniff(path)
  if (sniffed.kind !== 'text') {
    note('file-unreadable')
    return false
  }
  let from = path
  if (sniffed.encoding !== 'utf-8') {
    from = `${path}.utf8`
    note('other-encoding', sniffed.encoding)
    if (!(await decodeTo(path, from, sniffed.encoding))) {
      note('file-unreadable')
      return false
    }
  }
  const line = await firstLine(from)
  if (line === null) {
    note('file-unreadable')
    return false
  }
  const delimiter = delimiterOf(line)
  const header = cells(line, delimiter)
  const spec = files[file]
  const told = readHeader(header, spec)
  for (const name of told.secret) note('dropped-column', wordOf(name))
  for (const one of told.unknown) note('unknown-header', wordOf(one.header), one.nearest)
  for (const name of told.repeated) note('repeated-header', name)
  if (told.empty > 0) note('empty-column')
  if (told.lacking.length > 0) {
    for (const one of told.lacking)
      note('missing-column', one.column, one.nearest === null ? null : wordOf(one.nearest))
    return false
  }
  // Empty columns at the end of the header may be there in the rows or not.
  await readLines(
    session.duck,
    {
      path: from,
      delimiter,
      cells: header.findLastIndex((cell) => cell !== '') + 1,
      places: told.places,
      plain: false,
      quotes: true,
    },
    spec.columns,
  )
  await session.duck.run(`
    create or replace temp table ${quoteName(`in_${file}`)} as select * from raw;
    insert into broken_line select ${literal(file)}, row_no, check_id from broken;
    drop view broken;
    drop view raw;
    drop view fitting;
    drop table cut;
  `)
  if (from !== path) await rm(from, { force: true })
  return true
}

async function keepBundle(session: Session, bundle: Bundle): Promise<void> {
  for (const file of [...fileNames, 'broken'] as const) {
    const table = file === 'broken' ? 'broken_line' : quoteName(`in_${file}`)
    const to = rowsOf(session, file)
    await session.duck.run(`copy ${table} to ${literal(`${to}.aside`)} (format parquet, compression zstd)`)
    await keep(`${to}.aside`, to)
  }
  // Last of all: with this file the rest is whole.
  await writeFile(`${kept(session)}.aside`, JSON.stringify(bundle), { mode: 0o600 })
  await keep(`${kept(session)}.aside`, kept(session))
}

async function readKept(session: Session): Promise<Bundle> {
  for (const file of [...fileNames, 'broken'] as const) {
    const table = file === 'broken' ? 'broken_line' : quoteName(`in_${file}`)
    await session.duck.run(
      `create or replace temp table ${table} as select * from read_parquet(${literal(rowsOf(session, file))})`,
    )
  }
  // Who is known may have changed since: nobody comes back, but whom the checks call a student or staff is asked again.
  await session.duck.run(scrub)
  return JSON.parse(await readFile(kept(session), 'utf8')) as Bundle
}
