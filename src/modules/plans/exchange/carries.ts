export type ExchangeFormat = 'stratml1' | 'stratml2' | 'tables'

/** Fields of a plan file by the group they stand in, with the key of their words. A field that is missing here is still found and named. */
export const known = {
  'plan.statements': 'statements',
  'plan.links': 'links',
  'plan.mentions': 'mentions',
  'plan.declares': 'declares',
  'plan.source': 'source',
  'plan.story': 'story',
  'plan.approvals': 'approvals',
  'plan.voices': 'voices',
  'plan.needs': 'needs',
  'plan.funding': 'funding',
  'plan.glossary': 'glossary',
  'plan.published': 'published',
  'plan.sources': 'published',
  'plan.notes': 'notes',
  'plan.carried': 'carried',
  'plan.measures': 'measures',
  'org.synthetic': 'synthetic',
  'period.words': 'periodWords',
  'adoption.state': 'adoption',
  'adoption.body': 'adoption',
  'adoption.on': 'adoption',
  'adoption.document': 'adoption',
  'adoption.note': 'adoption',
  'offices.orgCode': 'orgCodes',
  'elements.timeframe': 'timeframes',
  'elements.oldCodes': 'oldCodes',
  'elements.printed': 'printed',
  'elements.wave': 'waves',
  'elements.major': 'major',
  'elements.youWillSee': 'youWillSee',
  'elements.source': 'sources',
  'measures.source': 'sources',
  'statements.source': 'sources',
  'statements.shows': 'links',
  'statements.basis': 'links',
  'targets.source': 'sources',
  'elements.mentions': 'mentions',
  'measures.mentions': 'mentions',
  'elements.state': 'unaligned',
  'elements.owner': 'owners',
  'elements.champion': 'champions',
  'measures.definition': 'measureFields',
  'measures.who': 'measureFields',
  'measures.pair': 'measureFields',
  'measures.instrument': 'measureFields',
  'measures.monitoring': 'measureFields',
  'measures.artefact': 'measureFields',
  'measures.every': 'measureFields',
  'measures.office': 'measureFields',
  'measures.populations': 'measureFields',
  'targets.words': 'targetFields',
  'targets.population': 'targetFields',
  'targets.baseline': 'targetFields',
  'targets.path': 'targetFields',
  'targets.milestones': 'targetFields',
  'targets.scope': 'targetFields',
  'targets.unitRule': 'targetFields',
  'targets.interpretations': 'readings',
  'targets.chosen': 'readings',
  'targets.chosenBy': 'readings',
  'targets.chosenOn': 'readings',
} as const
/** What concerns more than one field, or only a part of one. */
export const special = [
  'translations',
  'translationStates',
  'grammar',
  'parents',
  'offices',
  'statements',
  'statementKinds',
  'notesJoined',
  'targetUnits',
  'targetSteps',
  'schoolYears',
] as const
export type Loss = (typeof known)[keyof typeof known] | (typeof special)[number] | 'formulas'

export type Group =
  | 'plan'
  | 'org'
  | 'period'
  | 'adoption'
  | 'offices'
  | 'roles'
  | 'statements'
  | 'elements'
  | 'measures'
  | 'targets'
/** What a field says when nothing is said. */
export const usual: Readonly<Record<string, string>> = {
  'elements.state': '"stated"',
  'adoption.state': '"draft"',
  'measures.populations': '[{"set":"all","value":"all"}]',
  'targets.population': '{"set":"all","value":"all"}',
  'targets.path': '"linear"',
  'targets.scope': '"all"',
}
export type Carries = {
  /** fields that go out and come back as data */
  fields: Partial<Record<Group, string>>
  /** fields that stand there in words only */
  inWords: readonly string[]
  special: Partial<Record<(typeof special)[number], 'soft' | 'gone'>>
}
const stratml: Carries = {
  fields: {
    plan: 'format id language title summary org period adoption grammar statements offices roles elements notes carried',
    org: 'name code',
    period: 'from to',
    offices: 'id name',
    roles: 'id name',
    statements: 'id kind title text',
    elements: 'id code level parents title text note',
  },
  inWords: ['elements.timeframe', 'elements.owner', 'elements.champion', 'plan.source'],
  special: {
    translations: 'gone',
    translationStates: 'gone',
    grammar: 'soft',
    parents: 'soft',
    offices: 'gone',
    statements: 'gone',
    statementKinds: 'soft',
    notesJoined: 'soft',
  },
}
export const carries: Record<ExchangeFormat, Carries> = {
  stratml1: stratml,
  stratml2: {
    fields: {
      ...stratml.fields,
      plan: `${stratml.fields.plan} measures`,
      elements: `${stratml.fields.elements} owner champion`,
      measures: 'id of title role code targets note',
      targets: 'id kind operator amount unit dueBy note',
    },
    inWords: ['elements.timeframe', 'plan.source', 'plan.published', 'plan.sources'],
    special: { ...stratml.special, targetUnits: 'gone', schoolYears: 'soft' },
  },
  tables: {
    fields: {
      plan: 'format id language title summary org period adoption grammar offices roles elements measures',
      org: 'name code synthetic',
      period: 'words from to',
      adoption: 'state body on document note',
      offices: 'id name orgCode',
      roles: 'id name',
      elements: 'id code level parents title text owner champion timeframe wave major printed oldCodes state note',
      measures:
        'id of title code role who monitoring definition instrument artefact pair every office populations targets note',
      targets: 'id words kind operator amount unit dueBy population path baseline milestones scope unitRule note',
    },
    inWords: [],
    special: { translationStates: 'gone', targetSteps: 'gone' },
  },
}
