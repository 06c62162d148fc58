import { existsSync, readdirSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { runChild } from './child.mjs'
import { fingerprint } from './fingerprint.mjs'
import { memory } from './memory.mjs'
import { announce, explainFailure, LauncherError } from './words.mjs'

const MANIFESTS = [
  'package.json',
  'pnpm-lock.yaml',
  'pnpm-workspace.yaml',
  ...['client', 'server', 'shared', 'scripts', 'tests'].map((name) => `${name}/package.json`),
]
const CLIENT_SOURCES = ['client', 'shared', 'tsconfig.base.json', 'pnpm-lock.yaml']

/**
 * @param {{recall(): Record<string, string>}} remembered
 * @param {string} current
 * @param {boolean} present whether the result of the last time is still there
 * @returns {boolean} whether the work has to be done (again)
 */
export function isStale(remembered, current, present) {
  return !present || remembered.recall().fingerprint !== current
}

/**
 * Installs the dependencies where the manifests changed since the last time.
 *
 * @param {string} root
 * @param {{node: string, pnpm: () => Promise<string>}} runtime
 * @param {Record<string, string>} env
 */
export async function install(root, runtime, env) {
  const remembered = memory(join(root, 'node_modules/.mashang/install.json'))
  const current = fingerprint(root, MANIFESTS, [process.platform, process.arch])
  if (!isStale(remembered, current, existsSync(join(root, 'node_modules/.pnpm')))) return
  const pnpm = await runtime.pnpm()
  announce('正在安装依赖……', 'installing dependencies')
  remembered.forget()
  removeWhatNpmInstalled(join(root, 'node_modules'))
  const { code, output } = await runChild(
    pnpm,
    ['install', '--frozen-lockfile', '--prefer-offline'],
    // CI: pnpm must never stop to ask. Few retries: without a network it would wait for minutes.
    { cwd: root, env: { pnpm_config_fetch_retries: '2', ...env, CI: 'true' }, quiet: true },
  )
  if (code !== 0) throw explainFailure('安装依赖', 'install the dependencies', output)
  remembered.remember({ fingerprint: current })
}

/**
 * Someone ran `npm install` out of habit: two layouts in one folder hide missing dependencies.
 *
 * @param {string} modules
 */
function removeWhatNpmInstalled(modules) {
  if (!existsSync(join(modules, '.package-lock.json'))) return
  for (const name of readdirSync(modules)) {
    if (name !== '.mashang') rmSync(join(modules, name), { recursive: true, force: true })
  }
}

/**
 * Builds the pages where their sources changed since the last build.
 *
 * @param {string} root
 * @param {string} node
 * @param {Record<string, string>} env
 */
export async function buildClient(root, node, env) {
  const script = join(root, 'scripts/build.ts')
  const marker = join(root, 'client/dist/.fingerprint.json')
  const remembered = memory(marker)
  const current = fingerprint(root, CLIENT_SOURCES)
  if (!isStale(remembered, current, existsSync(dirname(marker)))) return
  announce('正在构建页面……', 'building the pages')
  remembered.forget()
  const { code } = await runChild(node, [script], { cwd: root, env })
  if (code !== 0) {
    throw new LauncherError('页面构建失败，原因见上。', 'The pages could not be built; see above.')
  }
  remembered.remember({ fingerprint: current })
}
