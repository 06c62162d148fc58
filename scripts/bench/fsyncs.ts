import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import type { Server } from './servers.ts'

const STRACE = '/usr/bin/strace'

/**
 * Counts what reached the disk while `work` ran: the kernel's calls where strace is installed and
 * may look, else the transactions that the engine counted.
 */
export async function fsyncsDuring(
  server: Server,
  work: () => Promise<unknown>,
): Promise<{ fsyncs: number; filings: number; by: string }> {
  const before = await server.figures()
  const traced = existsSync(STRACE) ? await trace(server.pid) : null
  await work()
  const calls = await traced?.stop()
  const after = await server.figures()
  const filings = after.units - before.units
  return calls === undefined || calls === 0
    ? { fsyncs: after.groups - before.groups, filings, by: 'counted by the engine' }
    : { fsyncs: calls, filings, by: 'counted by strace' }
}

async function trace(pid: number): Promise<{ stop(): Promise<number> }> {
  const child = spawn(
    STRACE,
    ['-f', '--seccomp-bpf', '-qq', '-e', 'trace=fsync,fdatasync', '-p', String(pid)],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  )
  let calls = 0
  child.stderr.setEncoding('utf8')
  child.stderr.on('data', (text: string) => {
    // A call that was cut in two is "<unfinished ...>" first and "resumed" later.
    calls += text.split('\n').filter((line) => /f(data)?sync\(/.test(line)).length
  })
  const ended = once(child, 'exit')
  await new Promise((resolve) => setTimeout(resolve, 300))
  return {
    async stop() {
      child.kill('SIGINT')
      await ended
      return calls
    },
  }
}
