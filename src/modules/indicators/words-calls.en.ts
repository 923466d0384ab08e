/** Words of calls, trends and intervals (English). Facts arrive already formatted for the reader's language. */
export const en = {
  'call.met': 'Met',
  'call.on_pace': 'On pace',
  'call.too_close': 'Too close to call',
  'call.behind': 'Behind pace',
  'call.missed': 'Missed',
  'call.no_call': 'No call',

  'trend.improving': 'improving',
  'trend.worsening': 'worsening',
  'trend.no_clear_change': 'no clear change',
  'trend.not_comparable': 'not comparable',
  'trendReason.clear':
    'The change since the baseline is {change} points; chance alone could make it {low} to {high}, and zero lies outside.',
  'trendReason.unclear':
    'The change since the baseline is {change} points; chance alone could make it {low} to {high}, and zero lies inside.',
  'trendReason.definition': 'The definition or the test changed since the baseline, so the two numbers do not compare.',
  'trendReason.hidden': 'One of the two numbers is hidden to protect students.',
  'trendReason.noCounts': 'The counts behind one of the two numbers are not known, so chance cannot be judged.',
  'trendReason.noDirection': 'The plan does not say which way is better.',

  'met.level': 'The value is {value}; the target was {target}.',
  'met.band': 'The value is {value}; the target was between {low} and {high}.',
  'met.chance': 'It could be chance: the interval, {low} to {high}, also holds values that do not meet the target.',
  'missed.level': 'The target was {target} by {due}; the value is {value}.',
  'missed.interval':
    'The target was {target} by {due}; the value is {value}, and the interval, {interval}, does not reach it.',
  'missed.band': 'The target was between {low} and {high} by {due}; the value is {value}.',
  'too_close.due':
    'The target was {target} by {due}; the value is {value}, and the interval, {interval}, holds the target.',
  'too_close.path':
    'The path to {goal} asked for {expected} by now; the interval, {interval}, lies on both sides of it.',
  'too_close.band':
    'The target is between {low} and {high}; the value is {value}, and the interval, {interval}, reaches into it.',
  'on_pace.above':
    'The path to {goal} asked for {expected} by now; the interval, {interval}, lies wholly at or above it.',
  'on_pace.below':
    'The path to {goal} asked for {expected} by now; the interval, {interval}, lies wholly at or below it.',
  'on_pace.tally': 'The path to {goal} asked for {expected} by now; the count is {value}.',
  'behind.above': 'The path to {goal} asked for {expected} by now; the interval, {interval}, lies wholly above it.',
  'behind.below': 'The path to {goal} asked for {expected} by now; the interval, {interval}, lies wholly below it.',
  'behind.tally': 'The path to {goal} asked for {expected} by now; the count is {value}.',
  'behind.band': 'The target is between {low} and {high}; the value is {value}.',

  'settle.bothDown':
    'With {n} students, {good} or fewer would settle it on the good side, and {bad} or more on the other.',
  'settle.bothUp':
    'With {n} students, {good} or more would settle it on the good side, and {bad} or fewer on the other.',
  'settle.goodDown': 'With {n} students, only {good} or fewer would settle it.',
  'settle.goodUp': 'With {n} students, only {good} or more would settle it.',
  'settle.badDown': 'With {n} students, only {bad} or more would settle it.',
  'settle.badUp': 'With {n} students, only {bad} or fewer would settle it.',
  'settle.none': 'A group of {n} is too small to settle it; look at several years together.',
  'settle.final': 'The due day is past; only a later year can tell more.',

  'no_call.hidden': 'The number is hidden to protect students.',
  'no_call.zero_population': 'Nobody is in this group.',
  'no_call.not_applicable': 'This measure does not apply here.',
  'no_call.not_measured': 'It has not been measured yet.',
  'no_call.few': 'Only {n, plural, one {# student} other {# students}}; a call needs at least {minimum}.',
  'no_call.definition':
    'The definition or the test changed since the baseline, so the target no longer measures the same thing.',
  'no_call.incomplete': 'Some schools have not yet sent all their data.',
  'no_call.ambiguous': 'The words of the target can be read in {count} ways, and nobody has chosen one.',
  'no_call.noNumber': 'The target is not a single number.',
  'no_call.noBaseline': 'The plan gives no starting value.',
  'no_call.silent': 'The plan asks for nothing before {date}.',
  'no_call.noInterval': 'It is not known what chance alone could do to this number.',
  'first.date': 'A first call is possible on {date}.',
  'first.students': 'A first call is possible once {minimum} students are counted.',
  'first.reading': 'A first call is possible once the owner of the plan chooses a reading.',
  'first.baseline': 'A first call is possible once a starting value is entered.',
  'first.unknown': 'When a first call is possible is not known yet.',
  'first.never': 'No call will be made for it.',

  'interval.sentence':
    'We counted everyone; the band, {low} to {high}, shows what chance alone could do to a group of {n}.',
  'interval.short': '{low} to {high}',
  'target.atLeast': '{goal} or more',
  'target.atMost': '{goal} or less',
  'target.above': 'more than {goal}',
  'target.below': 'less than {goal}',
  'target.exactly': '{goal}',
  'target.better': 'better than {goal}',
  'goal.band': 'between {low} and {high}',
  'goal.pointsUp': '{points} percentage points higher than at the start',
  'goal.pointsDown': '{points} percentage points lower than at the start',
  'goal.up': '{amount} more than at the start',
  'goal.down': '{amount} less than at the start',
  'goal.higher': 'higher than at the start',
  'goal.lower': 'lower than at the start',
  'goal.asWritten': 'as the plan says it: “{words}”',
  'unit.days': '{number, plural, one {{shown} day} other {{shown} days}}',
} as const
