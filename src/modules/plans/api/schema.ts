import { z } from 'zod'
import { languages } from '../../../platform/words.ts'
import { planFormat } from '../file/format.ts'
import { levelRoles } from '../file/grammar.ts'
import { kinds } from '../schema.ts'

/** What the answers of the REST interface hold. The OpenAPI document is made of these, and the tests parse every answer with them. */
const textSchema = z
  .object({ en: z.string().optional(), es: z.string().optional(), source: z.enum(languages).optional() })
  .describe('Words by language; `source` is the one they were written in.')

export const planCardSchema = z.strictObject({
  id: z.string().describe('Name of the plan in addresses.'),
  district: z.int().describe('Number of the district or state that holds it.'),
  kind: z.enum(kinds),
  current: z.boolean().describe('The plan that its district works by now.'),
  state: z.enum(['draft', 'review', 'adopted', 'archived']),
  title: textSchema,
  organization: z.string(),
  from: z.iso.date(),
  to: z.iso.date(),
  version: z.int(),
  digest: z.string().describe('SHA-256 of the canonical form.'),
  href: z.string(),
})
export const planListSchema = z.strictObject({ plans: z.array(planCardSchema) })

/** The plan itself is checked by its own format; here it only has to be an object. */
export const planAnswerSchema = planCardSchema.extend({
  as_of: z.iso.date().nullable(),
  saved_by: z.string(),
  counts: z.array(z.strictObject({ level: z.string(), count: z.int() })),
  plan: z.record(z.string(), z.unknown()).meta({ id: 'Plan' }),
})

const stepSchema = z.strictObject({
  id: z.string(),
  code: z.string().nullable(),
  level: z.string(),
  role: z.enum(levelRoles).nullable(),
  title: textSchema,
  href: z.string(),
})
export const elementAnswerSchema = z.strictObject({
  plan: z.string(),
  version: z.int(),
  element: z.record(z.string(), z.unknown()).describe('The element as the plan file has it.'),
  up: z.array(stepSchema).describe('The way up, from the top.'),
  also_under: z.array(stepSchema),
  down: z.array(stepSchema).describe('What stands right below.'),
  links: z.array(
    z.strictObject({ kind: z.string(), basis: z.enum(['stated', 'read']), outgoing: z.boolean(), to: stepSchema }),
  ),
  measures: z
    .array(z.record(z.string(), z.unknown()))
    .describe('Its measures with their targets, as the plan file has them.'),
  counts: z.array(z.strictObject({ level: z.string(), count: z.int() })).describe('How many stand below, by level.'),
  href: z.string(),
})

export const troubleSchema = z.strictObject({
  code: z.string().describe('Part of the product and what is wrong: plans/no-plan.'),
  message: z.string(),
  hint: z.string(),
  details: z.array(z.looseObject({ message: z.string() })),
})

/** True schema of a plan file, for the document. */
export const planSchema = planFormat('en')
