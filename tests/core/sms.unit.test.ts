import { openSms } from '@mashang/server/core/channels/open.ts'
import { aliyunDriver, canonicalQuery, signAcs3 } from '@mashang/server/core/channels/sms.aliyun.ts'
import { steadySms } from '@mashang/server/core/channels/sms.steady.ts'
import { signTc3, tencentDriver } from '@mashang/server/core/channels/sms.tencent.ts'
import type { SmsMessage } from '@mashang/server/core/channels/sms.ts'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { testClock } from '../support/app.ts'
import { type SmsVendor, startSmsVendor } from '../support/sms-vendors.ts'

const drivers = { aliyun: aliyunDriver, tencent: tencentDriver }
const both = ['aliyun', 'tencent'] as const
const message: SmsMessage = { to: '13900000137', template: 'code', params: { code: '042137' } }
const quick = { timeout: 150, pauses: [5, 5], lastStart: 2_000, failures: 2, rest: 30_000 }

let vendor: SmsVendor
beforeAll(async () => {
  vendor = await startSmsVendor()
})
afterAll(() => vendor.close())

let clock = testClock('2026-11-23T02:32:00.000Z')
beforeEach(() => {
  clock = testClock('2026-11-23T02:32:00.000Z')
})
const sms = (of: (typeof both)[number]) =>
  steadySms(
    { vendor: of, templates: ['code'] },
    drivers[of](vendor.settings(of), clock),
    clock,
    quick,
  )

describe('signatures', () => {
  it('are those of the examples that the vendors publish', () => {
    const query = canonicalQuery({
      RegionId: 'cn-shanghai',
      ImageId: 'win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd',
    })
    const aliyun = signAcs3(
      {
        host: 'ecs.cn-shanghai.aliyuncs.com',
        action: 'RunInstances',
        version: '2014-05-26',
        query,
        at: Date.parse('2023-10-26T10:22:32Z'),
        nonce: '3156853299f313e23d1673dc12e1703d',
      },
      { id: 'YourAccessKeyId', secret: 'YourAccessKeySecret' },
    )
    expect(aliyun.authorization).toMatch(
      /Signature=06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0$/,
    )
    const tencent = signTc3(
      {
        host: 'cvm.tencentcloudapi.com',
        service: 'cvm',
        body: '{"Limit": 1, "Filters": [{"Values": ["\\u672a\\u547d\\u540d"], "Name": "instance-name"}]}',
        at: 1_551_113_065,
      },
      { id: 'AKIDz8krbsJ5yKBZQpn74WFkmLPx3*******', secret: 'Gu5t9xGARNpq86cd98joQYCN3*******' },
    )
    expect(tencent).toMatch(
      /Signature=2230eefd229f582d8b1b891af7107b91597240707d778ab3738f756258d7652c$/,
    )
  })

  it('encode what an address leaves alone and the signature does not', () => {
    expect(canonicalQuery({ b: "a b*c'(!)~", a: '【石拐】' })).toBe(
      'a=%E3%80%90%E7%9F%B3%E6%8B%90%E3%80%91&b=a%20b%2Ac%27%28%21%29~',
    )
  })
})

describe.each(both)('a message by %s', (of) => {
  it('arrives with the template, the signature’s name and the code', async () => {
    const outcome = await sms(of).send(message)
    expect(outcome).toEqual({ accepted: true, vendorId: expect.stringMatching(/^[\d:]{10,}$/) })
    expect(vendor.accepted.at(-1)).toEqual({
      to: '13900000137',
      signName: '石拐人大',
      template: vendor.settings(of).templates.code,
      params: of === 'aliyun' ? { code: '042137' } : ['042137'],
    })
  })

  it('with a wrong secret is refused for good, after one call', async () => {
    const settings = { ...vendor.settings(of), keySecret: 'another' }
    const before = vendor.calls
    const outcome = await steadySms(
      { vendor: of, templates: ['code'] },
      drivers[of](settings, clock),
      clock,
      quick,
    ).send(message)
    expect(outcome).toMatchObject({ accepted: false, reason: 'account', again: 'never' })
    expect(vendor.calls - before).toBe(1)
  })

  it.each([
    ['hangs', ['hang', 'hang']],
    ['cuts the line', ['cut', 'cut']],
    ['answers garbage', ['garbage', 'garbage']],
    ['is broken', [{ status: 503, code: 'ServiceUnavailable' }, 'cut']],
  ] as const)('is tried again where the vendor %s, and arrives once', async (_, treatments) => {
    const [before, calls] = [vendor.accepted.length, vendor.calls]
    vendor.meet(...treatments)
    expect(await sms(of).send(message)).toMatchObject({ accepted: true })
    expect([vendor.accepted.length - before, vendor.calls - calls]).toEqual([1, 3])
  })

  it('that is answered twice is one message', async () => {
    const before = vendor.accepted.length
    vendor.meet('twice')
    const channel = sms(of)
    expect(await channel.send(message)).toMatchObject({ accepted: true })
    expect(await channel.send(message)).toMatchObject({ accepted: true })
    expect(vendor.accepted.length - before).toBe(2)
  })

  it('is given up after three attempts', async () => {
    const before = vendor.calls
    vendor.meet('cut', 'garbage', 'hang')
    expect(await sms(of).send(message)).toEqual({
      accepted: false,
      reason: 'unreachable',
      again: 'soon',
      vendorCode: null,
    })
    expect(vendor.calls - before).toBe(3)
  })
})

describe.each([
  ['aliyun', 'isv.BUSINESS_LIMIT_CONTROL', 'limited', 'later'],
  ['aliyun', 'isv.MOBILE_NUMBER_ILLEGAL', 'number', 'never'],
  ['aliyun', 'isv.AMOUNT_NOT_ENOUGH', 'account', 'never'],
  ['aliyun', 'isv.DAY_LIMIT_CONTROL', 'account', 'later'],
  ['tencent', 'LimitExceeded.PhoneNumberThirtySecondLimit', 'limited', 'later'],
  ['tencent', 'FailedOperation.PhoneNumberInBlacklist', 'number', 'never'],
  ['tencent', 'FailedOperation.InsufficientBalanceInSmsPackage', 'account', 'never'],
  ['tencent', 'LimitExceeded.AppDailyLimit', 'account', 'later'],
] as const)('%s that says %s', (of, code, reason, again) => {
  it(`means ${reason}, to be tried again ${again}; it is not asked twice`, async () => {
    const before = vendor.calls
    vendor.meet({ code })
    const outcome = await sms(of).send(message)
    expect(outcome).toEqual({ accepted: false, reason, again, vendorCode: code })
    expect(vendor.calls - before).toBe(1)
  })
})

describe('a message whose answer was lost', () => {
  it('was taken, when the vendor then says that the number has just had one', async () => {
    vendor.meet('take and cut', { code: 'isv.BUSINESS_LIMIT_CONTROL' })
    expect(await sms('aliyun').send(message)).toEqual({ accepted: true, vendorId: null })
  })
})

describe('a dead vendor', () => {
  const dead = ['cut', 'cut', 'cut'] as const

  it('is left alone for a while, then asked by one message at a time', async () => {
    const channel = sms('aliyun')
    vendor.meet(...dead, ...dead)
    await channel.send(message)
    await channel.send(message)
    const calls = vendor.calls
    expect(await channel.send(message)).toMatchObject({ accepted: false, reason: 'resting' })
    expect(vendor.calls).toBe(calls)

    clock.advance(30_000)
    vendor.meet(...dead)
    const probes = await Promise.all([channel.send(message), channel.send(message)])
    expect(probes).toMatchObject([{ reason: 'unreachable' }, { reason: 'resting' }])
    expect(await channel.send(message)).toMatchObject({ reason: 'resting' })

    clock.advance(30_000)
    expect(await channel.send(message)).toMatchObject({ accepted: true })
    expect(await channel.send(message)).toMatchObject({ accepted: true })
  })

  it('is not what refuses: a refusal is an answer', async () => {
    const channel = sms('aliyun')
    for (let n = 0; n < 4; n++) {
      vendor.meet({ code: 'isv.AMOUNT_NOT_ENOUGH' })
      expect(await channel.send(message)).toMatchObject({ reason: 'account' })
    }
    expect(await channel.send(message)).toMatchObject({ accepted: true })
  })
})

describe('the demo', () => {
  it('shows its messages on the console', async () => {
    const lines: string[] = []
    const channel = openSms({ vendor: 'log' }, clock, (line) => lines.push(line))
    expect(await channel?.send(message)).toMatchObject({ accepted: true })
    expect(lines).toEqual(['  演示短信 → 13900000137：042137'])
    expect(openSms(null, clock)).toBeNull()
  })
})
