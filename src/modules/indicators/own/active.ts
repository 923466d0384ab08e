import type { Tx } from '../../../platform/db/database.ts'
import type { DefinitionCard } from '../definitions/catalog.ts'
import { type OwnCard, ownCard, ownDefinitionCard } from './card.ts'
import { ownPrefix } from './id.ts'
import type { Definition } from './language.ts'
import { readDefinition } from './read.ts'
import { ownDefinition, ownDefinitions, type OwnRow } from './store.ts'

/** What is computed of a definition, read; null when nothing is, or when the language has changed since and no longer takes it. */
export const activeOf = (row: OwnRow): Definition | null =>
  row.active === null ? null : readDefinition(row.active).definition

/** The active own definitions of a district, as the engine computes them. */
export async function activeCards(tx: Tx, districtId: number): Promise<OwnCard[]> {
  const rows = await ownDefinitions(tx, districtId)
  return rows.flatMap((row) => {
    const definition = row.state === 'active' ? activeOf(row) : null
    return definition ? [ownCard(definition)] : []
  })
}

/** The active own definitions of a district, as pages list them. */
export async function activeDefinitions(tx: Tx, districtId: number): Promise<DefinitionCard[]> {
  const rows = await ownDefinitions(tx, districtId)
  return rows.flatMap((row) => {
    const definition = row.state === 'active' ? activeOf(row) : null
    return definition ? [ownDefinitionCard(definition)] : []
  })
}

/** An own definition that is or was computed, by the id of its results; null when there is none. */
export async function ownCardNamed(tx: Tx, districtId: number, id: string): Promise<DefinitionCard | null> {
  const row = id.startsWith(ownPrefix) ? await ownDefinition(tx, districtId, id.slice(ownPrefix.length)) : null
  const definition = row && activeOf(row)
  return definition ? ownDefinitionCard(definition) : null
}
