import type { FC } from 'hono/jsx'
import { PageHead } from '../../../../platform/look/page.tsx'
import { Audience } from '../../../../platform/look/status.tsx'
import { packetDoc } from '../../packet/document.ts'
import { Paper } from '../../paper/html.tsx'
import type { EditionContent } from '../content.ts'
import type { View } from '../view.ts'
import { publicWords } from '../words.ts'
import { EditionFrame } from './frame.tsx'

/** The board packet of an edition as a page; its PDF lies beside it. */
export const PacketPage: FC<{ view: View; content: Parameters<typeof packetDoc>[0] & EditionContent }> = ({
  view,
  content,
}) => {
  const { lang } = view
  const doc = packetDoc(content, lang)
  return (
    <EditionFrame content={content} lang={lang} title={doc.title} file="packet.html">
      <PageHead title={doc.title} lead={doc.lead}>
        <Audience lang={lang} reader="public" />
      </PageHead>
      <p>
        <a href="packet.pdf">{publicWords(lang)('packetPdf')}</a>
      </p>
      <Paper doc={doc} />
    </EditionFrame>
  )
}
