import { administratorCards } from './administrator.tsx'
import type { At, Card, CardMaker } from './card.ts'
import { leaderCards } from './leader.tsx'
import { publisherCards } from './publisher.tsx'
import { readerCards } from './reader.tsx'
import { schoolCards } from './school.tsx'
import { stewardCards } from './steward.tsx'

/** In the order in which they stand on the page; a person with several roles gets the cards of each. */
const makers: readonly CardMaker[] = [
  administratorCards,
  stewardCards,
  publisherCards,
  schoolCards,
  leaderCards,
  readerCards,
]

/** All cards of a visitor, one of a key. */
export async function cardsOf(at: At): Promise<Card[]> {
  const found = new Map<string, Card>()
  for (const make of makers) for (const card of await make(at)) if (!found.has(card.key)) found.set(card.key, card)
  return [...found.values()]
}
