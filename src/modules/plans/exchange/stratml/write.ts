import {
  type Goal,
  type Indicator,
  namespaces,
  type Objective,
  type Organization,
  type Part,
  type Result,
  type Stakeholder,
  type StratDocument,
} from './document.ts'
import { xmlText } from './xml.ts'

/** Lines of an XML file, an element a line; order and presence are those of the schemas, so that what is written is valid. */
class Lines {
  readonly out: string[] = []
  depth = 0
  open(name: string, attributes: Readonly<Record<string, string | null>> = {}): void {
    const said = Object.entries(attributes).flatMap(([key, value]) =>
      value === null ? [] : [` ${key}="${xmlText(value)}"`],
    )
    this.out.push(`${'  '.repeat(this.depth++)}<stratml:${name}${said.join('')}>`)
  }
  close(name: string): void {
    this.out.push(`${'  '.repeat(--this.depth)}</stratml:${name}>`)
  }
  inside(name: string, write: () => void, attributes: Readonly<Record<string, string | null>> = {}): void {
    this.open(name, attributes)
    write()
    this.close(name)
  }
  /** An element with text; without one it is left out, unless the schema wants it. */
  text(name: string, value: string | null, wanted = false): void {
    if (value !== null) this.out.push(`${'  '.repeat(this.depth)}<stratml:${name}>${xmlText(value)}</stratml:${name}>`)
    else if (wanted) this.out.push(`${'  '.repeat(this.depth)}<stratml:${name}/>`)
  }
}

function stakeholder(to: Lines, one: Stakeholder, part: Part): void {
  to.inside(
    'Stakeholder',
    () => {
      to.text('Name', one.name, true)
      to.text('Description', one.description)
      if (part === 2)
        for (const role of one.roles)
          to.inside('Role', () => {
            to.text('Name', role.name, true)
            to.text('Description', role.description)
            for (const type of role.types) to.text('RoleType', type)
          })
    },
    { StakeholderTypeType: one.type },
  )
}

function organization(to: Lines, one: Organization, part: Part): void {
  to.inside('Organization', () => {
    to.text('Name', one.name)
    to.text('Acronym', one.acronym)
    to.text('Identifier', one.identifier)
    to.text('Description', one.description)
    for (const held of one.stakeholders) stakeholder(to, held, part)
  })
}

function result(to: Lines, name: string, one: Result): void {
  to.inside(name, () => {
    to.text('StartDate', one.start)
    to.text('EndDate', one.end)
    to.text('NumberOfUnits', one.units)
    const { descriptor } = one
    if (descriptor)
      to.inside('Descriptor', () => {
        to.text('DescriptorName', descriptor.name)
        to.text('DescriptorValue', descriptor.value)
      })
    to.text('Description', one.description)
  })
}

function indicator(to: Lines, one: Indicator): void {
  to.inside(
    'PerformanceIndicator',
    () => {
      to.text('SequenceIndicator', one.sequence)
      to.text('MeasurementDimension', one.dimension, true)
      to.text('UnitOfMeasurement', one.unit, true)
      to.text('Identifier', one.identifier)
      for (const about of one.relationships)
        to.inside(
          'Relationship',
          () => {
            to.text('Identifier', about.identifier)
            for (const referent of about.referents) to.text('ReferentIdentifier', referent)
            to.text('Name', about.name)
            to.text('Description', about.description)
          },
          { RelationshipType: about.type },
        )
      for (const instance of one.instances)
        to.inside('MeasurementInstance', () => {
          for (const target of instance.targets) result(to, 'TargetResult', target)
          for (const actual of instance.actuals) result(to, 'ActualResult', actual)
        })
      to.text('OtherInformation', one.other)
    },
    { ValueChainStage: one.stage, PerformanceIndicatorType: one.kind },
  )
}

function aim(to: Lines, one: Omit<Objective, 'indicators'>, part: Part, wanted: boolean): void {
  to.text('Name', one.name, wanted)
  to.text('Description', one.description, wanted)
  to.text('Identifier', one.identifier)
  to.text('SequenceIndicator', one.sequence)
  for (const held of one.stakeholders) stakeholder(to, held, part)
  to.text('OtherInformation', one.other)
}

function goal(to: Lines, one: Goal, part: Part): void {
  to.inside('Goal', () => {
    aim(to, one, part, true)
    for (const below of one.objectives)
      to.inside('Objective', () => {
        aim(to, below, part, false)
        if (part === 2) for (const held of below.indicators) indicator(to, held)
      })
  })
}

/**
 * A StratML document as a file. In: a document with at least one goal, whose identifiers are IDs and occur once, whose dates are dates and numbers decimals
 * (`documentOf` makes such ones). Out: XML that is valid by the schema of its part. What Part 1 has no element for (indicators, roles, type) is left out.
 */
export function writeDocument(document: StratDocument): string {
  const { part } = document
  const to = new Lines()
  const root = part === 1 ? 'StrategicPlan' : 'PerformancePlanOrReport'
  const submitter = (): void => {
    const { submitter: who } = document
    if (!who) return
    to.inside('Submitter', () => {
      if (part === 2) to.text('Identifier', who.identifier)
      to.text('GivenName', who.givenName)
      to.text('Surname', who.surname)
      to.text('PhoneNumber', who.phone)
      to.text('EmailAddress', who.email)
    })
  }
  const content = (): void => {
    to.text('Name', document.name, true)
    to.text('Description', document.description)
    to.text('OtherInformation', document.other)
    to.inside('StrategicPlanCore', () => {
      for (const one of document.organizations) organization(to, one, part)
      for (const name of ['vision', 'mission'] as const) {
        const said = document[name]
        if (said)
          to.inside(name === 'vision' ? 'Vision' : 'Mission', () => {
            to.text('Description', said.description)
            to.text('Identifier', said.identifier)
          })
      }
      for (const value of document.values)
        to.inside('Value', () => {
          to.text('Name', value.name)
          to.text('Description', value.description)
        })
      for (const one of document.goals) goal(to, one, part)
    })
    to.inside('AdministrativeInformation', () => {
      if (part === 2) to.text('Identifier', document.identifier)
      to.text('StartDate', document.start)
      to.text('EndDate', document.end)
      to.text('PublicationDate', document.publication)
      to.text('Source', document.source)
      if (part === 1) submitter()
    })
    if (part === 2) submitter()
  }
  to.inside(root, content, {
    'xmlns:stratml': part === 1 ? namespaces.part1 : namespaces.part2,
    Type: part === 2 ? (document.type ?? 'Performance_Plan') : null,
  })
  return `<?xml version="1.0" encoding="UTF-8"?>\n${to.out.join('\n')}\n`
}
