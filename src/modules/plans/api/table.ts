import { z } from 'zod'
import { planJsonSchema } from '../file/json-schema.ts'
import { elementAnswerSchema, planAnswerSchema, planListSchema, troubleSchema } from './schema.ts'

export type Parameter = {
  name: string
  in: 'path' | 'query'
  about: string
  schema: Readonly<Record<string, unknown>>
}
/** One route of the REST interface: the routes of the web and the OpenAPI document are both made of this table. */
export type ApiRoute = {
  path: string
  id: string
  summary: string
  about: string
  parameters: readonly Parameter[]
  /** schema of a JSON answer, or the types of a file */
  answer: z.ZodType | { types: readonly string[] } | 'openapi'
}

const text = { type: 'string' }
const plan: Parameter = { name: 'plan', in: 'path', about: 'Name of the plan, such as hartford-2021-24.', schema: text }
const district: Parameter = {
  name: 'district',
  in: 'query',
  about: 'Number of the district, where several hold a plan of this name.',
  schema: { type: 'integer' },
}
const asOf: Parameter = {
  name: 'asof',
  in: 'query',
  about: 'A day: the plan as it was at its end, in the time of the district.',
  schema: { type: 'string', format: 'date' },
}

export const apiTable = [
  {
    path: '/api/plans',
    id: 'listPlans',
    summary: 'Plans that you may read',
    about: 'The current plan of your district first, then its others, then plans kept as examples.',
    parameters: [],
    answer: planListSchema,
  },
  {
    path: '/api/plans/:plan',
    id: 'getPlan',
    summary: 'One plan, whole',
    about: 'The plan in its canonical form, with its version and fingerprint.',
    parameters: [plan, district, asOf],
    answer: planAnswerSchema,
  },
  {
    path: '/api/plans/:plan/elements/:element',
    id: 'getElement',
    summary: 'One element of a plan with its throughline',
    about: 'By id or by code, today’s or an earlier one: why it is there, how it is done, what tells, by when.',
    parameters: [plan, { name: 'element', in: 'path', about: 'Id or code: TL1.iv.', schema: text }, district, asOf],
    answer: elementAnswerSchema,
  },
  {
    path: '/api/plans/:plan/export/:format',
    id: 'exportPlan',
    summary: 'A plan in another format',
    about:
      'StratML Part 1 or Part 2, CSV or XLSX by our template, the canonical JSON, or HTML for printing. The header x-not-carried names what the format cannot carry.',
    parameters: [
      plan,
      {
        name: 'format',
        in: 'path',
        about: 'The format.',
        schema: { type: 'string', enum: ['stratml1', 'stratml2', 'csv', 'xlsx', 'json', 'html'] },
      },
      {
        name: 'words',
        in: 'query',
        about: 'Language of the words, where a format carries one only; left out: that of the plan.',
        schema: { type: 'string', enum: ['en', 'es'] },
      },
      district,
      asOf,
    ],
    answer: {
      types: [
        'application/xml',
        'text/csv',
        'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        'application/json',
        'text/html',
      ],
    },
  },
  {
    path: '/api/openapi.json',
    id: 'getOpenapi',
    summary: 'This document',
    about: 'The OpenAPI 3.1 document of these addresses.',
    parameters: [],
    answer: 'openapi',
  },
] as const satisfies readonly ApiRoute[]
export type ApiId = (typeof apiTable)[number]['id']

type Json = Record<string, unknown>

/** `/api/plans/:plan` as OpenAPI writes it. */
const templated = (path: string): string => path.replaceAll(/:(\w+)/g, '{$1}')

const jsonOf = (schema: z.ZodType): Json => {
  const { $schema: _, $defs: __, ...rest } = z.toJSONSchema(schema, { target: 'draft-2020-12', io: 'output' }) as Json
  return JSON.parse(JSON.stringify(rest).replaceAll('"#/$defs/', '"#/components/schemas/')) as Json
}

function answerOf(route: ApiRoute): Json {
  const { answer } = route
  if (answer === 'openapi') return { 'application/json': { schema: { type: 'object' } } }
  if ('types' in answer)
    return Object.fromEntries(answer.types.map((type) => [type, { schema: { type: 'string', format: 'binary' } }]))
  return { 'application/json': { schema: jsonOf(answer) } }
}

/** Schemas of the plan file, put where an OpenAPI document keeps schemas. */
function planComponents(): Json {
  const { $schema: _, $defs, ...plan } = planJsonSchema()
  const text = JSON.stringify({ ...($defs as Json), Plan: plan })
  return JSON.parse(text.replaceAll('"#/$defs/', '"#/components/schemas/')) as Json
}

let made: Json | null = null
/** The OpenAPI 3.1 document of the REST interface, made of the table above and the schemas of its answers. */
export function openapi(): Json {
  const refusal = (about: string): Json => ({
    description: about,
    content: { 'application/json': { schema: { $ref: '#/components/schemas/Trouble' } } },
  })
  made ??= {
    openapi: '3.1.0',
    info: {
      title: 'Throughline: plans',
      version: '1',
      summary: 'Strategic plans of school districts, to read.',
      description:
        'Read with the session of somebody who is signed in. Ask with `Accept: application/json`, so that what is refused is told as JSON too. Every address is a noun; nothing here changes anything.',
    },
    paths: Object.fromEntries(
      apiTable.map((route: ApiRoute) => [
        templated(route.path),
        {
          get: {
            operationId: route.id,
            summary: route.summary,
            description: route.about,
            parameters: route.parameters.map((one) => ({
              name: one.name,
              in: one.in,
              required: one.in === 'path',
              description: one.about,
              schema: one.schema,
            })),
            responses: {
              '200': { description: route.summary, content: answerOf(route) },
              ...(route.parameters.length > 0
                ? {
                    '404': refusal('There is no such plan, element or format, or not for you.'),
                    '409': refusal('Several districts hold a plan of this name: say which.'),
                    '422': refusal('A parameter is wrong, or the plan cannot be written in this format.'),
                  }
                : {}),
              '303': { description: 'Nobody is signed in: the way to the sign-in page.' },
              '403': refusal('Your account has no role now.'),
            },
            security: [{ session: [] }],
          },
        },
      ]),
    ),
    components: {
      schemas: { ...planComponents(), Trouble: jsonOf(troubleSchema) },
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'tl_session' } },
    },
  }
  return made
}
