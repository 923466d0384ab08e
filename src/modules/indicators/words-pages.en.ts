/** Words of the list of indicators, the page of one indicator and the comparison of schools. */
export const pagesEn = {
  'area.attendance': 'Attendance and enrollment',
  'area.graduation': 'Graduation and on track',
  'area.achievement': 'Achievement',
  'area.readiness': 'College and career',
  'area.climate': 'Climate and discipline',
  'area.support': 'Support for each student',
  'area.whole': 'Arts, health and fitness',
  'area.staff': 'Staff',
  'area.money': 'Money',
  'area.own': 'Measures of this district',
  'area.other': 'Other measures',
  'listing.group': 'Group by',
  'listing.byArea': 'Area',
  'listing.byCall': 'Call',
  'listing.byNothing': 'Nothing',
  'listing.area': 'Area',
  'listing.allAreas': 'All areas',
  'listing.call': 'Call',
  'listing.allCalls': 'All calls',
  'listing.noPromise': 'No target in the plan',
  'listing.search': 'Name has',
  'listing.shown': '{n, plural, =0 {No indicator} one {# indicator} other {# indicators}} of {of, number} shown.',
  'listing.none': 'No indicator fits.',
  'listing.noneHint': 'Take a filter away, or look at all of them.',
  'listing.all': 'Show all indicators',
  'listing.through': 'Data through',
  'listing.computed': 'computed {date}',
  'listing.years': 'Year by year',
  'listing.behind': 'The numbers behind the small pictures',
  'listing.toDate': '{year} so far: {value}, through {date}',
  'listing.luck':
    'This page compares {n, plural, one {# measure} other {# measures}} with the year before. About {m, plural, =0 {none} one {# of them} other {# of them}} would look different by chance alone.',

  'called.open': 'How was this called?',
  'called.lead':
    'Everything that the call depends on. The same inputs give the same call every time; the text below is what is kept.',
  'called.again': 'Made again from these inputs just now: {word}.',
  'called.differs':
    'Made again from these inputs, the call is another one. Do not use it; tell whoever runs the installation.',
  'called.what': 'Input',
  'called.value': 'Value',
  'called.rule': 'Rule',
  'called.words': 'The plan’s words',
  'called.source': 'Where they stand',
  'called.page': '{document}, page {page}',
  'called.who': 'Who is counted',
  'called.everybody': 'all students',
  'called.judged': 'Value judged',
  'called.kofn': '{k, number} of {n, number}',
  'called.on': 'It speaks for the time to',
  'called.target': 'Target',
  'called.due': 'Due',
  'called.baseline': 'Starting value',
  'called.baselineText': '{value} on {date} ({source})',
  'called.noBaseline': 'none given',
  'called.path': 'Path to it',
  'path.linear': 'the same step every year',
  'path.geometric': 'the same share of what is left, every year',
  'path.endOnly': 'judged only at the end',
  'path.step': 'milestones',
  'called.minimum': 'Fewest students for a call',
  'called.same': 'Same definition since the starting value',
  'called.complete': 'All schools handed in',
  'called.expected': 'The path asked for',
  'called.interval': 'Interval of the value',
  'called.reading': 'Reading chosen',
  'called.result': 'Call',
  'called.inputs': 'The inputs as they are kept',

  'break.definition': 'rule changed',
  'break.instrument': 'test changed',
  'break.pandemic': 'pandemic',
  'break.waiver': 'year waived',
  'break.note': 'Numbers on the two sides of a mark do not compare, so the line is not joined there.',

  'two.title': 'Compared with the year before',
  'two.rise': 'went up',
  'two.fall': 'went down',
  'two.same': 'did not move',
  'two.clear':
    'From {from} to {to} it {moved}: {change} points. Chance alone could make that anything from {low} to {high}; zero lies outside, so something changed.',
  'two.unclear':
    'From {from} to {to} it {moved}: {change} points. Chance alone could make that anything from {low} to {high}; zero lies inside, so it may be nothing but chance.',
  'two.paired':
    'Many students are in both years. The interval treats the two years as separate groups, so it is rather too wide than too narrow.',
  'two.none': 'There are not yet two years that can be compared.',
  'two.notComparable': 'These two years do not compare: {reason}',
  'detect.size':
    'In a group of {n, number}, a change of {points} points from one year to the next would show four times in five. Smaller ones can stay hidden in chance.',
  'detect.clear': 'The plan asks for {change} points more or less than now: a group of this size can show that.',
  'detect.maybe':
    'The plan asks for {change} points more or less than now: in a group of this size that may show, or may not.',
  'detect.hidden':
    'The plan asks for {change} points more or less than now. A group of this size cannot show that from one year to the next; it would take about {needed, number} students a year. Look at several years together.',
  'detect.never':
    'The plan asks for {change} points more or less than now. Neither a group of this size nor one ten times as large can show that from one year to the next. Look at several years together.',

  'outlook.title': 'If it goes on like this',
  'outlook.text':
    'A straight line through {years, plural, one {# year} other {# years}} (from {from}) reaches {value} in {at}; by chance anything from {low} to {high}. The target is {goal}.',
  'outlook.pace':
    'So far it moves {slope} points a year. To reach the target from the last year on, it would take {needed} points a year.',
  'outlook.unlikely': 'At the present rate the target is unlikely to be met.',
  'outlook.doubtful': 'At the present rate it is doubtful that the target is met.',
  'outlook.toss_up': 'At the present rate it is a toss-up whether the target is met.',
  'outlook.likely': 'At the present rate the target is likely to be met.',
  'outlook.very_likely': 'At the present rate the target is very likely to be met.',
  'outlook.three': 'Three years show a direction, but say nothing of the chance. A fourth year is needed.',
  'outlook.note': 'A line drawn on is no promise: it knows nothing of what the district does next.',
  'outlook.none.noTarget': 'No plan promises a number for this place, so there is nothing to carry the line on to.',
  'outlook.none.past': 'The due year of the target is over: there is nothing to carry on.',
  'outlook.none.unclear': 'The target is not one number with a direction, so the line is not carried on.',
  'outlook.none.few':
    'Only {years, plural, =0 {no year} one {# year} other {# years}} can be compared: a line needs three, and a word for chance four.',

  'gap.title': 'Gaps',
  'gap.lead': 'Each group beside everybody else at the same place. Points are percentage points.',
  'gap.col': 'Gap to everybody else',
  'gap.ratio': 'Ratio of risks',
  'gap.ratioNote': '{low} to {high}',
  'gap.ratioTimes': '{ratio} times',
  'gap.none.small': 'too few for a ratio',
  'gap.none.no_comparison': 'too few others',
  'gap.none.zero': 'nobody among the others',
  'gap.parity': 'Students to parity',
  'gap.parityNote':
    'Students to parity: how many would have to count otherwise for the group to stand where everybody else does.',
  'gap.ratioLead':
    'The ratio says how many times as often it happens in the group as among everybody else. It is shown from 10 students with the outcome and 30 in all, the sizes that the federal rule presumes reasonable (34 CFR 300.647).',
  'gap.look': 'worth a look',
  'gap.lookNote': '“Worth a look”: still different when we allow for how many groups are compared.',
  'gap.state': 'All students here beside the state ({year}): {gap} points, by chance {low} to {high}.',

  'luck.line':
    'Of {n, plural, one {# comparison} other {# comparisons}} on this page, about {m, number} would look different by chance alone.',

  'move.title': 'Students to move',
  'move.school':
    'The district’s line is {target}. {count, plural, one {# student here} other {# students here}} of {n, number} would have to count otherwise for this school to be there.',
  'move.there': 'The district’s line is {target}, and this school is there.',
  'move.sure': 'For it to be there beyond chance, {count, number}.',
  'move.list': 'Open the list of students',
  'move.col': 'To the district’s line',
  'move.some': '{count, plural, one {# student} other {# students}}',
  'move.reached': 'there',
  'move.lists':
    'Where a number of students is a link, it opens this year’s list of students of that school. Opening a list is noted.',
  'move.notSeen': 'The list of students is for those who are responsible for them.',

  'month.title': 'Month by month',
  'month.sentence': 'Attendance by month, {first} to {last}. On average {center} of days.',
  'month.none': 'There are not yet ten months of complete years, so no limits can be drawn.',
  'month.notReleased': 'Single months are shown only to those who see true numbers here.',
  'month.band': 'Usual range',
  'month.bandNote':
    'The band is the usual range: limits of a control chart (Laney’s p-prime) from the months of complete years. What lies outside is worth asking about.',
  'month.out': 'Outside the usual range: {months}.',
  'month.in': 'No month lies outside the usual range.',
  'month.runs':
    'Each month beside the same month of the year before: {n, number} pairs that differ. The longest run on one side is {longest, number} (usual up to {most, number}), and the middle is crossed {crossings, number} times (usual from {fewest, number}).',
  'month.signal': 'That is unusual: something other than the season has shifted.',
  'month.noSignal': 'That is what chance does: no sign of a shift.',
  'month.fewRuns': 'Fewer than ten months can be set beside the same month of the year before: no run is judged yet.',
  'month.lag': 'Neighboring months hang together here, which makes such signals come too easily.',
  'month.name': '{month} {year}',

  'caution.title': 'Fewer, or fewer written down?',
  'caution.falls': 'The count fell from {before, number} to {now, number}.',
  'caution.luck': 'A fall of this size could be chance.',
  'caution.beyond': 'That is more than chance.',
  'caution.no_companion':
    'Nobody measures whether reporting went on, so the fall alone shows no success. Name a measure of reporting.',
  'caution.reporting_fell':
    'Fewer schools recorded any at all: the fall may be less reporting. Ask those schools before calling it a success.',
  'caution.reporting_unsure':
    'It cannot be left out that schools record less than before: the fall alone shows no success.',
  'caution.steady': 'Schools record as before, as far as this shows.',
  'caution.companion':
    'Companion measure: {nowK, number} of {nowN, number} schools recorded at least one; {beforeK, number} of {beforeN, number} a year before.',

  'fidelity.done_improved': 'At least four fifths of what was due is done, and the outcome is improving.',
  'fidelity.done_not_improved':
    'At least four fifths of what was due is done, and the outcome is worsening: look again at the plan.',
  'fidelity.not_done_improved': 'Less than four fifths of what was due is done, and the outcome is improving.',
  'fidelity.not_done_not_improved':
    'Less than four fifths of what was due is done, and the outcome is worsening: look at the work first.',
  'fidelity.done_unknown':
    'At least four fifths of what was due is done; whether the outcome moves cannot be told from chance yet.',
  'fidelity.not_done_unknown':
    'Less than four fifths of what was due is done; whether the outcome moves cannot be told from chance yet.',

  'promise.title': 'Everything the plans promise about it',
  'promise.who': 'Who',
  'promise.which': 'Promise',
  'promise.target': 'Target',
  'promise.each': 'each school',
  'promise.share': '{percent}% of schools',
  'promise.unitsMet':
    '{met, number} of {of, number} schools are there; {needed, number} are needed. The promise is kept.',
  'promise.unitsNot': '{met, number} of {of, number} schools are there; {needed, number} are needed.',
  'promise.unitsOpen':
    '{met, number} of {of, number} schools are there, {unknown, number} are not known; {needed, number} are needed.',
  'promise.noCell': 'The number of this group is not known here.',

  'compare.title': 'Compare schools',
  'compare.link': 'Compare schools',
  'compare.lead': 'One dot for each school, with the band of what chance alone could do.',
  'compare.tabs': 'What is compared',
  'compare.values': 'Values',
  'compare.gaps': 'Gaps between groups',
  'compare.level': 'Level',
  'compare.allLevels': 'All levels',
  'level.elementary': 'Elementary',
  'level.middle': 'Middle',
  'level.high': 'High',
  'compare.sort': 'Order',
  'compare.byName': 'Name',
  'compare.byValue': 'Value',
  'compare.byLikely': 'Likely value',
  'compare.group': 'Group',
  'compare.sentence': '{name} in {year}, {n, plural, one {# school} other {# schools}}.',
  'compare.gapSentence': '{group} less everybody else, school by school, {year}, in percentage points.',
  'compare.noGap': 'no gap',
  'compare.gapTitle': 'Gaps in points',
  'compare.noRanks':
    'There are no ranks. Where two bands overlap, which of the two schools comes first says nothing: that is so for {overlap, number} of {pairs, number} neighbors in this order.',
  'compare.likely': 'Likely value',
  'compare.likelyNote':
    'The likely value draws each school toward what schools here have in common ({mean}); small schools are drawn more, since chance moves them more. It is for the order and for spotting outliers only. The published number stays the raw one.',
  'compare.next':
    'It is also the best guess for next year if nothing changes: very high and very low schools tend to come back toward the middle.',
  'compare.few': 'With fewer than five schools nothing is drawn together and no school is called apart.',
  'compare.alike': 'There is no evidence that these schools differ: chance alone spreads them this much.',
  'compare.apart': 'Each school has all or none: there is nothing to draw together.',
  'compare.amount': 'This measure counts days, not students: there are no bands, and no school is called apart.',
  'compare.stands': 'Beside the others',
  'compare.above': 'clearly higher',
  'compare.below': 'clearly lower',
  'compare.within': 'chance could do it',
  'compare.outliers':
    '{n, plural, =0 {No school stands} one {# school stands} other {# schools stand}} clearly apart from the others.',
  'compare.district': 'All schools of {name}',
  'compare.state': 'State {value}',
  'compare.other': 'Others {value}',
  'compare.reference': '{place}, published: {value}.',
  'compare.referenceHidden': '{place}: hidden by the state.',
  'compare.stateName': 'State of Connecticut',
  'compare.noGroup':
    '{n, plural, one {# school has} other {# schools have}} no student of this group, or it was not measured.',
  'compare.none': 'No school to compare.',
  'compare.noneHint': 'Choose another level, or wait for the first complete year.',
  'compare.hidden':
    '{n, plural, one {# school is} other {# schools are}} not drawn: the number is hidden, or was not measured.',
} as const
