/**
 * Every place that shows more than one student by name or by the district's id. A directory opt-out (34 CFR 99.37) hides a person in each that `hides`; the others
 * say why they do not. `lists.test.ts` finds the files that read students and fails when one is missing here. `file` is relative to `src/modules`.
 */
export type StudentList = {
  file: string
  what: string
  /** Addresses, as the routes name them. */
  routes: readonly string[]
  /** The test that shows it, where the records of `opt-out.test.tsx` do not reach. */
  shownBy?: string
} & ({ hides: true } | { hides: false; why: string })

export const studentLists: readonly StudentList[] = [
  {
    file: 'indicators/student-routes.tsx',
    what: 'students of a school by days missed, and the same as a file',
    routes: ['GET /schools/:org/students', 'POST /schools/:org/students/export'],
    hides: true,
  },
  {
    file: 'indicators/state-routes.tsx',
    what: 'students whom the state’s certified file and the district’s own count tell apart',
    routes: ['GET /indicators/published/:measure/students'],
    shownBy: 'indicators/state/state.test.tsx',
    hides: true,
  },
  {
    file: 'indicators/warning-routes.tsx',
    what: 'students whom an early-warning rule names, or whom a measure does not count yet',
    routes: ['GET /schools/:org/warnings', 'GET /schools/:org/not-yet/:definition'],
    shownBy: 'indicators/state/state.test.tsx',
    hides: true,
  },
  {
    file: 'feeds/routes.ts',
    what: 'findings of a file: rows that are wrong, with the district’s id of the student',
    routes: ['GET /data/imports/:id', 'GET /data/imports/:id/findings.csv'],
    hides: false,
    why: 'No list of persons but of rows to be mended, without a name, for those who repair the records of the whole district; a wrong row that nobody sees would stay wrong.',
  },
  {
    file: 'people/records/disclosure-routes.ts',
    what: 'ids of the students of one entry in the register of disclosures',
    routes: ['GET /students/disclosures/:id'],
    hides: false,
    why: 'The register has to say whose records were given out (34 CFR 99.32); an entry is no directory and holds no name.',
  },
]
