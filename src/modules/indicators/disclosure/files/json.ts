import { isMap, isNode, isScalar, isSeq, LineCounter, parseDocument } from 'yaml'
import { z } from 'zod'
import type { Guard, Readable } from '../attack/published.ts'
import { stateRules, type Rules, type Table } from '../table.ts'
import { WrongFile } from './jj.ts'

const count = z.number().int().min(0)
const part = z.enum(['n', 'k'])
const range = z.strictObject({ low: z.number(), high: z.number() })
const cell = z.strictObject({
  id: z.string().min(1),
  n: count,
  k: count.nullable().default(null),
  withheld: z.boolean().optional(),
  must: z.strictObject({ n: z.enum(['hide', 'show']).optional(), k: z.enum(['hide', 'show']).optional() }).optional(),
  sensitive: z.array(range).optional(),
  least: count.optional(),
  most: count.optional(),
  weight: z.number().positive().optional(),
})
const relation = z.strictObject({
  id: z.string().min(1),
  total: z.string().min(1),
  parts: z.array(z.string().min(1)).min(1),
  of: z.enum(['both', 'n', 'k']).optional(),
})
const outside = z.strictObject({ id: z.string(), part, low: count, high: count, from: z.string().default('elsewhere') })
const tableForm = z.strictObject({
  cells: z.array(cell).min(1),
  relations: z.array(relation),
  released: z.array(z.strictObject({ id: z.string(), part, shown: z.boolean(), value: count.nullable() })).optional(),
  outside: z.array(outside).optional(),
  earlier: z
    .array(
      z.strictObject({
        name: z.string().min(1),
        cells: z.array(cell.extend({ shown: z.strictObject({ n: z.boolean(), k: z.boolean() }) })),
        relations: z.array(relation),
      }),
    )
    .optional(),
  rules: z
    .strictObject({
      hideUpTo: count,
      minimumN: count,
      bothTails: z.boolean(),
      primariesKnown: z.boolean(),
      keepHidden: z.boolean(),
    })
    .partial()
    .optional(),
  seed: z.string().optional(),
})
const seen = z.strictObject({
  id: z.string().min(1),
  n: count.nullable(),
  k: count.nullable().default(null),
  outcome: z.boolean().optional(),
  rate: z.strictObject({ percent: z.number().min(0).max(100), decimals: z.number().int().min(0).max(4) }).optional(),
  least: z.strictObject({ n: count }).optional(),
  most: z.strictObject({ n: count, k: count, m: count }).partial().optional(),
})
const guard = z.union([
  z.strictObject({
    id: z.string(),
    part: z.enum(['n', 'k', 'm']),
    kind: z.literal('range'),
    low: z.number(),
    high: z.number(),
  }),
  z.strictObject({
    id: z.string(),
    part: z.enum(['n', 'k', 'm']),
    kind: z.literal('width'),
    least: z.number().positive(),
  }),
])
const readForm = z.strictObject({
  cells: z.array(seen).min(1),
  relations: z.array(relation),
  outside: z.array(outside).optional(),
  earlier: z
    .array(
      z.strictObject({
        name: z.string().min(1),
        cells: z.array(seen),
        relations: z.array(relation),
        changed: z.array(z.string()).optional(),
      }),
    )
    .optional(),
  guards: z.array(guard).optional(),
})

/** A table with true counts, from a JSON file. Errors: WrongFile with the line. */
export function tableFrom(text: string): { table: Table; rules: Rules; seed: string | undefined } {
  const { rules, seed, ...table } = check(text, tableForm)
  sums(text, table, [])
  table.earlier?.forEach((one, i) => sums(text, one, ['earlier', i]))
  table.cells.forEach(({ id, n, k }, i) => {
    if (k !== null && k > n) throw new WrongFile(lineAt(text, ['cells', i]), `The cell ${id} has k ${k} of n ${n}.`)
  })
  // An absent key and a key that is undefined are the same to whoever reads a table.
  return {
    table: table as Table,
    rules: { ...stateRules, ...(withoutGaps(rules ?? {}) as Partial<Rules>) } as Rules,
    seed,
  }
}

/** A published table, from a JSON file: null is a hidden count. Without `guards` every hidden count is guarded as a small one. */
export function publishedFrom(text: string): { readable: Readable; guards: Guard[] } {
  const form = check(text, readForm)
  sums(text, form, [])
  form.earlier?.forEach((one, i) => sums(text, one, ['earlier', i]))
  const shape = (one: z.infer<typeof seen>) => ({
    ...withoutGaps(one),
    outcome: one.outcome ?? (one.k !== null || one.rate !== undefined),
  })
  const cells = form.cells.map(shape)
  const readable = {
    cells,
    relations: form.relations,
    known: form.outside ?? [],
    earlier: (form.earlier ?? []).map(({ changed, cells: own, ...one }) => ({
      ...one,
      cells: own.map(shape),
      changed: new Set(changed ?? []),
    })),
  } as Readable
  const few = { kind: 'range' as const, low: 0, high: stateRules.hideUpTo }
  const guards =
    form.guards ??
    cells.flatMap(({ id, n, k, outcome }): Guard[] => [
      ...(n === null ? [{ id, part: 'n' as const, ...few, low: 1 }] : []),
      ...(outcome && k === null && n !== 0
        ? [
            { id, part: 'k' as const, ...few },
            { id, part: 'm' as const, ...few },
          ]
        : []),
    ])
  return { readable, guards }
}

/** Every cell once, and every sum of cells that are there. */
function sums(
  text: string,
  { cells, relations }: { cells: { id: string }[]; relations: z.infer<typeof relation>[] },
  path: readonly PropertyKey[],
): void {
  const ids = new Set<string>()
  cells.forEach(({ id }, i) => {
    if (ids.has(id)) throw new WrongFile(lineAt(text, [...path, 'cells', i]), `The cell ${id} is there twice.`)
    ids.add(id)
  })
  relations.forEach(({ id, total, parts }, i) => {
    const missing = [total, ...parts].find((one) => !ids.has(one))
    if (missing !== undefined)
      throw new WrongFile(
        lineAt(text, [...path, 'relations', i]),
        `The sum ${id} names the cell ${missing}, which the file does not have.`,
      )
  })
}

const withoutGaps = <T extends object>(value: T): T =>
  Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as T

function check<T extends z.ZodType>(text: string, form: T): z.infer<T> {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    const { message } = error as Error
    throw new WrongFile(Number(/line (\d+)/.exec(message)?.[1] ?? 0), `This is not JSON. ${message}`)
  }
  const found = form.safeParse(value)
  if (found.success) return found.data
  const issue = found.error.issues[0]!
  throw new WrongFile(lineAt(text, issue.path), `${issue.path.join('.') || 'The file'}: ${issue.message}.`)
}

/** The line where a path of the file begins, or as far down that path as there is something. */
function lineAt(text: string, path: readonly PropertyKey[]): number {
  const counter = new LineCounter()
  let at: unknown = parseDocument(text, { lineCounter: counter }).contents
  let best = 1
  for (const step of path) {
    if (isMap(at)) {
      const pair = at.items.find(({ key }) => isScalar(key) && key.value === step)
      if (!pair) break
      at = pair.value
    } else if (isSeq(at)) at = at.items[Number(step)]
    else break
    if (isNode(at) && at.range) best = counter.linePos(at.range[0]).line
  }
  return best
}
