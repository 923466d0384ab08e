import { now } from '../../../platform/clock.ts'
import type { Visitor } from '../../../platform/web/route.ts'
import type { Lang } from '../../../platform/words.ts'
import { ActingBanner } from './pages/banner.tsx'

/** The banner of every page while the visitor looks as somebody; null otherwise. */
export function actingBanner(visitor: Visitor | null, lang: Lang, csrf: string) {
  if (!visitor?.acting) return null
  const minutes = Math.max(1, Math.ceil((visitor.acting.until.getTime() - now().getTime()) / 60_000))
  return ActingBanner({ lang, csrf, name: visitor.name, minutes })
}
