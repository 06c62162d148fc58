import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, delimiter, dirname, join } from 'node:path'
import { runChild } from './child.mjs'
import { cleanEnvironment } from './environment.mjs'
import { memory } from './memory.mjs'
import { announce, explainFailure, LauncherError } from './words.mjs'

const NODE_RANGE = 'node@24'
const PNPM = 'pnpm@12.21.0'

/**
 * @param {string} version such as v24.21.0
 * @returns {boolean} whether it runs TypeScript as it is, without a warning (24.11, the first LTS)
 */
export function isNewEnough(version) {
  const [major = 0, minor = 0] = version.replace(/^v/, '').split('.').map(Number)
  return major > 24 || (major === 24 && minor >= 11)
}

/**
 * Where Node 24 is: this very process where it is new enough, else what npm brought once.
 *
 * @param {string} root
 * @returns {Promise<{node: string, pnpm: () => Promise<string>}>} pnpm is looked for only when asked
 */
export async function findRuntime(root) {
  const own = isNewEnough(process.version)
  const remembered = memory(join(root, 'node_modules/.mashang/runtime.json'))
  let known = remembered.recall()

  const fetchOnce = async () => {
    known = await askNpm(own)
    remembered.remember(known)
  }
  const nodeIsGood = () => known.node !== undefined && isNewEnough(versionOf(known.node))
  const pnpmIsGood = () =>
    known.wanted === PNPM && known.pnpm !== undefined && existsSync(known.pnpm)

  if (!own && !nodeIsGood()) await fetchOnce()
  if (!own && !nodeIsGood()) {
    throw new LauncherError(
      `npm 给出的 Node.js 不是 24（得到 ${versionOf(known.node ?? '')}），请自行安装 Node.js 24 后再试。`,
      'npm did not deliver Node.js 24; install Node.js 24 yourself and try again.',
    )
  }
  return {
    node: own ? process.execPath : String(known.node),
    async pnpm() {
      if (!pnpmIsGood()) await fetchOnce()
      return String(known.pnpm)
    },
  }
}

/** @param {string} node */
function versionOf(node) {
  try {
    return execFileSync(node, ['--version'], { encoding: 'utf8' }).trim()
  } catch {
    // npm's cache was emptied since: not found is simply not good, and it is fetched again.
    return ''
  }
}

/**
 * Lets npm bring the packages into its own cache and asks a script run there where it is.
 *
 * @param {boolean} ownNode
 * @returns {Promise<Record<string, string>>}
 */
async function askNpm(ownNode) {
  const packages = ownNode ? [PNPM] : [NODE_RANGE, PNPM]
  const names = ownNode ? 'pnpm' : 'Node.js 24 和 pnpm'
  announce(`首次运行：正在取得 ${names}（约 10 秒）……`, 'first run: fetching them takes about 10 s')
  const [npm, ...first] = npmCommand()
  // The temporary folder: npm would read this tree's node_modules, laid out by pnpm, for seconds.
  const { code, output } = await runChild(
    npm,
    [
      ...first,
      'exec',
      '--yes',
      '--prefer-offline',
      // With scripts off, the package "node" would silently be the old Node.
      '--ignore-scripts=false',
      ...packages.map((name) => `--package=${name}`),
      '--',
      'node',
      join(import.meta.dirname ?? dirname(new URL(import.meta.url).pathname), 'whereabouts.mjs'),
    ],
    {
      cwd: tmpdir(),
      env: { npm_config_fetch_retries: '1', ...cleanEnvironment(process.env) },
      quiet: true,
    },
  )
  const answer = output.split('\n').find((line) => line.startsWith('{"node":'))
  if (code !== 0 || answer === undefined)
    throw explainFailure(`取得 ${names}`, `fetch ${packages.join(' and ')}`, output)
  const { node, path } = JSON.parse(answer)
  const name = process.platform === 'win32' ? 'pnpm.cmd' : 'pnpm'
  const pnpm = path
    .split(delimiter)
    .map((/** @type {string} */ folder) => join(folder, name))
    .find(existsSync)
  return { node, pnpm, wanted: PNPM }
}

/** @returns {[string, ...string[]]} npm by the Node that runs us, else from PATH */
function npmCommand() {
  const script = process.env.npm_execpath ?? ''
  return basename(script) === 'npm-cli.js' ? [process.execPath, script] : ['npm']
}
