import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { freePort } from '../support/free-port.ts'
import type { Finding } from './report.ts'
import { median } from './rounds.ts'

const ROUNDS = 5
const root = join(import.meta.dirname, '../..')

/** P12: how long `npm start` takes, and what the server then holds while nobody comes. */
export async function start(folder: string): Promise<Finding[]> {
  const data = join(folder, 'start')
  await (await started(root, data, process.env)).stop()
  const seconds: number[] = []
  const megabytes: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const running = await started(root, data, process.env)
    seconds.push(running.seconds)
    if (round > 1) {
      await pause(2_000)
      megabytes.push(running.megabytes())
    }
    await running.stop()
  }
  return [
    {
      id: 'P12',
      what: '`npm start`, not the first time: until the first answer',
      value: median(seconds),
      digits: 2,
      unit: 's',
      target: { most: 1.5 },
      of: seconds.map((each) => each.toFixed(2)).join(', '),
    },
    {
      id: 'P12',
      what: "the idle server's memory (resident)",
      value: median(megabytes),
      digits: 0,
      unit: 'MB',
      target: { most: 130 },
      of: 'with the demo district',
    },
  ]
}

/** From nothing: a fresh clone, no Node.js 24, no pnpm, empty caches. Minutes; only when asked. */
export async function startFromNothing(folder: string): Promise<Finding[]> {
  const clone = join(folder, 'clone')
  const home = join(folder, 'home')
  mkdirSync(home)
  execFileSync('git', ['clone', '--quiet', '--depth', '1', `file://${root}`, clone])
  const ours = [dirname(process.execPath), join(root, 'node_modules/.bin')]
  const path = (process.env.PATH ?? '').split(delimiter).filter((entry) => !ours.includes(entry))
  const running = await started(clone, join(folder, 'cold'), {
    ...process.env,
    PATH: path.join(delimiter),
    HOME: home,
    XDG_CACHE_HOME: join(home, 'cache'),
    XDG_DATA_HOME: join(home, 'data'),
    npm_config_cache: join(home, 'npm'),
    npm_config_userconfig: join(homedir(), '.npmrc'),
  })
  await running.stop()
  return [
    {
      id: 'P12-cold',
      what: '`npm start` from nothing: install, build, demo, first answer',
      value: running.seconds,
      digits: 0,
      unit: 's',
      target: { most: 45 },
      of: 'a fresh clone, empty caches',
    },
  ]
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

async function started(where: string, data: string, env: NodeJS.ProcessEnv) {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const began = performance.now()
  const child = spawn('npm', ['start', '--silent'], {
    cwd: where,
    env: { ...env, MASHANG_PORT: String(port), MASHANG_DATA: data, MASHANG_PUBLIC_URL: url },
    stdio: 'ignore',
  })
  while (!(await answers(`${url}/`))) {
    if (child.exitCode !== null) throw new Error(`npm start ended with code ${child.exitCode}.`)
    if (performance.now() - began > 600_000) throw new Error('npm start does not answer.')
    await pause(10)
  }
  const seconds = (performance.now() - began) / 1000
  const server = serverBelow(child)
  return {
    seconds,
    megabytes: () => (serverBelow(child).kilobytes * 1024) / 1e6,
    async stop() {
      const ended = new Promise((resolve) => child.once('exit', resolve))
      process.kill(server.pid, 'SIGTERM')
      await ended
    },
  }
}

/** The server's own process: npm and the launcher stand above it. */
function serverBelow(npm: ChildProcess): { pid: number; kilobytes: number } {
  const processes = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,rss=,args='], { encoding: 'utf8' })
    .split('\n')
    .flatMap((line) => {
      const [, pid, parent, kilobytes, command] =
        /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? []
      return command === undefined
        ? []
        : [{ pid: Number(pid), parent: Number(parent), kilobytes: Number(kilobytes), command }]
    })
  const below = (pid: number): typeof processes =>
    processes.filter((each) => each.parent === pid).flatMap((each) => [each, ...below(each.pid)])
  const found = below(npm.pid ?? 0).find(({ command }) => command.includes('server/main.ts'))
  if (found === undefined) throw new Error('The server that npm started is not to be found.')
  return found
}

const answers = async (url: string): Promise<boolean> => {
  try {
    return (await fetch(url)).ok
  } catch {
    // Nobody listens yet.
    return false
  }
}
