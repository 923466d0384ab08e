import { forbidden, missing } from '../../../platform/errors.ts'
import type { Visitor } from '../../../platform/web/route.ts'
import { leads, readable } from '../access.ts'
import type { Wave } from './schema.ts'

/** Waves are read by whoever reads the district's work. */
export function mustReadWave(visitor: Visitor, wave: Pick<Wave, 'district_id'>): void {
  if (!readable(visitor).includes(wave.district_id))
    throw missing('work/no-such-wave', 'There is no such wave.', 'Open the waves of the plan and choose one there.')
}

/** The day on which a wave begins is a matter of those who lead the district. */
export function mustMoveWave(visitor: Visitor, wave: Pick<Wave, 'district_id'>): void {
  mustReadWave(visitor, wave)
  if (!leads(visitor, wave.district_id))
    throw forbidden(
      'work/leaders-move-waves',
      'Only the superintendent, the cabinet or an administrator may say when a wave begins.',
      'Ask one of them to do it.',
    )
}
