import { z } from 'zod'
import { dateSchema, idSchema } from './text.ts'

/**
 * What a StratML document (ISO 17469) says and a plan file has no place for, kept as it was read so that it goes out again.
 * Lists name what they belong to by `of`: the id of an element, measure, statement or target of this plan.
 */
const words = z.string().min(1).max(20_000)
const maybe = words.nullable().default(null)
const day = dateSchema.nullable().default(null)

export const stakeholderSchema = z.strictObject({
  name: maybe,
  description: maybe,
  type: z.enum(['Person', 'Organization', 'Generic_Group']).nullable().default(null),
  roles: z
    .array(
      z.strictObject({
        name: maybe,
        description: maybe,
        types: z
          .array(z.enum(['Performer', 'Beneficiary']))
          .max(2)
          .default([]),
      }),
    )
    .default([]),
})
const stakeholders = z.array(stakeholderSchema).default([])

export const organizationSchema = z.strictObject({
  name: maybe,
  acronym: maybe,
  identifier: maybe,
  description: maybe,
  stakeholders,
})

export const descriptorSchema = z.strictObject({ name: maybe, value: maybe })
export const resultSchema = z.strictObject({
  start: day,
  end: day,
  units: maybe,
  descriptor: descriptorSchema.nullable().default(null),
  description: maybe,
})

export const relationshipSchema = z.strictObject({
  identifier: maybe,
  referents: z.array(words).default([]),
  name: maybe,
  description: maybe,
  type: z.enum(['Broader_Than', 'Peer_To', 'Narrower_Than']).nullable().default(null),
})

export const submitterSchema = z.strictObject({
  identifier: maybe,
  givenName: maybe,
  surname: maybe,
  phone: maybe,
  email: maybe,
})

export const documentTypes = ['Strategic_Plan', 'Performance_Plan', 'Performance_Report'] as const

export const carriedSchema = z
  .strictObject({
    type: z.enum(documentTypes).nullable().default(null),
    identifier: maybe,
    publication: day,
    source: maybe,
    undated: z
      .strictObject({ from: day, to: day })
      .nullable()
      .default(null)
      .describe('Days of the period that the document did not give.'),
    organization: z
      .strictObject({ ...organizationSchema.shape, unnamed: z.boolean().default(false) })
      .omit({ name: true })
      .nullable()
      .default(null),
    organizations: z.array(organizationSchema).default([]).describe('The second and further organizations.'),
    submitter: submitterSchema.nullable().default(null),
    statements: z
      .array(z.strictObject({ of: idSchema, identifier: maybe, unnamed: z.boolean().default(false) }))
      .default([]),
    elements: z
      .array(
        z.strictObject({
          of: idSchema,
          identifier: maybe,
          sequence: maybe,
          unnamed: z.enum(['described', 'nothing']).nullable().default(null),
          stakeholders,
        }),
      )
      .default([]),
    measures: z
      .array(
        z.strictObject({
          of: idSchema,
          identifier: maybe,
          sequence: maybe,
          unit: maybe,
          kind: z.enum(['Quantitative', 'Qualitative', 'none']).nullable().default(null),
          noStage: z.boolean().default(false),
          unnamed: z.boolean().default(false),
          relationships: z.array(relationshipSchema).default([]),
          instances: z
            .array(
              z.strictObject({ targets: z.array(idSchema).default([]), actuals: z.array(resultSchema).default([]) }),
            )
            .default([]),
        }),
      )
      .default([]),
    targets: z
      .array(
        z.strictObject({
          measure: idSchema,
          of: idSchema,
          start: day,
          units: maybe,
          descriptor: descriptorSchema.nullable().default(null),
        }),
      )
      .default([]),
  })
  .meta({ id: 'carried', description: 'What a StratML document says and a plan file has no place for.' })

export type Carried = z.output<typeof carriedSchema>
