import { existsSync, readFileSync } from 'node:fs'
import { XmlDocument, XsdValidator } from 'libxml2-wasm'

/** The published schemas and samples of StratML. They are not ours to hand on, so they lie beside the project or are missing; only tests ask for them. */
export const standard = new URL('../../../../../../shared/data/stratml/', import.meta.url)
const schemas = { 1: 'StrategicPlanISOVersion20140401.xsd', 2: 'PerformancePlanOrReport20160216.xsd' } as const
export const standardHere = existsSync(new URL(schemas[1], standard)) && existsSync(new URL(schemas[2], standard))
if (!standardHere) console.log('the schemas of StratML are not beside the project: nothing is validated against them')

const made = new Map<1 | 2, { xsd: XmlDocument; validator: XsdValidator }>()

/** Throws what is wrong with a document by the schema of its part; does nothing where the schemas are missing. */
export function validate(xml: string, part: 1 | 2): void {
  if (!standardHere) return
  let held = made.get(part)
  if (!held) {
    const xsd = XmlDocument.fromBuffer(readFileSync(new URL(schemas[part], standard)))
    held = { xsd, validator: XsdValidator.fromDoc(xsd) }
    made.set(part, held)
  }
  const document = XmlDocument.fromBuffer(Buffer.from(xml))
  try {
    held.validator.validate(document)
  } finally {
    document.dispose()
  }
}

/** Gives back what the schemas hold outside of JavaScript. */
export function disposeSchemas(): void {
  for (const { validator, xsd } of made.values()) {
    validator.dispose()
    xsd.dispose()
  }
  made.clear()
}
