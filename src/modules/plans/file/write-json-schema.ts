// Writes plans/plan.schema.json from the schema in format.ts: node --import tsx src/modules/plans/file/write-json-schema.ts
import { writeFileSync } from 'node:fs'
import { planJsonSchemaText } from './json-schema.ts'

writeFileSync(new URL('../../../../plans/plan.schema.json', import.meta.url), planJsonSchemaText())
