import { parentPort, workerData } from 'node:worker_threads'
import { protectAndAttack } from './audit.ts'
import type { Asked } from './thread.ts'

/** The other end of `auditInThread`: runs as a file of its own. */
const { table, seed, rules } = workerData as Asked
parentPort?.postMessage(await protectAndAttack(table, seed, rules))
