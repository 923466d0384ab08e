import { z } from 'zod'
import { invalid } from '../../platform/errors.ts'

/** The form of a backup. A later form gets a higher number; this release reads only its own. */
export const format = 1

const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
/** Folders of the home that a backup holds. */
export const folders = ['files', 'evidence', 'imports', 'lake', 'public', 'keys', 'tmp/editions'] as const

/** A path relative to the home that stays inside the folders of a backup. */
export const isHomePath = (path: string): boolean =>
  folders.some((folder) => path.startsWith(`${folder}/`)) &&
  path.split('/').every((part) => part !== '' && part !== '.' && part !== '..') &&
  !/[\\\0]/.test(path)

const size = z.int().nonnegative()
const name = z.string().regex(/^[a-z_][a-z0-9_]*\.[a-z_][a-z0-9_]*$/)
const column = z.string().regex(/^[a-z_][a-z0-9_]*$/)

/** What a backup holds, with the digests of the plain bytes. It is written last. */
export const manifestParser = z.object({
  format: z.literal(format),
  product: z.string(),
  /** the machine's time at which the snapshot was taken */
  madeAt: z.iso.datetime(),
  /** the date that a demo takes for today */
  today: z.string().nullable(),
  demo: z.boolean(),
  postgres: z.string(),
  /** in the order in which they ran */
  migrations: z.array(z.object({ name: z.string(), digest: sha256 })),
  /** `bytes` and `sha256`: of the CSV before it is packed */
  tables: z.array(z.object({ name, columns: z.array(column).min(1), rows: size, bytes: size, sha256 })),
  /** tables whose rows a backup does not hold, with the reason */
  leftOut: z.array(z.object({ name, why: z.string() })),
  sequences: z.array(z.object({ name, last: z.string().regex(/^-?\d+$/), called: z.boolean() })),
  jobs: z.object({ count: size, bytes: size, sha256 }),
  files: z.array(z.object({ path: z.string().refine(isHomePath), size, sha256 })),
  /** files that rows name and that were not in the home, or were not the bytes that the row says */
  missing: z.array(z.string()),
  damaged: z.array(z.string()),
})
export type Manifest = z.infer<typeof manifestParser>

/** Reads a manifest. Errors: Invalid `backup/other-format`, `backup/broken-manifest`. */
export function readManifest(text: string): Manifest {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    value = null
  }
  const given = z.object({ format: z.number() }).safeParse(value)
  if (given.success && given.data.format > format)
    throw invalid(
      'backup/other-format',
      'This backup was made by a later release of Throughline.',
      'Restore it with that release or a later one.',
    )
  const read = manifestParser.safeParse(value)
  if (!read.success)
    throw invalid(
      'backup/broken-manifest',
      'The manifest of this backup cannot be read.',
      'The backup was changed or damaged: take another one.',
    )
  return read.data
}

/** Where a table's rows lie in the folder of a backup. */
export const tablePath = (table: string): string => `tables/${table}.csv.gz`
export const jobsPath = 'tables/jobs.jsonl.gz'
export const filePath = (path: string): string => `home/${path}`
