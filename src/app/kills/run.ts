import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { makeGround } from './district.ts'
import { everyPoint, killLoop } from './loop.ts'

/** The loop by hand: `node --import tsx src/app/kills/run.ts [MOMENTS] [SEED]`, telling each moment. */
const [moments = '20', seed = '20261120'] = process.argv.slice(2)
console.log('making the ground')
const ground = await makeGround()
try {
  const told = await killLoop({
    ground,
    seed: Number(seed),
    moments: Number(moments),
    reach: everyPoint,
    say: (line) => console.log(line),
  })
  console.log(JSON.stringify(told, null, 1))
  process.exitCode = told.wrong.length > 0 ? 1 : 0
} finally {
  rmSync(join(ground.home, '..'), { recursive: true, force: true })
}
