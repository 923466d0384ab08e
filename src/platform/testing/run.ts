import { startVitest } from 'vitest/node'

/** Runs all tests and closes with the plain line that says how many passed. */
const filters = process.argv.slice(2)
const vitest = await startVitest('test', filters, { watch: false, reporters: ['default'] })
await vitest.close()
const files = vitest.state.getFiles()
let passed = 0
let failed = 0
let skipped = 0
type Task = { type: string; mode: string; result?: { state?: string }; tasks?: Task[] }
const visit = (task: Task) => {
  if (task.type === 'suite') {
    for (const one of task.tasks ?? []) visit(one)
    return
  }
  if (task.mode === 'skip' || task.mode === 'todo' || task.result?.state === 'skip') skipped += 1
  else if (task.result?.state === 'pass') passed += 1
  else failed += 1
}
for (const file of files) visit(file as unknown as Task)
const broken =
  files.filter((file) => file.result?.state === 'fail' && (file.tasks?.length ?? 0) === 0).length +
  vitest.state.getUnhandledErrors().length
console.log(`${passed} passed, ${failed + broken} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`)
process.exit(failed + broken > 0 || passed === 0 ? 1 : 0)
