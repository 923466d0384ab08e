import type { FC } from 'hono/jsx'
import { Empty } from '../../../../platform/look/panel.tsx'
import { DueLines } from '../../pages/due-lines.tsx'
import { words as itemWords } from '../../say.ts'
import type { Line } from '../../view.ts'
import { viewHref } from '../filter.ts'
import { words } from '../say.ts'
import { Frame, type FrameProps, Onward } from './frame.tsx'

export type ListShowProps = Omit<FrameProps, 'view' | 'children'> & {
  lines: readonly Line[]
  next: string | null
  count: number
}

/** Everything that fits, line by line; each line can be updated where it stands. */
export const ListShow: FC<ListShowProps> = (props) => {
  const { lang, lines, asked } = props
  const say = words(lang)
  return (
    <Frame {...props} view="list">
      {lines.length === 0 ? (
        <Empty title={say('empty')}>
          <p>{say('emptyHint')}</p>
        </Empty>
      ) : (
        <>
          <DueLines lang={lang} lines={lines} csrf={props.csrf} back={viewHref('list', asked)} />
          {lines.some((line) => line.mayUpdate) ? <p class="read-by">{itemWords(lang)('readByLine')}</p> : null}
        </>
      )}
      <Onward lang={lang} view="list" asked={asked} next={props.next} count={props.count} />
    </Frame>
  )
}
