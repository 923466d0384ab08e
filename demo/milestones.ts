/** A milestone of staffing and roles of the demo district. `owner`: a role at an organization by its code, `*` is the district; `shown`: who brings what there is to show. */
export type DemoMilestone = {
  title: string
  kind: 'hire' | 'role' | 'place' | 'structure'
  owner: readonly [role: string, org: string]
  basis: string
  planned: number | null
  dueOn: string
  /** what its owner counted, one after the other */
  counts: readonly number[]
  by: string
  shown: { title: string; url: string; madeOn: string; doneOn: string } | null
}

export const demoMilestones: readonly DemoMilestone[] = [
  {
    title: 'A welcome center for newcomer families is open',
    kind: 'place',
    owner: ['office_head', 'OSS'],
    basis: 'Strategy 3.1',
    planned: null,
    dueOn: '2026-10-01',
    counts: [],
    by: 'head.support',
    shown: {
      title: 'Hours and rooms of the center',
      url: 'https://welcome.millriver.example/hours',
      madeOn: '2026-09-28',
      doneOn: '2026-09-28',
    },
  },
  {
    title: 'Leaders of attendance teams have the role in their job description',
    kind: 'role',
    owner: ['office_head', 'SCHOOLS'],
    basis: 'Action 2.1.i',
    planned: 44,
    dueOn: '2026-10-30',
    counts: [20, 41],
    by: 'chief.schools',
    shown: null,
  },
  {
    title: 'Attendance specialists are hired',
    kind: 'hire',
    owner: ['office_head', 'OSS'],
    basis: 'Strategy 2.1',
    planned: 3,
    dueOn: '2026-12-18',
    counts: [1, 2],
    by: 'head.support',
    shown: null,
  },
  {
    title: 'Attendance coaches report to the Office of Student Support',
    kind: 'structure',
    owner: ['superintendent', '*'],
    basis: 'Strategy 2.1',
    planned: null,
    dueOn: '2027-01-15',
    counts: [],
    by: 'superintendent',
    shown: null,
  },
]
