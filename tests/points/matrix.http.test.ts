import { insertClosing } from '@mashang/server/points/closings.store.ts'
import { DAY } from '@mashang/shared/core/clock.ts'
import { Failure } from '@mashang/shared/core/errors.ts'
import { mustAllow } from '@mashang/shared/points/acts.rules.ts'
import type { PointAccount } from '@mashang/shared/points/points.model.ts'
import {
  type ClosingState,
  closingStates,
  type EntryAct,
  type EntryState,
  entryActs,
  entryStates,
} from '@mashang/shared/points/points.words.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { officer } from '../accounts/officer.ts'
import { outcome, post, seeded } from '../issues/steps.ts'
import { department, fresh } from '../suggestions/steps.ts'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { execute } from '../support/direct-sql.ts'
import { untouched } from '../support/untouched.ts'
import { happened, judged } from './steps.ts'

/** What is refused in a state, or to somebody, is refused with its reason and leaves no trace. */

const PEOPLE = [
  'office',
  'clerk',
  'inspector',
  'ofStation',
  'representative',
  'otherRepresentative',
  'liaison',
  'department',
  'voter',
] as const
type Person = (typeof PEOPLE)[number]

let t: TestApp
let clients: Record<Person, Client>
let keys: Record<EntryState, string>
const closings = {} as Record<ClosingState, { id: string; period: string }>
beforeAll(async () => {
  t = await startApp({ config: { limits: false } })
  await execute(t, `update representatives set created_at = ${Date.parse('2020-01-01')}`)
  await execute(t, `update representatives set sector = '牧民' where id = '${seeded(t, 0).id}'`)
  clients = {
    office: fresh(t, 'office'),
    representative: fresh(t, 0),
    otherRepresentative: fresh(t, 1),
    // Points are the administrator's: whoever handles matters only reads them.
    clerk: await officer(t, ['matters']),
    inspector: await officer(t, ['inspect']),
    ofStation: await officer(t, ['admin'], t.seed.stations[0]?.id ?? null),
    liaison: await t.as('liaison'),
    department: (await department(t, '区住房和城乡建设局')).client,
    voter: t.voter,
  }
  keys = await inEveryState()
  await closingInEveryState()
})
afterAll(() => t.close())

async function inEveryState(): Promise<Record<EntryState, string>> {
  const representativeId = seeded(t, 0).id
  const attended = (kind: string) => {
    // One after the other: which of two fills a cap is told by their time.
    t.clock.advance(1)
    return happened(t, 'activity.attended', { representativeId, kind })
  }
  const mediated = () => happened(t, 'mediation.done', { representativeId })
  const keyAndExcellent = async () => {
    const id = await happened(t, 'suggestion.submit', { byId: representativeId, submitted: true })
    for (const act of ['mark-key', 'mark-excellent']) {
      t.clock.advance(1)
      await happened(t, `suggestion.${act}`, { leadId: representativeId }, id)
    }
    return `suggestion.excellent:${id}`
  }
  const corrected = await attended('visit')
  await happened(
    t,
    'activity.corrected',
    { representativeId, kind: 'visit', attendance: 'excused' },
    corrected,
  )
  const made: Record<EntryState, string> = {
    counted: `duty.reported:${await attended('report')}`,
    // The cap of 述职 is filled by one.
    capped: `duty.reported:${await attended('report')}`,
    pending: `mediation.done:${await mediated()}`,
    rejected: `mediation.done:${await mediated()}`,
    reversed: `visit.made:${await attended('visit')}`,
    void: `visit.made:${corrected}`,
    once: await keyAndExcellent(),
    unruled: `training.attended:${await attended('training')}`,
  }
  expect(outcome(await act('office', made.rejected, 'reject'))).toBe('200')
  expect(outcome(await act('office', made.reversed, 'reverse'))).toBe('200')
  return made
}

/** As they stand in the table; what each of them came by is told elsewhere. */
async function closingInEveryState(): Promise<void> {
  const now = t.clock.now()
  const gone = { discardedAt: now, discardedBy: 'somebody', discardReason: '起早了。' }
  for (const [n, state] of (Object.keys(closingStates) as ClosingState[]).entries()) {
    const row = { id: crypto.randomUUID(), period: String(2020 + n) }
    closings[state] = row
    await t.context.db.commit('home', [
      insertClosing({
        district: 'home',
        ...row,
        state,
        createdAt: now,
        ...(state === 'discarded' ? gone : {}),
        ...(state === 'draft' || state === 'discarded'
          ? {}
          : { signer: '主任', reason: '通过。', signedAt: now }),
        ...(state === 'notice' ? { noticeUntil: now + DAY } : {}),
      }),
    ])
  }
}

const act = (by: Person, key: string, what: EntryAct) =>
  post(
    clients[by],
    `/api/points/representatives/${seeded(t, 0).id}/entries/${encodeURIComponent(key)}`,
    { act: what, reason: '核实过了。' },
  )

const rowsOf = () => judged(t)()

/** Why it is nothing for this person at all; null: it may be theirs. */
function barred(by: Person, theirs: Person): string | null {
  if (by === theirs) return null
  // To a closing everybody objects for themselves.
  if (theirs === 'representative' && by === 'otherRepresentative') return null
  if (by === 'voter') return '401 auth.required'
  if (theirs === 'office' && (by === 'clerk' || by === 'inspector')) return '403 auth.beyond-duties'
  if (theirs === 'office' && by === 'ofStation') return '403 auth.beyond-stations'
  return '403 auth.forbidden'
}

function refusal(what: EntryAct, state: EntryState): string | null {
  try {
    mustAllow(what, state)
    return null
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    return `${error.kind.status} ${error.kind.code}`
  }
}

describe.each(Object.keys(entryStates) as EntryState[])('given an entry is %s', (state) => {
  it('it really is', async () => {
    const url = `/api/points/representatives/${seeded(t, 0).id}`
    const account: PointAccount = (await clients.office({ url })).json()
    const entries = [...account.items.flatMap((item) => item.entries), ...account.unruled]
    expect(entries.find(({ key }) => key === keys[state])?.state).toBe(state)
  })

  it('whoever it is not of objects to nothing', async () => {
    const body = { id: crypto.randomUUID(), entry: keys[state], reason: '请再看看。' }
    for (const by of PEOPLE) {
      if (by === 'representative') continue
      const expected =
        by === 'otherRepresentative' ? '404 points.not-found' : barred(by, 'representative')
      const said = await untouched(t, rowsOf, () =>
        post(clients[by], '/api/me/points/appeals', body),
      )
      expect(outcome(said), by).toBe(expected)
    }
  })

  it.each(PEOPLE)('what %s may not do to it is refused and nothing moves', async (by) => {
    for (const what of Object.keys(entryActs) as EntryAct[]) {
      // Their station might review it, if a rule said so; here the office does.
      const expected =
        by === 'liaison'
          ? '403 points.office-reviews'
          : (barred(by, 'office') ?? refusal(what, state))
      if (expected === null) continue
      const said = await untouched(t, rowsOf, () => act(by, keys[state], what))
      expect(outcome(said), what).toBe(expected)
    }
  })
})

const STEPS = ['draft', 'appraise', 'sign', 'discard', 'end', 'object'] as const
type Step = (typeof STEPS)[number]

const steps: Record<Step, (by: Client, of: { id: string; period: string }) => ReturnType<Client>> =
  {
    draft: (by, { period }) => post(by, '/api/points/closings', { period }),
    appraise: (by, { id }) =>
      post(by, `/api/points/closings/${id}/appraisals`, {
        representativeId: seeded(t, 0).id,
        points: 5,
        reason: '坚持走访。',
      }),
    sign: (by, { id }) =>
      post(by, `/api/points/closings/${id}/signature`, { signer: '主任', reason: '通过。' }),
    discard: (by, { id }) =>
      post(by, `/api/points/closings/${id}/discarding`, { reason: '起早了。' }),
    end: (by, { id }) => post(by, `/api/points/closings/${id}/end`),
    object: (by, { id: closingId }) =>
      post(by, '/api/me/points/appeals', {
        id: crypto.randomUUID(),
        closingId,
        reason: '请再看看。',
      }),
  }

const MOVED = '409 points.closing-moved'
const GONE = '409 points.closing-discarded'
const THERE = '409 points.closing-there'
/** null: it may be done then. */
const refused: Record<ClosingState, Record<Step, string | null>> = {
  draft: {
    draft: THERE,
    appraise: null,
    sign: '409 points.appraisals-missing',
    discard: null,
    end: MOVED,
    object: '404 points.not-found',
  },
  signing: {
    draft: THERE,
    appraise: MOVED,
    sign: MOVED,
    discard: MOVED,
    end: MOVED,
    object: '404 points.not-found',
  },
  notice: {
    draft: THERE,
    appraise: MOVED,
    sign: MOVED,
    discard: MOVED,
    end: '409 points.notice-runs',
    object: null,
  },
  ending: {
    draft: THERE,
    appraise: MOVED,
    sign: MOVED,
    discard: MOVED,
    end: MOVED,
    object: '409 points.notice-over',
  },
  closed: {
    draft: THERE,
    appraise: MOVED,
    sign: MOVED,
    discard: MOVED,
    end: MOVED,
    object: '409 points.notice-over',
  },
  discarded: {
    draft: null,
    appraise: GONE,
    sign: GONE,
    discard: GONE,
    end: GONE,
    object: '404 points.not-found',
  },
}

describe.each(Object.keys(closingStates) as ClosingState[])('given a closing is %s', (state) => {
  it.each(PEOPLE)('what %s may not do with it is refused and nothing moves', async (by) => {
    for (const step of STEPS) {
      const theirs = step === 'object' ? 'representative' : 'office'
      const expected = barred(by, theirs) ?? refused[state][step]
      if (expected === null) continue
      const said = await untouched(t, rowsOf, () => steps[step](clients[by], closings[state]))
      expect(outcome(said), step).toBe(expected)
    }
  })
})
