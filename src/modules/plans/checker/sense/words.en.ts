export const en = {
  'what.uncovered-action':
    '{how, select, many {“{level}”: no task carries out {count} of {all}.{none, plural, =0 {} other { No plan names {list}{rest, plural, =0 {} other { and # more}}.}}{misnamed, plural, =0 {} other { Named only beside the words of another: {wrong}.}}{linked, plural, =0 {} other { Named by no plan, but joined by a link to work that serves it: {joined}.}}} other {No task carries out {code}“{title}”; tasks carry out {covered} of {all} like it.}}',
  'why.uncovered-action':
    'What nobody has a task for does not happen by itself. It may be meant for a later year, or stand in another plan.',
  'fix.uncovered-action': 'Give it a plan with tasks, or write down the phase in which it begins and waive this.',
  'what.uncovered-indicator':
    '{how, select, many {No plan with tasks names {count} of {all} indicators: {list}{rest, plural, =0 {} other { and # more}}.} odd {Tasks carry out {action}, and no plan with tasks names the indicator {code} “{title}”, which speaks of the same.} other {No plan with tasks names the indicator {code} “{title}”; {covered} of {all} are named.}}',
  'why.uncovered-indicator':
    'Nobody can say which work is to move it. That work may be meant for a later year, or stand under another code.',
  'fix.uncovered-indicator': 'Name it where the work is that moves it, or say when that work begins.',
  'what.major-without-plan':
    'The plan sets {code}“{title}” above the others, and {by, select, task {no plan of its own carries it out: only a task within another plan serves it.} other {nothing carries it out.}}',
  'why.major-without-plan':
    '{by, select, task {What was called most important hangs on a line in somebody else’s plan.} other {What was called most important has nobody who does it.}}',
  'fix.major-without-plan': 'Let an office write a plan with tasks for it.',
  'what.champion-without-plan': '{role} speaks for “{title}”, and no work stands below it.',
  'why.champion-without-plan': 'Somebody answers for it and has nothing to answer with.',
  'fix.champion-without-plan': 'Add the work, or take the champion away.',
  'what.phase-skips-level': '“{other}” and “{title}”: the middle schools between the two are never named.',
  'why.phase-skips-level': 'Students of those grades are left out, or somebody is surprised.',
  'fix.phase-skips-level': 'Add the missing step, or say in a note why it is not needed.',
  'what.pilot-overlaps':
    'The pilot “{title}” {how, select, due {is due by {to}, and so is “{other}”, by {from}.} other {ends on {to}, and “{other}” begins on {from} already.}}',
  'why.pilot-overlaps': 'Nothing that the pilot shows can change the roll-out.',
  'fix.pilot-overlaps': 'Let the pilot end first, or call it the first step of the roll-out.',
  'what.no-op': '“{title}” leads from something to itself ({both}).',
  'why.no-op': 'Nothing changes, or one of the two names is wrong.',
  'fix.no-op': 'Ask what it is to become, and correct the words.',
  'what.met-by-silence': '“{title}” counts what is told ({counted}) and is meant to fall.',
  'why.met-by-silence': 'The number also falls when people stop telling, so a fall alone is no success.',
  'fix.met-by-silence': 'Set beside it how fully and how quickly it is told, and read the two together.',
  'what.too-many-measures':
    '“{title}” has {count} measures with numbers, surveys and documents not counted; {most} is what anybody still looks at.',
  'why.too-many-measures': 'Where everything is measured, one that looks good can always be found.',
  'fix.too-many-measures': 'Choose the few that decide, and keep the others as evidence.',
  'what.cannot-move':
    '{how, select, time {“{title}” is judged on {due}, and what is to move it begins on {first} at the earliest.} other {“{title}” counts grades {grades}, and the work below it is for other grades.}}',
  'why.cannot-move': 'Whatever the number does, the work was not the reason.',
  'fix.cannot-move':
    'Tie the measure to work that can move it, or correct the {how, select, time {dates} other {grades}}.',
  'what.metadata-conflict':
    '{how, select, title {The title names {said}, and the plan runs {known}.} words {The words of the period say {said}, and its days are {known}.} source {The source’s title names {said}, and the plan runs {known}.} adoption {It is adopted on {said}; the approval by the same body is of {known}.} other {It is called “{said}” and has a day of adoption ({known}).}}',
  'why.metadata-conflict': 'Readers do not know which plan they hold, or for how long it counts.',
  'fix.metadata-conflict': 'Ask which one holds, and correct the other.',
}
