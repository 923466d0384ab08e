import { spawn } from 'node:child_process'
import { closeSync, existsSync, globSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { join } from 'node:path'
import vitestConfig from '../../../vitest.config.ts'
import { dateIn, machineTime, ticks } from '../clock.ts'
import { projectRoot as root } from '../config.ts'
import { inOrder, unitsOf, type Wanted, wanted, weightOf } from './full-plan.ts'
import { type Ran, type Report, verdict, writeReport } from './full-report.ts'
import { forgetOthers, openState, reportPath, revision, type State } from './full-state.ts'

/** The command `npm run test:full`: every test file once, with the whole of every sampled check, going on where an earlier run stopped. */

const stops = new Set<() => void>()
let stopping = false

type Told = { name: string; startTime: number; endTime: number; status: string; assertionResults: { status: string }[] }

/** What vitest answered about one file of a unit: its tests by how they ended, whether all of it passed, how long it took. */
function counted(answer: string, file: string) {
  const none = { passed: 0, failed: 0, skipped: 0, whole: false, seconds: 0 }
  if (!existsSync(answer)) return none
  const read = JSON.parse(readFileSync(answer, 'utf8')) as { testResults: Told[] }
  const own = read.testResults.filter((one) => one.name.endsWith(`/${file}`))
  for (const one of own.flatMap((part) => part.assertionResults))
    if (one.status === 'passed') none.passed += 1
    else if (one.status === 'failed') none.failed += 1
    else none.skipped += 1
  const seconds = own.reduce((sum, one) => sum + (one.endTime - one.startTime) / 1000, 0)
  return { ...none, whole: own.length > 0 && own.every((one) => one.status === 'passed'), seconds }
}

/** Runs a unit (one file, or some usual ones) in a vitest of its own. Out: how each file ended; null when the whole run is being stopped. */
function runUnit(state: State, files: readonly string[], seed: number): Promise<Ran[] | null> {
  const name = files[0] ?? ''
  const { log, answer, kept } = state.places(name)
  for (const path of [answer, ...files.map((file) => state.places(file).figures)]) rmSync(path, { force: true })
  mkdirSync(kept, { recursive: true })
  const out = openSync(log, 'w')
  const began = ticks()
  const { minutes } = weightOf(name)
  const child = spawn(
    process.execPath,
    [
      join(root, 'node_modules/vitest/vitest.mjs'),
      'run',
      ...files,
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
        THROUGHLINE_FIGURES: state.figuresFolder,
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
      const whole = (ticks() - began) / 1000
      const told = files.map((file) => ({ file, ...counted(answer, file) }))
      // Something went wrong outside of every file: nobody knows whose it is, so each is run again, by itself.
      const nobodys = code !== 0 && told.every((one) => one.whole)
      return done(
        told.map(({ whole: good, ...one }) => ({
          ...one,
          result: stuck ? 'stuck' : good && !nobodys ? 'passed' : 'failed',
          seconds: files.length === 1 ? whole : one.seconds,
          tries: (state.read(one.file)?.tries ?? 0) + 1,
          figures: state.figures(one.file),
        })),
      )
    })
  })
}

async function runAll(state: State, files: readonly string[], seed: number): Promise<void> {
  const busy = new Set<Promise<void>>()
  const lanes = Math.max(1, Math.min(2, cpus().length))
  let ended = 0
  for (const unit of unitsOf(files, (file) => state.read(file) !== null)) {
    const { alone } = weightOf(unit[0] ?? '')
    while (busy.size >= (alone ? 1 : lanes)) await Promise.race(busy)
    if (stopping) break
    const one = runUnit(state, unit, seed).then((all) => {
      for (const ran of all ?? []) {
        state.write(ran)
        ended += 1
        const words = `${ran.result} ${ran.passed}/${ran.passed + ran.failed} in ${ran.seconds.toFixed(1)} s`
        console.log(`${String(ended).padStart(4)} of ${files.length}  ${ran.file}: ${words}`)
        for (const { name, value, unit: of } of ran.figures) console.log(`             ${name}: ${value} ${of}`)
        if (ran.result !== 'passed') console.log(`             see ${state.places(unit[0] ?? '').log}`)
      }
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
  // Outside git nobody can say whether anything changed since: everything runs.
  const state = openState(root, key, asked.fresh || product === 'none')
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
