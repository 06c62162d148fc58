import { lineageTables } from '@mashang/server/lineage/lineage.table.ts'
import { suggestionsTables } from '@mashang/server/suggestions/suggestions.table.ts'
import type { LightMyRequestResponse } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { outcome } from '../issues/steps.ts'
import { execute } from '../support/direct-sql.ts'
import { rowsIn, untouched } from '../support/untouched.ts'
import { type LinkDesk, linkDesk } from './link-desk.ts'
import { asks, ELSEWHERE, linkedDistrict } from './linked-district.ts'
import { answeredBy, department, done } from './steps.ts'

/** What a one-time link does not do, in whatever way it stands: the reason, and no trace. */

type Passed = Awaited<ReturnType<Awaited<ReturnType<typeof linkedDistrict>>['passedOn']>>

let d: Awaited<ReturnType<typeof linkedDistrict>>
let police: string
beforeAll(async () => {
  d = await linkedDistrict()
  police = (await department(d.t, '公安分局')).id
})
afterAll(() => d.t.close())

/** Everything that is sent by a link; nobody has asked for that code. */
const stepsBy = (desk: LinkDesk, { token, file }: Pick<Passed, 'token' | 'file'>) => ({
  ...asks(desk, token, file),
  chain: () => desk.chain(token),
  extension: () => desk.step(token, { act: 'ask-extension', reason: '要等化冻' }),
  'objection back': () => desk.step(token, { act: 'drop-objection' }),
  move: () => desk.move(token, 'AAAAAA'),
})
type Step = keyof ReturnType<typeof stepsBy>
const STEPS = [
  'opening',
  'chain',
  'receipt',
  'talk',
  'objection',
  'extension',
  'objection back',
  'file up',
  'file read',
  'answer',
  'code',
  'move',
] as const satisfies readonly Step[]

const always = (reason: string): Record<Step, string> =>
  Object.fromEntries(STEPS.map((step) => [step, reason])) as Record<Step, string>

interface Standing {
  /** How the link comes to stand so, from a new one; which device is looked at then. */
  come: (link: Passed) => Promise<LinkDesk>
  /** 200: nothing is left to be done. What is not named may be done. */
  refused: Partial<Record<Step, string>>
}

const USED = always('410 suggestion.link-used')
const EXPIRED = always('410 suggestion.link-expired')
const REPLACED = always('410 suggestion.link-replaced')
const NEEDLESS = always('409 suggestion.link-needless')
const NOT_YOURS = always('410 suggestion.link-not-yours')

const lapse = (id: string) =>
  execute(d.t, `update suggestion_links set expires_at = 1 where suggestion_id = '${id}'`)

const standings: Record<string, Standing> = {
  fresh: {
    come: async ({ one }) => one,
    refused: {
      code: '409 suggestion.link-not-taken',
      move: '200',
      'objection back': '409 suggestion.not-now',
    },
  },
  'opened in a browser that keeps nothing': {
    come: async () => linkDesk(d.t, d.t.voter),
    refused: {
      ...always('400 suggestion.link-unmarked'),
      opening: '200',
      chain: '200',
      'file read': '200',
    },
  },
  'taken up here': {
    come: async ({ one, token }) => {
      await one.receive(token)
      return one
    },
    refused: {
      opening: '200',
      chain: '200',
      receipt: '200',
      'file read': '200',
      move: '200',
      'objection back': '409 suggestion.not-now',
    },
  },
  'taken up elsewhere': {
    come: async ({ one, other, token }) => {
      await one.receive(token)
      return other
    },
    refused: { ...always(ELSEWHERE), move: '410 suggestion.relay-void' },
  },
  'sent back from here, which waits for the office': {
    come: async ({ one, token }) => {
      await one.step(token, { act: 'object', reason: '不归我们管' })
      return one
    },
    refused: {
      receipt: '409 suggestion.objection-open',
      talk: '409 suggestion.objection-open',
      objection: '409 suggestion.objection-open',
      extension: '409 suggestion.objection-open',
      answer: '409 suggestion.objection-open',
    },
  },
  'used here': {
    come: async ({ one, token }) => {
      await one.answer(token)
      return one
    },
    refused: USED,
  },
  'used elsewhere': {
    come: async ({ one, other, token }) => {
      await one.answer(token)
      return other
    },
    refused: USED,
  },
  'replaced after it was taken up here': {
    come: async ({ id, one, token }) => {
      await one.receive(token)
      await d.linkOf(id)
      return one
    },
    refused: REPLACED,
  },
  'replaced before anybody took it up': {
    come: async ({ id, one }) => {
      await d.linkOf(id)
      return one
    },
    refused: REPLACED,
  },
  'past its days': {
    come: async ({ id, one, token }) => {
      await one.receive(token)
      await lapse(id)
      return one
    },
    refused: EXPIRED,
  },
  'past its days, and taken up elsewhere': {
    come: async ({ id, one, other, token }) => {
      await one.receive(token)
      await lapse(id)
      return other
    },
    refused: EXPIRED,
  },
  'of a suggestion that the office gave to others': {
    come: async ({ id, one }) => {
      await done(d.office, id, { act: 'reassign', lead: police })
      return one
    },
    refused: NOT_YOURS,
  },
  'of a suggestion that the office gave to others, and taken up elsewhere': {
    come: async ({ id, one, other, token }) => {
      await one.step(token, { act: 'object', reason: '不归我们管' })
      await done(d.office, id, { act: 'assign', lead: police })
      return other
    },
    refused: NOT_YOURS,
  },
  'of a suggestion that its lead has withdrawn': {
    come: async ({ id, one, token }) => {
      await one.receive(token)
      await done(d.li, id, { act: 'withdraw', reason: '已经解决' })
      return one
    },
    refused: NEEDLESS,
  },
  'needless, as the department’s account has answered': {
    come: async ({ id, one }) => {
      await answeredBy(d.housing.client, id)
      return one
    },
    refused: NEEDLESS,
  },
  wrong: {
    come: async ({ one }) => one,
    refused: always('404 suggestion.link-wrong'),
  },
}

const rows = async () => {
  const stored: string[] = []
  for await (const name of d.t.context.files.list('suggestions')) stored.push(name)
  return {
    ...(await rowsIn(d.t, suggestionsTables)()),
    ...(await rowsIn(d.t, lineageTables)()),
    stored,
  }
}

describe('given a link that is', () => {
  it.each(Object.entries(standings))(
    '%s, then what it does not do is refused',
    async (name, standing) => {
      const link = await d.passedOn()
      const { id } = link
      const desk = await standing.come(link)
      const token = name === 'wrong' ? 'wrong' : link.token
      const before = await d.seen(id)
      const all = stepsBy(desk, { token, file: link.file })
      for (const step of STEPS) {
        const expected = standing.refused[step]
        if (expected === undefined) continue
        const said: LightMyRequestResponse = await untouched(d.t, rows, all[step])
        expect(outcome(said), step).toBe(expected)
        if (expected !== '200') expect(said.body, step).not.toContain('锦绣社区')
      }
      expect(await d.seen(id)).toEqual(before)
    },
  )
})
