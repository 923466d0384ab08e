import { spawnSync } from 'node:child_process'

/** All benches, one after the other, each in a process of its own: `npm run bench -- --students 500000`. */
const args = process.argv.slice(2)
const all = ['compute', 'outcomes', 'import', 'pages', 'check', 'edit', 'read', 'adopt', 'disclosure']
/** Those that take sizes from the command line. */
const sized = ['compute', 'outcomes', 'import']
const only = all.filter((name) => args.includes(name))
const rest = args.filter((one) => !only.includes(one))
let failed = 0
for (const name of only.length > 0 ? only : all) {
  console.log(`\n== ${name}`)
  const done = spawnSync(
    process.execPath,
    ['--import', 'tsx', `bench/${name}.ts`, ...(sized.includes(name) ? rest : [])],
    { stdio: 'inherit' },
  )
  if (done.status !== 0) failed += 1
}
process.exit(failed > 0 ? 1 : 0)
