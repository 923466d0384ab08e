import { card, type OutcomeCard } from './outcomes.ts'

/**
 * The categories of the federal rule on significant disproportionality that this data can answer (34 CFR 300.647(b)): children identified, and five kinds of
 * removal among children with disabilities. The six disabilities and the two placements need records of special education, which no feed brings yet.
 */
const whole = [-1, 12] as const
const removed = <Id extends string>(id: Id, key: string, kinds: string | null, band: 'any' | 'up_to' | 'more') =>
  card(id, key, {
    direction: 'lower',
    listed: false,
    needs: { dataset: 'discipline', yearsBack: 0 },
    steps: ['enrolled', 'removal', 'removed-with-disability'],
    params: { kinds: kinds ?? { setting: 'removals' }, band, mostHundredths: { setting: 'removalDays' } },
    grades: whole,
  })

export const disparities = [
  card('identified-disability', 'identifiedDisability', {
    direction: 'lower',
    listed: false,
    needs: { dataset: 'enrollment', yearsBack: 0 },
    steps: ['enrolled', 'identified'],
    params: {},
    grades: whole,
  }),
  removed('swd-out-of-school-to-10', 'swdOssTo10', ',oss,expulsion,', 'up_to'),
  removed('swd-out-of-school-over-10', 'swdOssOver10', ',oss,expulsion,', 'more'),
  removed('swd-in-school-to-10', 'swdIssTo10', ',iss,', 'up_to'),
  removed('swd-in-school-over-10', 'swdIssOver10', ',iss,', 'more'),
  removed('swd-removals', 'swdRemovals', null, 'any'),
] as const satisfies readonly OutcomeCard[]
