import { cpus } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { startProduct } from '../e2e/product.ts'
import { type Load, runLoad, tableOf } from './load-people.ts'

/**
 * Readers and writers against the running product: `node --import tsx bench/load.ts --readers 200 --writers 20 --seconds 600 --web 2`.
 * Each person is signed in and has a connection of their own. A reader opens a page, reads for `--think` seconds (from,to; default 5,10) and follows a link of it;
 * a writer saves how a task of the plan stands, then thinks as long. `--think 0,0` is the closed loop: as fast as answers come.
 * Ends with 1 when any answer was not what a browser should get.
 */
const { values } = parseArgs({
  options: {
    readers: { type: 'string', default: '200' },
    writers: { type: 'string', default: '20' },
    seconds: { type: 'string', default: '600' },
    think: { type: 'string', default: '5,10' },
    web: { type: 'string', default: '2' },
    scale: { type: 'string', default: '1' },
    home: { type: 'string' },
  },
})
const [from = 5, to = 10] = values.think.split(',').map(Number)
const load: Load = {
  readers: Number(values.readers),
  writers: Number(values.writers),
  seconds: Number(values.seconds),
  think: { from, to },
}

const product = await startProduct({ THROUGHLINE_WEB: values.web, THROUGHLINE_DEMO_SCALE: values.scale }, values.home)
try {
  await sleep(3000)
  const result = await runLoad(product.address, load)
  console.log(
    `${load.readers} readers and ${load.writers} writers, ${load.seconds} s, think ${from} to ${to} s, ${values.web} web processes, ${cpus().length} cores`,
  )
  console.log(tableOf(result))
  if (result.wrong.length > 0) process.exitCode = 1
} finally {
  await product.stop()
}
process.exit()
