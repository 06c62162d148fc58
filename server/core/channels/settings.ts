import { ConfigError } from '../config-error.ts'
import type { MailSettings } from './mail.ts'
import type { WechatSettings } from './wechat.ts'

type Get = (name: string) => string | undefined

const LOOPBACK = /^(localhost|\[::1\]|127(\.\d{1,3}){3})$/

/** A bare origin: https, or http on this machine. */
function originFrom(name: string, raw: string, plainToo = false): string {
  const url = URL.canParse(raw) ? new URL(raw) : null
  const safe =
    url?.protocol === 'https:' ||
    (url?.protocol === 'http:' && (plainToo || LOOPBACK.test(url.hostname)))
  if (url === null || !safe || url.href !== `${url.origin}/`)
    throw new ConfigError(
      `设置 ${name} 要像 https://hook.example.gov.cn 这样，后面不带路径，现在有“${raw}”。`,
    )
  return url.origin
}

/** Origins with commas between them; inside a government's net plain http may be all there is. */
export const readOrigins = (name: string, get: Get): string[] =>
  (get(name) ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => originFrom(name, part, true))

const ADDRESS = /^[^\s@<>",;]+@[a-z\d](?:[a-z\d.-]*[a-z\d])?$/i

/** All or nothing. The values themselves stay out of the sentences: they may hold the password. */
export function readMail(get: Get): MailSettings | null {
  const raw = get('MASHANG_SMTP_URL')
  const from = get('MASHANG_SMTP_FROM')
  if (raw === undefined) {
    if (from === undefined) return null
    throw new ConfigError('设置了 MASHANG_SMTP_FROM，还缺 MASHANG_SMTP_URL：邮件从哪台服务器发。')
  }
  const url = URL.canParse(raw) ? new URL(raw) : null
  if (url === null || !/^smtps?:$/.test(url.protocol) || url.hostname === '')
    throw new ConfigError(
      '设置 MASHANG_SMTP_URL 要像 smtps://账号:口令@smtp.example.gov.cn:465 这样；账号和口令里的 @ : / 要写成 %40 %3A %2F。',
    )
  if (from === undefined)
    throw new ConfigError('设置了 MASHANG_SMTP_URL，还缺 MASHANG_SMTP_FROM：发件人的邮箱。')
  const named = /^(?:(.{1,60}?)\s*<([^<>]+)>|([^<>\s]+))$/.exec(from)
  const address = (named?.[2] ?? named?.[3] ?? '').trim()
  if (!ADDRESS.test(address))
    throw new ConfigError(
      '设置 MASHANG_SMTP_FROM 要像 码上代表 <tixing@example.gov.cn> 或 tixing@example.gov.cn 这样。',
    )
  return { url: raw, from: { name: (named?.[1] ?? '码上代表').replace(/^"|"$/g, ''), address } }
}

/** All or nothing, the template apart: without it WeChat tells who somebody is, but sends nothing. */
export function readWechat(get: Get): WechatSettings | null {
  const appId = get('MASHANG_WECHAT_APP_ID')
  const secret = get('MASHANG_WECHAT_SECRET')
  const template = get('MASHANG_WECHAT_TEMPLATE') ?? null
  const onceTemplate = get('MASHANG_WECHAT_ONCE_TEMPLATE') ?? null
  const domainProof = get('MASHANG_WECHAT_DOMAIN_PROOF') ?? null
  if (appId === undefined || secret === undefined) {
    const others = [
      appId,
      secret,
      template ?? undefined,
      onceTemplate ?? undefined,
      domainProof ?? undefined,
    ]
    if (others.every((one) => one === undefined)) return null
    const missing = appId === undefined ? 'MASHANG_WECHAT_APP_ID' : 'MASHANG_WECHAT_SECRET'
    throw new ConfigError(`微信公众号的设置不全，还缺 ${missing}，请在公众平台“基本配置”里抄。`)
  }
  if (!/^wx[\da-f]{16}$/.test(appId))
    throw new ConfigError('设置 MASHANG_WECHAT_APP_ID 的格式不对：wx 开头，共 18 位。')
  if (!/^[\da-f]{32}$/.test(secret))
    throw new ConfigError('设置 MASHANG_WECHAT_SECRET 的格式不对：32 位数字和小写字母。')
  if (template !== null && !/^[\w-]{20,64}$/.test(template))
    throw new ConfigError('设置 MASHANG_WECHAT_TEMPLATE 的格式不对：请抄“模板消息”里的模板 ID。')
  if (onceTemplate !== null && !/^[\w-]{20,64}$/.test(onceTemplate))
    throw new ConfigError(
      '设置 MASHANG_WECHAT_ONCE_TEMPLATE 的格式不对：请抄“一次性订阅消息”的模板 ID。',
    )
  if (domainProof !== null && !/^[A-Za-z\d]{8,64}$/.test(domainProof))
    throw new ConfigError(
      '设置 MASHANG_WECHAT_DOMAIN_PROOF 的格式不对：填 MP_verify_ 和 .txt 中间的那一段。',
    )
  return {
    appId,
    secret,
    template,
    onceTemplate,
    domainProof,
    endpoint: originFrom(
      'MASHANG_WECHAT_ENDPOINT',
      get('MASHANG_WECHAT_ENDPOINT') ?? 'https://api.weixin.qq.com',
    ),
    authorize: originFrom(
      'MASHANG_WECHAT_AUTHORIZE',
      get('MASHANG_WECHAT_AUTHORIZE') ?? 'https://open.weixin.qq.com',
    ),
    confirm: originFrom(
      'MASHANG_WECHAT_CONFIRM',
      get('MASHANG_WECHAT_CONFIRM') ?? 'https://mp.weixin.qq.com',
    ),
    script: originFrom(
      'MASHANG_WECHAT_SCRIPT',
      get('MASHANG_WECHAT_SCRIPT') ?? 'https://res.wx.qq.com',
    ),
  }
}
