import {
  Forbidden,
  isPublicAddress,
  postOutside,
} from '@mashang/server/core/channels/outbound-call.ts'
import { isRobotAddress, signDingtalk } from '@mashang/server/core/channels/robots.ts'
import { signWebhook } from '@mashang/server/core/channels/webhook.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type HttpPeer, startHttpPeer } from '../support/peers.ts'

let peer: HttpPeer
beforeAll(async () => {
  peer = await startHttpPeer()
})
afterAll(() => peer.close())

const call = (address: string, trusted: string[] = []) =>
  postOutside(address, trusted, { headers: {}, body: '{}', signal: AbortSignal.timeout(3_000) })

describe('calling an address that people typed in', () => {
  it('given one inside, by number, by name, or without encryption, then nothing is sent', async () => {
    const { port } = new URL(peer.origin)
    for (const address of [
      `http://127.0.0.1:${port}/`,
      `https://127.0.0.1:${port}/`,
      `https://localhost:${port}/`,
      `https://[::1]:${port}/`,
      'https://10.1.2.3/',
    ])
      await expect(call(address), address).rejects.toBeInstanceOf(Forbidden)
    expect(peer.calls).toBe(0)
  })

  it('given that the operator named its origin, then it is called; a redirect is not followed', async () => {
    peer.meet({ status: 302, location: `${peer.origin}/elsewhere` })
    expect(await call(`${peer.origin}/x`, [peer.origin])).toMatchObject({ status: 302 })
    expect(peer.calls).toBe(1)
  })

  it.each([
    ['8.8.8.8', true],
    ['2400:3200::1', true],
    ['10.0.0.1', false],
    ['172.31.255.255', false],
    ['172.32.0.1', true],
    ['192.168.1.1', false],
    ['169.254.169.254', false],
    ['100.64.0.1', false],
    ['0.0.0.0', false],
    ['224.0.0.1', false],
    ['::1', false],
    ['::', false],
    ['fe80::1', false],
    ['fd00::1', false],
    ['::ffff:10.0.0.1', false],
    ['::ffff:8.8.8.8', true],
    ['::ffff:a00:1', false],
    ['64:ff9b::a00:1', false],
    ['nonsense', false],
  ])('%s is public: %j', (address, expected) => {
    expect(isPublicAddress(address)).toBe(expected)
  })
})

describe('published rules', () => {
  it('a webhook is signed as standardwebhooks.com shows it', () => {
    expect(
      signWebhook('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', {
        id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
        at: 1_614_265_330,
        body: '{"test": 2432232314}',
      }),
    ).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=')
  })

  it('dingtalk’s signature is base64 of an HMAC over time and secret', () => {
    expect(signDingtalk('SEC', 1)).toMatch(/^[\w+/]{43}=$/)
  })

  it('a robot lives at its vendor', () => {
    const url = 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=k'
    expect(isRobotAddress('wecom', url, [])).toBe(true)
    expect(isRobotAddress('dingtalk', url, [])).toBe(false)
    expect(
      isRobotAddress('wecom', url.replace('qyapi.weixin.qq.com', 'relay.gov.cn'), [
        'https://relay.gov.cn',
      ]),
    ).toBe(true)
  })
})
