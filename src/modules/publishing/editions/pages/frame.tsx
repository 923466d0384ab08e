import { raw } from 'hono/html'
import type { FC, PropsWithChildren } from 'hono/jsx'
import { shortDate } from '../../../../platform/format.ts'
import { PublicPage } from '../../../../platform/look/page.tsx'
import { type Lang, languages, read, type Text } from '../../../../platform/words.ts'
import type { EditionContent } from '../content.ts'
import { publicWords } from '../words.ts'

/** The empty place where the server puts the banner of an edition that was replaced. The stored bytes keep it empty. */
export const noticePlace = '<!--edition-notice-->'

export type EditionFrameProps = PropsWithChildren<{
  content: EditionContent
  lang: Lang
  title: string
  /** path of this page inside its language folder: `schools/01011.html` */
  file: string
  howHref?: string
  width?: 'page' | 'wide' | 'text'
}>

/** The frame of every page of an edition. All addresses are relative, so that the folder can be copied anywhere. */
export const EditionFrame: FC<EditionFrameProps> = (props) => {
  const { content, lang, file } = props
  const say = publicWords(lang)
  const up = '../'.repeat(file.split('/').length - 1)
  const page = file === 'index.html' ? './' : file
  const other = Object.fromEntries(
    languages.map((to) => [to, to === lang ? page : `${up}../${to}/${file === 'index.html' ? '' : file}`]),
  )
  return (
    <PublicPage
      lang={lang}
      title={`${props.title} | ${content.district.name}`}
      other={other}
      edition={say('edition', { number: content.number, date: shortDate(content.as_of, lang) })}
      {...(content.district.synthetic ? { synthetic: { district: content.district.name } } : {})}
      width={props.width ?? 'wide'}
      home={up === '' ? './' : up}
      howHref={props.howHref ?? `${up}what-was-checked.html`}
      assetBase={`${up}../../../..`}
      notices={raw(noticePlace)}
      links={[
        { label: say('checkedLink'), href: `${up}what-was-checked.html` },
        { label: say('dataLink'), href: `${up}../data.csv` },
        { label: say('indexLink'), href: `${up}../../../${lang}/` },
      ]}
    >
      {props.children}
    </PublicPage>
  )
}

/** A text that people wrote, in paragraphs; in its own language, saying so, when the translation is missing. */
export const Written: FC<{ text: Text; lang: Lang }> = ({ text, lang }) => {
  const found = read(text, lang)
  const foreign = found.lang !== lang
  return (
    <>
      {foreign ? <p class="quiet">{publicWords(lang)('noSpanish')}</p> : null}
      {found.words
        .split(/\n{2,}/)
        .filter((part) => part.trim() !== '')
        .map((part) => (
          <p {...(foreign ? { lang: found.lang } : {})}>{part}</p>
        ))}
    </>
  )
}

/** A short text inside a sentence, marked with its own language when the translation is missing. */
export const Foreign: FC<{ text: Text; lang: Lang }> = ({ text, lang }) => {
  const found = read(text, lang)
  return found.lang === lang ? <>{found.words}</> : <span lang={found.lang}>{found.words}</span>
}
