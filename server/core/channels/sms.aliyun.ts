import { randomUUID } from 'node:crypto'
import type { Clock } from '@mashang/shared/core/clock.ts'
import { refused, type SmsDriver, type SmsOutcome, type VendorSettings } from './sms.ts'
import { asText, hmac, postTo, sha256, type VendorAnswer } from './vendor-call.ts'

/** 阿里云短信服务 (dysmsapi), operation SendSms of version 2017-05-25. */
const VERSION = '2017-05-25'
const ACTION = 'SendSms'

/** RFC 3986: what encodeURIComponent leaves alone and the signature does not. */
const encoded = (text: string): string =>
  encodeURIComponent(text).replace(
    /[!'()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  )

/** The call's parameters as both the address and the signature want them. */
export const canonicalQuery = (params: Record<string, string>): string =>
  Object.entries(params)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
    .join('&')

/**
 * Headers of a call without body (`host` is sent by the client itself), signed by method V3 (ACS3-HMAC-SHA256).
 * @param call.at epoch milliseconds
 */
export function signAcs3(
  call: {
    host: string
    action: string
    version: string
    query: string
    at: number
    nonce: string
  },
  key: { id: string; secret: string },
): Record<string, string> {
  const hashed = sha256('')
  const headers: Record<string, string> = {
    'x-acs-action': call.action,
    'x-acs-content-sha256': hashed,
    'x-acs-date': new Date(call.at).toISOString().replace(/\.\d+Z$/, 'Z'),
    'x-acs-signature-nonce': call.nonce,
    'x-acs-version': call.version,
  }
  const signed: Record<string, string> = { host: call.host, ...headers }
  const names = Object.keys(signed).sort()
  const lines = names.map((name) => `${name}:${signed[name]}\n`).join('')
  const canonical = `POST\n/\n${call.query}\n${lines}\n${names.join(';')}\n${hashed}`
  const signature = hmac(key.secret, `ACS3-HMAC-SHA256\n${sha256(canonical)}`).toString('hex')
  return {
    ...headers,
    authorization: `ACS3-HMAC-SHA256 Credential=${key.id},SignedHeaders=${names.join(';')},Signature=${signature}`,
  }
}

export function aliyunDriver(settings: VendorSettings, clock: Clock): SmsDriver {
  const endpoint = new URL(settings.endpoint)
  return async (message, signal) => {
    const query = canonicalQuery({
      PhoneNumbers: message.to,
      SignName: settings.signName,
      TemplateCode: settings.templates[message.template] ?? '',
      TemplateParam: JSON.stringify(message.params),
    })
    const headers = signAcs3(
      {
        host: endpoint.host,
        action: ACTION,
        version: VERSION,
        query,
        at: clock.now(),
        nonce: randomUUID(),
      },
      { id: settings.keyId, secret: settings.keySecret },
    )
    return outcomeOf(await postTo(`${endpoint.origin}/?${query}`, { headers, signal }))
  }
}

const LIMITED = /^isv\.(BUSINESS_LIMIT|MOBILE_SEND_LIMIT)/i
const NUMBER = /^isv\.(MOBILE_NUMBER_ILLEGAL|BLACK_LIST|PHONE_NUMBER)/i
const BUSY =
  /^(isp\.(SYSTEM_ERROR|GATEWAY_ERROR|UNKNOWN)|Throttling|ServiceUnavailable|InternalError)/i
const TOO_MANY_TODAY = /^isv\.(DAY|MONTH)_LIMIT_CONTROL$/i

function outcomeOf({ status, json }: VendorAnswer): SmsOutcome {
  const code = asText(json?.Code)
  if (status === 200 && code === 'OK') return { accepted: true, vendorId: asText(json?.BizId) }
  if (code === null || status >= 500 || BUSY.test(code)) return refused('unreachable', 'soon', code)
  if (LIMITED.test(code)) return refused('limited', 'later', code)
  if (NUMBER.test(code)) return refused('number', 'never', code)
  return refused('account', TOO_MANY_TODAY.test(code) ? 'later' : 'never', code)
}
