import type { CallName, View } from '../../indicators/index.ts'

/** What needs an eye first; a measure that nobody promised comes after all that are. */
const order: readonly CallName[] = ['missed', 'behind', 'too_close', 'no_call', 'on_pace', 'met']

const rank = (view: Pick<View, 'latest'>): number =>
  view.latest.call ? order.indexOf(view.latest.call.call) : order.length

/** The measures that a home page shows: promised ones first, furthest from their promise first, else in the order given. Out: at most `most`. */
export function foremost<One extends Pick<View, 'latest'>>(views: readonly One[], most: number): One[] {
  return views.toSorted((a, b) => rank(a) - rank(b)).slice(0, most)
}
