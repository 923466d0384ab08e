import { query, type Tx } from '../../platform/db/database.ts'
import type { EarlierTable } from '../indicators/index.ts'

type Basis = Pick<EarlierTable, 'cells' | 'relations'>

/** Keeps the linked table of a draft with its true counts; drafting again replaces it. */
export async function saveBasis(tx: Tx, editionId: number, districtId: number, basis: Basis): Promise<void> {
  await query(
    tx,
    `insert into publishing.basis (edition_id, district_id, cells, relations) values ($1, $2, $3, $4)
     on conflict (edition_id) do update set cells = excluded.cells, relations = excluded.relations`,
    [editionId, districtId, JSON.stringify(basis.cells), JSON.stringify(basis.relations)],
  )
}

/** Forgets the true counts of an edition that was given up. */
export async function dropBasis(tx: Tx, editionId: number): Promise<void> {
  await query(tx, 'delete from publishing.basis where edition_id = $1', [editionId])
}

/** Every published edition of a district with its true numbers and what it showed of them, oldest first. Those from before they were kept are missing. */
export async function earlierTables(
  tx: Tx,
  districtId: number,
): Promise<{ numbers: number[]; tables: EarlierTable[] }> {
  const rows = await query<Basis & { number: number }>(
    tx,
    `select e.number, b.cells, b.relations from publishing.basis b join publishing.edition e using (edition_id)
     where b.district_id = $1 and e.state in ('published', 'superseded') order by e.number`,
    [districtId],
  )
  return {
    numbers: rows.map((row) => row.number),
    tables: rows.map(({ number, cells, relations }) => ({ name: `edition ${number}`, cells, relations })),
  }
}
