import { MINUTE } from '@mashang/shared/core/clock.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { outcome, post } from '../issues/steps.ts'
import { rightBefore } from '../support/while-committing.ts'
import { linkDesk } from './link-desk.ts'
import { asks, codeOf, ELSEWHERE, linkedDistrict } from './linked-district.ts'
import { contact, done } from './steps.ts'

let d: Awaited<ReturnType<typeof linkedDistrict>>
beforeAll(async () => {
  d = await linkedDistrict()
})
afterAll(() => d.t.close())
const passedOn = () => d.passedOn()
const seen = (id: string) => d.seen(id)

it('given a code, then it goes on there, the one before is told, and the office sees it', async () => {
  const { id, token, file, one, other } = await passedOn()
  expect(outcome(await one.askCode(token))).toBe('409 suggestion.link-not-taken')
  await one.step(token, contact)
  const asked = await one.askCode(token)
  expect(asked.json()).toMatchObject({ until: '2026-03-02T02:10:00.000Z' })
  const { code } = asked.json<{ code: string }>()
  expect(code).toMatch(/^[34679ACDEFGHJKMNPQRTWXY]{6}$/)
  expect(JSON.stringify((await d.rowsOf(id)).links)).not.toContain(code)
  d.t.clock.advance(MINUTE)
  // As people type it.
  const typed = ` ${code.slice(0, 3).toLowerCase()}-${code.slice(3)}`
  const moved = await other.move(token, typed)
  expect(moved.json()).toMatchObject({ talked: true, heldSince: '2026-03-02T02:01:00.000Z' })
  const refused = await one.open(token)
  expect([outcome(refused), refused.json().detail]).toEqual([
    ELSEWHERE,
    expect.stringContaining('2026年3月2日 10:01'),
  ])
  for (const ask of Object.values(asks(one, token, file)))
    expect(outcome(await ask())).toBe(ELSEWHERE)
  // Sent again because the answer was lost: it is there. To a third the code is used.
  expect(outcome(await other.move(token, code))).toBe('200')
  expect(outcome(await linkDesk(d.t).move(token, code))).toBe('410 suggestion.relay-void')
  // And back again.
  expect(outcome(await one.move(token, await codeOf(other, token)))).toBe('200')
  expect(outcome(await other.open(token))).toBe(ELSEWHERE)
  expect(outcome(await one.answer(token))).toBe('200')
  const { timeline } = await seen(id)
  const told = timeline.filter(({ type }: { type: string }) => /link-(taken|moved)/.test(type))
  expect(told.map(({ sentence }: { sentence: string }) => sentence)).toEqual([
    '区住房和城乡建设局换了一台设备接着办。',
    '区住房和城乡建设局换了一台设备接着办。',
    '区住房和城乡建设局打开一次性链接办起来了，以后在那台设备上办。',
  ])
  const own = (await d.li({ url: `/api/suggestions/${id}` })).json()
  expect(JSON.stringify(own.timeline)).not.toContain('在那台设备上办')
  expect(own.links).toEqual([])
  d.t.clock.advance(-MINUTE)
})

it('given a wrong code five times, then it is void, and a new one is good', async () => {
  const { token, one, other } = await passedOn()
  await one.receive(token)
  const code = await codeOf(one, token)
  for (const left of [4, 3, 2, 1]) {
    const refused = await other.move(token, 'AAAAAA')
    expect(outcome(refused)).toBe('422 suggestion.relay-wrong')
    expect(refused.json().detail).toContain(`还可以试 ${left} 次`)
  }
  expect(outcome(await other.move(token, 'AAAAAA'))).toBe('410 suggestion.relay-void')
  expect(outcome(await other.move(token, code))).toBe('410 suggestion.relay-void')
  expect(outcome(await other.open(token))).toBe(ELSEWHERE)
  expect(outcome(await one.receive(token))).toBe('200')
  expect(outcome(await other.move(token, await codeOf(one, token)))).toBe('200')
})

it('given many guesses at once, then no more than five are looked at', async () => {
  const { token, one, other } = await passedOn()
  await one.receive(token)
  const code = await codeOf(one, token)
  await other.open(token)
  const guesses = await Promise.all(Array.from({ length: 12 }, () => other.move(token, 'AAAAAA')))
  const wrong = guesses.filter((one) => outcome(one) === '422 suggestion.relay-wrong')
  expect(wrong.length).toBeLessThanOrEqual(5)
  expect(outcome(await other.move(token, code))).toBe('410 suggestion.relay-void')
})

it('given the right code and four wrong ones that come while it is judged, then it is right; five, then not', async () => {
  for (const [wrong, then] of [
    [4, '200'],
    [5, ELSEWHERE],
  ] as const) {
    const { token, one, other } = await passedOn()
    await one.receive(token)
    const code = await codeOf(one, token)
    await other.open(token)
    rightBefore(d.t, 'move suggestion link', async () => {
      for (let n = 0; n < wrong; n++) await other.move(token, 'AAAAAA')
    })
    expect(outcome(await other.move(token, code))).toBe(then)
  }
})

it('given ten minutes are over, or another was asked for, then a code is void', async () => {
  const { token, one, other } = await passedOn()
  await one.receive(token)
  const [older, newer] = [await codeOf(one, token), await codeOf(one, token)]
  expect(outcome(await other.move(token, older))).toBe('422 suggestion.relay-wrong')
  d.t.clock.advance(10 * MINUTE + 1)
  expect(outcome(await other.move(token, newer))).toBe('410 suggestion.relay-void')
  d.t.clock.advance(-10 * MINUTE - 1)
  expect(outcome(await other.move(token, newer))).toBe('200')
})

it('given nobody has it, or no code was asked for, then it says which', async () => {
  const { token, one, other } = await passedOn()
  expect((await other.move(token, 'AAAAAA')).json()).toMatchObject({ heldSince: null })
  await one.receive(token)
  expect(outcome(await other.move(token, 'AAAAAA'))).toBe('410 suggestion.relay-void')
  expect(outcome(await other.move(token, ' '))).toBe('400 request.invalid')
})

it('given its part changes, then its link goes on in the new part; given it is taken away and comes back, then not', async () => {
  const { t, office, housing, linkOf } = d
  const { id } = await d.passedOn()
  const other = (await post(office, '/api/departments', { name: '区水务局' })).json()
  const co = await done(office, id, { act: 'reassign', lead: housing.id, co: [other.id] })
  expect(co.handlers).toHaveLength(2)
  const desk = linkDesk(t)
  const token = await linkOf(id, other.id)
  expect((await desk.receive(token)).json()).toMatchObject({ task: 'opinion' })
  t.clock.advance(MINUTE)
  const change = (given: object) =>
    done(office, id, { act: 'reassign', reason: '水务局主办', ...given })
  await change({ lead: other.id, co: [housing.id] })
  const opened = await desk.open(token)
  expect([outcome(opened), opened.json()]).toEqual([
    '200',
    expect.objectContaining({ task: 'answer', received: true }),
  ])
  // It is known as out, and not made void by a batch.
  const batch = await post(office, '/api/suggestion-link-batches', { ids: [id] })
  expect(batch.json()).toMatchObject({ held: 1 })
  t.clock.advance(MINUTE)
  await change({ lead: housing.id })
  t.clock.advance(MINUTE)
  await change({ lead: other.id, co: [housing.id] })
  expect(outcome(await desk.open(token))).toBe('410 suggestion.link-not-yours')
  t.clock.advance(-3 * MINUTE)
})
