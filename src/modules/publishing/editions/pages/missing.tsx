import { document_, PageHead, PublicPage } from '../../../../platform/look/page.tsx'
import type { Lang } from '../../../../platform/words.ts'
import { publicWords } from '../words.ts'

const made = new Map<Lang, string>()

/** The page for an address that does not exist, made once a language. Out: a whole document. */
export function missingPage(lang: Lang): string {
  const known = made.get(lang)
  if (known) return known
  const say = publicWords(lang)
  const html = document_(
    <PublicPage lang={lang} title={say('missingTitle')} other={{}} home="/public/" howHref="/public/" width="text">
      <PageHead title={say('missingTitle')} lead={say('missingText')} />
      <p>
        <a href="/public/">{say('missingLink')}</a>
      </p>
    </PublicPage>,
  )
  made.set(lang, html)
  return html
}
