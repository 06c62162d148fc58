import { isIP } from 'node:net'
import { resolve } from 'node:path'

/** Everything that an operator may set, from `MASHANG_*`. Each has a default that works on a laptop. */
export interface Config {
  port: number
  host: string
  /** Origin that posters and receipts carry; no slash at the end. */
  publicUrl: string
  /** Folder of the database, the key and the files. */
  dataFolder: string
  /** `postgres://…`, or null for SQLite in the folder. */
  databaseUrl: string | null
  limits: boolean
  /** Addresses or networks of reverse proxies whose X-Forwarded-For is believed. */
  trustedProxies: string[]
  demo: boolean
}

/** One sentence that names the setting, for the operator. */
export class ConfigError extends Error {}

const KNOWN = new Set([
  'MASHANG_PORT',
  'MASHANG_HOST',
  'MASHANG_PUBLIC_URL',
  'MASHANG_DATA',
  'MASHANG_DATABASE_URL',
  'MASHANG_FILES_URL',
  'MASHANG_LIMITS',
  'MASHANG_TRUSTED_PROXIES',
  'MASHANG_DEMO',
])

/** A listening address as it stands in a URL; one that means "all" is reached at this machine. */
const reachable = (host: string): string =>
  host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host

const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host)

/** Reads the settings; throws a ConfigError at the first unknown or broken one. */
export function readConfig(env: Record<string, string | undefined>): Config {
  for (const name of Object.keys(env)) {
    if (name.startsWith('MASHANG_') && !name.startsWith('MASHANG_TEST_') && !KNOWN.has(name))
      throw new ConfigError(
        `不认识设置 ${name}，请检查拼写或删掉它。可用的有：${[...KNOWN].join('、')}。`,
      )
  }
  const get = (name: string): string | undefined => {
    const raw = env[name]?.trim()
    return raw === '' ? undefined : raw
  }
  const oneOf = <T extends string>(name: string, values: readonly T[], fallback: T): T => {
    const raw = get(name) ?? fallback
    const found = values.find((value) => value === raw)
    if (found === undefined)
      throw new ConfigError(`设置 ${name} 只能是 ${values.join(' 或 ')}，现在是“${raw}”。`)
    return found
  }
  const rawPort = get('MASHANG_PORT') ?? '8080'
  const port = Number(rawPort)
  if (!/^\d+$/.test(rawPort) || port > 65_535)
    throw new ConfigError(`设置 MASHANG_PORT 要是 0 到 65535 的整数，现在是“${rawPort}”。`)
  const host = get('MASHANG_HOST') ?? '127.0.0.1'
  if (!/^[\w.:-]+$/.test(host)) throw new ConfigError(`设置 MASHANG_HOST 不是一个地址：“${host}”。`)
  const publicUrl = originOf(get('MASHANG_PUBLIC_URL') ?? `http://${reachable(host)}:${port}`)
  const databaseUrl = get('MASHANG_DATABASE_URL') ?? null
  if (databaseUrl !== null && !/^postgres(ql)?:\/\/./.test(databaseUrl))
    throw new ConfigError(
      '设置 MASHANG_DATABASE_URL 要以 postgres:// 开头；不设就用自带的 SQLite。',
    )
  if (get('MASHANG_FILES_URL') !== undefined)
    throw new ConfigError(
      '设置 MASHANG_FILES_URL 在这个版本还不支持，请去掉它，文件会存在数据目录里。',
    )
  const limits = oneOf('MASHANG_LIMITS', ['on', 'off'] as const, 'on') === 'on'
  if (!limits && !isLoopback(new URL(publicUrl).hostname))
    throw new ConfigError(
      '设置 MASHANG_LIMITS=off 只许在本机压测时用：公开地址不是本机，请去掉它。',
    )
  return {
    port,
    host,
    publicUrl,
    dataFolder: resolve(get('MASHANG_DATA') ?? 'data'),
    databaseUrl,
    limits,
    trustedProxies: networksOf(get('MASHANG_TRUSTED_PROXIES') ?? ''),
    demo: oneOf('MASHANG_DEMO', ['1', '0'] as const, '1') === '1',
  }
}

function originOf(raw: string): string {
  const url = URL.canParse(raw) ? new URL(raw) : null
  if (url === null || !/^https?:$/.test(url.protocol) || url.href !== `${url.origin}/`)
    throw new ConfigError(
      `设置 MASHANG_PUBLIC_URL 要像 https://rd.example.gov.cn 这样，后面不带路径，现在是“${raw}”。`,
    )
  return url.origin
}

/** `10.0.0.1, 10.1.0.0/16`; a prefix of 0 would believe everybody, and nobody means that. */
function networksOf(raw: string): string[] {
  const networks = raw
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
  for (const network of networks) {
    const [address = '', prefix, more] = network.split('/')
    const version = isIP(address)
    const bits = prefix === undefined ? 1 : /^\d{1,3}$/.test(prefix) ? Number(prefix) : 0
    if (version === 0 || more !== undefined || bits < 1 || bits > (version === 4 ? 32 : 128))
      throw new ConfigError(
        `设置 MASHANG_TRUSTED_PROXIES 要是反向代理的 IP 或网段，用逗号隔开，像 127.0.0.1,10.0.0.0/8，现在有“${network}”。`,
      )
  }
  return networks
}
