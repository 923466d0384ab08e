import { isDay } from '../../rules.ts'
import { isUri, type Organization, type Result, type Stakeholder } from './document.ts'
import type { XmlNode } from './xml.ts'

/** What a document says with a number, a date or a choice that is none of the standard's, and what this reader does not know. */
export type Hear = (rule: 'element' | 'value' | 'date' | 'twice' | 'id', node: XmlNode, found: string) => void

export const older: Readonly<Record<string, string>> = { FirstName: 'GivenName', LastName: 'Surname' }
const nameOf = (node: XmlNode): string => older[node.name] ?? node.name
export const words = (text: string): string | null => text.trim() || null
export const where = (node: { line: number; col: number }): string => `${node.line}:${node.col}`

/** Reads the children of one element by name, and hears of every child that has no place in it. */
export class Fields {
  readonly node: XmlNode
  readonly hear: Hear
  readonly known = new Set<string>()
  constructor(node: XmlNode, hear: Hear) {
    this.node = node
    this.hear = hear
  }
  all(name: string): XmlNode[] {
    this.known.add(name)
    return this.node.children.filter((child) => nameOf(child) === name)
  }
  one(name: string): XmlNode | null {
    const [first, second] = this.all(name)
    if (second) this.hear('twice', second, name)
    return first ?? null
  }
  text(name: string): string | null {
    const found = this.one(name)
    return found ? words(found.text) : null
  }
  uri(name: string): string | null {
    const found = this.one(name)
    const said = found ? words(found.text) : null
    if (!found || said === null || isUri(said)) return said
    this.hear('value', found, said)
    return null
  }
  date(name: string): string | null {
    const found = this.one(name)
    const day = found ? words(found.text)?.replace(/(Z|[+-]\d\d:\d\d)$/, '') : null
    if (!found || !day) return null
    if (isDay(day)) return day
    this.hear('date', found, day)
    return null
  }
  pick<const T extends string>(name: string, choices: readonly T[], from = this.node): T | null {
    const said = from.attributes[name]?.trim()
    if (!said) return null
    const found = choices.find((one) => one === said)
    if (!found) this.hear('value', from, said)
    return found ?? null
  }
  /** To be asked last. */
  rest(): void {
    for (const child of this.node.children) if (!this.known.has(nameOf(child))) this.hear('element', child, child.name)
    if (this.node.children.length > 0 && this.node.text.trim()) this.hear('value', this.node, this.node.text.trim())
  }
}

export type Reader = { hear: Hear; id: (fields: Fields) => string | null }

export function stakeholders(fields: Fields, { hear }: Reader): Stakeholder[] {
  return fields.all('Stakeholder').flatMap((node) => {
    const own = new Fields(node, hear)
    const roles = own.all('Role').flatMap((one) => {
      const role = new Fields(one, hear)
      const types = role.all('RoleType').flatMap((type): ('Performer' | 'Beneficiary')[] => {
        const said = type.text.trim()
        if (said && said !== 'Performer' && said !== 'Beneficiary') hear('value', type, said)
        return said === 'Performer' || said === 'Beneficiary' ? [said] : []
      })
      const read = { name: role.text('Name'), description: role.text('Description'), types: types.slice(0, 2) }
      role.rest()
      return read.name || read.description || types.length > 0 ? [read] : []
    })
    const read = {
      name: own.text('Name'),
      description: own.text('Description'),
      type: own.pick('StakeholderTypeType', ['Person', 'Organization', 'Generic_Group']),
      roles,
    }
    own.rest()
    return read.name || read.description || read.type || roles.length > 0 ? [read] : []
  })
}

export function organization(node: XmlNode, reader: Reader): Organization {
  const own = new Fields(node, reader.hear)
  const read = {
    name: own.text('Name'),
    acronym: own.text('Acronym'),
    identifier: reader.id(own),
    description: own.text('Description'),
    stakeholders: stakeholders(own, reader),
  }
  own.rest()
  return read
}

export function results(fields: Fields, name: string, { hear }: Reader): Result[] {
  return fields.all(name).flatMap((node) => {
    const own = new Fields(node, hear)
    const units = own.text('NumberOfUnits')
    const number = units !== null && /^[+-]?(\d+(\.\d*)?|\.\d+)$/.test(units)
    if (units !== null && !number) hear('value', node, units)
    const one = own.one('Descriptor')
    const about = one ? new Fields(one, hear) : null
    const descriptor = about ? { name: about.text('DescriptorName'), value: about.text('DescriptorValue') } : null
    about?.rest()
    const read = {
      start: own.date('StartDate'),
      end: own.date('EndDate'),
      units: number ? units : null,
      descriptor: descriptor && (descriptor.name || descriptor.value) ? descriptor : null,
      description: own.text('Description'),
    }
    own.rest()
    return Object.values(read).some((value) => value !== null) ? [read] : []
  })
}
