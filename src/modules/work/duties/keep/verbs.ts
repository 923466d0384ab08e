/** Changes of a duty's page that one click takes back, while nothing was changed since. */
export const undoableVerbs = ['changed', 'replaced', 'ended'] as const
