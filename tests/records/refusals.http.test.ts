import { paperworkTables } from '@mashang/server/paperwork/paperwork.table.ts'
import { recordsTables } from '@mashang/server/records/records.table.ts'
import type { LightMyRequestResponse } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { officer } from '../accounts/officer.ts'
import { outcome, post, seeded } from '../issues/steps.ts'
import { department } from '../suggestions/steps.ts'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { rowsIn, untouched } from '../support/untouched.ts'
import { heldBy, paper, reward } from './steps.ts'

/** What is refused in a record, of somebody who serves or has left, leaves no trace. */

const PEOPLE = [
  'office',
  'inspector',
  'ofStation',
  'own',
  'other',
  'liaison',
  'department',
  'voter',
] as const
type Person = (typeof PEOPLE)[number]

const SEATS = { serving: 0, left: 1 } as const
type Seat = keyof typeof SEATS
/** Of one person: what was written about them, and by them, in each state. */
interface Kept {
  id: string
  entry: string
  rewards: Record<'standing' | 'reversed' | 'absent' | 'another’s', string>
  papers: Record<'standing' | 'withdrawn' | 'absent' | 'another’s', string>
  remarks: Record<'standing' | 'withdrawn' | 'absent' | 'another’s', string>
  copies: Record<'made' | 'absent' | 'another’s', string>
}

let t: TestApp
let clients: Record<Person, Client>
/** Each one’s own sign-in, which ends when they leave. */
let own: Record<Seat, Client>
let kept: Record<Seat, Kept>

const kindsOf = async (): Promise<void> => {
  const office = await t.as('office')
  const activity = await heldBy(t, office, 'training')
  const third = await keptOf(2, await t.as(2), activity)
  const one = await keptOf(0, own.serving, activity)
  const gone = await keptOf(1, own.left, activity)
  const foreign = (mine: Kept): Kept => ({
    ...mine,
    rewards: { ...mine.rewards, 'another’s': third.rewards.standing },
    papers: { ...mine.papers, 'another’s': third.papers.standing },
    remarks: { ...mine.remarks, 'another’s': third.remarks.standing },
    copies: { ...mine.copies, 'another’s': third.copies.made },
  })
  kept = { serving: foreign(one), left: foreign(gone) }
}

async function keptOf(index: 0 | 1 | 2, by: Client, activity: string): Promise<Kept> {
  const office = await t.as('office')
  const { id } = seeded(t, index)
  const url = `/api/records/${id}`
  const good = async (reply: Promise<LightMyRequestResponse>) =>
    expect((await reply).statusCode, (await reply).body).toBeLessThan(300)
  const names = () => crypto.randomUUID()
  const [standing, reversed] = [reward(), reward()]
  for (const one of [standing, reversed]) await good(post(office, `${url}/rewards`, one))
  await good(post(office, `${url}/rewards/${reversed.id}/reversal`, { reason: '记错了' }))
  const [onPaper, backAgain] = [paper(), paper({ kind: 'clues' })]
  for (const one of [onPaper, backAgain]) await good(post(office, `${url}/papers`, one))
  await good(post(office, `${url}/papers/${backAgain.id}/withdrawal`, { reason: '记错了' }))
  const entry = `activity:${activity}`
  const [withdrawn, said] = [names(), names()]
  await good(post(by, `${url}/remarks`, { id: withdrawn, entry, text: '讲得好' }))
  await good(post(by, `${url}/remarks/${withdrawn}/withdrawal`))
  await good(post(by, `${url}/remarks`, { id: said, entry, text: '我发了言' }))
  const made = names()
  await good(post(office, `${url}/copies`, { id: made, reason: '届中检查' }))
  const absent = names()
  return {
    id,
    entry,
    rewards: { standing: standing.id, reversed: reversed.id, absent, 'another’s': absent },
    papers: { standing: onPaper.id, withdrawn: backAgain.id, absent, 'another’s': absent },
    remarks: { standing: said, withdrawn, absent, 'another’s': absent },
    copies: { made, absent, 'another’s': absent },
  }
}

beforeAll(async () => {
  t = await startApp({ config: { limits: false } })
  own = { serving: await t.as(0), left: await t.as(1) }
  await kindsOf()
  clients = {
    office: await t.as('office-2'),
    inspector: await officer(t, ['inspect']),
    ofStation: await officer(t, ['matters'], t.seed.stations[0]?.id ?? null),
    own: own.serving,
    other: await t.as(2),
    liaison: await t.as('liaison'),
    department: (await department(t, '区住房和城乡建设局')).client,
    voter: t.voter,
  }
  const gone = `/api/representatives/${seeded(t, 1).id}/departure`
  const left = await post(await t.as('office'), gone, { on: '2026-11-20' })
  expect(left.statusCode, left.body).toBe(200)
})
afterAll(() => t.close())

const rows = async () => ({
  ...(await rowsIn(t, recordsTables)()),
  ...(await rowsIn(t, paperworkTables)()),
})
const storedCopies = async (): Promise<string[]> => {
  const names: string[] = []
  for await (const name of t.context.files.list('records')) names.push(name)
  return names
}

/** Why somebody has no business there at all; null: it may be theirs. */
function barred(by: Person, theirs: 'office' | 'own', seat: Seat): string | null {
  if (by === 'voter') return '401 auth.required'
  // Their sign-in ended with their seat.
  if (by === 'own' && seat === 'left') return '401 auth.required'
  if (by === theirs) return null
  if (theirs === 'office') {
    if (by === 'inspector') return '403 auth.beyond-duties'
    if (by === 'ofStation') return '403 auth.beyond-stations'
    return '403 auth.forbidden'
  }
  return by === 'other' ? '404 record.not-found' : '403 auth.forbidden'
}

interface Try {
  words: string
  theirs: 'office' | 'own'
  /** What whoever may do it is told; null: it is done. */
  reason: string | null
  send: (by: Client) => Promise<LightMyRequestResponse>
}

function tries({ id, entry, rewards, papers, remarks, copies }: Kept): Try[] {
  const url = `/api/records/${id}`
  const give = (changes: object) => (by: Client) => post(by, `${url}/rewards`, reward(changes))
  const back = (one: string) => (by: Client) =>
    post(by, `${url}/rewards/${one}/reversal`, { reason: '记错了' })
  const keep = (changes: object) => (by: Client) => post(by, `${url}/papers`, paper(changes))
  const takeBack = (one: string) => (by: Client) =>
    post(by, `${url}/papers/${one}/withdrawal`, { reason: '记错了' })
  const say = (changes: object) => (by: Client) =>
    post(by, `${url}/remarks`, { id: crypto.randomUUID(), entry, text: '补一句', ...changes })
  const unsay = (one: string) => (by: Client) => post(by, `${url}/remarks/${one}/withdrawal`)
  const freeze = (changes: object) => (by: Client) =>
    post(by, `${url}/copies`, { id: crypto.randomUUID(), reason: '再存一份', ...changes })
  const office = (words: string, reason: string | null, send: Try['send']): Try => ({
    words,
    theirs: 'office',
    reason,
    send,
  })
  const mine = (words: string, reason: string | null, send: Try['send']): Try => ({
    words,
    theirs: 'own',
    reason,
    send,
  })
  const UNKNOWN = '404 record.reward-unknown'
  const UNKEPT = '404 record.paper-unknown'
  const UNSAID = '404 record.remark-unknown'
  return [
    office('give', null, give({})),
    office('give for a day to come', '422 record.reward-ahead', give({ on: '2026-12-31' })),
    office('give unsigned', '422 record.signer-missing', give({ kind: 'merit' })),
    office('give by no closing', '422 record.not-closed', give({ closingId: rewards.absent })),
    // Written down by a colleague under that key, or about somebody else.
    office('give a standing one', '409 conflict', give({ id: rewards.standing })),
    office('give a reversed one', '409 conflict', give({ id: rewards.reversed })),
    office('give another’s', '409 conflict', give({ id: rewards['another’s'] })),
    office('reverse a standing one', null, back(rewards.standing)),
    office('reverse a reversed one', UNKNOWN, back(rewards.reversed)),
    office('reverse an absent one', UNKNOWN, back(rewards.absent)),
    office('reverse another’s', UNKNOWN, back(rewards['another’s'])),
    office('write from paper', null, keep({})),
    office('write of a day to come', '422 record.paper-ahead', keep({ on: '2026-12-31' })),
    office('write a standing one', '409 conflict', keep({ id: papers.standing })),
    office('write a withdrawn one', '409 conflict', keep({ id: papers.withdrawn })),
    office('write another’s', '409 conflict', keep({ id: papers['another’s'] })),
    office('take a standing one back', null, takeBack(papers.standing)),
    office('take a withdrawn one back', UNKEPT, takeBack(papers.withdrawn)),
    office('take an absent one back', UNKEPT, takeBack(papers.absent)),
    office('take another’s back', UNKEPT, takeBack(papers['another’s'])),
    mine('remark', null, say({})),
    mine('remark on nothing', '422 record.entry-unknown', say({ entry: 'activity:none' })),
    mine('remark by a withdrawn key', '409 conflict', say({ id: remarks.withdrawn })),
    mine('remark by another’s key', '409 conflict', say({ id: remarks['another’s'] })),
    mine('withdraw a standing one', null, unsay(remarks.standing)),
    mine('withdraw a withdrawn one', UNSAID, unsay(remarks.withdrawn)),
    mine('withdraw an absent one', UNSAID, unsay(remarks.absent)),
    mine('withdraw another’s', UNSAID, unsay(remarks['another’s'])),
    office('keep', null, freeze({})),
    office('keep another’s', '409 conflict', freeze({ id: copies['another’s'] })),
  ]
}

describe.each(Object.keys(SEATS) as Seat[])('given whose record it is is %s', (seat) => {
  it.each(PEOPLE)('when %s tries what is not to be done, then nothing moves', async (by) => {
    const client = by === 'own' ? own[seat] : clients[by]
    for (const { words, theirs, reason, send } of tries(kept[seat])) {
      const expected = barred(by, theirs, seat) ?? reason
      if (expected === null) continue
      const files = await storedCopies()
      const said = await untouched(t, rows, () => send(client))
      expect(outcome(said), words).toBe(expected)
      expect(await storedCopies(), words).toEqual(files)
    }
  })

  it('sent twice by whoever may, it is there once; a kept copy stays as it was', async () => {
    const { id, entry, remarks, copies } = kept[seat]
    const url = `/api/records/${id}`
    const read = (of: string, copy: string) =>
      clients.office({ url: `/api/records/${of}/copies/${copy}/file.pdf` })
    const before = await read(id, copies.made)
    await untouched(t, rows, async () => {
      const again = { id: copies.made, reason: '再存一份' }
      expect(outcome(await post(clients.office, `${url}/copies`, again))).toBe('201')
      const said = { id: remarks.standing, entry, text: '我发了言' }
      if (seat === 'serving')
        expect(outcome(await post(own[seat], `${url}/remarks`, said))).toBe('204')
    })
    const after = await read(id, copies.made)
    expect(outcome(after)).toBe('200')
    expect(after.rawPayload.equals(before.rawPayload)).toBe(true)
    expect(outcome(await read(seeded(t, 2).id, copies['another’s']))).toBe('200')
    expect(outcome(await read(id, copies.absent))).toBe('404 record.copy-unknown')
    expect(outcome(await read(id, copies['another’s']))).toBe('404 record.copy-unknown')
  })
})
