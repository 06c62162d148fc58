/**
 * The environment of everything the launcher starts.
 *
 * npm exports its whole configuration to its children, and an inner npm, pnpm or node-gyp would
 * obey it: a `nodedir` of the old Node gives wrong headers, `ignore-scripts` leaves out Node
 * itself. Only what is needed to reach the registry survives.
 */
const KEPT = new Set([
  'registry',
  'cache',
  'ca',
  'cafile',
  'cert',
  'key',
  'strict_ssl',
  'proxy',
  'http_proxy',
  'https_proxy',
  'noproxy',
  'no_proxy',
  'userconfig',
  'globalconfig',
])

/** pnpm reads its own prefix only, so the way to the registry is told twice. */
const TOLD_TO_PNPM = new Set([
  'registry',
  'ca',
  'cafile',
  'strict_ssl',
  'proxy',
  'https_proxy',
  'noproxy',
])

/**
 * @param {Readonly<Record<string, string | undefined>>} environment
 * @returns {Record<string, string>} a copy without npm's variables and without the old Node's path
 */
export function cleanEnvironment(environment) {
  /** @type {Record<string, string>} */
  const clean = {}
  for (const [name, value] of Object.entries(environment)) {
    if (value === undefined || name === 'NODE') continue
    if (!/^npm_/i.test(name)) {
      clean[name] = value
      continue
    }
    const setting = name
      .toLowerCase()
      .replace(/^npm_config_/, '')
      .replaceAll('-', '_')
    if (!KEPT.has(setting) || value === '') continue
    clean[`npm_config_${setting}`] = value
    const pnpmName = `pnpm_config_${setting}`
    if (TOLD_TO_PNPM.has(setting) && environment[pnpmName] === undefined) clean[pnpmName] = value
  }
  return clean
}

/**
 * @param {Record<string, string>} environment
 * @param {readonly string[]} folders put in front of PATH, so that `node` means ours in children too
 * @param {string} delimiter of PATH on this platform
 * @returns {Record<string, string>}
 */
export function withPathInFront(environment, folders, delimiter) {
  const name = Object.keys(environment).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH'
  const rest = (environment[name] ?? '').split(delimiter).filter((part) => part !== '')
  const path = [...new Set([...folders, ...rest])].join(delimiter)
  return { ...environment, [name]: path }
}
