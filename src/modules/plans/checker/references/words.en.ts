const did = '{near, select, yes { Did you mean “{nearest}”?} other {}}'

export const en = {
  'what.dangling-code': `{code} is named here, and nothing in the plan has this code.{is, select, known { The words beside it are those of {meant}.} other {${did}}}`,
  'why.dangling-code': 'Work that is tied to a code which does not exist is counted nowhere.',
  'fix.dangling-code':
    '{is, select, known {Ask the office whether {meant} is meant, and correct the code.} other {Correct the code, or add what it stands for.}}',
  'what.ambiguous-code': 'The code {code} belongs already to “{other}”.',
  'why.ambiguous-code': 'Who reads or hears the code cannot know which of the two is meant.',
  'fix.ambiguous-code': 'Give one of the two another code.',
  'what.reused-code': '{code} was its code before, and is the code of “{other}” today.',
  'why.reused-code': 'Old papers and links that name the code now lead to something else.',
  'fix.reused-code': 'Give “{other}” a code that nobody had, or take the old code away here.',
  'what.other-words': '{code} is named here with the words of {other} (“{words}”).',
  'why.other-words': 'One of the two is wrong, and the work is counted at the wrong place.',
  'fix.other-words': 'Ask which of the two is meant, then correct the code or the words.',
  'what.orphan': '“{title}” stands alone: nothing stands above, below or beside it, and nothing measures it.',
  'why.orphan': 'Nobody can see what it is good for or whether it happens.',
  'fix.orphan': 'Name its parent, tie it to what it serves, or take it out.',
  'what.idle-name':
    'The plan lists the {kind, select, office {office} other {role}} “{name}” and gives it nothing to do.',
  'why.idle-name': 'A name without a task looks like somebody who answers for something.',
  'fix.idle-name': 'Say what it answers for, or take it out.',
  'what.declared-count': 'The plan says that it has {said} of “{level}”; {counted} were counted.',
  'why.declared-count': 'Something was lost on the way, or the plan misstates itself.',
  'fix.declared-count': 'Count again in the source. If the source is wrong, say so in a note and waive this.',
  'what.declared-missing':
    'The plan says that it has {how, select, number {{said} of “{level}”} other {“{level}”}} and lists none.',
  'why.declared-missing': 'What is promised and not listed can be neither done nor checked.',
  'fix.declared-missing': 'Ask for the part of the plan that lists them, and add them.',
  'what.code-gap':
    'After {before} comes {code}: {count, plural, one {{missing} is missing} other {{missing} and others are missing}}.',
  'why.code-gap': 'A gap in the numbers often means that something was lost or taken out without a word.',
  'fix.code-gap': 'Look for it in the source, or say in a note why the number is free.',
  'what.idle-link':
    '{kind, select, self {“{id}” is tied to itself.} other {The same line to “{id}” stands here twice.}}',
  'why.idle-link': 'It adds nothing, and another element may have been meant.',
  'fix.idle-link': 'Correct the id, or take the line away.',
  'what.term-twice': 'The glossary explains “{term}” twice.',
  'why.term-twice': 'A reader sees only one of the two.',
  'fix.term-twice': 'Make one entry of them.',
}
