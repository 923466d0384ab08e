/** Who gets records: kinds of parties, for lists and counts. */
export const partyKinds = [
  'school',
  'agency',
  'court',
  'researcher',
  'vendor',
  'family',
  'health_care',
  'police',
  'other',
] as const
export type PartyKind = (typeof partyKinds)[number]

/**
 * What allows a disclosure of personally identifiable information from education records: consent, or one of the exceptions of 34 CFR 99.31(a) that a
 * school district meets. `entered`: whether 34 CFR 99.32(a) asks for an entry in the register (99.32(d) lists those that need none; they may be entered).
 * `why`: whether the register must say more than the interest (99.32(a)(5): the threat that was seen). The words stand in the catalog under `basis_<code>`.
 */
export const bases = {
  consent: { citation: '34 CFR 99.30', entered: false, threat: false },
  school_official: { citation: '34 CFR 99.31(a)(1)', entered: false, threat: false },
  other_school: { citation: '34 CFR 99.31(a)(2), 99.34', entered: true, threat: false },
  audit: { citation: '34 CFR 99.31(a)(3), 99.35', entered: true, threat: false },
  financial_aid: { citation: '34 CFR 99.31(a)(4)', entered: true, threat: false },
  juvenile_justice: { citation: '34 CFR 99.31(a)(5), 99.38', entered: true, threat: false },
  study: { citation: '34 CFR 99.31(a)(6)', entered: true, threat: false },
  accreditation: { citation: '34 CFR 99.31(a)(7)', entered: true, threat: false },
  parent_of_dependent: { citation: '34 CFR 99.31(a)(8)', entered: true, threat: false },
  court_order: { citation: '34 CFR 99.31(a)(9)', entered: true, threat: false },
  emergency: { citation: '34 CFR 99.31(a)(10), 99.36', entered: true, threat: true },
  directory: { citation: '34 CFR 99.31(a)(11), 99.37', entered: false, threat: false },
  parent_or_student: { citation: '34 CFR 99.31(a)(12), 99.10', entered: false, threat: false },
  sex_offender: { citation: '34 CFR 99.31(a)(16)', entered: true, threat: false },
  child_welfare: { citation: '20 U.S.C. 1232g(b)(1)(L)', entered: true, threat: false },
  none: { citation: '', entered: true, threat: false },
} as const satisfies Record<string, { citation: string; entered: boolean; threat: boolean }>

export type Basis = keyof typeof bases
export const basisCodes = Object.keys(bases) as Basis[]
export const isBasis = (text: unknown): text is Basis => basisCodes.includes(text as Basis)
export const isPartyKind = (text: unknown): text is PartyKind => partyKinds.includes(text as PartyKind)
