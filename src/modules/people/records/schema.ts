/** A request to forget a student. Who it is about is not in it. */
export type Forgetting = {
  forgetting_id: number
  district_id: number
  reason: string
  /** `lifted`: not a request, but the note that an id may come back */
  state: 'asked' | 'refused' | 'running' | 'done' | 'lifted'
  asked_by: number | null
  asked_name: string
  asked_at: Date
  decided_by: number | null
  decided_name: string | null
  decided_at: Date | null
  done_at: Date | null
  counts: Record<string, number>
  version: number
}

/** Who is forgotten, while it is not done. `student_key` null: nobody has this id; only files may hold it. */
export type Subject = {
  forgetting_id: number
  district_id: number
  student_key: number | null
  external_id: string
  last_name: string
  first_name: string
  /** ids that a roster gives the person */
  refs: string[]
}

/** What was taken out of `people`. */
export type Dropped = {
  identities: number
  years: number
  spells: number
  others: number
  reads: number
  disclosures: number
  records: number
}

export type RecordRow = {
  record_id: number
  district_id: number
  org_id: number
  student_key: number | null
  opened_by: number
  opened_name: string
  reason: string
  opened_at: Date
  expires_at: Date
  state: 'preparing' | 'ready' | 'failed' | 'over'
  failure_code: string | null
  ready_at: Date | null
}

/** One student's whole record as it is prepared and kept for some days: plain data; words come when it is shown. */
export type WholeRecord = {
  made_at: string
  district: string
  opened: { by: string; at: string; reason: string }
  identity: {
    student_id: string
    last_name: string
    first_name: string
    birth_date: string | null
    home_language: string | null
  }
  directory_opt_out: { since: string; source: 'file' | 'hand' } | null
  years: {
    school_year: number
    race: string | null
    gender: string | null
    econ: boolean | null
    el: boolean | null
    swd: boolean | null
    residency: string | null
  }[]
  enrollment: {
    school_year: number
    school: string
    grade: number
    entry_date: string
    exit_date: string | null
    exit_code: string | null
    is_primary: boolean
  }[]
  classes: Record<string, string | number | boolean | null>[]
  absences: { school_year: number; day: string; school: string; kind: string; portion: number }[]
  standings: {
    school_year: number
    place: string
    definition: string
    absent: number
    member_days: number
    tier: string
    through_date: string | null
  }[]
  reads: { at: string; who: string; place: string; purpose: string; reason: string; students: number }[]
  disclosures: {
    on_date: string
    party: string
    party_kind: string
    basis: string
    interest: string
    what: string
    was_given: boolean
    entered_name: string
  }[]
}

export type DisclosureRow = {
  disclosure_id: number
  district_id: number
  org_id: number
  on_date: string
  party: string
  party_kind: string
  basis: string
  interest: string
  what: string
  was_given: boolean
  students: number
  entered_by: number | null
  entered_name: string
  entered_at: Date
  version: number
}

/** A disclosure as it is entered; the students by their keys. */
export type DisclosureTold = Pick<
  DisclosureRow,
  'org_id' | 'on_date' | 'party' | 'party_kind' | 'basis' | 'interest' | 'what' | 'was_given'
>
