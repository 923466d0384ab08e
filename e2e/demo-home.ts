import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { inject } from 'vitest'
import { newHome, type Product, startProduct } from './product.ts'

/**
 * Starts the product on a finished demo. The demo of a size is made once in a run of tests, as the first start of `npm start` makes it; each who asks gets
 * a copy, and the product brings PostgreSQL up on it as at any later start. In: the demo's size, settings.
 * Errors: what the console said when the demo could not be made or the product did not start.
 */
export async function startDemo(scale: number, env: Record<string, string> = {}): Promise<Product> {
  const settings = { THROUGHLINE_DEMO_SCALE: String(scale) }
  const made = join(inject('scratch'), `demo-${scale}`)
  await once(made, async (home) => {
    const product = await startProduct(settings, home, true)
    await product.stop()
  })
  const home = newHome()
  // Owners and modes must stay: PostgreSQL starts on no folder that others may open.
  execFileSync('cp', ['-a', `${made}/.`, home])
  return startProduct({ ...settings, ...env }, home)
}

/** Whoever comes first makes a folder, in this process or another; the others wait for it. */
async function once(folder: string, make: (at: string) => Promise<void>): Promise<void> {
  const making = `${folder}.making`
  const failed = `${folder}.failed`
  try {
    if (!existsSync(folder)) mkdirSync(making, { mode: 0o755 })
  } catch {
    while (!existsSync(folder)) {
      if (existsSync(failed)) throw new Error('The demo could not be made; the file that made it says why.')
      await wait(200)
    }
  }
  if (existsSync(folder)) return
  await make(making).catch((error: Error) => {
    writeFileSync(failed, error.message)
    throw error
  })
  renameSync(making, folder)
}
