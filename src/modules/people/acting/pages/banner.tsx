import type { FC } from 'hono/jsx'
import { PostButton } from '../../../../platform/look/form.tsx'
import { Notice } from '../../../../platform/look/notice.tsx'
import type { Lang } from '../../../../platform/words.ts'
import { words } from '../../say.ts'

/** Stands over every page while somebody looks as another person, with the way out. */
export const ActingBanner: FC<{ lang: Lang; csrf: string; name: string; minutes: number }> = (props) => {
  const say = words(props.lang)
  return (
    <Notice lang={props.lang} kind="warning" title={say('actingTitle', { name: props.name })}>
      <p>{say('actingBanner', { minutes: props.minutes })}</p>
      <PostButton action="/acting/stop" csrf={props.csrf} label={say('actingStop')} />
    </Notice>
  )
}
