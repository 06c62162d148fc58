import { MINUTE } from '@mashang/shared/core/clock.ts'
import { holdingOf, judgeRelay, RELAY } from '@mashang/shared/suggestions/link-devices.rules.ts'
import { elsewhereSince, relayLeft } from '@mashang/shared/suggestions/links.errors.ts'
import { expect, it } from 'vitest'
import { START } from './deciding.ts'

it('given nobody has taken a link up, then it is free for all, also for whoever has no mark', () => {
  expect(holdingOf({ deviceHash: null }, 'mine')).toBe('free')
  expect(holdingOf({ deviceHash: null }, null)).toBe('free')
})

it('given somebody has, then it is theirs alone; without a mark nobody has it', () => {
  expect(holdingOf({ deviceHash: 'mine' }, 'mine')).toBe('here')
  expect(holdingOf({ deviceHash: 'mine' }, 'other')).toBe('elsewhere')
  expect(holdingOf({ deviceHash: 'mine' }, null)).toBe('elsewhere')
})

const asked = {
  deviceHash: 'mine',
  relayHash: 'code',
  relayUntil: START + RELAY.life,
  relayTries: 0,
}

it('given a code, then it is right until its last moment, and void after it', () => {
  expect(RELAY.life).toBe(10 * MINUTE)
  expect(judgeRelay(asked, 'code', START)).toEqual({ kind: 'right' })
  expect(judgeRelay(asked, 'code', START + RELAY.life)).toEqual({ kind: 'right' })
  expect(judgeRelay(asked, 'code', START + RELAY.life + 1)).toEqual({ kind: 'void' })
})

it('given wrong ones, then each is told how many are left, and after five the right one is void, too', () => {
  const after = (relayTries: number) => judgeRelay({ ...asked, relayTries }, 'wrong', START)
  expect([0, 1, 2, 3, 4].map(after)).toEqual(
    [4, 3, 2, 1, 0].map((left) => ({ kind: 'wrong', left })),
  )
  expect(judgeRelay({ ...asked, relayTries: 4 }, 'code', START)).toEqual({ kind: 'right' })
  expect(judgeRelay({ ...asked, relayTries: 5 }, 'code', START)).toEqual({ kind: 'void' })
  expect(relayLeft(2)).toContain('还可以试 2 次')
})

it('given no code was asked for, then any is void', () => {
  const none = { ...asked, relayHash: null, relayUntil: null, relayTries: null }
  expect(judgeRelay(none, 'code', START)).toEqual({ kind: 'void' })
})

it('the refusal says since when, and how to go on', () => {
  const said = elsewhereSince(START)
  expect(said).toContain('2026年3月2日 10:00 起在另一台设备上办')
  expect(said).toMatch(/接力码.*代表工委重新发一个链接。$/)
})
