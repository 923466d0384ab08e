import type { Role } from '../../modules/people/index.ts'

/**
 * The table of rights, written by hand: who may do what with which thing, and how far. Nothing is made from it: routes, row security and menus are written
 * where they belong and checked against it (`matrix.test.ts`, `world.test.ts`). `docs/guide/rights.md` shows it.
 */

/**
 * How far a role reaches.
 * - `below`: the organization where the role is held and everything below it
 * - `seat`: only when the role is held at the district itself; then the whole district
 * - `district`: wherever in the district it is held, the whole district (a role at the state: its districts)
 */
export type Reach = 'below' | 'seat' | 'district'
/** `everybody`: nobody has to sign in. `signed-in`: every account, also one without a role. `own`: one's own only. `machine`: a token, no person. */
export type Open = 'everybody' | 'signed-in' | 'own' | 'machine'

export type Right = {
  verb: string
  thing: string
  who: Open | Readonly<Partial<Record<Reach, readonly Role[]>>>
  note: string
}

const teaching = ['coach', 'teacher'] as const
const offices = ['cabinet', 'office_head'] as const
/** Staff who answer for single students. */
const answering = ['superintendent', 'executive_director', 'principal', 'counselor', 'data_steward'] as const
/** Staff who act on the numbers of their schools. */
const counting = [...answering, ...offices, ...teaching, 'publisher'] as const
const employed = [...counting, 'board_member', 'administrator'] as const
const inside = [...employed, 'partner'] as const
const everyRole = [...inside, 'family', 'state_reviewer'] as const
const runners = ['data_steward', 'administrator'] as const
/** Whoever heads a school or an office, and those who lead the district; with whoever supervises schools. */
const heading = ['superintendent', 'cabinet', 'principal', 'office_head'] as const
const supervising = [...heading, 'executive_director'] as const

const right = (thing: string, verb: string, who: Right['who'], note = ''): Right => ({ verb, thing, who, note })

export const rights = {
  // What is public, and the door.
  'read start page': right('start page', 'read', 'everybody'),
  'read editions': right('published editions', 'read', 'everybody', 'files, without session or database'),
  'sign in': right('sign-in', 'use', 'everybody'),
  'read health': right('health of the installation', 'read', 'everybody', 'codes, never names or addresses'),
  'be led on': right('addresses that only lead on', 'follow', 'signed-in', 'where they lead, access is asked'),
  'use link': right('one-time link', 'use', 'everybody', 'whoever holds the link; it works once'),

  // One's own.
  'keep own account': right('own account', 'read and change', 'own'),
  'read own work': right(
    'own work',
    'read',
    'own',
    'in a district where one has a role; by account, or by the very role at the very organization',
  ),
  'change own work': right('own work', 'change', 'own'),
  'delegate own work': right(
    'own work',
    'delegate from date to date',
    { district: inside },
    'to somebody inside; never what was delegated to oneself',
  ),

  // Plans, work.
  'read plans': right('plans', 'read', { district: everyRole }, 'what a district promised is no secret to its people'),
  'load plans': right(
    'plans',
    'load',
    { seat: ['superintendent', 'cabinet', 'administrator'] },
    'by the command line so far',
  ),
  'read drafts of plans': right(
    'drafts of plans',
    'read',
    { district: inside },
    'an inner affair until a body adopts them',
  ),
  'draft plans': right('drafts of plans', 'begin, change, undo, drop', {
    seat: ['superintendent', 'cabinet', 'administrator'],
  }),
  'read values of plans': right(
    'values that offices enter',
    'read',
    { district: inside },
    'small groups of students as true numbers',
  ),
  'enter values of plans': right(
    'values that offices enter',
    'enter, correct',
    { seat: ['superintendent', 'cabinet', 'administrator'], below: ['office_head', 'data_steward'] },
    'an office those of its own measures',
  ),
  'list plans of units': right('list of plans of schools and offices', 'read', { district: inside }),
  'read plans of units': right(
    'plans of schools and offices',
    'read',
    { below: counting },
    'what is not approved yet; approved ones are read by everybody who takes part in the work',
  ),
  'begin plans of units': right('plans of schools and offices', 'begin', { below: supervising }),
  'write plans of units': right('plans of schools and offices', 'draft, name what they serve, answer comments', {
    below: heading,
  }),
  'review plans of units': right(
    'plans of schools and offices',
    'review, comment, approve, end',
    { below: ['superintendent', 'cabinet', 'executive_director'] },
    'nobody approves a text that they wrote or sent in',
  ),
  'read reviews of units': right('comments on plans of schools and offices', 'read', { below: supervising }),
  'read work': right('work of the district', 'read', { district: inside }),
  'keep webhooks': right('addresses of other systems', 'register, switch, send again', { seat: ['administrator'] }),
  'sign evidence': right(
    'evidence',
    'sign, send back, renew, remove',
    { below: ['superintendent', 'cabinet', 'administrator', 'executive_director', 'office_head', 'principal'] },
    'never what one brought oneself; whoever brought it may renew and remove it',
  ),
  'enter documents': right(
    'documents',
    'enter',
    { below: ['superintendent', 'cabinet', 'executive_director', 'office_head', 'principal'], seat: ['administrator'] },
    'read by their office, those who lead, and the audience of what is in force',
  ),
  'give work': right(
    'work of an office or school',
    'give to one person, take back',
    { seat: ['superintendent', 'cabinet', 'administrator'], below: ['office_head', 'principal'] },
    'one item at a time; a head what belongs to the own office or school',
  ),
  'lead work': right('work of others', 'change', { seat: ['superintendent', 'cabinet', 'administrator'] }),

  // Numbers.
  'read rules': right('how numbers are computed', 'read', 'signed-in'),
  'read checked numbers': right(
    'numbers checked for release',
    'read',
    { district: employed },
    'everybody else reads editions',
  ),
  'read true numbers': right(
    'true numbers, small groups included',
    'read',
    { below: counting },
    'reading small groups is noted',
  ),
  'keep own definitions': right(
    'definitions of the district’s own',
    'write, preview, activate, retire',
    { seat: ['data_steward', 'publisher', 'superintendent'] },
    'everybody who reads checked numbers reads them',
  ),

  // Students.
  'read students': right('single students', 'read', { below: answering }, 'every read is logged'),
  'export students': right('single students', 'export', { below: answering }, 'with a reason, logged'),
  'open records': right(
    'whole record of one student',
    'open, print, take away',
    { below: answering },
    'with a reason, logged; it is its opener’s alone',
  ),
  'keep disclosures': right('register of disclosures', 'read, enter, correct', { below: answering }),
  'ask to forget': right('one student', 'ask to forget', { seat: ['data_steward', 'superintendent'] }),
  'decide to forget': right(
    'requests to forget a student',
    'read and decide',
    { seat: ['data_steward', 'superintendent', 'administrator'] },
    'a second person: never one’s own request',
  ),
  'read reads': right('log of reads of students', 'read', { below: runners }),

  // Files and datasets.
  'read files': right(
    'files, findings, datasets',
    'read',
    { seat: runners },
    'district student ids only with the students of the district',
  ),
  'add files': right('files', 'add', { seat: runners }),
  'decide files': right('files', 'accept, refuse, answer, match', { seat: runners }),
  'purge files': right('files', 'purge', { seat: runners }),
  'move datasets': right('datasets', 'go back to a version', { seat: runners }),
  'keep tokens': right('feed tokens', 'read, make, revoke', { seat: runners }),
  'set retention': right('retention', 'set', { seat: runners }),
  'hand in files': right('files', 'hand in by token', 'machine', 'of the token’s district and kinds'),

  // Editions.
  'read drafts': right('editions on their way, ledger', 'read', { seat: ['publisher', 'superintendent', 'cabinet'] }),
  'draft editions': right('editions', 'draft, submit, withdraw, correct', { seat: ['publisher'] }),
  'approve editions': right(
    'editions',
    'approve, send back, publish',
    { seat: ['publisher', 'superintendent'] },
    'never one’s own: a second person',
  ),

  // The board's papers.
  'open board pages': right(
    'pages for the board, reporting calendar, responses to calls',
    'read',
    {
      seat: ['superintendent', 'cabinet', 'publisher', 'administrator', 'board_member'],
      district: ['office_head'],
    },
    'the reports of the calendar stand in the work of the offices',
  ),
  'read board papers': right(
    'packets, annual reports',
    'read',
    { seat: ['superintendent', 'cabinet', 'publisher', 'administrator', 'board_member'] },
    'a packet once it is approved; the public once it is published',
  ),
  'keep board calendar': right('reporting calendar', 'add, change, take out', {
    seat: ['superintendent', 'cabinet', 'publisher', 'administrator'],
  }),
  'write responses': right('responses to calls', 'write', {
    seat: ['superintendent', 'cabinet', 'publisher', 'administrator'],
    district: ['office_head'],
  }),
  'write annual reports': right('annual progress reports', 'make and write', {
    seat: ['superintendent', 'cabinet', 'publisher'],
  }),
  'sign annual reports': right('annual progress reports', 'sign', { seat: ['superintendent'] }),
  'read scorecards': right('department scorecards', 'read', { district: employed }),
  'keep scorecards': right('department scorecards', 'keep', {
    seat: ['superintendent', 'cabinet', 'administrator'],
    below: ['office_head'],
  }),

  // People and places.
  'read schools': right('schools of the district', 'read', { district: employed }),
  'read organizations': right('organizations with their dates', 'read', { district: runners }),
  'read who is who': right('who holds which office', 'read', { district: inside }, 'families are never listed'),
  'read setup': right('state of the setting up', 'read', { district: runners }),
  'keep roster roles': right('roles that follow from a roster', 'read and choose', { seat: ['administrator'] }),
  'keep sign-in': right('ways to sign in', 'read and change', { seat: ['administrator'] }),
  'act as others': right(
    'pages as another person sees them',
    'read',
    { seat: ['administrator'] },
    'never of an administrator; visible, logged, changes nothing',
  ),
  'read accounts': right('accounts and roles', 'read', { below: ['administrator'] }),
  'keep accounts': right(
    'accounts and roles',
    'add, give, end, close, link',
    { below: ['administrator'] },
    'never the own roles; a link only where every role of the person is covered',
  ),
} as const satisfies Record<string, Right>

export type RightName = keyof typeof rights

/** A role held today, as the table weighs it: where, in which district, and what lies below (itself included). */
export type Seat = { role: Role; org: number; district: number; below: readonly number[]; districts: readonly number[] }
/** Where a thing lies, and whose it is. `own`: it belongs to the person who asks. */
export type Place = { org: number; district: number; own?: boolean }

/** What the table says: may somebody with these seats (null: signed out) do this to a thing at this place? */
export function allows(name: RightName, seats: readonly Seat[] | null, place: Place): boolean {
  const { who }: Right = rights[name]
  if (who === 'everybody') return true
  if (who === 'machine' || seats === null) return false
  if (who === 'signed-in') return true
  if (who === 'own') return place.own ?? false
  const has = (reach: Reach, seat: Seat) => (who[reach] as readonly string[] | undefined)?.includes(seat.role) ?? false
  return seats.some(
    (seat) =>
      (has('below', seat) && seat.below.includes(place.org)) ||
      (has('seat', seat) && seat.org === place.district) ||
      (has('district', seat) && (seat.district === place.district || seat.districts.includes(place.district))),
  )
}

/** The same, anywhere: is there any place where the person may? Decides what the menu shows and which pages without a record open. */
export function allowsAnywhere(name: RightName, seats: readonly Seat[] | null): boolean {
  const { who }: Right = rights[name]
  if (who === 'own') return seats !== null
  if (typeof who === 'string') return allows(name, seats, { org: 0, district: 0 })
  return (seats ?? []).some((seat) => allows(name, seats, { org: seat.org, district: seat.district }))
}
