import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../../../platform/config.ts'
import { readBeside } from '../file/beside.ts'
import { readPlan } from '../file/read.ts'
import { type PlanGraph, planGraph } from '../graph.ts'
import { problemLine } from '../problems/say.ts'
import { checkCrosswalk } from './check.ts'
import { type Crosswalk, crosswalkFile } from './format.ts'
import { wrongLine } from './say.ts'

const folder = join(projectRoot, 'plans')
const graphs = new Map<string, PlanGraph | null>()
let kept: ReadonlyMap<string, Crosswalk> | undefined

/** A plan file that came with this version of the program, as a graph; null when there is none. Read once. */
export function planOfProgram(id: string): PlanGraph | null {
  const known = graphs.get(id)
  if (known !== undefined) return known
  const path = join(folder, `${id}.plan.yaml`)
  const plan = /^[a-z0-9-]+$/.test(id) && existsSync(path) ? readPlan(readFileSync(path)).plan : null
  const graph = plan ? planGraph(plan) : null
  graphs.set(id, graph)
  return graph
}

/** Reads and checks a crosswalk file. Out: the crosswalk, and every mistake as a compiler prints it. */
export function readCrosswalk(
  text: string | Uint8Array,
  file: string,
  planOf: (id: string) => PlanGraph | null = planOfProgram,
): { crosswalk: Crosswalk | null; wrong: readonly string[] } {
  const read = readBeside(text, crosswalkFile)
  if (!read.value) return { crosswalk: null, wrong: read.problems.map((problem) => problemLine(problem, file)) }
  const wrong = checkCrosswalk(read.value, planOf, read.places)
  return { crosswalk: read.value, wrong: wrong.map((problem) => wrongLine(problem, file)) }
}

/** The crosswalks that came with this version of the program, by id. One with mistakes stops here: a test reads them all. */
export function crosswalksOfProgram(): ReadonlyMap<string, Crosswalk> {
  kept ??= new Map(
    readdirSync(folder)
      .filter((name) => name.endsWith('.crosswalk.yaml'))
      .map((name) => {
        const { crosswalk, wrong } = readCrosswalk(readFileSync(join(folder, name)), `plans/${name}`)
        if (!crosswalk || wrong.length > 0) throw new Error(wrong.join('\n'))
        return [crosswalk.id, crosswalk]
      }),
  )
  return kept
}
