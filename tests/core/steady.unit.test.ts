import {
  type Destination,
  declined,
  type Message,
  taken,
} from '@mashang/server/core/channels/channel.ts'
import { steady } from '@mashang/server/core/channels/steady.ts'
import { describe, expect, it } from 'vitest'
import { testClock } from '../support/app.ts'

const QUICK = { timeout: 60, failures: 3, rest: 30_000 }
const to = (url: string): Destination => ({ channel: 'webhook', url, secrets: [] })
const message = (url: string): Message => ({
  id: 'm',
  to: to(url),
  title: '',
  lines: [],
  link: null,
  params: { number: '', step: '', time: '', moment: '' },
  unsubscribe: null,
  event: {},
})

describe('a channel with endurance', () => {
  it('cuts what takes too long, even where the driver does not listen', async () => {
    const channel = steady(() => new Promise(() => undefined), testClock('2026-11-23'), QUICK)
    const began = performance.now()
    expect(await channel.send(message('a'))).toMatchObject({ reason: 'unreachable', again: 'soon' })
    expect(performance.now() - began).toBeLessThan(2_000)
  })

  it('leaves a dead peer alone, lets one message find out, and goes on when it is back', async () => {
    const clock = testClock('2026-11-23')
    let dead = true
    const asked: string[] = []
    const channel = steady<Destination>(
      async ({ to: at }) => {
        asked.push('url' in at ? at.url : '')
        return dead ? declined('unreachable', 'soon') : taken()
      },
      clock,
      QUICK,
    )
    for (let i = 0; i < 5; i++) await channel.send(message('bad'))
    expect(asked).toEqual(['bad', 'bad', 'bad'])
    expect(channel.isResting(to('bad'))).toBe(true)
    expect(channel.isResting(to('good'))).toBe(false)
    clock.advance(30_000)
    // Many at once after the rest: one of them asks.
    const probes = await Promise.all([1, 2, 3].map(() => channel.send(message('bad'))))
    expect(asked).toHaveLength(4)
    expect(probes.map((one) => !one.accepted && one.reason).sort()).toEqual([
      'resting',
      'resting',
      'unreachable',
    ])
    clock.advance(30_000)
    dead = false
    expect(await channel.send(message('bad'))).toEqual({ accepted: true, receipt: null })
    expect(channel.isResting(to('bad'))).toBe(false)
  })

  it('what a peer refuses for good reasons does not count as dead', async () => {
    const channel = steady(async () => declined('address', 'never'), testClock('2026-11-23'), QUICK)
    for (let i = 0; i < 5; i++) await channel.send(message('a'))
    expect(channel.isResting(to('a'))).toBe(false)
  })

  it('a fault of our own is no answer of a peer', async () => {
    const channel = steady(
      async () => {
        throw new TypeError('ours')
      },
      testClock('2026-11-23'),
      QUICK,
    )
    await expect(channel.send(message('a'))).rejects.toThrow('ours')
  })
})
