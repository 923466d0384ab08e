import type { District } from './district.ts'

/** A file as the state would give it out: its name and text. */
export type StateFile = { name: string; text: string }

/** Districts that do not exist either, to be compared with. */
const others = [
  ['9990022', 'Two Brooks School District', 21.9, 81.2],
  ['9990033', 'Ash Harbor School District', 26.4, 77.5],
  ['9990044', 'Cedar Falls School District', 19.7, 84.9],
  ['9990055', 'Quarry Valley School District', 24.1, null],
] as const

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`
const guarded = (code: string): string => `"=""${code}"""`
const stateCode = (code: string): string => code.padStart(7, '0')
/** A number from 0 to 1 out of a code: the same each time, and of nobody. */
const chance = (code: string, salt: number): number => ((Number(code) * 7919 + salt * 104_729) % 9973) / 9973

function report(title: string, about: string, head: string, rows: readonly string[]): string {
  return [quoted(title), quoted(about), '', head, ...rows, ''].join('\n')
}

/** Schools that the files show: those with a code of digits, elementary to high. */
const shownSchools = ({ schools }: District) =>
  schools.filter((one) => /^\d{1,7}$/.test(one.code) && !one.special && !one.to)

function absence(district: District, year: string, rate: number): StateFile[] {
  const about = 'Synthetic: invented numbers for the demo'
  const title = `Chronic Absenteeism, ${year}`
  const districts = [[district.code, district.name, rate] as const, ...others]
  const schools = shownSchools(district)
  return [
    {
      name: `chronic-absenteeism__${year}_all-students.csv`,
      text: report(
        title,
        about,
        '"District","District Code","% Chronically Absent"',
        districts.map(([code, name, value]) => `${quoted(name)},${guarded(code)},${value.toFixed(1)}`),
      ),
    },
    {
      name: `chronic-absenteeism__${year}_high-needs.csv`,
      text: report(
        title,
        about,
        '"District","District Code","High Needs Status","% Chronically Absent"',
        [
          ['High Needs', rate + 5.1],
          ['Non-High Needs', rate - 12.3],
        ].map(
          ([group, value]) =>
            `${quoted(district.name)},${guarded(district.code)},${quoted(String(group))},${Number(value).toFixed(1)}`,
        ),
      ),
    },
    {
      name: `chronic-absenteeism__${year}_all-schools.csv`,
      text: report(
        title,
        about,
        '"District","District Code","School","School Code","% Chronically Absent"',
        schools.map((one, at) => {
          const value = at % 17 === 5 ? '"*"' : (rate - 9 + 18 * chance(one.code, 1)).toFixed(1)
          return [
            quoted(district.name),
            guarded(district.code),
            quoted(one.name),
            guarded(stateCode(one.code)),
            value,
          ].join(',')
        }),
      ),
    },
  ]
}

function graduation(district: District, year: string): StateFile {
  const cohort = 1406
  const graduates = 1321
  const rows = [
    `${quoted(district.name)},${guarded(district.code)},${cohort},${graduates},${((100 * graduates) / cohort).toFixed(1)}`,
    ...others.map(([code, name, , rate], at) => {
      const n = 400 + at * 90
      const d = rate === null ? null : Math.round((n * rate) / 100)
      return `${quoted(name)},${guarded(code)},${n},${d === null ? '"*","*"' : `${d},${((100 * d) / n).toFixed(1)}`}`
    }),
  ]
  return {
    name: `four-year-graduation-rates__${year}_all-students_grad.csv`,
    text: report(
      `Four-Year Graduation Rates, ${year}`,
      'Synthetic: invented numbers for the demo',
      '"District","District Code","Four-Year Cohort Count","Graduation Count","Graduation Rate"',
      rows,
    ),
  }
}

/** Parts of the accountability file that the demo shows: columns, rate, greatest points, and how a rate earns them. */
type Part = [stem: string, rate: number, most: number, target: number]
const points = ([stem, rate, most, target]: Part): number =>
  most * Math.min(1, Math.max(0, stem.startsWith('Ind4') ? (0.3 - rate) / 0.25 : rate / target))

function row(
  who: { district: District; name: string; code: string; kind: string; high: string; category: string },
  parts: readonly Part[],
  slip: number,
): Record<string, string> {
  const cells: Record<string, string> = {
    FallOfYear: '2024',
    RptngDistrictName: who.district.name,
    ReportingDistrictCode: who.district.code,
    SchoolName: who.name,
    SchoolCode: who.code,
    SchoolHighGrade: who.high,
    Category: who.kind,
    FinalCategory: who.category,
    AchievementGapFlag: '0',
    schoolyear: '2024-25',
  }
  let sum = 0
  let possible = 0
  for (const part of parts) {
    const [stem, rate, most] = part
    cells[`${stem}_Rate`] = rate.toFixed(6)
    // Points come from the rate as it is printed.
    const earned = points([stem, Number(rate.toFixed(6)), most, part[3]])
    cells[`${stem}_Points`] = (earned + (stem === 'Ind4' ? slip : 0)).toFixed(6)
    cells[`${stem}_PossiblePoints`] = most.toFixed(6)
    sum += earned
    possible += most
  }
  cells.TotalPoints = sum.toFixed(6)
  cells.TotalPossiblePoints = possible.toFixed(6)
  cells['Accountability Index '] = ((100 * sum) / possible).toFixed(6)
  return cells
}

function accountability(district: District): StateFile {
  const lower: Part[] = [
    ['Ind1ELA_All', 58.4, 50, 75],
    ['Ind1ELA_HN', 54.1, 50, 75],
    ['Ind1Math_All', 52.6, 50, 75],
    ['Ind1Math_HN', 48.9, 50, 75],
    ['Ind1Sci_All', 53.3, 50, 75],
    ['Ind1Sci_HN', 50.2, 50, 75],
    ['Ind2ELA_All', 0.552, 100, 1],
    ['Ind2ELA_HN', 0.541, 100, 1],
    ['Ind2Math_All', 0.571, 100, 1],
    ['Ind2Math_HN', 0.555, 100, 1],
    ['Ind4', 0.248, 50, 1],
    ['Ind4HN', 0.297, 50, 1],
  ]
  const upper: Part[] = [
    ['Ind5', 0.158, 50, 0.75],
    ['Ind6', 0.408, 50, 0.75],
    ['Ind7', 0.402, 50, 0.94],
    ['Ind8', 0.932, 100, 0.94],
    ['Ind10', 0.583, 100, 0.75],
    ['Ind12', 0.243, 50, 0.6],
  ]
  const of = (name: string, code: string, kind: string, high: string, category: string) => ({
    district,
    name,
    code,
    kind,
    high,
    category,
  })
  const rows = [
    row(of('District', '0000000', 'DistrictTot', 'District', ''), [...lower, ...upper], 0),
    ...shownSchools(district)
      .filter((one) => one.high <= 8)
      .map((one, at) =>
        row(
          of(
            one.name,
            stateCode(one.code),
            'SchoolTot',
            String(one.high),
            String(1 + Math.floor(3 * chance(one.code, 2))),
          ),
          lower.map(([stem, rate, most, target]): Part => {
            const width = stem.startsWith('Ind1') ? 20 : 0.2
            return [stem, Math.max(0.02, rate + width * (chance(one.code, stem.length + most) - 0.5)), most, target]
          }),
          // One printed number that no rule gives, so that the page has a difference to show.
          at === 3 ? 1.25 : 0,
        ),
      ),
  ]
  const columns = [...new Set(rows.flatMap((one) => Object.keys(one)))]
  const lines = rows.map((one) => columns.map((name) => quoted(one[name] ?? '')).join(','))
  return {
    name: 'accountability-2024-25-synthetic.csv',
    text: `${columns.map(quoted).join(',')}\n${lines.join('\n')}\n`,
  }
}

/**
 * Files in the shape of the state's own, about a district that does not exist: every number is invented, and each file says so in a line of its own where its shape has room
 * for one; the district's lie near what its synthetic records give. Chronic absenteeism of two years, graduation of one, the accountability file of 2024-25. The same district gives the same bytes.
 */
export const stateFiles = (district: District): StateFile[] => [
  ...absence(district, '2024-25', 24.9),
  ...absence(district, '2025-26', 23.2),
  graduation(district, '2024-25'),
  accountability(district),
]
