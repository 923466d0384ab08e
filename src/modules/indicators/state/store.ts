import { query, type Tx } from '../../../platform/db/database.ts'
import type { KeptRow, PublishedRow } from './published.ts'

export type { PublishedRow } from './published.ts'

/** Replaces what is served of a district's reports of one year. */
export async function replacePublished(
  tx: Tx,
  districtId: number,
  reportYear: number,
  rows: readonly KeptRow[],
): Promise<void> {
  await query(tx, 'delete from indicators.published where district_id = $1 and report_year = $2', [
    districtId,
    reportYear,
  ])
  for (let from = 0; from < rows.length; from += 2000)
    await query(
      tx,
      `insert into indicators.published (district_id, report_year, source, level, code, name, org_id, measure, school_year, group_set, group_value, state, value, n, d, told_n, told_d, printed, file, line, version)
       select district_id, report_year, source, level, code, name, org_id, measure, school_year, group_set, group_value, state, value, n, d, told_n, told_d, printed, file, line, version
       from jsonb_to_recordset($1::jsonb) as r(district_id int, report_year int, source text, level text, code text, name text, org_id int, measure text, school_year int,
         group_set text, group_value text, state text, value double precision, n bigint, d bigint, told_n bigint, told_d bigint, printed text, file text, line int, version int)`,
      [JSON.stringify(rows.slice(from, from + 2000))],
    )
}

const served =
  'district_id, report_year, source, level, code, name, org_id, measure, school_year, group_set, group_value, state, value, n, d, printed, file, line, version'

/** What the state published of a measure: of the state, a district with its schools, and districts that are named. All years; the report of the measure's own before others. */
export function published(
  tx: Tx,
  wanted: { districtId: number; measure: string; groupSets?: readonly string[] },
): Promise<PublishedRow[]> {
  return query<PublishedRow>(
    tx,
    `select distinct on (level, code, school_year, group_set, group_value) ${served} from indicators.published
     where district_id = $1 and measure = $2 and ($3::text[] is null or group_set = any ($3::text[]))
     order by level, code, school_year, group_set, group_value, (source = 'accountability'), report_year desc`,
    [wanted.districtId, wanted.measure, wanted.groupSets ?? null],
  )
}

/** One line that the state printed of one of our organizations, with every count on it. */
export type ToldRow = Pick<
  PublishedRow,
  'school_year' | 'group_set' | 'group_value' | 'value' | 'n' | 'd' | 'printed' | 'source'
> & {
  org_id: number
}

/** Every line that the state printed of a measure in a district and its schools, of every report and year: what whoever looks for hidden numbers has. */
export function toldOf(tx: Tx, districtId: number, measure: string): Promise<ToldRow[]> {
  return query<ToldRow>(
    tx,
    `select org_id, school_year, group_set, group_value, value, told_n as n, told_d as d, printed, source from indicators.published
     where district_id = $1 and measure = $2 and org_id is not null
     order by org_id, school_year, group_set, group_value, source, report_year`,
    [districtId, measure],
  )
}

/** A digest of all that others printed of a district and its schools. In: the district, the codes of the places. Out: SHA-256, in hex; a file that says the same leaves it as it is. */
export async function toldDigest(tx: Tx, districtId: number, places: readonly string[]): Promise<string> {
  const rows = await query<{ digest: string }>(
    tx,
    `select encode(sha256(convert_to(coalesce(string_agg(line, ',' order by line collate "C"), ''), 'UTF8')), 'hex') as digest from (
       select jsonb_build_array(source, report_year, org_id, measure, school_year, group_set, group_value, value, told_n, told_d, printed)::text as line
       from indicators.published where district_id = $1 and org_id is not null
       union all
       select jsonb_build_array(place, definition, school_year, value, n, d, suppressed)::text
       from indicators.reference_value where place = any ($2::text[])) one`,
    [districtId, places],
  )
  return rows[0]?.digest ?? ''
}

/** The newest year of each measure that the state published of a place; all students. */
export function newestPublished(
  tx: Tx,
  districtId: number,
  place: { level: string; code: string },
): Promise<PublishedRow[]> {
  return query<PublishedRow>(
    tx,
    `select distinct on (measure) ${served} from indicators.published
     where district_id = $1 and level = $2 and code = $3 and group_set = 'all'
     order by measure, school_year desc, (source = 'accountability'), report_year desc`,
    [districtId, place.level, place.code],
  )
}

export type AccountabilityRow = {
  district_id: number
  school_year: number
  level: 'state' | 'district' | 'school'
  code: string
  name: string
  org_id: number | null
  line: number
  differences: number
  result: AccountabilityResult
  file: string
  version: number
}

/** A number computed by our rules beside the printed one. */
export type Compared = { computed: number | null; printed: number | null; verdict: string }
/** One row of the file, as it is kept: what is printed, what our rules give, where both differ. */
export type AccountabilityResult = {
  recomputed: boolean
  points: Compared
  possible: Compared
  index: Compared
  indicators: {
    id: string
    name: string
    group: string
    status: string
    rate: number | null
    participation?: number | null
    possible: number | null
    points: Compared
  }[]
  gaps: ({ id: string; gap: number | null; limit: number | null } & Compared)[]
  flags: ({ id: string } & Compared)[]
  imported: {
    category: string | null
    supportType: string | null
    supportCategory: string | null
    distinction: string | null
    distinctionCategory: string | null
  }
  differences: { header: string; line: number; printed: number | null; computed: number | null }[]
}

/** Replaces the rows of the accountability file of one year. */
export async function replaceAccountability(
  tx: Tx,
  districtId: number,
  schoolYear: number,
  rows: readonly AccountabilityRow[],
): Promise<void> {
  await query(tx, 'delete from indicators.accountability where district_id = $1 and school_year = $2', [
    districtId,
    schoolYear,
  ])
  await query(
    tx,
    `insert into indicators.accountability (district_id, school_year, level, code, name, org_id, line, differences, result, file, version)
     select district_id, school_year, level, code, name, org_id, line, differences, result, file, version
     from jsonb_to_recordset($1::jsonb) as r(district_id int, school_year int, level text, code text, name text, org_id int, line int, differences int, result jsonb, file text, version int)`,
    [JSON.stringify(rows)],
  )
}

/** Years of the accountability file that a district has, newest first. */
export async function accountabilityYears(tx: Tx, districtId: number): Promise<number[]> {
  const rows = await query<{ school_year: number }>(
    tx,
    'select distinct school_year from indicators.accountability where district_id = $1 order by school_year desc',
    [districtId],
  )
  return rows.map((one) => one.school_year)
}

/** The rows of one year: the state, the district, its schools by name. */
export function accountabilityRows(tx: Tx, districtId: number, schoolYear: number): Promise<AccountabilityRow[]> {
  return query<AccountabilityRow>(
    tx,
    `select * from indicators.accountability where district_id = $1 and school_year = $2
     order by case level when 'district' then 1 when 'state' then 3 else 2 end, name, code`,
    [districtId, schoolYear],
  )
}

/** Codes of the districts that somebody named to be compared with, in their order. */
export async function similarDistricts(tx: Tx, districtId: number): Promise<string[]> {
  const rows = await query<{ code: string }>(
    tx,
    'select code from indicators.similar_district where district_id = $1 order by place, code',
    [districtId],
  )
  return rows.map((one) => one.code)
}

/** Names the districts to be compared with, in this order. */
export async function replaceSimilar(tx: Tx, districtId: number, codes: readonly string[]): Promise<void> {
  await query(tx, 'delete from indicators.similar_district where district_id = $1', [districtId])
  await query(
    tx,
    `insert into indicators.similar_district (district_id, code, place)
     select $1, c, p from unnest($2::text[]) with ordinality as t(c, p)`,
    [districtId, codes],
  )
}

/** Districts of which the state published something, by name: code and newest name. */
export function districtsPublished(tx: Tx, districtId: number): Promise<{ code: string; name: string }[]> {
  return query<{ code: string; name: string }>(
    tx,
    `select code, name from (
       select distinct on (code) code, name from indicators.published
       where district_id = $1 and level = 'district' order by code, report_year desc) one
     order by name`,
    [districtId],
  )
}
