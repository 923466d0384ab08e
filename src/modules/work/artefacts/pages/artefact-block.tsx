import type { FC } from 'hono/jsx'
import { ButtonLink, Buttons } from '../../../../platform/look/form.tsx'
import { Section } from '../../../../platform/look/panel.tsx'
import type { Lang } from '../../../../platform/words.ts'
import type { Block } from '../reading.ts'
import { words } from '../say.ts'
import type { ArtefactLine, VersionLine } from '../view.ts'

/** A file to take or an address to open, in words; words alone when the bytes were taken away. */
export const ContentLink: FC<{ lang: Lang; line: Pick<VersionLine, 'what' | 'href' | 'outside'> }> = ({
  lang,
  line,
}) => {
  const say = words(lang)
  if (line.href === null)
    return (
      <>
        {line.what} ({say('erased')})
      </>
    )
  return line.outside ? (
    <a href={line.href} rel="noopener noreferrer nofollow external">
      {line.what}
      <span class="sr"> {say('outside')}</span>
    </a>
  ) : (
    <a href={line.href} download>
      {line.what}
    </a>
  )
}

/** Artefacts as a list: state, what it shows, the file or link, who brought and signed it. */
export const ArtefactLines: FC<{ lang: Lang; lines: readonly ArtefactLine[] }> = ({ lang, lines }) => {
  const say = words(lang)
  return (
    <ul class="due-list">
      {lines.map((line) => (
        <li class="due" id={`artefact-${line.id}`}>
          <p class="due-when">{line.stateWords}</p>
          <div class="due-what">
            <p class="due-title">
              <a href={line.page}>{line.title}</a>
            </p>
            <small>
              <ContentLink lang={lang} line={line} />
            </small>
            <small>
              {[
                say('madeOn', { day: line.made }),
                say('broughtBy', { who: line.brought }),
                ...(line.signed ? [say('signedBy', { who: line.signed })] : []),
                ...(line.number > 1 ? [say('versionNumber', { number: line.number })] : []),
              ].join(' \u00b7 ')}
            </small>
            {line.reason ? <small>{say('because', { reason: line.reason })}</small> : null}
          </div>
        </li>
      ))}
    </ul>
  )
}

/**
 * What there is to show for one subject, with the way to bring more: a block for any page. In: the language, and what `blockOf` found. `level`: of its heading.
 */
export const ArtefactBlock: FC<{ lang: Lang; block: Block; level?: 2 | 3 | undefined }> = ({ lang, block, level }) => {
  const say = words(lang)
  return (
    <Section title={say('block')} id="f-artefact" level={level ?? 2} lead={say(`mark.${block.mark}`)}>
      {block.lines.length > 0 ? <ArtefactLines lang={lang} lines={block.lines} /> : null}
      {block.bringHref ? (
        <Buttons>
          <ButtonLink label={say('bring')} href={block.bringHref} main={block.mark === 'none'} />
        </Buttons>
      ) : null}
    </Section>
  )
}
