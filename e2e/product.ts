import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import { demoPassword } from '../src/platform/demo-password.ts'
import { projectRoot } from '../src/platform/config.ts'

/** The whole product, started as a person would, on a home of its own. `output` is what the console shows. */
export type Product = {
  address: string
  home: string
  output: () => string
  child: ChildProcess
  stop: () => Promise<void>
  again: () => Promise<Product>
}

/** A new home that PostgreSQL, which never runs as root, may reach. */
export function newHome(): string {
  const home = mkdtempSync(join(tmpdir(), 'throughline-e2e-'))
  chmodSync(home, 0o755)
  return home
}

/**
 * Starts the product and waits until it says its address. In: settings, a home (a new one unless one is given), and whether it stays when the product stops.
 * Errors: what the console said when it ended instead.
 */
export async function startProduct(
  env: Record<string, string> = {},
  home = newHome(),
  stays = false,
): Promise<Product> {
  const settings = { PORT: '0', THROUGHLINE_HOME: home, THROUGHLINE_DEMO_SCALE: '0.1', ...env }
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/app/main.ts', 'start'], {
    cwd: projectRoot,
    env: { ...process.env, DATABASE_URL: '', DATABASE_OWNER_URL: '', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  const address = await new Promise<string>((done, fail) => {
    const hear = (chunk: Buffer) => {
      text += String(chunk)
      const found = /Throughline is at (\S+)[\s\S]*Ctrl-C/.exec(text)
      if (found?.[1]) done(found[1])
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    child.once('exit', (code) => fail(new Error(`The product ended (${code}):\n${text}`)))
  })
  const stop = () =>
    new Promise<void>((done) => {
      const end = () => {
        if (!stays) rmSync(home, { recursive: true, force: true })
        done()
      }
      if (child.exitCode !== null || child.signalCode !== null) return end()
      child.once('exit', end)
      child.kill('SIGTERM')
      return undefined
    })
  return { address, home, output: () => text, child, stop, again: () => startProduct(env, home, true) }
}

/** Signs somebody of the cast in by the form. In: a fresh context, the product's address, the key of the person. */
export async function signIn(context: BrowserContext, address: string, key: string): Promise<Page> {
  const page = await context.newPage()
  await page.goto(`${address}/sign-in`)
  await page.fill('input[name=email]', `${key}@millriver.example`)
  await page.fill('input[name=password]', demoPassword)
  await page.click('main button[type=submit]')
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
  return page
}
