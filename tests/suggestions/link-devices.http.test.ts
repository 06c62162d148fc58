import { DAY } from '@mashang/shared/core/clock.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { outcome, post } from '../issues/steps.ts'
import { bothReadFirst, rightBefore } from '../support/while-committing.ts'
import { form, linkDesk } from './link-desk.ts'
import { asks, codeOf, ELSEWHERE, linkedDistrict } from './linked-district.ts'
import { contact, done, onTheDay, text } from './steps.ts'

let d: Awaited<ReturnType<typeof linkedDistrict>>
beforeAll(async () => {
  d = await linkedDistrict()
})
afterAll(() => d.t.close())
const passedOn = () => d.passedOn()
const seen = (id: string) => d.seen(id)

it('given nobody has taken it up, then whoever has the link reads it, and that binds nobody', async () => {
  const { id, token, file, one, other } = await passedOn()
  for (const desk of [one, other]) {
    expect((await desk.open(token)).json()).toMatchObject({ text: text.text, heldSince: null })
    expect(outcome(await desk.read(token, file))).toBe('200')
  }
  expect((await seen(id)).links).toMatchObject([
    { department: { id: d.housing.id, name: '区住房和城乡建设局' }, heldSince: null },
  ])
  expect(await d.timesOf(id, 'link-taken')).toBe(0)
  expect(outcome(await other.answer(token))).toBe('200')
})

describe.each(['receipt', 'talk', 'objection', 'file up'] as const)('taken up by %s', (first) => {
  it('another is refused with the reason, reads nothing and changes nothing; the first goes on', async () => {
    const { id, token, file, one, other } = await passedOn()
    await other.open(token)
    expect(outcome(await asks(one, token, file)[first]())).toMatch(/^20[01]$/)
    const before = [await seen(id), await d.rowsOf(id)]
    expect(before[0]).toMatchObject({ links: [{ heldSince: '2026-03-02T02:00:00.000Z' }] })
    for (const [what, ask] of Object.entries(asks(other, token, file))) {
      const refused = await ask()
      expect(outcome(refused), what).toBe(ELSEWHERE)
      expect(refused.json().detail).toMatch(
        /2026年3月2日 10:00 起在另一台设备上办.*接力码.*代表工委/,
      )
      for (const words of [text.title, text.text, 'PDF']) expect(refused.body).not.toContain(words)
    }
    expect([await seen(id), await d.rowsOf(id)]).toEqual(before)
    expect(await d.timesOf(id, 'link-taken')).toBe(1)
    // Opened again, and pressed once more because an answer was lost.
    expect((await one.open(token)).json()).toMatchObject({ heldSince: '2026-03-02T02:00:00.000Z' })
    if (first === 'objection') await done(d.office, id, { act: 'reject', reason: '三定方案里有' })
    expect(outcome(await one.receive(token))).toBe('200')
    expect(outcome(await one.answer(token))).toBe('200')
    expect(await d.timesOf(id, 'link-taken')).toBe(1)
    expect((await seen(id)).links).toEqual([])
  })
})

it('given it is answered at once, then that takes it up, and to everybody it is used', async () => {
  const { id, token, file, one, other } = await passedOn()
  expect(outcome(await one.answer(token))).toBe('200')
  expect((await seen(id)).timeline.slice(0, 5).map(({ type }) => type)).toEqual(
    ['sign', 'propose', 'contact', 'receive', 'link-taken'].map((act) => `suggestion.${act}`),
  )
  for (const desk of [one, other])
    for (const [what, ask] of Object.entries(asks(desk, token, file)))
      expect(outcome(await ask()), what).toBe('410 suggestion.link-used')
})

it('what a rule refuses takes nothing up', async () => {
  const { id, token, one, other } = await passedOn()
  expect(outcome(await one.answer(token, { ...form, contact: undefined }))).toBe(
    '422 suggestion.no-contact',
  )
  expect(outcome(await one.send(token, Buffer.from('<html>')))).toBe(
    '415 suggestion.attachment-kind',
  )
  expect((await seen(id)).links).toMatchObject([{ heldSince: null }])
  expect(outcome(await other.receive(token))).toBe('200')
})

describe('at once', () => {
  const TAKEN = ['suggestion.link-taken'] as const

  it.each(['receipt', 'talk', 'file up', 'answer'] as const)(
    'of two devices one gets it by %s, and the other is told so',
    async (what) => {
      const { id, token, file, one, other } = await passedOn()
      await Promise.all([one.open(token), other.open(token)])
      const before = await d.rowsOf(id)
      const both = await bothReadFirst(d.t, TAKEN, () =>
        Promise.all([asks(one, token, file)[what](), asks(other, token, file)[what]()]),
      )
      const told = what === 'answer' ? '410 suggestion.link-used' : ELSEWHERE
      expect(both.map(outcome).sort()).toEqual([what === 'file up' ? '201' : '200', told])
      expect(await d.timesOf(id, 'link-taken')).toBe(1)
      const more = what === 'file up' ? 1 : 0
      expect(await d.rowsOf(id)).toMatchObject({
        files: before.files + more,
        stored: before.stored + more,
      })
    },
  )

  it('two presses of one device are both good, and it is taken up once', async () => {
    const { id, token, one } = await passedOn()
    await one.open(token)
    const both = await bothReadFirst(d.t, TAKEN, () =>
      Promise.all([one.receive(token), one.send(token)]),
    )
    expect(both.map(outcome).sort()).toEqual(['200', '201'])
    expect([await d.timesOf(id, 'link-taken'), await d.timesOf(id, 'receive')]).toEqual([1, 1])
  })

  it.each(['talk', 'file up', 'answer'] as const)(
    'moved while the device before is at it by %s, then that is refused and leaves nothing',
    async (what) => {
      const { id, token, file, one, other } = await passedOn()
      await one.receive(token)
      const code = await codeOf(one, token)
      await other.open(token)
      const { stored } = await d.rowsOf(id)
      rightBefore(d.t, 'hold suggestion link', () => other.move(token, code))
      expect(outcome(await asks(one, token, file)[what]())).toBe(ELSEWHERE)
      const { contacts, letters } = await seen(id)
      expect([contacts, letters, (await d.rowsOf(id)).stored]).toEqual([[], [], stored])
      expect(outcome(await other.answer(token))).toBe('200')
    },
  )
})

describe('the mark of a browser', () => {
  it('comes with the opening, is for this link alone and as long as it, and goes with the answer', async () => {
    const { id, token } = await passedOn()
    const [first, second] = [
      await post(d.t.voter, '/api/suggestion-links/opening', { token }),
      await post(d.t.voter, '/api/suggestion-links/opening', { token: (await passedOn()).token }),
    ]
    const [mark] = first.cookies
    expect(first.cookies).toMatchObject([
      { httpOnly: true, sameSite: 'Strict', path: '/api/suggestion-links' },
    ])
    // Three months, as the answer has.
    const until = Date.parse(first.json<{ expiresAt: string }>().expiresAt)
    expect(mark?.maxAge).toBe((until - d.t.clock.now()) / 1_000)
    expect(mark).not.toHaveProperty('secure')
    expect(second.cookies[0]?.name).not.toBe(mark?.name)
    // Who has one keeps it.
    const cookie = `${mark?.name}=${mark?.value}`
    const by = (what: string, body: object) =>
      d.t.voter({
        method: 'POST',
        url: `/api/suggestion-links/${what}`,
        headers: { cookie },
        body: { token, ...body },
      })
    expect((await by('opening', {})).cookies).toEqual([])
    await by('receipt', {})
    const { links } = await d.rowsOf(id)
    expect(links).toMatchObject([{ deviceHash: expect.stringMatching(/^[0-9a-f]{64}$/) }])
    expect(JSON.stringify(links)).not.toContain(mark?.value)
    const talked = onTheDay(form.contact, d.t.clock.now())
    const numbered = { ...form, contact: talked, document: '建函〔2026〕1号' }
    expect((await by('answer', numbered)).cookies).toMatchObject([{ name: mark?.name, value: '' }])
    expect((await by('opening', {})).cookies).toEqual([])
    const wrong = await post(d.t.voter, '/api/suggestion-links/opening', { token: 'wrong' })
    expect(wrong.cookies).toEqual([])
  })

  it('goes over HTTPS only where the office is reached so', async () => {
    const { token } = await passedOn()
    const { config } = d.t.context
    d.t.context.config = { ...config, publicUrl: 'https://example.com' }
    const { cookies } = await post(d.t.voter, '/api/suggestion-links/opening', { token })
    d.t.context.config = config
    expect(cookies).toMatchObject([{ secure: true }])
  })

  it('missing, nothing is done and nothing bound: it would be nobody’s', async () => {
    const { id, token, other } = await passedOn()
    const bare = linkDesk(d.t, d.t.voter)
    for (const ask of [
      () => bare.receive(token),
      () => bare.step(token, contact),
      () => bare.send(token),
      () => bare.answer(token),
      () => bare.askCode(token),
    ])
      expect(outcome(await ask())).toBe('400 suggestion.link-unmarked')
    expect((await seen(id)).links).toMatchObject([{ heldSince: null }])
    await other.receive(token)
    expect(outcome(await bare.receive(token))).toBe(ELSEWHERE)
    expect(outcome(await bare.move(token, 'AAAAAA'))).toBe('400 suggestion.link-unmarked')
  })
})

it('after its days, or replaced, it is over on every device, and a new one is free', async () => {
  const { id, token, file, one, other } = await passedOn()
  await one.receive(token)
  const code = await codeOf(one, token)
  const over = async (reason: string) => {
    for (const desk of [one, other])
      for (const ask of [...Object.values(asks(desk, token, file)), () => desk.move(token, code)])
        expect(outcome(await ask())).toBe(`410 suggestion.link-${reason}`)
  }
  d.t.clock.advance(95 * DAY)
  await over('expired')
  d.t.clock.advance(-95 * DAY)
  const newer = await d.linkOf(id)
  await over('replaced')
  // Signed for by the one before: whoever acts first takes up the new one.
  expect((await one.open(newer)).json()).toMatchObject({ received: true, heldSince: null })
  expect(outcome(await other.receive(newer))).toBe('200')
  expect(outcome(await one.answer(newer))).toBe(ELSEWHERE)
  expect(outcome(await other.answer(newer))).toBe('200')
})

it('a mark that somebody else has of another link is good for nothing here', async () => {
  const [mine, theirs] = [await passedOn(), await passedOn()]
  const desk = linkDesk(d.t)
  await desk.receive(theirs.token)
  await mine.one.receive(mine.token)
  expect(outcome(await desk.answer(mine.token))).toBe(ELSEWHERE)
  expect(outcome(await desk.answer(theirs.token))).toBe('200')
})
