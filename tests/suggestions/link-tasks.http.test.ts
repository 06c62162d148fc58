import { suggestionsTables } from '@mashang/server/suggestions/suggestions.table.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { outcome } from '../issues/steps.ts'
import { execute } from '../support/direct-sql.ts'
import { rowsIn, untouched } from '../support/untouched.ts'
import { form, type LinkDesk, linkDesk } from './link-desk.ts'
import { asks, ELSEWHERE, linkedDistrict } from './linked-district.ts'
import { department, done } from './steps.ts'

/** Links of which something else is asked than the first answer: what they do not do leaves no trace. */

let d: Awaited<ReturnType<typeof linkedDistrict>>
let police: { id: string }
beforeAll(async () => {
  d = await linkedDistrict()
  police = await department(d.t, '公安分局')
})
afterAll(() => d.t.close())

interface Link {
  id: string
  token: string
}

/** By what a link asks for: how one comes about, and what it is answered with. */
const tasks = {
  opinion: {
    make: async (): Promise<Link> => {
      const { id } = await d.passedOn()
      await done(d.office, id, { act: 'reassign', lead: d.housing.id, co: [police.id] })
      return { id, token: await d.linkOf(id, police.id) }
    },
    right: { opinion: '配合划定停车位。' } as object,
    wrong: form as object,
  },
  redeem: {
    make: async (): Promise<Link> => {
      const { id, one, token } = await d.passedOn()
      const letter = { text: '已列入计划。', class: 'B', promisedFor: '2026-12-30' }
      const { statusCode, body } = await one.answer(token, { ...form, letter })
      if (statusCode !== 200) throw new Error(body)
      return { id, token: await d.linkOf(id) }
    },
    right: { letter: { text: '装好了。', class: 'A' }, signer: '局长王建国' } as object,
    wrong: { opinion: '配合。' } as object,
  },
}
type Task = keyof typeof tasks

const standings: Record<
  string,
  { come: (link: Link, task: Task) => Promise<LinkDesk>; reason: string }
> = {
  used: {
    come: async ({ token }, task) => {
      const desk = linkDesk(d.t)
      const { statusCode, body } = await desk.answer(token, tasks[task].right)
      if (statusCode !== 200) throw new Error(body)
      return desk
    },
    reason: '410 suggestion.link-used',
  },
  'past its days': {
    come: async ({ id }) => {
      await execute(d.t, `update suggestion_links set expires_at = 1 where suggestion_id = '${id}'`)
      return linkDesk(d.t)
    },
    reason: '410 suggestion.link-expired',
  },
  replaced: {
    come: async ({ id }, task) => {
      await d.linkOf(id, task === 'opinion' ? police.id : d.housing.id)
      return linkDesk(d.t)
    },
    reason: '410 suggestion.link-replaced',
  },
  'taken up elsewhere': {
    come: async ({ token }) => {
      await linkDesk(d.t).send(token)
      return linkDesk(d.t)
    },
    reason: ELSEWHERE,
  },
}

const rows = () => rowsIn(d.t, suggestionsTables)()

describe.each(Object.keys(tasks) as Task[])('given a link that asks for %s', (task) => {
  it.each(Object.entries(standings))(
    '%s, then nothing of it is done, for the same reason',
    async (_, { come, reason }) => {
      const link = await tasks[task].make()
      const desk = await come(link, task)
      const { token } = link
      const all = {
        ...asks(desk, token, crypto.randomUUID()),
        answer: () => desk.answer(token, tasks[task].right),
        chain: () => desk.chain(token),
      }
      for (const [step, ask] of Object.entries(all))
        expect(outcome(await untouched(d.t, rows, ask)), step).toBe(reason)
    },
  )

  it('given what belongs to another task, then it is refused and the link stays good', async () => {
    const { token } = await tasks[task].make()
    const desk = linkDesk(d.t)
    await desk.open(token)
    const { wrong, right } = tasks[task]
    const refused = await untouched(d.t, rows, () => desk.answer(token, wrong))
    expect(refused.statusCode).toBeGreaterThanOrEqual(400)
    expect(refused.statusCode).toBeLessThan(500)
    expect(outcome(await desk.answer(token, right))).toBe('200')
  })
})
