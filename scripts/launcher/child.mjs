import { spawn } from 'node:child_process'

const PARENT_POLL_MS = 500
const GRACE_AFTER_PARENT_MS = 20_000

/**
 * @typedef {object} ChildResult
 * @property {number} code exit code; 128 + n where a signal ended it
 * @property {string} output the last 64 KB that were printed, empty unless `collect`
 */

/**
 * Runs one command to its end. SIGTERM and SIGINT are passed on so that a server can drain, and
 * the command is ended when npm itself is gone (npm's own SIGTERM reaches only its shell).
 *
 * @param {string} command
 * @param {readonly string[]} parameters
 * @param {{cwd: string, env: Record<string, string>, collect?: boolean, quiet?: boolean}} options
 *   collect: also keep what it prints; quiet: keep it without printing
 * @returns {Promise<ChildResult>}
 */
export function runChild(command, parameters, { cwd, env, collect = false, quiet = false }) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, parameters, {
      cwd,
      env,
      stdio: collect || quiet ? ['inherit', 'pipe', 'pipe'] : 'inherit',
      shell: process.platform === 'win32' && !command.endsWith('.exe'),
    })
    let output = ''
    for (const [stream, sink] of /** @type {const} */ ([
      [child.stdout, process.stdout],
      [child.stderr, process.stderr],
    ])) {
      stream?.on('data', (chunk) => {
        output = (output + chunk).slice(-65_536)
        if (!quiet) sink.write(chunk)
      })
    }
    const release = passSignalsOn(child)
    child.once('error', (error) => {
      release()
      reject(error)
    })
    child.once('close', (code, signal) => {
      release()
      resolve({ code: code ?? 128 + signalNumber(signal), output })
    })
  })
}

/** @param {import('node:child_process').ChildProcess} child */
function passSignalsOn(child) {
  const terminate = () => child.kill('SIGTERM')
  // At a terminal Ctrl-C already reaches the whole group; a second one would cut the draining.
  const interrupt = () => process.stdin.isTTY || child.kill('SIGINT')
  process.on('SIGTERM', terminate)
  process.on('SIGHUP', terminate)
  process.on('SIGINT', interrupt)
  const watch = process.env.npm_lifecycle_event === undefined ? undefined : watchParent(child)
  return () => {
    process.off('SIGTERM', terminate)
    process.off('SIGHUP', terminate)
    process.off('SIGINT', interrupt)
    clearInterval(watch)
  }
}

/** @param {import('node:child_process').ChildProcess} child */
function watchParent(child) {
  const parent = process.ppid
  const watch = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(watch)
    child.kill('SIGTERM')
    setTimeout(() => child.kill('SIGKILL'), GRACE_AFTER_PARENT_MS).unref()
  }, PARENT_POLL_MS)
  watch.unref()
  return watch
}

/** @param {NodeJS.Signals | null} signal */
function signalNumber(signal) {
  return { SIGHUP: 1, SIGINT: 2, SIGKILL: 9, SIGTERM: 15 }[String(signal)] ?? 0
}
