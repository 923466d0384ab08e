export const en = {
  'what.interim-implausible':
    '“{words}” asks for {share} percent of the way to “{last}” in {time} percent of the time{way, select, points { (when the change is read as points)} relative { (when the change is read as a part of where it stands)} other {}}{even, plural, =0 {} other {; read in the other way it asks for # percent}}.',
  'why.interim-implausible': 'One of the two is probably not meant so, and the first year will be called a failure.',
  'fix.interim-implausible':
    'Ask how both numbers were found, then correct one or say in a note why the start is so steep.',
  'what.target-conflict':
    '“{words}” and “{other}” are due together for one measure and cannot both be meant{how, select, values { ({here} here, {there} there)} other {}}{depends, select, yes {; that they are due together depends on which year is meant} other {}}.',
  'why.target-conflict': 'The same result meets one target and misses the other.',
  'fix.target-conflict': 'Ask which one holds, and correct or drop the other.',
  'what.milestones-uneven':
    '{how, select, time {This milestone is due no later than the one before it.} other {The milestone {amount} goes back behind {before}.}}',
  'why.milestones-uneven': 'The expected way would run backward, and every call on it would be wrong.',
  'fix.milestones-uneven': 'Correct the day or the amount.',
  'what.tolerance-conflict':
    '“{words}” allows {here} percent, “{other}” allows {there} percent, and both are about the same goal.',
  'why.tolerance-conflict': 'A result can be right by one and wrong by the other.',
  'fix.tolerance-conflict': 'Decide how far off is still good, and write the same in both places.',
  'what.percent-ambiguous':
    '“{words}” can be read in two ways: {amount} points {way, select, less {less} other {more}}{known, select, yes { (from {base} to {points})} other {}}, or {amount} percent {way, select, less {less} other {more}} of where it stands{known, select, yes { (from {base} to {relative})} other {}}.',
  'why.percent-ambiguous': 'The two ask for very different results, so no call is made until somebody says which.',
  'fix.percent-ambiguous':
    '{readings, select, yes {Ask the owner, then choose one of the readings by name and day.} other {Ask the owner, then write both readings down and choose one by name and day.}}',
  'what.no-baseline':
    '{how, select, many {“{level}”: {count} of {all} measures that are to rise or fall have no first value: {list}{rest, plural, =0 {} other { and # more}}.{announced, plural, =0 {} one { For one more it is announced.} other { For # more it is announced.}}} scales {“{level}”: {count} measures are to rise or fall, and no scale is named for them: {list}{rest, plural, =0 {} other { and # more}}.} scale {“{words}” ({measure}) is to rise or fall, and no scale is named for it.} other {“{words}”{named, select, yes { ({measure})} other {}} is a change, and nothing says from where{published, select, yes {; published figures are at hand} other {}}.}}',
  'why.no-baseline':
    '{how, select, scale {What has no scale has no first value and no result.} scales {What has no scale has no first value and no result.} other {Without a first value nobody can tell whether it was reached.}}',
  'fix.no-baseline':
    '{how, select, scale {Say how it is judged, then add a first value.} scales {Say how each is judged, then add first values.} many {Collect first values before the work begins, and add each with its year and source.} other {Add the baseline with its year and source{published, select, yes {, for example from the published figures} other {}}.}}',
  'what.baseline-unsupported':
    'The baseline {value} stands in none of the published figures; the nearest is {figure} ({year}).',
  'why.baseline-unsupported': 'A wrong start makes every step after it look better or worse than it is.',
  'fix.baseline-unsupported': 'Find the source of the baseline, or say what is counted differently.',
  'what.out-of-domain':
    '{why, select, whole {{value} is no whole number, and things are counted here.} result {The change leads to {value} percent.} other {{value} cannot be a value in “{unit}”.}}',
  'why.out-of-domain': 'No result can ever be this, so the target can never be met or was typed wrongly.',
  'fix.out-of-domain': 'Correct the value or its unit.',
  'what.arithmetic':
    '{how, select, halfway {“Halfway” is said at {base} of {amount}: that is {value} percent of the way.} published {The two counts give {value}, not {amount}.} other {The change leads from {base} to {value}, which is not “{operator} {amount}”{close, select, yes {; only rounding lies between them} other {}}.}}',
  'why.arithmetic': 'Readers who count for themselves will not know which number to trust.',
  'fix.arithmetic': 'Count again, and correct the one that is wrong.',
  'what.target-words':
    '{how, select, number {“{words}” says {said}, and the number of the target is {amount}.} unit {“{words}” says {said}, and the unit of the target is “{unit}”.} up {“{words}” says more, and the change of the target is {amount}.} down {“{words}” says less, and the change of the target is {amount}.} other {“{words}” says {said}, and the day of the target is {day}.}}',
  'why.target-words': 'People read the words and the call follows the number, so one of the two will be wrong.',
  'fix.target-words': 'Look at the source, and correct the words or what stands beside them.',
  'what.already-met': 'The target “{words}” is met by the baseline {base} already.',
  'why.already-met': 'It would be called met although nothing has changed.',
  'fix.already-met': 'Correct the target or the baseline, or say that the level is to be kept.',
}
