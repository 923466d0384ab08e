export const en = {
  title: 'My calendar',
  lead: 'What you have to do, in the calendar of your phone or computer: titles and dates, never notes or students.',
  name: 'Work, Throughline',
  none: 'You have no calendar address yet.',
  since: 'Your address works since {date}. It is shown only once; make a new one when you have lost it.',
  address: 'Your calendar address',
  addressHint:
    'Copy it into your calendar as a subscription. Whoever has it can read your titles and dates, so keep it to yourself.',
  make: 'Make an address',
  makeNew: 'Make a new address',
  newHint: 'The one before stops at once.',
  end: 'Stop it',
  ended: 'The address no longer works.',
} as const
