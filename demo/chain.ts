/** What people of the demo district said beyond the plan: items that wait for others, and a wave that begins later. By the parts of its plan. */
export const demoWaits: readonly { task: string; needs: string; days: number }[] = [
  // The help desk opens a month after the trial of online registration.
  { task: 's3-1-iv-3', needs: 's3-1-iv-1', days: 30 },
  // Teachers are trained with the new materials in hand, the upper grades after the lower ones.
  { task: 's1-1-i-2', needs: 's1-1-i-1', days: 0 },
  { task: 's1-1-i-3', needs: 's1-1-i-2', days: 14 },
]

export const demoWave = {
  name: 'Third wave, 2028-29',
  begins: '2028-08-21',
  reason: 'Registration opens for the last schools after the summer, when offices are staffed again.',
} as const
