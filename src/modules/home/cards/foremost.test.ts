import { describe, expect, it } from 'vitest'
import type { CallName } from '../../indicators/index.ts'
import { foremost } from './foremost.ts'

const view = (name: string, call: CallName | null) =>
  ({ name, latest: { call: call ? { call } : null } }) as unknown as Parameters<typeof foremost>[0][number] & {
    name: string
  }
const names = (most: number, ...views: ReturnType<typeof view>[]) =>
  foremost(views, most).map((one) => (one as ReturnType<typeof view>).name)

describe('the measures of a home page', () => {
  it('are what was promised, furthest from its promise first, and then the others as they stand', () => {
    expect(
      names(
        9,
        view('not promised', null),
        view('met', 'met'),
        view('close', 'too_close'),
        view('missed', 'missed'),
        view('no call', 'no_call'),
        view('behind', 'behind'),
        view('on pace', 'on_pace'),
        view('nor this', null),
      ),
    ).toEqual(['missed', 'behind', 'close', 'no call', 'on pace', 'met', 'not promised', 'nor this'])
  })

  it('are no more than asked for, and equal ones keep their order', () => {
    expect(names(2, view('a', 'behind'), view('b', 'behind'), view('c', 'behind'))).toEqual(['a', 'b'])
  })
})
