import type { FC } from 'hono/jsx'
import { PageHead } from '../../../../platform/look/page.tsx'
import { Tabs } from '../../../../platform/look/pager.tsx'
import { Empty, Section } from '../../../../platform/look/panel.tsx'
import type { Lang } from '../../../../platform/words.ts'
import { words } from '../say.ts'
import type { ArtefactLine } from '../view.ts'
import { ArtefactLines } from './artefact-block.tsx'

/** The two pages of evidence, each with its address. */
export const EvidenceTabs: FC<{ lang: Lang; current: 'list' | 'evidence' }> = ({ lang, current }) => {
  const say = words(lang)
  return (
    <Tabs
      label={say('artefacts')}
      tabs={[
        { label: say('artefacts'), href: '/work/artefacts', current: current === 'list' },
        { label: say('evidence'), href: '/work/evidence', current: current === 'evidence' },
      ]}
    />
  )
}

export type ArtefactListProps = {
  lang: Lang
  toSign: readonly ArtefactLine[]
  /** how many wait for anybody's signature */
  waiting: number
  mine: readonly ArtefactLine[]
  recent: readonly ArtefactLine[]
}

/** What waits for the reader's signature, what the reader brought, what came lately. */
export const ArtefactList: FC<ArtefactListProps> = ({ lang, toSign, waiting, mine, recent }) => {
  const say = words(lang)
  return (
    <>
      <PageHead title={say('artefacts')} lead={say('listLead')} />
      <EvidenceTabs lang={lang} current="list" />
      {recent.length === 0 ? (
        <Empty title={say('empty')}>
          <p>{say('emptyHint')}</p>
        </Empty>
      ) : (
        <>
          <Section title={say('toSign')} lead={say('waitingCount', { waiting })}>
            {toSign.length > 0 ? (
              <ArtefactLines lang={lang} lines={toSign} />
            ) : (
              <p class="quiet">{say('noneToSign')}</p>
            )}
          </Section>
          {mine.length > 0 ? (
            <Section title={say('mine')}>
              <ArtefactLines lang={lang} lines={mine} />
            </Section>
          ) : null}
          <Section title={say('recent')}>
            <ArtefactLines lang={lang} lines={recent} />
          </Section>
        </>
      )}
    </>
  )
}
