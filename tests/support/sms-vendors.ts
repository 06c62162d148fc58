import { createHash, createHmac } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { VendorSettings } from '@mashang/server/core/channels/sms.ts'

/**
 * Both vendors of short messages on this machine. What they are sent is checked against the published
 * rules of their signatures, by a computation that shares nothing with the drivers.
 */

export interface Received {
  to: string
  signName: string
  template: string
  params: unknown
}

export interface SmsVendor {
  /** Settings of a driver that speaks to it. */
  settings(vendor: VendorSettings['vendor']): VendorSettings
  /** The same for a process of its own. */
  environment(): Record<string, string>
  /** What it accepted, oldest first. */
  accepted: Received[]
  /** Calls in all, refused ones and unanswered ones too. */
  calls: number
  /** What the next calls are met with, one each; then it accepts again. */
  meet(...next: Treatment[]): void
  /** The six digits of the last message to that number. */
  codeTo(phone: string): string
  close(): Promise<void>
}

type Treatment =
  | 'hang'
  | 'cut'
  | 'garbage'
  | 'twice'
  /** Takes the message, and its answer is lost. */
  | 'take and cut'
  | { status?: number; code: string }

const KEY = { id: 'test-key', secret: 'test-secret/+=' }

const hex = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex')
const mac = (key: string | Buffer, text: string): Buffer =>
  createHmac('sha256', key).update(text, 'utf8').digest()

const headerLines = (request: IncomingMessage, names: string[]): string =>
  names.map((name) => `${name}:${String(request.headers[name]).trim()}\n`).join('')

/** 阿里云 V3: every `x-acs-*` header and `host` are signed, the call has no body. */
function aliyunCall(request: IncomingMessage): Received | string {
  const at = Date.parse(String(request.headers['x-acs-date']))
  if (!Number.isFinite(at)) return 'InvalidTimeStamp.Format'
  const found = /^ACS3-HMAC-SHA256 Credential=(.+?),SignedHeaders=(.+?),Signature=(\w+)$/.exec(
    String(request.headers.authorization),
  )
  const [path = '', query = ''] = (request.url ?? '').split('?')
  const names = (found?.[2] ?? '').split(';')
  const must = Object.keys(request.headers).filter((name) => name.startsWith('x-acs-'))
  if (found === null || found[1] !== KEY.id) return 'InvalidAccessKeyId.NotFound'
  if ([...must, 'host'].some((name) => !names.includes(name))) return 'IncompleteSignature'
  const parts = ['POST', path, query, headerLines(request, names), names.join(';'), hex('')]
  const wanted = createHmac('sha256', KEY.secret).update(
    `ACS3-HMAC-SHA256\n${hex(parts.join('\n'))}`,
  )
  if (wanted.digest('hex') !== found[3]) return 'SignatureDoesNotMatch'
  if (request.headers['x-acs-action'] !== 'SendSms') return 'InvalidAction.NotFound'
  if (request.headers['x-acs-version'] !== '2017-05-25') return 'InvalidVersion'
  const given = new URLSearchParams(query)
  return {
    to: given.get('PhoneNumbers') ?? '',
    signName: given.get('SignName') ?? '',
    template: given.get('TemplateCode') ?? '',
    params: JSON.parse(given.get('TemplateParam') ?? 'null'),
  }
}

/** 腾讯云 V3: the key of the day signs type, host and body. */
function tencentCall(request: IncomingMessage, body: string): Received | string {
  const at = Number(request.headers['x-tc-timestamp'])
  const day = new Date(at * 1_000).toISOString().slice(0, 10)
  const found =
    /^TC3-HMAC-SHA256 Credential=([^/]+)\/([\d-]+)\/sms\/tc3_request, SignedHeaders=(.+?), Signature=(\w+)$/.exec(
      String(request.headers.authorization),
    )
  if (found === null || found[1] !== KEY.id) return 'AuthFailure.SecretIdNotFound'
  if (found[2] !== day) return 'AuthFailure.SignatureExpire'
  const names = (found[3] ?? '').split(';')
  if (!names.includes('host') || !names.includes('content-type'))
    return 'AuthFailure.InvalidAuthorization'
  const parts = ['POST', '/', '', headerLines(request, names), names.join(';'), hex(body)]
  const text = ['TC3-HMAC-SHA256', at, `${day}/sms/tc3_request`, hex(parts.join('\n'))].join('\n')
  const key = mac(mac(mac(`TC3${KEY.secret}`, day), 'sms'), 'tc3_request')
  if (mac(key, text).toString('hex') !== found[4]) return 'AuthFailure.SignatureFailure'
  if (request.headers['x-tc-version'] !== '2021-01-11') return 'NoSuchVersion'
  const given = JSON.parse(body)
  if (given.SmsSdkAppId !== '1400006666') return 'UnauthorizedOperation.SmsSdkAppIdVerifyFail'
  return {
    to: String(given.PhoneNumberSet?.[0]).replace('+86', ''),
    signName: given.SignName,
    template: given.TemplateId,
    params: given.TemplateParamSet,
  }
}

const answers = {
  aliyun: (code: string) =>
    code === 'OK'
      ? { Code: 'OK', Message: 'OK', BizId: '9006197469364984400', RequestId: 'F655A8D5' }
      : { Code: code, Message: 'refused 13900000137', RequestId: 'F655A8D5' },
  tencent: (code: string) =>
    code === 'OK' || code.startsWith('LimitExceeded') || code.includes('PhoneNumber')
      ? {
          Response: {
            SendStatusSet: [
              { SerialNo: '5000:1045710669157053657849499619', Code: code === 'OK' ? 'Ok' : code },
            ],
            RequestId: 'a0aabda6',
          },
        }
      : { Response: { Error: { Code: code, Message: 'refused' }, RequestId: 'a0aabda6' } },
}

export async function startSmsVendor(): Promise<SmsVendor> {
  const queue: Treatment[] = []
  const accepted: Received[] = []
  let calls = 0

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    calls++
    let body = ''
    for await (const chunk of request) body += String(chunk)
    const vendor = 'x-tc-action' in request.headers ? 'tencent' : 'aliyun'
    const treatment = queue.shift()
    if (treatment === 'hang') return
    if (treatment === 'cut') return void request.socket.destroy()
    if (treatment === 'garbage') return void response.end('<html>502 Bad Gateway {"Code":"OK"')
    if (typeof treatment === 'object') {
      response.statusCode = treatment.status ?? 200
      return void response.end(JSON.stringify(answers[vendor](treatment.code)))
    }
    const call = vendor === 'aliyun' ? aliyunCall(request) : tencentCall(request, body)
    if (typeof call === 'string') {
      response.statusCode = 400
      return void response.end(JSON.stringify(answers[vendor](call)))
    }
    accepted.push(call)
    if (treatment === 'take and cut') return void request.socket.destroy()
    const text = JSON.stringify(answers[vendor]('OK'))
    if (treatment === 'twice') {
      const whole = `HTTP/1.1 200 OK\r\nContent-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`
      return void request.socket.end(whole + whole)
    }
    response.end(text)
  }

  const server = createServer((request, response) => void answer(request, response))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const endpoint = `http://127.0.0.1:${port}`
  return {
    accepted,
    get calls() {
      return calls
    },
    meet: (...next) => {
      queue.push(...next)
    },
    codeTo(phone) {
      const last = accepted.findLast(({ to }) => to === phone)
      const code = /\d{6}/.exec(JSON.stringify(last?.params))?.[0]
      if (code === undefined) throw new Error('no message to that number')
      return code
    },
    settings: (vendor) => ({
      vendor,
      keyId: KEY.id,
      keySecret: KEY.secret,
      signName: '石拐人大',
      templates:
        vendor === 'aliyun'
          ? { code: 'SMS_100001', reminder: 'SMS_100002' }
          : { code: '100001', reminder: '100002' },
      appId: vendor === 'tencent' ? '1400006666' : null,
      endpoint,
    }),
    environment: () => ({
      MASHANG_SMS_VENDOR: 'aliyun',
      MASHANG_SMS_KEY_ID: KEY.id,
      MASHANG_SMS_KEY_SECRET: KEY.secret,
      MASHANG_SMS_SIGN_NAME: '石拐人大',
      MASHANG_SMS_CODE_TEMPLATE: 'SMS_100001',
      MASHANG_SMS_ENDPOINT: endpoint,
    }),
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
