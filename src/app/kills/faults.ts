import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { type Armed, type FaultPoint, faultFile, faultPoints } from '../../platform/fault.ts'

export const points = Object.keys(faultPoints) as FaultPoint[]

/** Arms one point; whatever was armed before is disarmed. */
export function arm(folder: string, name: FaultPoint, armed: Armed): void {
  disarm(folder)
  writeFileSync(faultFile(folder, name, 'armed'), JSON.stringify(armed))
}

/** Takes back what is armed and lets whoever waits go on. */
export function disarm(folder: string): void {
  for (const name of points) {
    rmSync(faultFile(folder, name, 'armed'), { force: true })
    rmSync(faultFile(folder, name, 'reached'), { force: true })
  }
}

export const isReached = (folder: string, name: FaultPoint): boolean => existsSync(faultFile(folder, name, 'reached'))

/** Lets a process that waits at a point go on. */
export const letGo = (folder: string, name: FaultPoint): void => writeFileSync(faultFile(folder, name, 'go'), '')

/** Points that some process has passed. */
export const seenPoints = (folder: string): Set<FaultPoint> =>
  new Set(points.filter((name) => readdirSync(folder).includes(faultFile('', name, 'seen').replace(/^\//, ''))))
