import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'

const module = join(import.meta.dirname, '../../scripts/launcher/child.mjs')

/** What the launcher starts: says its pid, drains for a moment on SIGTERM, ends with 7. */
const server = `
  process.on('SIGTERM', () => { console.log('draining'); setTimeout(() => process.exit(7), 100) })
  setInterval(() => undefined, 1000)
  console.log('pid ' + process.pid)`

/** A process that runs `code` under runChild and ends with its exit code. */
const wrapper = (code: string) => `
  import { runChild } from ${JSON.stringify(module)}
  const options = { cwd: process.cwd(), env: process.env }
  const { code } = await runChild(process.execPath, ['-e', ${JSON.stringify(code)}], options)
  process.exitCode = code`

const started: ChildProcess[] = []
afterEach(() => {
  for (const process of started.splice(0)) process.kill('SIGKILL')
})

function start(command: string, parameters: string[], env = process.env) {
  const child = spawn(command, parameters, { env, stdio: ['ignore', 'pipe', 'inherit'] })
  started.push(child)
  let output = ''
  child.stdout.on('data', (chunk) => {
    output += chunk
  })
  const says = (pattern: RegExp) =>
    expect.poll(() => output, { timeout: 5_000, interval: 20 }).toMatch(pattern)
  return { child, says, output: () => output }
}

const asModule = (code: string) => ['--input-type=module', '-e', wrapper(code)]

describe('the child of the launcher', () => {
  it('ends with its own exit code', async () => {
    const { child } = start(process.execPath, asModule('process.exit(3)'))
    expect(await once(child, 'exit')).toEqual([3, null])
  })

  it('drains when the launcher is told to end', async () => {
    const { child, says, output } = start(process.execPath, asModule(server))
    await says(/pid \d+/)
    child.kill('SIGTERM')
    expect(await once(child, 'exit')).toEqual([7, null])
    expect(output()).toContain('draining')
  })

  it('ends when npm was killed and only the launcher was left', async () => {
    const script = `"$0" --input-type=module -e "$1" & wait`
    const { child, says, output } = start(
      '/bin/sh',
      ['-c', script, process.execPath, wrapper(server)],
      { ...process.env, npm_lifecycle_event: 'start' },
    )
    await says(/pid \d+/)
    const pid = Number(/pid (\d+)/.exec(output())?.[1])
    child.kill('SIGKILL')
    await says(/draining/)
    await expect.poll(() => isRunning(pid), { timeout: 5_000 }).toBe(false)
  })
})

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false
    throw error
  }
}
