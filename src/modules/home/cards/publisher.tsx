import { type EditionRow, editionsOf } from '../../publishing/index.ts'
import type { Visitor } from '../../../platform/web/route.ts'
import type { Lang } from '../../../platform/words.ts'
import { words } from '../say.ts'
import type { Card, CardMaker, Part } from './card.ts'

const open: readonly EditionRow['state'][] = ['draft', 'submitted', 'approved']
const at = (visitor: Visitor, districtId: number, role: string) =>
  visitor.roles.some((held) => held.role === role && held.org_id === districtId)

/** Publishers, and the superintendent as a second person: the edition on its way, and who has to do what about it. */
export const publisherCards: CardMaker = async ({ tx, visitor, lang, district }) => {
  const publishes = at(visitor, district.org_id, 'publisher')
  if (!publishes && !at(visitor, district.org_id, 'superintendent')) return []
  const editions = (await editionsOf(tx, district.org_id)).filter((one) => open.includes(one.state))
  const cards = editions.flatMap((edition) => editionCard(edition, visitor, publishes, lang))
  if (cards.length > 0 || !publishes || editions.length > 0) return cards
  const say = words(lang)
  return [
    { key: 'no-draft', part: 'opportunity', title: say('noDraft'), href: '/publish', body: <p>{say('noDraftWhy')}</p> },
  ]
}

/** What an edition asks of somebody: to go on writing, to decide, or only to wait. */
export function editionCard(
  edition: Pick<EditionRow, 'edition_id' | 'number' | 'state' | 'authors' | 'submitted_by'>,
  visitor: Visitor,
  publishes: boolean,
  lang: Lang,
): Card[] {
  const say = words(lang)
  const second = !edition.authors.includes(visitor.account_id) && edition.submitted_by !== visitor.account_id
  const href = `/publish/editions/${edition.edition_id}`
  const card = (part: Part, key: 'editionDraft' | 'editionApprove' | 'editionWaits' | 'editionApproved'): Card[] => [
    {
      key: `edition-${edition.edition_id}`,
      part,
      title: say(key, { number: edition.number }),
      href,
      body: (
        <>
          <p>{say(`${key}Why`)}</p>
          <p>
            <a class={part === 'responsibility' ? 'btn btn-main' : 'btn'} href={href}>
              {say('openEdition')}
            </a>
          </p>
        </>
      ),
    },
  ]
  switch (edition.state) {
    case 'draft':
      return publishes ? card('responsibility', 'editionDraft') : []
    case 'submitted':
      return second ? card('responsibility', 'editionApprove') : card('opportunity', 'editionWaits')
    case 'approved':
      return card(publishes ? 'responsibility' : 'opportunity', 'editionApproved')
    default:
      return []
  }
}
