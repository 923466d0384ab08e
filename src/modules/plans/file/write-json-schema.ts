// Writes the JSON Schemas of plans/ from the formats: node --import tsx src/modules/plans/file/write-json-schema.ts
import { writeFileSync } from 'node:fs'
import { crosswalkFile } from '../crosswalk/format.ts'
import { ledgerFile } from '../ledger/format.ts'
import { besideSchema } from './beside.ts'
import { planJsonSchemaText } from './json-schema.ts'

const write = (name: string, text: string) => writeFileSync(new URL(`../../../../plans/${name}`, import.meta.url), text)
write('plan.schema.json', planJsonSchemaText())
write('crosswalk.schema.json', `${JSON.stringify(besideSchema(crosswalkFile), null, 2)}\n`)
write('ledger.schema.json', `${JSON.stringify(besideSchema(ledgerFile), null, 2)}\n`)
