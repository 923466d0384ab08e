import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Product } from './product.ts'

type OpenJob = { name: string; state: string; data: Record<string, number> }
export type FileOf = { path: string; sha256: string; found: string | null }
export type PublicEdition = { number: number; manifest: string | null; wrong: string[] }

/** Everything that the checks look at, of one moment: rows of one snapshot, and the files that they name. */
export type Evidence = {
  items: { item_id: number; version: number }[]
  changes: { object: string; object_id: string; version: number; verb: string; note: string | null }[]
  gaps: { object: string; object_id: string; n: number; last: number }[]
  imports: { import_id: number; sha256: string; state: string; versions: number; told: number }[]
  uploads: FileOf[]
  jobs: OpenJob[]
  pointers: (FileOf & { dataset: string; school_year: number; version: number })[]
  runs: {
    definition: string
    school_year: number
    run_id: number
    datasets: Record<string, number>
    cube: boolean
    /** run ids that serve the whole year, and that single students stand by */
    served: number[]
    standing: number[]
    newest: number
  }[]
  editions: {
    edition_id: number
    number: number
    state: string
    /** left on its record when its work was given up */
    failure: string | null
    digest: string | null
    cells: number
    released: number
    told: number
  }[]
  plans: { slug: string; version: number; versions: number; title: string | null; digests: boolean }[]
  folder: PublicEdition[]
  index: { latest: number; editions: { number: number; state: string; manifest_sha256: string }[] } | null
}

const sha = (body: Buffer): string => createHash('sha256').update(body).digest('hex')
const known = new Map<string, string>()

/** The digest of a file, read again only when it is another file by now; null when there is none. */
export function digestOfFile(path: string): string | null {
  try {
    const at = statSync(path)
    const key = `${path} ${at.ino} ${at.size} ${at.mtimeMs}`
    const before = known.get(key)
    if (before) return before
    const digest = sha(readFileSync(path))
    known.set(key, digest)
    return digest
  } catch {
    return null
  }
}

/** What the public can read. The index first: whatever it lists must be in the folder that is read after it. */
function publicFolder(home: string): { folder: PublicEdition[]; index: Evidence['index'] } {
  const root = join(home, 'public')
  const folder: PublicEdition[] = []
  let index: Evidence['index'] = null
  for (const slug of existsSync(root) ? readdirSync(root) : []) {
    const listed = join(root, slug, 'index.json')
    if (existsSync(listed)) index = JSON.parse(readFileSync(listed, 'utf8')) as Evidence['index']
    if (!existsSync(join(root, slug, 'editions'))) continue
    for (const number of readdirSync(join(root, slug, 'editions'))) {
      const place = join(root, slug, 'editions', number)
      const manifest = join(place, 'manifest.json')
      const files = existsSync(manifest)
        ? (JSON.parse(readFileSync(manifest, 'utf8')) as { files: { path: string; sha256: string }[] }).files
        : []
      folder.push({
        number: Number(number),
        manifest: digestOfFile(manifest),
        wrong: files.filter((file) => digestOfFile(join(place, file.path)) !== file.sha256).map((file) => file.path),
      })
    }
  }
  return { folder, index }
}

const versionsSql = `select p.dataset, p.school_year, p.version, v.path, v.sha256 from feeds.pointer p
  join feeds.dataset_version v using (org_id, dataset, school_year, version) order by 1, 2`

const runsSql = `select p.definition, p.school_year, p.run_id::int as run_id, r.datasets, r.cube_path,
    (select max(run_id)::int from indicators.value v where v.definition = p.definition and v.school_year = p.school_year) as newest,
    array(select distinct run_id::int from indicators.value v where v.definition = p.definition and v.school_year = p.school_year and period = 'year') as served,
    array(select distinct run_id::int from indicators.standing s where s.definition = p.definition and s.school_year = p.school_year) as standing
  from indicators.pointer p join indicators.run r using (run_id) order by 1, 2`

/** Looks at the product. `all`: every change ever; otherwise the newest, which is quick. */
export async function look(product: Product, all: boolean): Promise<Evidence> {
  const { home } = product
  // Pages become public after their row is committed, so they are read before the rows; files that rows name, after them.
  const open = publicFolder(home)
  const rows = await product.snapshot(async (ask) => ({
    items: await ask<Evidence['items'][number]>('select item_id, version from work.item'),
    changes: await ask<Evidence['changes'][number]>(
      `select object, object_id, version, verb, became ->> 'note' as note from platform.change
       where object in ('work.item', 'edition', 'feeds.import')
         and ($1 or change_id > (select coalesce(max(change_id), 0) - 400 from platform.change))`,
      [all],
    ),
    gaps: await ask<Evidence['gaps'][number]>(
      `select object, object_id, count(*)::int as n, max(version) as last from platform.change
       where object in ('work.item', 'plans.plan', 'feeds.pointer') group by 1, 2 having count(*) <> max(version)`,
    ),
    imports: await ask<Evidence['imports'][number]>(
      `select import_id, sha256, state, (select count(*)::int from feeds.dataset_version v where v.import_id = i.import_id and v.dataset = 'attendance') as versions,
         (select count(*)::int from platform.change c where c.object = 'feeds.import' and c.object_id = i.import_id::text and c.verb = 'loaded') as told
       from feeds.import i where via = 'page' order by 1`,
    ),
    jobs: await ask<OpenJob>(
      `select name, state::text, data from pgboss.job where state in ('created', 'retry', 'active')`,
    ),
    pointers: await ask<{ dataset: string; school_year: number; version: number; path: string; sha256: string }>(
      versionsSql,
    ),
    runs: await ask<Omit<Evidence['runs'][number], 'cube'> & { cube_path: string }>(runsSql),
    editions: await ask<Evidence['editions'][number]>(
      `select edition_id, number, state, failure, digest, coalesce(jsonb_array_length(content -> 'cells'), 0) as cells,
         (select count(*)::int from publishing.released r where r.edition_id = e.edition_id) as released,
         (select count(*)::int from platform.change c where c.object = 'edition' and c.object_id = e.edition_id::text and c.verb = 'publish') as told
       from publishing.edition e order by number`,
    ),
    plans: await ask<Evidence['plans'][number]>(
      `select p.slug, p.version, (select count(*)::int from plans.plan_version v where v.plan_id = p.plan_id) as versions, p.title ->> 'en' as title,
         exists (select from plans.plan_version v where v.plan_id = p.plan_id and v.version = p.version and v.digest = p.digest) as digests
       from plans.plan p`,
    ),
  }))
  return {
    ...rows,
    uploads: rows.imports.map(({ sha256 }) => {
      const path = `files/${sha256.slice(0, 2)}/${sha256}`
      return { path, sha256, found: digestOfFile(join(home, path)) }
    }),
    pointers: rows.pointers.map((one) => ({ ...one, found: digestOfFile(join(home, one.path)) })),
    runs: rows.runs.map((one) => ({ ...one, cube: existsSync(join(home, one.cube_path, 'running.parquet')) })),
    ...open,
  }
}
