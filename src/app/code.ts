import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build, type Plugin } from 'esbuild'
import { projectRoot } from '../platform/config.ts'

/** What a child process runs: a file, and what Node is told before it. */
export type Program = { main: string; flags: readonly string[]; digest: string }

/** Files of ours that the product runs. */
function sources(): string[] {
  return ['src', 'demo'].flatMap((folder) =>
    readdirSync(join(projectRoot, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !/\.test\.tsx?$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name)),
  )
}

function digestOf(files: readonly string[]): string {
  const hash = createHash('sha256')
  for (const file of [...files].sort()) hash.update(file).update('\0').update(readFileSync(file)).update('\0')
  return hash
    .update(readFileSync(join(projectRoot, 'package-lock.json')))
    .digest('hex')
    .slice(0, 16)
}

/** A file knows where it lies, although its text is put together with others. */
const places: Plugin = {
  name: 'places',
  setup(made) {
    made.onLoad({ filter: /\.tsx?$/, namespace: 'file' }, ({ path }) => {
      if (path.includes('/node_modules/')) return null
      const contents = readFileSync(path, 'utf8')
        .replaceAll('import.meta.dirname', JSON.stringify(dirname(path)))
        .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href))
      return { contents, loader: path.endsWith('x') ? 'tsx' : 'ts' }
    })
  },
}

/**
 * Our own source as a few files of plain JavaScript in `<home>/code/<digest>`: a process that begins from them needs a third of the processor time of one
 * that compiles and links 600 files (decision 029). Made when the source changed (0.4 s), kept otherwise. Packages stay where npm put them.
 */
export async function buildCode(home: string): Promise<Program> {
  const digest = digestOf(sources())
  const folder = join(home, 'code', digest)
  const program = { main: join(folder, 'main.js'), flags: ['--enable-source-maps'], digest }
  if (existsSync(program.main)) return program
  const aside = `${folder}.${process.pid}`
  rmSync(aside, { recursive: true, force: true })
  mkdirSync(aside, { recursive: true, mode: 0o700 })
  await build({
    entryPoints: [join(projectRoot, 'src/app/main.ts')],
    outdir: aside,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    packages: 'external',
    sourcemap: true,
    sourcesContent: false,
    logLevel: 'silent',
    plugins: [places],
    banner: { js: '// Made from src by the supervisor at its start; never edited.' },
  })
  // Packages are looked for upward from the file that names them.
  rmSync(join(home, 'code', 'node_modules'), { force: true })
  symlinkSync(join(projectRoot, 'node_modules'), join(home, 'code', 'node_modules'))
  renameSync(aside, folder)
  return program
}

/** Removes code of earlier releases, but for those from which a process may still run. */
export function sweepCode(home: string, digests: readonly string[]): void {
  const folder = join(home, 'code')
  for (const name of readdirSync(folder))
    if (!digests.includes(name) && name !== 'node_modules') rmSync(join(folder, name), { recursive: true, force: true })
}
