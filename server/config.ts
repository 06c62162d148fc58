import { isIP } from 'node:net'
import { resolve } from 'node:path'
import type { MailSettings } from './core/channels/mail.ts'
import { readMail, readOrigins, readWechat } from './core/channels/settings.ts'
import type { SmsSettings } from './core/channels/sms.ts'
import type { WechatSettings } from './core/channels/wechat.ts'
import { ConfigError } from './core/config-error.ts'
import { type ObjectStorage, readObjectStorage } from './core/files/settings.ts'
import { type KeepingSettings, readKeeping } from './core/keeping-settings.ts'

/** Everything that an operator may set, from `MASHANG_*`. Each has a default that works on a laptop. */
export interface Config extends KeepingSettings {
  port: number
  host: string
  /** Origin that posters and receipts carry; no slash at the end. */
  publicUrl: string
  /** Folder of the database, the key and, unless an object storage is set, the files. */
  dataFolder: string
  /** `postgres://…`, or null for SQLite in the folder. */
  databaseUrl: string | null
  /** Connections to PostgreSQL at most. */
  databaseConnections: number
  /** Where files are kept instead of the folder. */
  objectStorage: ObjectStorage | null
  /** The district that this process serves: others may share its database. */
  district: string
  limits: boolean
  /** Addresses or networks of reverse proxies whose X-Forwarded-For is believed. */
  trustedProxies: string[]
  demo: boolean
  /** How short messages leave; null: they do not. */
  sms: SmsSettings | null
  /** How mail leaves; null: it does not. */
  mail: MailSettings | null
  /** The district's WeChat official account; null: nothing of WeChat exists. */
  wechat: WechatSettings | null
  /** Origins where robots may live besides their vendors. */
  robotOrigins: string[]
  /** Origins that webhooks may reach although they are no public HTTPS addresses. */
  webhookOrigins: string[]
}

const KNOWN = new Set([
  'MASHANG_PORT',
  'MASHANG_HOST',
  'MASHANG_PUBLIC_URL',
  'MASHANG_DATA',
  'MASHANG_DATABASE_URL',
  'MASHANG_FILES_URL',
  'MASHANG_FILES_KEY',
  'MASHANG_FILES_SECRET',
  'MASHANG_DISTRICT',
  'MASHANG_LIMITS',
  'MASHANG_TRUSTED_PROXIES',
  'MASHANG_DEMO',
  'MASHANG_SMS_VENDOR',
  'MASHANG_SMS_KEY_ID',
  'MASHANG_SMS_KEY_SECRET',
  'MASHANG_SMS_SIGN_NAME',
  'MASHANG_SMS_CODE_TEMPLATE',
  'MASHANG_SMS_REMINDER_TEMPLATE',
  'MASHANG_SMS_APP_ID',
  'MASHANG_SMS_ENDPOINT',
  'MASHANG_SMTP_URL',
  'MASHANG_SMTP_FROM',
  'MASHANG_WECHAT_APP_ID',
  'MASHANG_WECHAT_SECRET',
  'MASHANG_WECHAT_TEMPLATE',
  'MASHANG_WECHAT_ONCE_TEMPLATE',
  'MASHANG_WECHAT_CONFIRM',
  'MASHANG_WECHAT_SCRIPT',
  'MASHANG_WECHAT_DOMAIN_PROOF',
  'MASHANG_WECHAT_ENDPOINT',
  'MASHANG_WECHAT_AUTHORIZE',
  'MASHANG_KEYS',
  'MASHANG_LEDGER_KEY',
  'MASHANG_LEDGER_MAIL',
  'MASHANG_BACKUP',
  'MASHANG_BACKUP_KEEP',
  'MASHANG_ROBOT_ORIGINS',
  'MASHANG_WEBHOOK_ORIGINS',
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
  const rawConnections = get('MASHANG_DATABASE_CONNECTIONS') ?? '10'
  const databaseConnections = Number(rawConnections)
  if (!/^\d+$/.test(rawConnections) || databaseConnections < 2 || databaseConnections > 200)
    throw new ConfigError(
      `设置 MASHANG_DATABASE_CONNECTIONS 要是 2 到 200 的整数，现在是“${rawConnections}”。`,
    )
  const district = get('MASHANG_DISTRICT') ?? 'home'
  if (!/^[a-z][a-z0-9-]{0,39}$/.test(district))
    throw new ConfigError(
      `设置 MASHANG_DISTRICT 要用小写字母开头，只含小写字母、数字和短横，现在是“${district}”。`,
    )
  const limits = oneOf('MASHANG_LIMITS', ['on', 'off'] as const, 'on') === 'on'
  if (!limits && !isLoopback(new URL(publicUrl).hostname))
    throw new ConfigError(
      '设置 MASHANG_LIMITS=off 只许在本机压测时用：公开地址不是本机，请去掉它。',
    )
  const demo = oneOf('MASHANG_DEMO', ['1', '0'] as const, '1') === '1'
  return {
    port,
    host,
    publicUrl,
    dataFolder: resolve(get('MASHANG_DATA') ?? 'data'),
    databaseUrl,
    databaseConnections,
    district,
    objectStorage: readObjectStorage(get),
    limits,
    trustedProxies: networksOf(get('MASHANG_TRUSTED_PROXIES') ?? ''),
    demo,
    sms: smsOf(get, demo),
    mail: readMail(get),
    wechat: readWechat(get),
    ...readKeeping(get),
    robotOrigins: readOrigins('MASHANG_ROBOT_ORIGINS', get),
    webhookOrigins: readOrigins('MASHANG_WEBHOOK_ORIGINS', get),
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

const SMS_ENDPOINTS = {
  aliyun: 'https://dysmsapi.aliyuncs.com',
  tencent: 'https://sms.tencentcloudapi.com',
} as const

/** All or nothing: half a vendor would be found out by the first voter who waits for a code. */
function smsOf(get: (name: string) => string | undefined, demo: boolean): SmsSettings | null {
  const vendor = get('MASHANG_SMS_VENDOR')
  if (vendor === undefined) {
    const stray = [...KNOWN].find((name) => name.startsWith('MASHANG_SMS_') && get(name))
    if (stray === undefined) return null
    throw new ConfigError(`设置了 ${stray}，还缺 MASHANG_SMS_VENDOR：填 aliyun 或 tencent。`)
  }
  if (vendor === 'log') {
    if (demo) return { vendor }
    throw new ConfigError(
      '设置 MASHANG_SMS_VENDOR=log 只许在演示区用，它把验证码印在控制台上；正式使用请填 aliyun 或 tencent。',
    )
  }
  if (vendor !== 'aliyun' && vendor !== 'tencent')
    throw new ConfigError(`设置 MASHANG_SMS_VENDOR 只能是 aliyun 或 tencent，现在是“${vendor}”。`)
  const needed = (name: string, what: string, form: RegExp): string => {
    const value = get(name)
    if (value === undefined) throw new ConfigError(`缺少设置 ${name}（${what}），短信发不出去。`)
    // The value itself stays out of the sentence: it may be the secret, pasted one line too low.
    if (!form.test(value))
      throw new ConfigError(`设置 ${name}（${what}）的格式不对，请照控制台抄。`)
    return value
  }
  const key = /^[\x21-\x7e]+$/
  const template = vendor === 'aliyun' ? /^SMS_\d+$/ : /^\d+$/
  return {
    vendor,
    keyId: needed('MASHANG_SMS_KEY_ID', '访问密钥的 ID', key),
    keySecret: needed('MASHANG_SMS_KEY_SECRET', '访问密钥的口令', key),
    signName: needed('MASHANG_SMS_SIGN_NAME', '短信签名，不带【】', /^[^【】\s]{2,20}$/),
    templates: {
      code: needed('MASHANG_SMS_CODE_TEMPLATE', '验证码模板的编号', template),
      reminder:
        get('MASHANG_SMS_REMINDER_TEMPLATE') === undefined
          ? null
          : needed('MASHANG_SMS_REMINDER_TEMPLATE', '提醒模板的编号', template),
    },
    appId:
      vendor === 'tencent' ? needed('MASHANG_SMS_APP_ID', '短信应用的 SdkAppId', /^\d+$/) : null,
    endpoint: smsEndpoint(get('MASHANG_SMS_ENDPOINT') ?? SMS_ENDPOINTS[vendor]),
  }
}

function smsEndpoint(raw: string): string {
  const url = URL.canParse(raw) ? new URL(raw) : null
  const safe = url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url.hostname))
  if (url === null || !safe || url.href !== `${url.origin}/`)
    throw new ConfigError(
      `设置 MASHANG_SMS_ENDPOINT 要像 https://dysmsapi.aliyuncs.com 这样，后面不带路径，现在是“${raw}”。`,
    )
  return url.origin
}
