import { en as crosswalk } from '../crosswalk/words.en.ts'

const pointer = 'What points to nothing is a line that nobody can follow.'
const forgotten = 'Somebody would look for it in vain, and could think that it was given up without a word.'

/** Words of the rules about files beside plans. What is wrong with a crosswalk, and what to do, is said by the crosswalk's own words. */
export const en = {
  'what.crosswalk-unknown-plan': crosswalk['what.unknown-plan'],
  'why.crosswalk-unknown-plan': pointer,
  'fix.crosswalk-unknown-plan': crosswalk['fix.unknown-plan'],
  'what.crosswalk-plans-backwards': crosswalk['what.plans-backwards'],
  'why.crosswalk-plans-backwards': 'Nothing can become what was there before it.',
  'fix.crosswalk-plans-backwards': crosswalk['fix.plans-backwards'],
  'what.crosswalk-unknown-part': crosswalk['what.unknown-part'],
  'why.crosswalk-unknown-part': pointer,
  'fix.crosswalk-unknown-part': crosswalk['fix.unknown-part'],
  'what.crosswalk-wrong-number': crosswalk['what.wrong-number'],
  'why.crosswalk-wrong-number': 'The word and the parts say two different things.',
  'fix.crosswalk-wrong-number': crosswalk['fix.wrong-number'],
  'what.crosswalk-twice': crosswalk['what.twice'],
  'why.crosswalk-twice': 'A part cannot have two fates.',
  'fix.crosswalk-twice': crosswalk['fix.twice'],
  'what.crosswalk-forgotten-old': crosswalk['what.forgotten-old'],
  'why.crosswalk-forgotten-old': forgotten,
  'fix.crosswalk-forgotten-old': crosswalk['fix.forgotten-old'],
  'what.crosswalk-forgotten-new': crosswalk['what.forgotten-new'],
  'why.crosswalk-forgotten-new': 'A reader cannot tell whether it is new or goes on.',
  'fix.crosswalk-forgotten-new': crosswalk['fix.forgotten-new'],

  'what.ledger-unknown-plan': 'There is no plan {plan}.',
  'why.ledger-unknown-plan': pointer,
  'fix.ledger-unknown-plan': 'Write the id of a plan file that lies beside the ledger.',
  'what.ledger-unknown-part': 'The plan {plan} has no measure {id}.',
  'why.ledger-unknown-part': pointer,
  'fix.ledger-unknown-part':
    '{near, select, yes {Did you mean {nearest}?} other {Write the id of a measure of that plan.}}',
  'what.ledger-other-measure': 'The measure {id} of the plan {plan} does not tell of {measure}.',
  'why.ledger-other-measure': 'A promise would be held to the numbers of another measure.',
  'fix.ledger-other-measure': 'Name a measure of the plan whose definition is {measure}.',
  'what.ledger-unknown-series': 'The measure {measure} has no series {id}.',
  'why.ledger-unknown-series': 'Nobody can tell what was counted.',
  'fix.ledger-unknown-series':
    '{near, select, yes {Did you mean {nearest}?} other {Write the id of a series of this measure.}}',
  'what.ledger-unknown-source': 'There is no source {id}.',
  'why.ledger-unknown-source': 'Nobody can look up where the figure comes from.',
  'fix.ledger-unknown-source': '{near, select, yes {Did you mean {nearest}?} other {Add it under "sources".}}',
  'what.ledger-twice': 'The id {id} stands twice.',
  'why.ledger-twice': 'What points to it would mean two things.',
  'fix.ledger-twice': 'Give one of them an id of its own.',
  'what.ledger-gap-backwards': 'This gap ends in {to}, before it begins in {from}.',
  'why.ledger-gap-backwards': 'No year lies in it, so it marks nothing.',
  'fix.ledger-gap-backwards': 'Write the first year under "schoolYear" and the last under "to".',
  'what.ledger-no-promise': 'No plan that lies here promises anything about {id}.',
  'why.ledger-no-promise': 'The ledger has an entry without a promise.',
  'fix.ledger-no-promise': 'Write the definition that measures of plans name, or take the measure out.',
} as const
