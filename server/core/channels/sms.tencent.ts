import type { Clock } from '@mashang/shared/core/clock.ts'
import { refused, type SmsDriver, type SmsOutcome, type VendorSettings } from './sms.ts'
import { asObject, asText, hmac, postTo, sha256, type VendorAnswer } from './vendor-call.ts'

/** 腾讯云短信, operation SendSms of version 2021-01-11. */
const VERSION = '2021-01-11'
const ACTION = 'SendSms'
/** One of the three regions that take messages; which one makes no difference to the receiver. */
const REGION = 'ap-guangzhou'
const CONTENT_TYPE = 'application/json; charset=utf-8'

/**
 * The Authorization header of a JSON call, signed by method V3 (TC3-HMAC-SHA256).
 * @param call.at epoch seconds
 */
export function signTc3(
  call: { host: string; service: string; body: string; at: number },
  key: { id: string; secret: string },
): string {
  const day = new Date(call.at * 1_000).toISOString().slice(0, 10)
  const scope = `${day}/${call.service}/tc3_request`
  const signed = 'content-type;host'
  const lines = `content-type:${CONTENT_TYPE}\nhost:${call.host}\n`
  const canonical = `POST\n/\n\n${lines}\n${signed}\n${sha256(call.body)}`
  const toSign = `TC3-HMAC-SHA256\n${call.at}\n${scope}\n${sha256(canonical)}`
  const signing = [call.service, 'tc3_request'].reduce(
    (under, part) => hmac(under, part),
    hmac(`TC3${key.secret}`, day),
  )
  const signature = hmac(signing, toSign).toString('hex')
  return `TC3-HMAC-SHA256 Credential=${key.id}/${scope}, SignedHeaders=${signed}, Signature=${signature}`
}

export function tencentDriver(settings: VendorSettings, clock: Clock): SmsDriver {
  const endpoint = new URL(settings.endpoint)
  return async (message, signal) => {
    const body = JSON.stringify({
      PhoneNumberSet: [`+86${message.to}`],
      SmsSdkAppId: settings.appId,
      SignName: settings.signName,
      TemplateId: settings.templates[message.template] ?? '',
      TemplateParamSet: Object.values(message.params),
    })
    const at = Math.floor(clock.now() / 1_000)
    const authorization = signTc3(
      { host: endpoint.host, service: 'sms', body, at },
      { id: settings.keyId, secret: settings.keySecret },
    )
    const headers = {
      authorization,
      'content-type': CONTENT_TYPE,
      'x-tc-action': ACTION,
      'x-tc-version': VERSION,
      'x-tc-region': REGION,
      'x-tc-timestamp': String(at),
    }
    return outcomeOf(await postTo(`${endpoint.origin}/`, { headers, body, signal }))
  }
}

const LIMITED = /^LimitExceeded\.(PhoneNumber|DeliveryFrequencyLimit)/
const NUMBER =
  /^(InvalidParameterValue\.IncorrectPhoneNumber|FailedOperation\.PhoneNumberInBlacklist)/
const BUSY = /^(InternalError|RequestLimitExceeded)/

function outcomeOf({ status, json }: VendorAnswer): SmsOutcome {
  const response = asObject(json?.Response)
  const sent = Array.isArray(response?.SendStatusSet) ? asObject(response.SendStatusSet[0]) : null
  const code = asText(sent?.Code) ?? asText(asObject(response?.Error)?.Code)
  if (status === 200 && code === 'Ok') return { accepted: true, vendorId: asText(sent?.SerialNo) }
  if (code === null || status >= 500 || BUSY.test(code)) return refused('unreachable', 'soon', code)
  if (LIMITED.test(code)) return refused('limited', 'later', code)
  if (NUMBER.test(code)) return refused('number', 'never', code)
  return refused('account', code.startsWith('LimitExceeded') ? 'later' : 'never', code)
}
