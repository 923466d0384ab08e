import { spawn } from 'node:child_process'
import { closeSync, existsSync, globSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { join } from 'node:path'
import vitestConfig from '../../../vitest.config.ts'
import { dateIn, machineTime, ticks } from '../clock.ts'
import { projectRoot as root } from '../config.ts'
import { inOrder, type Wanted, wanted, weightOf } from './full-plan.ts'
import { type Ran, type Report, verdict, writeReport } from './full-report.ts'
import { forgetOthers, openState, reportPath, revision, type State } from './full-state.ts'

/** The command `npm run test:full`: every test file once, with the whole of every sampled check, going on where an earlier run stopped. */

const stops = new Set<() => void>()
let stopping = false

/** The tests of the answer that vitest wrote for one file. */
function counted(answer: string, file: string): { passed: number; failed: number; skipped: number; whole: boolean } {
  const none = { passed: 0, failed: 0, skipped: 0, whole: false }
  if (!existsSync(answer)) return none
  const read = JSON.parse(readFileSync(answer, 'utf8')) as {
    success: boolean
    testResults: { name: string; status: string; assertionResults: { status: string }[] }[]
  }
  const own = read.testResults.filter((one) => one.name.endsWith(`/${file}`))
  for (const one of own.flatMap((part) => part.assertionResults))
    if (one.status === 'passed') none.passed += 1
    else if (one.status === 'failed') none.failed += 1
    else none.skipped += 1
  return { ...none, whole: own.length > 0 && own.every((one) => one.status === 'passed') }
}

/** Runs one file in a vitest of its own. Out: how it ended; null when the whole run is being stopped. */
function runFile(state: State, file: string, seed: number): Promise<Ran | null> {
  const { figures, log, answer, kept } = state.places(file)
  for (const path of [figures, answer]) rmSync(path, { force: true })
  mkdirSync(kept, { recursive: true })
  const out = openSync(log, 'w')
  const began = ticks()
  const { minutes } = weightOf(file)
  const child = spawn(
    process.execPath,
    [
      join(root, 'node_modules/vitest/vitest.mjs'),
      'run',
      file,
      '--maxWorkers=1',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${answer}`,
    ],
    {
      cwd: root,
      stdio: ['ignore', out, out],
      detached: true,
      env: {
        ...process.env,
        THROUGHLINE_FULL: '1',
        THROUGHLINE_SEED: String(seed),
        THROUGHLINE_FIGURES: figures,
        THROUGHLINE_STATE: kept,
      },
    },
  )
  closeSync(out)
  let stuck = false
  const end = () => {
    // First asked (it stops its PostgreSQL), then made to.
    child.kill('SIGINT')
    setTimeout(() => {
      try {
        process.kill(-(child.pid ?? 0), 'SIGKILL')
      } catch {
        // gone already
      }
    }, 20_000).unref()
  }
  stops.add(end)
  const limit = setTimeout(() => {
    stuck = true
    end()
  }, minutes * 60_000)
  return new Promise((done) => {
    child.once('exit', (code) => {
      clearTimeout(limit)
      stops.delete(end)
      if (stopping) return done(null)
      const { whole, ...counts } = counted(answer, file)
      return done({
        file,
        result: stuck ? 'stuck' : code === 0 && whole ? 'passed' : 'failed',
        ...counts,
        seconds: (ticks() - began) / 1000,
        tries: (state.read(file)?.tries ?? 0) + 1,
        figures: state.figures(file),
      })
    })
  })
}

async function runAll(state: State, files: readonly string[], seed: number): Promise<void> {
  const busy = new Set<Promise<void>>()
  const lanes = Math.max(1, Math.min(2, cpus().length))
  let begun = 0
  for (const file of files) {
    const { alone } = weightOf(file)
    while (busy.size >= (alone ? 1 : lanes)) await Promise.race(busy)
    if (stopping) break
    begun += 1
    const number = begun
    const one = runFile(state, file, seed).then((ran) => {
      if (!ran) return
      state.write(ran)
      const words = `${ran.result} ${ran.passed}/${ran.passed + ran.failed} in ${ran.seconds.toFixed(1)} s`
      console.log(`${String(number).padStart(4)} of ${files.length}  ${file}: ${words}`)
      for (const { name, value, unit } of ran.figures) console.log(`             ${name}: ${value} ${unit}`)
      if (ran.result !== 'passed') console.log(`             see ${state.places(file).log}`)
    })
    const tracked = one.finally(() => busy.delete(tracked))
    busy.add(tracked)
    if (alone) await tracked
  }
  await Promise.all(busy)
}

async function main(asked: Wanted): Promise<number> {
  const { commit, clean, product } = revision(root)
  const key = `${product}-${asked.seed}`
  const state = openState(root, key, asked.fresh)
  forgetOthers(root, key)
  const include = vitestConfig.test?.include ?? []
  const all = inOrder(include.flatMap((pattern) => globSync(pattern.replace('{ts,tsx}', '*'), { cwd: root })))
  const chosen = all.filter((file) => asked.only === null || file.includes(asked.only))
  const todo = chosen.filter((file) => state.read(file)?.result !== 'passed')
  console.log(
    `${all.length} test files at ${commit.slice(0, 12)}${clean ? '' : ' with changes'}, seed ${asked.seed}; ` +
      `${chosen.length - todo.length} passed in an earlier part of this run, ${todo.length} to run. State: ${state.folder}`,
  )
  const stop = () => {
    stopping = true
    for (const end of stops) end()
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
  await runAll(state, todo, asked.seed)
  const report: Report = {
    date: dateIn(new Date(machineTime()), 'UTC'),
    commit: commit === 'none' ? 'none' : commit.slice(0, 40),
    clean,
    seed: asked.seed,
    machine: {
      cores: cpus().length,
      memoryGb: Math.round(totalmem() / 2 ** 30),
      system: `${process.platform} ${process.arch}`,
      node: process.versions.node,
    },
    files: all.length,
    ran: all.map((file) => state.read(file)).filter((one): one is Ran => one !== null),
  }
  const page = asked.only === null ? join(root, reportPath) : join(state.folder, 'checks.md')
  writeFileSync(page, writeReport(report))
  const wrong = report.ran.filter((one) => one.result !== 'passed')
  for (const one of wrong) console.log(`FAILED  ${one.file} (${one.result})`)
  console.log(`${verdict(report)}: ${report.ran.length} of ${all.length} files ran, ${wrong.length} failed. ${page}`)
  return wrong.length > 0 || stopping ? 1 : 0
}

try {
  process.exitCode = await main(wanted(process.argv.slice(2), process.env))
} catch (error) {
  console.error((error as Error).message)
  process.exitCode = 2
}
