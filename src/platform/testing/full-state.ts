import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Figure } from './figure.ts'
import type { Ran } from './full-report.ts'

/** The page that the full run writes; changes in it do not make a commit another one. */
export const reportPath = 'docs/checks.md'

/** What is checked: the commit, and a digest of what was changed beside it ('' when nothing). Outside git: `none`. */
export function revision(root: string): { commit: string; changes: string } {
  const git = (...args: string[]) =>
    execFileSync('git', args, { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 28, stdio: ['ignore', 'pipe', 'ignore'] })
  try {
    const commit = git('rev-parse', 'HEAD').trim()
    const others = ['--', '.', `:(exclude)${reportPath}`]
    const untracked = git('ls-files', '--others', '--exclude-standard', ...others)
    const changed = git('diff', 'HEAD', ...others)
    if (changed === '' && untracked === '') return { commit, changes: '' }
    const hash = createHash('sha256').update(changed)
    for (const path of untracked.split('\n').filter(Boolean)) hash.update(path).update(readFileSync(join(root, path)))
    return { commit, changes: hash.digest('hex').slice(0, 12) }
  } catch {
    return { commit: 'none', changes: '' }
  }
}

const slug = (file: string) => file.replaceAll(/[^\w.-]+/g, '-')

/** The folder of one run, keyed by what is checked and the seed, so that a run that was killed goes on where it was. */
export type State = {
  folder: string
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
    places,
    read: (file) => {
      const path = join(folder, 'ran', `${slug(file)}.json`)
      return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Ran) : null
    },
    write: (ran) => {
      const path = join(folder, 'ran', `${slug(ran.file)}.json`)
      writeFileSync(`${path}.new`, JSON.stringify(ran))
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
