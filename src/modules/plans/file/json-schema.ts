import { z } from 'zod'
import { planFormat } from './format.ts'
import type { Path } from './problem.ts'

type Node = {
  [key: string]: unknown
  properties?: Record<string, Node>
  items?: Node
  anyOf?: Node[]
  $ref?: string
  $defs?: Record<string, Node>
}

let made: Node | null = null
/** The JSON Schema of a plan file (draft 2020-12), for editors: what stands in `plans/plan.schema.json`. */
export function planJsonSchema(): Node {
  made ??= z.toJSONSchema(planFormat('en'), { io: 'input', target: 'draft-2020-12' }) as Node
  return made
}

/** The text of `plans/plan.schema.json`. */
export const planJsonSchemaText = (): string => `${JSON.stringify(planJsonSchema(), null, 2)}\n`

function open(node: Node): Node[] {
  if (node.$ref) {
    const named = planJsonSchema().$defs?.[node.$ref.replace('#/$defs/', '')]
    return named ? open(named) : []
  }
  return node.anyOf ? node.anyOf.flatMap(open) : [node]
}

/** The names of the fields that may stand at a path of a plan file. */
export function fieldsAt(path: Path): string[] {
  let here = open(planJsonSchema())
  for (const step of path)
    here = here.flatMap((node) => {
      const next = typeof step === 'number' ? node.items : node.properties?.[step]
      return next ? open(next) : []
    })
  return here.flatMap((node) => Object.keys(node.properties ?? {}))
}
