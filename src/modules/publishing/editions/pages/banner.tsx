import { Notice } from '../../../../platform/look/notice.tsx'
import { type Lang, read, type Text } from '../../../../platform/words.ts'
import { publicWords } from '../words.ts'

/** The banner over an annual report that a later edition corrects: what was wrong and why, and where the corrected one is. */
export function reportBannerHtml(props: {
  lang: Lang
  slug: string
  number: number
  file: string
  words: Text
}): string {
  const { lang, slug, number, file } = props
  const say = publicWords(lang)
  const words = read(props.words, lang)
  return String(
    <Notice
      lang={lang}
      kind="correction"
      title={say('bannerReport')}
      href={`/public/${slug}/editions/${number}/${lang}/reports/${file}.html`}
      action={say('bannerReportRead')}
    >
      <p {...(words.lang === lang ? {} : { lang: words.lang })}>{words.words}</p>
    </Notice>,
  )
}

export type Banner = {
  lang: Lang
  slug: string
  number: number
  newest: number
  correction: { by: number; words: Text } | null
}

/** The banner over an edition that was replaced: what was wrong and why when it was corrected, and where to read on. */
export function bannerHtml(props: Banner): string {
  const { lang, slug, number, newest, correction } = props
  const say = publicWords(lang)
  const target = correction?.by ?? newest
  const words = correction ? read(correction.words, lang) : null
  return String(
    <Notice
      lang={lang}
      kind={correction ? 'correction' : 'info'}
      title={correction ? say('bannerCorrected') : say('bannerSuperseded')}
      href={`/public/${slug}/editions/${target}/${lang}/`}
      action={say('bannerRead', { number: target })}
    >
      {words ? <p {...(words.lang === lang ? {} : { lang: words.lang })}>{words.words}</p> : null}
      <p>{say('bannerSupersededText', { number })}</p>
    </Notice>,
  )
}
