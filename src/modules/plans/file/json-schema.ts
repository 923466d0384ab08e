import { z } from 'zod'
import { planFormat } from './format.ts'
import type { Path } from './problem.ts'

export type SchemaNode = {
  [key: string]: unknown
  properties?: Record<string, SchemaNode>
  items?: SchemaNode
  anyOf?: SchemaNode[]
  $ref?: string
  $defs?: Record<string, SchemaNode>
}
type Node = SchemaNode

let made: Node | null = null
/** The JSON Schema of a plan file (draft 2020-12), for editors: what stands in `plans/plan.schema.json`. */
export function planJsonSchema(): Node {
  made ??= z.toJSONSchema(planFormat('en'), { io: 'input', target: 'draft-2020-12' }) as Node
  return made
}

/** The text of `plans/plan.schema.json`. */
export const planJsonSchemaText = (): string => `${JSON.stringify(planJsonSchema(), null, 2)}\n`

function open(node: Node, root: Node): Node[] {
  if (node.$ref) {
    const named = root.$defs?.[node.$ref.replace('#/$defs/', '')]
    return named ? open(named, root) : []
  }
  return node.anyOf ? node.anyOf.flatMap((one) => open(one, root)) : [node]
}

/** The names of the fields that may stand at a path of a file of this schema; of a plan file when no schema is given. */
export function fieldsAt(path: Path, root: Node = planJsonSchema()): string[] {
  let here = open(root, root)
  for (const step of path)
    here = here.flatMap((node) => {
      const next = typeof step === 'number' ? node.items : node.properties?.[step]
      return next ? open(next, root) : []
    })
  return here.flatMap((node) => Object.keys(node.properties ?? {}))
}
