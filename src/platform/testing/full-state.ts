import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Figure } from './figure.ts'
import { slug } from './full-plan.ts'
import type { Ran } from './full-report.ts'

/** The page that the full run writes; changes in it do not make a commit another one. */
export const reportPath = 'docs/checks.md'

/**
 * What is checked. Out: the commit; whether nothing was changed beside it (the page of the last run does not count); `product`: a digest of every file but the
 * test files and that page. A test file that passed has passed as long as the product and the file itself stay as they are. Outside git: `none`, and every run begins anew.
 */
export function revision(root: string): { commit: string; clean: boolean; product: string } {
  const git = (...args: string[]) =>
    execFileSync('git', args, { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 28, stdio: ['ignore', 'pipe', 'ignore'] })
  try {
    const commit = git('rev-parse', 'HEAD').trim()
    const clean = git('status', '--porcelain', '--', '.', `:(exclude)${reportPath}`) === ''
    const hash = createHash('sha256')
    for (const path of git('ls-files', '-z', '--cached', '--others', '--exclude-standard').split('\0').toSorted())
      if (path !== '' && path !== reportPath && !/\.test\.tsx?$/.test(path))
        hash.update(`${path}\0${digest(root, path)}\0`)
    return { commit, clean, product: hash.digest('hex').slice(0, 12) }
  } catch {
    return { commit: 'none', clean: true, product: 'none' }
  }
}

/** The digest of a file's content; '' when it is not there. */
function digest(root: string, path: string): string {
  const whole = join(root, path)
  return existsSync(whole) ? createHash('sha256').update(readFileSync(whole)).digest('hex') : ''
}

/** The folder of one run, keyed by the product and the seed, so that a run that was killed goes on where it was. */
export type State = {
  folder: string
  figuresFolder: string
  read: (file: string) => Ran | null
  write: (ran: Ran) => void
  /** Where a test file leaves its figures, its log, its answer and what it needs to go on later. */
  places: (file: string) => { figures: string; log: string; answer: string; kept: string }
  figures: (file: string) => Figure[]
}

export function openState(root: string, key: string, fresh: boolean): State {
  const folder = join(root, '.full', key)
  if (fresh) rmSync(folder, { recursive: true, force: true })
  for (const part of ['ran', 'figures', 'logs', 'kept']) mkdirSync(join(folder, part), { recursive: true })
  const places = (file: string) => ({
    figures: join(folder, 'figures', `${slug(file)}.jsonl`),
    log: join(folder, 'logs', `${slug(file)}.log`),
    answer: join(folder, 'logs', `${slug(file)}.json`),
    kept: join(folder, 'kept', slug(file)),
  })
  return {
    folder,
    figuresFolder: join(folder, 'figures'),
    places,
    read: (file) => {
      const path = join(folder, 'ran', `${slug(file)}.json`)
      if (!existsSync(path)) return null
      const { own, ...ran } = JSON.parse(readFileSync(path, 'utf8')) as Ran & { own: string }
      return own === digest(root, file) ? ran : null
    },
    write: (ran) => {
      const path = join(folder, 'ran', `${slug(ran.file)}.json`)
      writeFileSync(`${path}.new`, JSON.stringify({ ...ran, own: digest(root, ran.file) }))
      renameSync(`${path}.new`, path)
    },
    figures: (file) => {
      const path = places(file).figures
      if (!existsSync(path)) return []
      // A test may tell a figure again (a second try): the last word counts. A line cut by a kill is left out.
      const found = new Map<string, Figure>()
      for (const line of readFileSync(path, 'utf8').split('\n'))
        if (line.endsWith('}')) {
          const one = JSON.parse(line) as Figure
          found.set(one.name, one)
        }
      return [...found.values()]
    },
  }
}

/** Removes the folders of older runs but the last few, so that they do not pile up. */
export function forgetOthers(root: string, key: string, keep = 5): void {
  const folder = join(root, '.full')
  const age = (name: string) => statSync(join(folder, name)).mtimeMs
  const others = readdirSync(folder).filter((name) => name !== key)
  for (const name of others.toSorted((a, b) => age(b) - age(a)).slice(keep))
    rmSync(join(folder, name), { recursive: true, force: true })
}
