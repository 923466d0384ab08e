import type { Lang } from '../../../../platform/words.ts'
import { type Finding, mostFindings } from '../finding.ts'
import { say, type WordKey } from '../say.ts'
import {
  type At,
  type Goal,
  type Indicator,
  namespaces,
  type Objective,
  type Relationship,
  type Stage,
  stages,
  type StratDocument,
  xmlId,
} from './document.ts'
import { Fields, type Hear, older, organization, type Reader, results, stakeholders, where, words } from './fields.ts'
import { readXml, type XmlNode } from './xml.ts'

export type DocumentRead = { document: StratDocument | null; findings: Finding[] }

function indicator(node: XmlNode, reader: Reader): Indicator {
  const own = new Fields(node, reader.hear)
  const relationships = own.all('Relationship').flatMap((one): Relationship[] => {
    const about = new Fields(one, reader.hear)
    const read = {
      identifier: reader.id(about),
      referents: about.all('ReferentIdentifier').flatMap((ref) => words(ref.text) ?? []),
      name: about.text('Name'),
      description: about.text('Description'),
      type: about.pick('RelationshipType', ['Broader_Than', 'Peer_To', 'Narrower_Than']),
    }
    about.rest()
    return read.identifier || read.referents.length > 0 || read.name || read.description || read.type ? [read] : []
  })
  const instances = own.all('MeasurementInstance').flatMap((one) => {
    const about = new Fields(one, reader.hear)
    const read = {
      targets: results(about, 'TargetResult', reader),
      actuals: results(about, 'ActualResult', reader),
    }
    about.rest()
    return read.targets.length + read.actuals.length > 0 ? [read] : []
  })
  const kind = 'IndicatorType' in node.attributes ? 'IndicatorType' : 'PerformanceIndicatorType'
  const read = {
    sequence: own.text('SequenceIndicator'),
    dimension: own.text('MeasurementDimension'),
    unit: own.text('UnitOfMeasurement'),
    identifier: reader.id(own),
    relationships,
    instances,
    other: own.text('OtherInformation'),
    stage: own.pick<Stage>('ValueChainStage', stages),
    kind: own.pick(kind, ['Quantitative', 'Qualitative']),
    at: { line: node.line, col: node.col },
  }
  own.rest()
  return read
}

function objective(node: XmlNode, reader: Reader): Objective {
  const own = new Fields(node, reader.hear)
  const read = {
    ...aim(own, reader),
    indicators: own.all('PerformanceIndicator').map((one) => indicator(one, reader)),
  }
  own.rest()
  return read
}

function aim(own: Fields, reader: Reader): Omit<Objective, 'indicators'> {
  const at: At = { line: own.node.line, col: own.node.col }
  return {
    name: own.text('Name'),
    description: own.text('Description'),
    identifier: reader.id(own),
    sequence: own.text('SequenceIndicator'),
    stakeholders: stakeholders(own, reader),
    other: own.text('OtherInformation'),
    at,
  }
}

function body(root: XmlNode, part: 1 | 2, reader: Reader): StratDocument {
  const { hear, id } = reader
  const top = new Fields(root, hear)
  const core = new Fields(top.one('StrategicPlanCore') ?? { ...root, children: [], text: '' }, hear)
  const admin = new Fields(top.one('AdministrativeInformation') ?? { ...root, children: [], text: '' }, hear)
  const statement = (name: string) => {
    const one = core.one(name)
    if (!one) return null
    const own = new Fields(one, hear)
    const read = { description: own.text('Description'), identifier: id(own) }
    own.rest()
    return read.description || read.identifier ? read : null
  }
  const sender = top.one('Submitter') ?? admin.one('Submitter')
  const who = sender ? new Fields(sender, hear) : null
  const submitter = who
    ? {
        identifier: id(who),
        givenName: who.text('GivenName'),
        surname: who.text('Surname'),
        phone: who.text('PhoneNumber'),
        email: who.text('EmailAddress'),
      }
    : null
  who?.rest()
  const read: StratDocument = {
    part,
    type: part === 2 ? top.pick('Type', ['Strategic_Plan', 'Performance_Plan', 'Performance_Report']) : null,
    name: top.text('Name'),
    description: top.text('Description'),
    other: top.text('OtherInformation'),
    organizations: core.all('Organization').map((one) => organization(one, reader)),
    vision: statement('Vision'),
    mission: statement('Mission'),
    values: core.all('Value').flatMap((one) => {
      const own = new Fields(one, hear)
      const value = { name: own.text('Name'), description: own.text('Description') }
      own.rest()
      return value.name || value.description ? [value] : []
    }),
    goals: core.all('Goal').map((one): Goal => {
      const own = new Fields(one, hear)
      const goal = { ...aim(own, reader), objectives: own.all('Objective').map((child) => objective(child, reader)) }
      own.rest()
      return goal
    }),
    identifier: id(admin),
    start: admin.date('StartDate'),
    end: admin.date('EndDate'),
    publication: admin.date('PublicationDate'),
    source: admin.uri('Source'),
    submitter: submitter && Object.values(submitter).some(Boolean) ? submitter : null,
  }
  top.rest()
  core.rest()
  admin.rest()
  return read
}

/** True where names of the draft of Part 2 stand, in which its committee published its own reports. */
const isDraft = (node: XmlNode): boolean =>
  node.name in older || 'IndicatorType' in node.attributes || node.children.some(isDraft)

/**
 * Reads a StratML document: Part 1 and Part 2 by their published schemas, and the draft of Part 2 that the samples of the committee use (other order of
 * elements, other names). Any other namespace is refused with its reason. In: bytes, the reader's language. Out: the document, and findings by line and column:
 * what is not of the standard is named and left out. Throws nothing.
 */
export function readDocument(bytes: Uint8Array, lang: Lang): DocumentRead {
  const speak = say(lang)
  const findings: Finding[] = []
  const error = (rule: string, at: string, what: WordKey, fix: WordKey, values: Record<string, string> = {}) =>
    findings.push({ severity: 'error', where: at, rule, what: speak(what, values), fix: speak(fix, values) })
  const read = readXml(bytes)
  if (!read.root) {
    const { why, line, col } = read.refused
    error(`xml-${why}`, `${line}:${col}`, `xml_${why}`, 'xml_fix')
    return { document: null, findings }
  }
  const { root } = read
  const part =
    root.namespace === namespaces.part1 && root.name === 'StrategicPlan'
      ? 1
      : root.namespace === namespaces.part2 && root.name === 'PerformancePlanOrReport'
        ? 2
        : null
  if (part === null) {
    const known = /stratml|17469|PerformancePlanOrReport|StrategicPlan/i.test(`${root.namespace} ${root.name}`)
    const shown = { namespace: root.namespace.slice(0, 120) || '-', name: root.name.slice(0, 60) }
    error('other-version', where(root), known ? 'otherVersion' : 'notStratml', 'otherVersionFix', shown)
    return { document: null, findings }
  }
  const ids = new Set<string>()
  const hear: Hear = (rule, node, found) => {
    const values = { found: found.slice(0, 60), name: node.name }
    if (findings.length >= mostFindings) return
    const severity = rule === 'id' ? 'note' : 'warning'
    findings.push({
      severity,
      where: where(node),
      rule: `stratml-${rule}`,
      what: speak(`heard_${rule}`, values),
      fix: speak(`heard_${rule}_fix`, values),
    })
  }
  const id = (fields: Fields): string | null => {
    const said = fields.text('Identifier')
    if (said === null) return null
    const kept = xmlId(said)
    if (ids.has(kept)) {
      hear('twice', fields.node, said)
      return null
    }
    ids.add(kept)
    if (kept !== said) hear('id', fields.node, said)
    return kept
  }
  const document = body(root, part, { hear, id })
  if (isDraft(root))
    findings.unshift({
      severity: 'note',
      where: where(root),
      rule: 'draft',
      what: speak('draft'),
      fix: speak('draftFix'),
    })
  return { document, findings }
}
