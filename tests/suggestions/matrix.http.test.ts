import { insertAttachment } from '@mashang/server/suggestions/attachments.store.ts'
import { insertLink } from '@mashang/server/suggestions/links.store.ts'
import { suggestionsTables } from '@mashang/server/suggestions/suggestions.table.ts'
import { type Matter, partOf } from '@mashang/shared/suggestions/matter.rules.ts'
import { moves } from '@mashang/shared/suggestions/moves.rules.ts'
import type { ClockView, SuggestionView } from '@mashang/shared/suggestions/suggestions.model.ts'
import {
  type SuggestionAct,
  type SuggestionState,
  suggestionActs,
  suggestionStates,
} from '@mashang/shared/suggestions/suggestions.words.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { officer } from '../accounts/officer.ts'
import { outcome, post } from '../issues/steps.ts'
import type { Client } from '../support/app.ts'
import { rowsIn, untouched } from '../support/untouched.ts'
import { commands, everDoes, START, who } from './deciding.ts'
import { halfway } from './halfway.ts'
import { matters } from './matters.ts'
import { matterDistrict } from './planted.ts'
import { act, departmentLogin } from './steps.ts'

/**
 * What the table refuses is refused by the server, too, with its reason, and leaves no trace; what is
 * shown as possible is all that is not refused.
 */

const PARTS = ['lead', 'cosigner', 'office', 'main', 'clerk', 'head', 'co', 'stranger'] as const
type Part = (typeof PARTS)[number]
/** Who has no part in any of it, wherever it stands; `inspector`: who only urges. */
const OUTSIDE = ['inspector', 'printer', 'ofStations', 'liaison', 'voter'] as const
type Outsider = (typeof OUTSIDE)[number]
type Person = Part | Outsider
/** Whose every act is looked at. */
const SENDERS = [...PARTS, 'inspector'] as const
type Sender = (typeof SENDERS)[number]
const acts = Object.keys(suggestionActs) as SuggestionAct[]

let d: Awaited<ReturnType<typeof matterDistrict>>
let clients: Record<Person, Client>
let farming: string
beforeAll(async () => {
  d = await matterDistrict()
  const { t, housing, police } = d
  /** Signed in once: nothing here takes longer than a session. */
  const once = async ({ token }: { token: () => Promise<string> }): Promise<Client> => {
    const cookie = `mashang=${await token()}`
    return (call) => t.voter({ ...call, headers: { ...call.headers, cookie } })
  }
  clients = {
    lead: await t.as(0),
    cosigner: await t.as(1),
    office: await t.as('office'),
    main: await once(housing),
    clerk: await once(await departmentLogin(t, housing.id, '小刘', { part: 'clerk' })),
    head: await once(
      await departmentLogin(t, housing.id, '王建国', { part: 'head', post: '局长' }),
    ),
    co: await once(police),
    stranger: await t.as(2),
    inspector: await officer(t, ['inspect']),
    printer: await officer(t, ['print']),
    ofStations: await officer(t, ['matters', 'print'], t.seed.stations[0]?.id ?? null),
    liaison: await t.as('liaison'),
    voter: t.voter,
  }
  const made = await post(clients.office, '/api/departments', { name: '区农牧局' })
  farming = made.json<{ id: string }>().id
})
afterAll(() => d.t.close())

/** What leaves a department is signed by who may, however far it is. */
const onlyDrafts = (by: Sender, what: SuggestionAct): boolean =>
  by === 'clerk' && (what === 'sign' || what === 'redeem')

/** Another one to merge into, or that it went on in. */
let other: string
const planted = (matter: Matter): Promise<string> =>
  d.planted(matter.mergedInto === null ? matter : { ...matter, mergedInto: other })

/** Beside the matter: a file of its own, one that waits for it, and a one-time link. */
async function dressed(id: string): Promise<void> {
  const file = { name: '说明.pdf', type: 'application/pdf', size: 9, createdAt: START } as const
  const owner = { ownerKind: 'representative', ownerId: d.named('li') } as const
  await d.t.context.db.commit('home', [
    ...[id, null].map((suggestionId) =>
      insertAttachment({
        district: 'home',
        id: crypto.randomUUID(),
        suggestionId,
        ...owner,
        ...file,
      }),
    ),
    insertLink({
      district: 'home',
      tokenHash: crypto.randomUUID(),
      suggestionId: id,
      departmentId: d.housing.id,
      createdAt: START,
      expiresAt: START * 2,
    }),
  ])
}

/** Others than who has it; whoever has signed an answer stays. */
function othersFor({ letters, handlers }: Matter): object {
  const [signs] = letters.filter(({ signedAt }) => signedAt !== null)
  if (signs !== undefined)
    return { lead: undefined, separate: [d.named(signs.departmentId), farming] }
  const leads = handlers.some(
    ({ departmentId, part }) => departmentId === 'police' && part === 'lead',
  )
  return { lead: d.named(leads ? 'housing' : 'police') }
}

let signed = 0
/** Whose paper may still come: its lead's first. */
const unheard = ({ feedbacks, round }: Matter): string =>
  feedbacks.some((one) => one.representativeId === 'li' && one.round === round) ? 'zhang' : 'li'

/** A body that is right in itself, in whatever state; whoever is urged owes something where anybody does. */
function body(
  by: Sender,
  matter: Matter,
  what: SuggestionAct,
  owed: ClockView | undefined,
): object {
  const own = d.named(commands[what])
  // Not what was said before: that is one and the same.
  if (what === 'contact' || what === 'opine') return { ...own, text: '又去看了一次。' }
  const [objection] = matter.entry?.objections ?? []
  if (what === 'verify' && objection !== undefined)
    return { ...own, of: d.named(objection.representativeId) }
  if (what === 'merge') return { ...own, into: other }
  if (what === 'reassign') return { ...own, ...othersFor(matter) }
  if (what === 'sign' || what === 'redeem') return { ...own, document: `建函〔2026〕${++signed}号` }
  if (what === 'rate' && by === 'office')
    return { ...own, paper: { of: d.named(unheard(matter)), signedOn: '2026-03-02' } }
  if (what === 'remind' && owed !== undefined)
    return { ...own, clock: owed.clock, owner: owed.ownerId }
  return own
}

/** Why the table refuses it; null: it does not. */
function refusal(by: Sender, matter: Matter, what: SuggestionAct): string | null {
  const part = partOf(matter, who[by])
  if (part === null || ((by === 'office' || by === 'inspector') && matter.submittedAt === null))
    return '404 suggestion.not-found'
  if (by === 'inspector' && what !== 'remind') return '403 suggestion.only-inspecting'
  if (onlyDrafts(by, what)) return '403 suggestion.only-drafting'
  const move = moves[matter.state][what]
  if (move?.by.includes(part) === true) return null
  return move === undefined || everDoes(part, what)
    ? '409 suggestion.not-now'
    : '403 suggestion.not-yours'
}

/** What is refused though the table has it: done already, too early, or something is missing for it. */
const GUARDS: Partial<Record<SuggestionAct, readonly string[]>> = {
  accept: ['409 suggestion.not-now'],
  assign: ['409 suggestion.entry-disputed'],
  disown: ['409 suggestion.not-entered', '409 suggestion.already-done'],
  verify: ['409 suggestion.not-now'],
  'take-back': ['409 suggestion.not-entered', '409 suggestion.entry-went-on'],
  agree: ['409 suggestion.not-now'],
  disagree: ['409 suggestion.not-now'],
  'drop-objection': ['409 suggestion.not-objected'],
  'drop-withdrawal': ['409 suggestion.not-now'],
  'ask-extension': [
    '409 suggestion.not-now',
    '409 suggestion.not-received',
    '409 suggestion.objection-open',
    '409 suggestion.extended-once',
    '409 suggestion.already-proposed',
  ],
  close: ['409 suggestion.feedback-open'],
  contact: ['409 suggestion.not-received', '409 suggestion.objection-open'],
  dispute: [
    '409 suggestion.already-done',
    '409 suggestion.not-now',
    '422 suggestion.contact-unknown',
  ],
  weigh: ['409 suggestion.not-now', '422 suggestion.contact-unknown'],
  'decide-extension': ['409 suggestion.not-asked'],
  'go-on': ['409 suggestion.not-left'],
  'lay-by': ['409 suggestion.went-on'],
  'mark-excellent': ['409 suggestion.already-excellent'],
  reassign: ['409 suggestion.not-now'],
  'mark-secret': ['409 suggestion.already-done'],
  object: [
    '409 suggestion.already-proposed',
    '409 suggestion.objection-open',
    '409 suggestion.return-too-late',
  ],
  propose: [
    '409 suggestion.already-proposed',
    '409 suggestion.not-received',
    '409 suggestion.objection-open',
    '422 suggestion.contact-disputed',
    '422 suggestion.no-contact',
    '422 suggestion.opinion-missing',
  ],
  publish: ['409 suggestion.already-done', '409 suggestion.not-answered'],
  rate: ['409 suggestion.already-done', '409 suggestion.not-now'],
  receive: ['409 suggestion.already-done', '409 suggestion.objection-open'],
  redeem: ['409 suggestion.no-promise'],
  remind: ['409 suggestion.nothing-owed'],
  retell: ['409 suggestion.no-listed-promise'],
  rework: ['409 suggestion.not-now'],
  sign: ['409 suggestion.not-now', '409 suggestion.objection-open', '409 suggestion.not-received'],
  'unmark-excellent': ['409 suggestion.not-excellent'],
  'unmark-key': ['409 suggestion.not-key'],
  supervise: ['409 suggestion.not-key'],
  'unmark-secret': ['409 suggestion.already-done'],
  unpublish: ['409 suggestion.not-public'],
  waive: ['409 suggestion.not-now', '409 suggestion.not-owing', '409 suggestion.waived-early'],
  withdraw: ['409 suggestion.already-done', '409 suggestion.withdraw-answered'],
}

const AT_THE_DOOR: Readonly<Record<Exclude<Outsider, 'inspector'>, string>> = {
  printer: '403 auth.beyond-duties',
  ofStations: '403 auth.beyond-stations',
  liaison: '403 auth.forbidden',
  voter: '401 auth.required',
}

const BOTH = ['housing', 'police'] as const
/** Of which department something is wanted that it could do by a one-time link. */
const ASKED: Readonly<Record<string, readonly string[]>> = {
  'drafted once more': ['housing'],
  assigned: BOTH,
  objected: BOTH,
  handling: ['housing'],
  signing: ['housing'],
  redo: ['housing'],
  'taken by one of two': BOTH,
  'drafted by one of two, not taken by the other': BOTH,
  'answered by one of two, not taken by the other': ['police'],
  'not taken by its lead, with the co-handler’s opinion': ['housing'],
  'wanted back by its lead while it is handled': ['housing'],
  'sent back by one of two': BOTH,
  'at work, and its author says that there was no talk': ['housing'],
  'kept from the public, with more time asked for': BOTH,
  'handled apart, and one of two was refused more time': BOTH,
  'held up by a silent co-handler': BOTH,
  // What it says until the answer is out is still taken.
  'not waiting for a silent co-handler any more': BOTH,
  'given to another lead, who finds a draft': ['police'],
  'closed with a promise, public, watched and excellent': ['housing'],
  'left with a promise by a list': ['housing'],
  'going on out of a list': BOTH,
  'entered from paper and assigned, and who is said to have signed says no': BOTH,
}

const states = Object.keys(suggestionStates) as SuggestionState[]
const GIVEN = [
  ...states.map((state) => [state, matters[state]] as const),
  ...halfway.map(([name, , matter]) => [name, matter] as const),
]
/** What was really done by anybody. */
const taken = new Set<SuggestionAct>()

describe.each(GIVEN)('given it is %s', (name, matter) => {
  let id: string
  beforeAll(async () => {
    other = await d.planted(matters.review)
    id = await planted(matter)
    await dressed(id)
  })

  it.each(SENDERS)('what %s can do is what is shown, all else leaves no trace', async (by) => {
    const seen = await clients[by]({ url: `/api/suggestions/${id}` })
    const { can, clocks }: Pick<SuggestionView, 'can' | 'clocks'> =
      seen.statusCode === 200 ? seen.json<SuggestionView>() : { can: [], clocks: [] }
    const owed = clocks.find(
      ({ clock, ownerKind, stoppedAt }) =>
        stoppedAt === null &&
        ownerKind !== 'office' &&
        // A department urges only those whose opinions it waits for.
        (['main', 'clerk', 'head'].includes(by) ? clock === 'opinion' : clock !== 'return'),
    )
    const bodyOf = (what: SuggestionAct) => body(by, matter, what, owed)
    const refused = acts.filter((what) => !can.includes(what))
    const said = await untouched(d.t, rowsIn(d.t, suggestionsTables), async () => {
      const replies: Partial<Record<SuggestionAct, string>> = {}
      for (const what of refused) replies[what] = outcome(await act(clients[by], id, bodyOf(what)))
      return replies
    })
    for (const what of refused) {
      const reason = refusal(by, matter, what)
      if (reason !== null) expect(said[what], what).toBe(reason)
      else expect(GUARDS[what], what).toContain(said[what])
    }
    for (const what of can) {
      expect(refusal(by, matter, what), what).toBeNull()
      const reply = await act(clients[by], await planted(matter), bodyOf(what))
      expect(outcome(reply), what).toBe('200')
      taken.add(what)
    }
  })

  it('a one-time link is made by the office alone, where something is wanted of the department', async () => {
    const link = async (by: Sender, departmentId: string, of = id): Promise<string> =>
      outcome(await post(clients[by], `/api/suggestions/${of}/links`, { departmentId }))
    const asked = ASKED[name] ?? []
    for (const one of asked)
      expect(await link('office', d.named(one), await planted(matter)), one).toBe('201')
    const others = [...BOTH, 'farming'].filter((one) => !asked.includes(one))
    const refused = [
      ...others.map((one) => ['office', one] as const),
      ...SENDERS.flatMap((by) => (by === 'office' ? [] : [[by, asked[0] ?? 'housing'] as const])),
    ]
    const said = await untouched(d.t, rowsIn(d.t, suggestionsTables), async () => {
      const replies: string[] = []
      for (const [by, one] of refused)
        replies.push(await link(by, one === 'farming' ? farming : d.named(one)))
      return replies
    })
    const handles = matter.handlers.map(({ departmentId }) => departmentId)
    const reasons = refused.map(([by, one]) => {
      if (by === 'inspector') return '403 auth.beyond-duties'
      if (by !== 'office') return '403 auth.forbidden'
      // What was never sent is its authors' alone.
      if (matter.submittedAt === null) return '404 suggestion.not-found'
      return handles.includes(one)
        ? '409 suggestion.link-needless'
        : '422 suggestion.department-unknown'
    })
    expect(said).toEqual(reasons)
  })
})

// Turned away before anybody looks where it stands: once in each state will do.
it.each(states)(
  'given it is %s, whoever has no part in it is turned away at the door',
  async (state) => {
    const id = await planted(matters[state])
    const outsiders = OUTSIDE.filter((by) => by !== 'inspector')
    await untouched(d.t, rowsIn(d.t, suggestionsTables), async () => {
      for (const by of outsiders) {
        const sent = acts.map((what) =>
          act(clients[by], id, body('office', matters[state], what, undefined)),
        )
        const seen = clients[by]({ url: `/api/suggestions/${id}` })
        const said = (await Promise.all([seen, ...sent])).map(outcome)
        expect([...new Set(said)], by).toEqual([AT_THE_DOOR[by]])
      }
    })
  },
)

it('everything that can be done was done by somebody', () => {
  expect(acts.filter((what) => !taken.has(what))).toEqual([])
})
