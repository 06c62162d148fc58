import { newAccount } from '@mashang/server/accounts/accounts.usecases.ts'
import { activitiesTables } from '@mashang/server/activities/activities.table.ts'
import {
  type ActivityAct,
  type ActivityPart,
  type ActivityState,
  activityActs,
  activityStates,
} from '@mashang/shared/activities/activities.words.ts'
import { moves } from '@mashang/shared/activities/moves.rules.ts'
import { HOUR } from '@mashang/shared/core/clock.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { officer } from '../accounts/officer.ts'
import { outcome, post, seeded } from '../issues/steps.ts'
import { department, signedIn } from '../suggestions/steps.ts'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { untouched } from '../support/untouched.ts'
import { act, announced, done, doorCode, planOf } from './steps.ts'

/** What the table refuses is refused by the server, too, with its reason, and leaves no trace. */

const PEOPLE = [
  'organiser',
  'office',
  'invited',
  'stranger',
  'otherStation',
  'inspector',
  'printer',
  'ofStations',
  'department',
  'voter',
] as const
type Person = (typeof PEOPLE)[number]

/** The door has an endpoint of its own; what a code does in its time is tested in attendance.http. */
type Sent = Exclude<ActivityAct, 'arrive'>
const sent = Object.keys(activityActs).filter((one) => one !== 'arrive') as Sent[]

let t: TestApp
let clients: Record<Person, Client>
const ids = {} as Record<ActivityState, string>
beforeAll(async () => {
  t = await startApp({ config: { limits: false } })
  clients = {
    // A station's own, so that only its liaison and the office organise it.
    organiser: await t.as('liaison'),
    office: await t.as('office'),
    invited: await t.as(0),
    stranger: await t.as(1),
    otherStation: await liaisonOf(t.seed.stations[1]?.id ?? ''),
    inspector: await officer(t, ['inspect']),
    printer: await officer(t, ['print']),
    ofStations: await officer(t, ['matters', 'print'], t.seed.stations[0]?.id ?? null),
    department: (await department(t, '区住房和城乡建设局')).client,
    voter: t.voter,
  }
  // It runs right now, so that only the table can refuse.
  const plan = {
    startsAt: new Date(t.clock.now() - HOUR).toISOString(),
    endsAt: new Date(t.clock.now() + HOUR).toISOString(),
    invitation: { scope: 'persons', of: [seeded(t, 0).id] },
  }
  for (const state of Object.keys(activityStates) as ActivityState[]) {
    const { id } = await announced(t, clients.organiser, plan)
    ids[state] = id
  }
  const absent = { ...mark(), attendance: 'absent' }
  await done(clients.organiser, ids.closed, { act: 'mark', items: [absent] })
  await done(clients.organiser, ids.closed, { act: 'close', revision: 0 })
  await done(clients.organiser, ids.cancelled, { act: 'cancel', revision: 0, reason: '下雪了。' })
})
afterAll(() => t.close())

async function liaisonOf(stationId: string): Promise<Client> {
  const account = newAccount(t.context, {
    name: '另一站的联络员',
    login: 'liaison-elsewhere',
    role: 'liaison',
    stationId,
  })
  await t.context.db.commit('home', [account.write])
  return signedIn(t, account.id).client
}

const mark = () => ({
  representativeId: seeded(t, 0).id,
  attendance: 'attended',
  was: 'unknown',
})

/** A body that is right in itself. */
function body(what: Sent, revision: number): object {
  const { id: _, invitation: __, ...plan } = planOf(t)
  const of: Record<Sent, object> = {
    change: { revision, ...plan },
    cancel: { revision, reason: '下雪了。' },
    invite: { invitation: { scope: 'all', of: [] } },
    come: {},
    decline: { reason: '出差。' },
    mark: { items: [mark()] },
    minute: { revision, text: '大家看了三处。' },
    photograph: { photo: crypto.randomUUID() },
    unphotograph: { photo: crypto.randomUUID() },
    close: { revision },
    correct: { ...mark(), reason: '记错了。' },
  }
  return { act: what, ...of[what] }
}

const rowsOf = async () => {
  const { activities, activityCorrections, activityInvitees } =
    t.context.db.tables(activitiesTables)
  const { read } = t.context.db
  return {
    activities: await read.select().from(activities),
    corrections: await read.select().from(activityCorrections),
    invitees: await read.select().from(activityInvitees),
  }
}

/** Whoever may not come so far as to a part in it; null: they have one. */
function barred(by: Person): string | null {
  switch (by) {
    case 'voter':
      return '401 auth.required'
    case 'department':
      return '403 auth.forbidden'
    case 'inspector':
    case 'printer':
      return '403 auth.beyond-duties'
    case 'ofStations':
      return '403 auth.beyond-stations'
    case 'stranger':
    case 'otherStation':
      return '404 activity.not-found'
    default:
      return null
  }
}

/** Why it is refused; null: the table lets it through. */
function refusal(by: Person, state: ActivityState, what: ActivityAct): string | null {
  const out = barred(by)
  if (out !== null) return out
  const part: ActivityPart = by === 'invited' ? 'invited' : 'organiser'
  const move = moves[state][what]
  if (move === undefined) return '409 activity.not-now'
  return move.by.includes(part) ? null : '403 activity.not-yours'
}

/** The same at the door: whoever is not a representative has no code to show. */
function atTheDoor(by: Person, state: ActivityState): string | null {
  if (by === 'voter') return '401 auth.required'
  if (by === 'stranger') return '403 activity.not-invited'
  if (by !== 'invited') return '403 auth.forbidden'
  return moves[state].arrive === undefined ? '409 activity.not-now' : null
}

describe.each(Object.keys(activityStates) as ActivityState[])('given it is %s', (state) => {
  it.each(PEOPLE)('what %s may not do is refused and nothing moves', async (by) => {
    const { revision } = (await clients.organiser({ url: `/api/activities/${ids[state]}` })).json()
    for (const what of sent) {
      const expected = refusal(by, state, what)
      if (expected === null) continue
      const said = await untouched(t, rowsOf, () =>
        act(clients[by], ids[state], body(what, revision)),
      )
      expect(outcome(said), what).toBe(expected)
    }
  })
  it('who may not come in by the door’s code is refused and nothing moves', async () => {
    const code = await doorCode(t, ids[state])
    for (const by of PEOPLE) {
      const expected = atTheDoor(by, state)
      if (expected === null) continue
      const said = await untouched(t, rowsOf, () =>
        post(clients[by], '/api/activity-check-ins', { code }),
      )
      expect(outcome(said), by).toBe(expected)
    }
  })
})

it('whoever inspects reads them and has no button; whoever organises has', async () => {
  const can = async (by: Person): Promise<string[]> =>
    (await clients[by]({ url: `/api/activities/${ids.open}` })).json().can
  expect(await can('inspector')).toEqual([])
  expect(await can('office')).toEqual(await can('organiser'))
  expect(await can('office')).not.toEqual([])
})
