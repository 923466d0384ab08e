import { inScope } from '../../platform/db/scope.ts'
import { query, type Tx } from '../../platform/db/database.ts'
import type { Db } from '../../platform/db/database.ts'
import { systemScope } from '../../modules/people/index.ts'
import type { Place } from './table.ts'

/** Where the record lies that a cell of the matrix asks for. */
export const wheres = ['own', 'sibling', 'outside', 'none'] as const
export type Where = (typeof wheres)[number]

/** A record: the fields that addresses and forms take, and where it lies. `prepare` brings it into the state that the form needs, inside the trial. */
export type Record_ = {
  fields: Readonly<Record<string, string>>
  place: Place
  prepare?: (db: Db) => Promise<void>
}

/** What a maker of records gets: the district of the record, its organizations and ids by name, and the person who asks. */
export type Around = {
  where: Where
  district: number
  org: (code: string) => number
  id: (name: string) => number
  /** D1 or D2 */
  code: string
  /** of the content of the edition on its way */
  digest: string
  password: string
  who: { own: number; seated: boolean }
}

const noSuch = '999999'
/** No such organization anywhere: nobody's roles reach it. */
const nowhere: Place = { org: -1, district: -1 }

/** Runs statements as the system actor of a district, in the trial. */
const bySystem = (district: number, text: string, values: unknown[]) => async (db: Db) => {
  const scope = await systemScope(db, 'feeds', district)
  await inScope(db, scope, async (tx: Tx) => {
    await query(tx, text, values)
  })
}

type Maker = (around: Around) => Record_

const whole = (around: Around): Place => ({ org: around.district, district: around.district })
/** A record that belongs to a whole district. */
const ofDistrict =
  (
    name: string,
    more: (around: Around) => Partial<Record_> & { fields?: Record<string, string> } = () => ({}),
  ): Maker =>
  (around) =>
    around.where === 'none'
      ? { fields: { id: noSuch, district: noSuch, version: '1', digest: 'x', ...more(around).fields }, place: nowhere }
      : {
          place: whole(around),
          ...more(around),
          fields: {
            id: String(around.id(name)),
            district: String(around.district),
            version: String(around.id(`version of ${name}`)),
            digest: around.digest,
            pupil: `${around.code}-A-1`,
            ...more(around).fields,
          },
        }
/** The school of the record: the own one (A), or another zone's (C). */
const schoolOf = (around: Around) => (around.where === 'sibling' ? 'C' : 'A')
const atSchool =
  (fields: (around: Around, school: string) => Record<string, string>): Maker =>
  (around) => {
    const school = schoolOf(around)
    return around.where === 'none'
      ? { fields: { id: noSuch, org: noSuch, role: noSuch }, place: nowhere }
      : { fields: fields(around, school), place: { org: around.org(school), district: around.district } }
  }

const edition = (name: string, set: string | null): Maker =>
  ofDistrict(name, (around) =>
    set === null || around.where === 'none'
      ? {}
      : {
          prepare: bySystem(around.district, `update publishing.edition set ${set} where edition_id = $1`, [
            around.id('edition'),
            ...(set.includes('$3')
              ? [around.id('writer'), around.id('approver')]
              : set.includes('$2')
                ? [around.id('writer')]
                : []),
          ]),
        },
  )
const withdrawn = `state = 'withdrawn'`
const stopped = `update feeds.import set state = 'stopped', stop_code = 'guard' where import_id = $1`

/** The kinds of records that lines of `routes.ts` name (`of`). A new kind is one more line. */
export const makers: Readonly<Record<string, Maker>> = {
  district: ofDistrict('district'),
  'empty desk': edition('edition', withdrawn),
  org: atSchool((around, school) => ({ org: String(around.org(school)) })),
  school: atSchool((around, school) => ({ org: String(around.org(school)) })),
  account: atSchool((around, school) => ({
    id: String(around.id(`account ${school}`)),
    org: String(around.org(school)),
    provider: String(around.id('provider')),
  })),
  role: atSchool((around, school) => ({ role: String(around.id(`role ${school}`)) })),
  provider: ofDistrict('provider'),
  forgetting: ofDistrict('forgetting'),
  disclosure: atSchool((around, school) => ({ id: String(around.id(`disclosure ${school}`)) })),
  pupil: atSchool((around, school) => ({ pupil: `${around.code}-${school}-1` })),
  /** Something that belongs to its maker alone, asked for by somebody else. */
  'somebody else’s': () => ({ fields: { id: noSuch, record: noSuch }, place: nowhere }),
  own: ({ password }) => ({ fields: { password }, place: { ...nowhere, own: true } }),
  import: ofDistrict('import'),
  'stopped import': ofDistrict('import', (around) =>
    around.where === 'none' ? {} : { prepare: bySystem(around.district, stopped, [around.id('import')]) },
  ),
  'spare import': ofDistrict('spare'),
  token: ofDistrict('token'),
  edition: edition('edition', null),
  'submitted edition': edition('edition', `state = 'submitted', submitted_by = $2`),
  'approved edition': edition('edition', `state = 'approved', submitted_by = $2, approved_by = $3`),
  'published edition': edition('published edition', withdrawn),
  plan: (around) => {
    const plan = around.where === 'none' ? 'no-plan' : around.where === 'outside' ? 'plan-d2' : 'plan-d1'
    return { fields: { plan, element: 's2-1' }, place: around.where === 'none' ? nowhere : whole(around) }
  },
  'draft of a plan': (around) => {
    const plan = makers.plan?.(around)
    if (!plan) throw new Error('no plan')
    const draft = around.where === 'none' ? noSuch : String(around.id('draft of a plan'))
    return { ...plan, fields: { ...plan.fields, draft, measure: 'no-measure' } }
  },
  /** A measure of the plan that the data office tells. */
  'value of a plan': (around) => {
    const plan = makers.plan?.(around)
    if (!plan) throw new Error('no plan')
    const place = around.where === 'none' ? nowhere : { org: around.org('DATA'), district: around.district }
    return { fields: { ...plan.fields, measure: 'm-calls' }, place }
  },
  /** The plan of a school that is not approved yet, with an open review and a comment. */
  'unit plan': atSchool((around, school) => ({
    plan: `unit-${school}-${around.code}`.toLowerCase(),
    round: String(around.id(`round ${school}`)),
    comment: String(around.id(`comment ${school}`)),
  })),
  packet: ofDistrict('packet'),
  'board report': ofDistrict('board report'),
  'plan line': ofDistrict('plan line'),
  'progress report': ofDistrict('progress report'),
  /** A promise of the plan that nobody answered yet. */
  promise: ofDistrict('district', (around) => ({
    fields: {
      promise: around.where === 'none' ? 'plan:none/no/no' : `plan:plan-${around.code}/g2/g2-2028`.toLowerCase(),
    },
  })),
  /** The scorecard of the data office. */
  scorecard: (around) =>
    around.where === 'none'
      ? { fields: { id: noSuch, measure: noSuch }, place: nowhere }
      : {
          fields: { id: String(around.org('DATA')), measure: String(around.id('office measure')) },
          place: { org: around.org('DATA'), district: around.district },
        },
  duty: ofDistrict('duty'),
  artefact: ofDistrict('artefact'),
  document: ofDistrict('document'),
  procedure: ofDistrict('procedure'),
  autonomy: ofDistrict('autonomy'),
  /** With the due item that was sent. */
  submission: ofDistrict('submission', (around) => ({
    fields: { item: around.where === 'none' ? noSuch : String(around.id('sent item')) },
  })),
  milestone: ofDistrict('milestone'),
  policy: ofDistrict('policy', (around) => ({
    fields: { duty: around.where === 'none' ? noSuch : String(around.id('duty')) },
  })),
  /** A task that no office and no person owns. */
  'item of nobody': ofDistrict('item'),
  webhook: ofDistrict('webhook'),
  committee: ofDistrict('committee', (around) => ({
    fields: { member: around.where === 'none' ? noSuch : String(around.id('seat')) },
  })),
  meeting: ofDistrict('meeting'),
  'draft meeting': ofDistrict('draft meeting'),
  'series of cycles': ofDistrict('series of cycles'),
  cycle: ofDistrict('cycle', () => ({ fields: { element: 's2-1' } })),
  delegation: ofDistrict('delegation'),
  wave: ofDistrict('wave'),
  /** An item that nobody owns, and the line by which it waits for another one. */
  'waiting item': ofDistrict('waiting item', (around) => ({
    fields: { dependency: around.where === 'none' ? noSuch : String(around.id('dependency')) },
  })),
  item: (around) =>
    around.where === 'own'
      ? { fields: { id: String(around.who.own) }, place: { ...whole(around), own: around.who.seated } }
      : ofDistrict('item')(around),
  'changed item': (around) => {
    const made = makers.item?.(around)
    if (!made) throw new Error('no item')
    return {
      ...made,
      ...(around.where === 'none'
        ? {}
        : {
            prepare: bySystem(
              around.district,
              `with changed as (update work.item set state = 'going_on', version = 2 where item_id = $1 returning district_id)
               insert into platform.change (org_id, object, object_id, version, verb, actor_name, at, was, became)
               select district_id, 'work.item', $1::text, 2, 'updated', 'system:feeds', now(), '{"state": "open"}', '{"state": "going_on"}' from changed`,
              [Number(made.fields.id)],
            ),
          }),
    }
  },
}
