import type { District, School } from './district.ts'

type Row = [code: string, name: string, weight: number, feeds: string, pk?: 'PK']

const elementary = (zone: string, rows: readonly Row[]): School[] =>
  rows.map(([code, name, weight, feeds, pk]) => ({ code, name, zone, low: pk ? -1 : 0, high: 5, weight, feeds }))

const middle = (zone: string, code: string, name: string, feeds: string, effect = 0): School => ({
  code,
  name,
  zone,
  low: 6,
  high: 8,
  weight: 0,
  feeds,
  effect,
})

const high = (zone: string, code: string, name: string, effect = 0): School => ({
  code,
  name,
  zone,
  low: 9,
  high: 12,
  weight: 0,
  effect,
})

const schools: School[] = [
  ...elementary('NORTH', [
    ['01011', 'Northside Elementary', 1.45, '51011', 'PK'],
    ['02011', 'Birch Lane Elementary', 0.9, '51011'],
    ['03011', 'Fern Hollow Elementary', 1.1, '51011', 'PK'],
    ['04011', 'Windmill Elementary', 1.25, '52011', 'PK'],
    ['05011', 'Orchard Street Elementary', 0.8, '52011'],
    ['06011', 'Clover Field Elementary', 1.0, '52011', 'PK'],
    ['07011', 'Kite Hill Elementary', 0.75, '51011'],
  ]),
  ...elementary('RIVER', [
    ['08011', 'Riverbank Elementary', 1.1, '53011', 'PK'],
    ['09011', 'Millrace Elementary', 1.2, '54011', 'PK'],
    ['10011', 'Ferry Road Elementary', 1.0, '53011'],
    ['11011', 'Weir Street Elementary', 1.05, '53011', 'PK'],
    ['12011', 'Willow Bend Elementary', 0.85, '54011'],
    ['13011', 'Heron Street Elementary', 0.95, '54011', 'PK'],
    ['14011', 'Footbridge Elementary', 0.7, '53011'],
  ]),
  ...elementary('HILL', [
    ['15011', 'Hilltop Elementary', 1.3, '55011', 'PK'],
    ['16011', 'Lantern Hill Elementary', 1.0, '55011'],
    ['17011', 'Quarry Road Elementary', 1.1, '56011', 'PK'],
    ['18011', 'Summit Avenue Elementary', 0.9, '56011'],
    ['19011', 'Stone Wall Elementary', 1.15, '56011', 'PK'],
    ['20011', 'Ridge View Elementary', 0.85, '55011'],
    ['21011', 'Maple Terrace Elementary', 1.2, '56011'],
  ]),
  ...elementary('HARBOR', [
    ['22011', 'Harbor Light Elementary', 1.2, '57011', 'PK'],
    ['23011', 'Dockside Elementary', 0.95, '57011', 'PK'],
    ['24011', 'Lighthouse Elementary', 1.05, '57011'],
    ['25011', 'Ropewalk Elementary', 0.65, '57011', 'PK'],
    ['26011', 'Seagull Point Elementary', 0.9, '54011'],
    ['27011', 'Anchor Street Elementary', 1.1, '52011', 'PK'],
    ['28011', 'Tidepool Elementary', 1.0, '57011'],
  ]),
  middle('NORTH', '51011', 'Northgate Middle', '61011', 0.1),
  middle('NORTH', '52011', 'Windmill Middle', '63011'),
  middle('RIVER', '53011', 'Riverbank Middle', '62011', 0.2),
  middle('RIVER', '54011', 'Millrace Middle', '62011', -0.05),
  middle('HILL', '55011', 'Hilltop Middle', '63011', -0.1),
  middle('HILL', '56011', 'Quarry Middle', '64011', 0.05),
  middle('HARBOR', '57011', 'Harborside Middle', '65011', 0.1),
  high('NORTH', '61011', 'North High', 0.05),
  high('RIVER', '62011', 'Mill River High', 0.1),
  high('HILL', '63011', 'Hill Street High', 0.1),
  high('HILL', '64011', 'Summit High', -0.1),
  high('HARBOR', '65011', 'Harbor High', -0.07),
  {
    code: '71011',
    name: 'Tidewater Magnet School',
    zone: 'HARBOR',
    low: 0,
    high: 8,
    weight: 0,
    feeds: '72011',
    special: 'magnet',
    effect: -0.6,
  },
  {
    code: '72011',
    name: 'Arboretum Magnet High',
    zone: 'RIVER',
    low: 9,
    high: 12,
    weight: 0,
    special: 'magnet',
    effect: -0.7,
  },
  {
    code: '81011',
    name: 'Island School',
    zone: 'HARBOR',
    low: 0,
    high: 5,
    weight: 0.045,
    feeds: '57011',
    positive: true,
    effect: -0.1,
  },
  {
    code: '82011',
    name: 'Transition Academy',
    zone: 'HILL',
    low: 12,
    high: 12,
    weight: 0,
    special: 'transition',
    positive: true,
    effect: 0.1,
  },
  {
    code: '29011',
    name: 'Canal Street Elementary',
    zone: 'RIVER',
    low: 0,
    high: 5,
    weight: 0.6,
    feeds: '53011',
    to: '2025-06-30',
    successor: '08011',
    lineage: 'merged',
    effect: 0.25,
  },
  {
    code: '30011',
    name: 'Cannery Elementary',
    zone: 'HARBOR',
    low: -1,
    high: 5,
    weight: 0,
    feeds: '57011',
    to: '2024-06-30',
    successor: '22011',
    lineage: 'renamed',
  },
]

const settled = schools.map((school) => {
  if (school.code === '22011') return { ...school, from: '2024-07-01' }
  if (school.code === '25011') return { ...school, positive: true }
  return school
})

/** The demo district. Every name, code, telephone number and address in it is invented. */
export const millRiver: District = {
  state: { code: 'CT', name: 'Connecticut' },
  code: '9990011',
  name: 'Mill River Public Schools',
  town: 'Mill River',
  zones: [
    { code: 'NORTH', name: 'North Zone', poverty: 0.06, effect: 0.05, mix: 'black' },
    { code: 'RIVER', name: 'River Zone', poverty: 0.04, effect: 0.12, mix: 'none' },
    { code: 'HILL', name: 'Hill Zone', poverty: -0.2, effect: -0.16, mix: 'white' },
    { code: 'HARBOR', name: 'Harbor Zone', poverty: 0.1, effect: 0.14, mix: 'hispanic' },
  ],
  schools: settled,
  offices: [
    { code: 'SUPT', name: 'Office of the Superintendent' },
    { code: 'SCHOOLS', name: 'Office of Schools' },
    { code: 'OSS', name: 'Office of Student Support' },
    { code: 'ACAD', name: 'Office of Academics' },
    { code: 'DATA', name: 'Office of Data and Accountability' },
    { code: 'TALENT', name: 'Office of Talent' },
    { code: 'FIN', name: 'Office of Finance' },
    { code: 'OPS', name: 'Office of Operations' },
    { code: 'FCP', name: 'Office of Family and Community Partnerships' },
    { code: 'SPED', name: 'Office of Special Education' },
    { code: 'LANG', name: 'Office of Language Learners' },
  ],
  portfolios: [
    { code: 'P-MAGNET', name: 'Magnet Portfolio', schools: ['71011', '72011'] },
    {
      code: 'P-COMMUNITY',
      name: 'Community Schools Portfolio',
      schools: ['05011', '08011', '11011', '17011', '23011', '53011', '65011'],
    },
    { code: 'P-SMALL', name: 'Small Schools Portfolio', schools: ['25011', '81011', '82011'] },
  ],
  stops: [
    { school: '16011', after: '2026-10-09' },
    { school: '23011', after: '2026-02-06' },
  ],
  ownCalendars: [
    { school: '81011', storms: 2, late: 0 },
    { school: '82011', storms: 0, late: 2 },
  ],
  cohort: 2480,
}

/** The demo's fixed day (a Friday with school) and seed: the defaults of the two settings. */
export const demoSettings = { seed: 20261120, today: '2026-11-20' }
