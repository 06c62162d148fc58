import { suggestionsTables } from '@mashang/server/suggestions/suggestions.table.ts'
import { moves } from '@mashang/shared/suggestions/moves.rules.ts'
import {
  type SuggestionAct,
  type SuggestionState,
  suggestionActs,
  suggestionStates,
} from '@mashang/shared/suggestions/suggestions.words.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { officer } from '../accounts/officer.ts'
import { outcome } from '../issues/steps.ts'
import type { Client } from '../support/app.ts'
import { rowsIn, untouched } from '../support/untouched.ts'
import { commands } from './deciding.ts'
import { matters } from './matters.ts'
import { matterDistrict } from './planted.ts'
import { act, department } from './steps.ts'

/** Whoever is no part of a suggestion, and whoever only inspects: refused with the reason, no trace. */

const PEOPLE = ['inspector', 'printer', 'ofStation', 'liaison', 'otherDepartment', 'voter'] as const
type Person = (typeof PEOPLE)[number]

let d: Awaited<ReturnType<typeof matterDistrict>>
let clients: Record<Person, Client>
beforeAll(async () => {
  d = await matterDistrict()
  const { t } = d
  const cookie = `mashang=${await (await department(t, '区农牧局')).token()}`
  clients = {
    inspector: await officer(t, ['inspect']),
    printer: await officer(t, ['print']),
    ofStation: await officer(t, ['matters', 'print'], t.seed.stations[0]?.id ?? null),
    liaison: await t.as('liaison'),
    otherDepartment: (call) => t.voter({ ...call, headers: { ...call.headers, cookie } }),
    voter: t.voter,
  }
})
afterAll(() => d.t.close())

/** null: it may be done. */
function refusal(by: Person, state: SuggestionState, what: SuggestionAct): string | null {
  switch (by) {
    case 'voter':
      return '401 auth.required'
    case 'liaison':
      return '403 auth.forbidden'
    case 'printer':
      return '403 auth.beyond-duties'
    case 'ofStation':
      return '403 auth.beyond-stations'
    case 'otherDepartment':
      return '404 suggestion.not-found'
    case 'inspector':
      // What was never sent is its authors' alone.
      if (matters[state].submittedAt === null) return '404 suggestion.not-found'
      if (what !== 'remind') return '403 suggestion.only-inspecting'
      return moves[state].remind === undefined ? '409 suggestion.not-now' : null
  }
}

describe.each(Object.keys(suggestionStates) as SuggestionState[])('given it is %s', (state) => {
  let id: string
  let other: string
  beforeAll(async () => {
    id = await d.planted(matters[state])
    other = await d.planted(matters.review)
  })

  it.each(PEOPLE)(
    'when %s does anything to it, then it is refused and nothing moves',
    async (by) => {
      const said = await untouched(d.t, rowsIn(d.t, suggestionsTables), async () => {
        const replies: Partial<Record<SuggestionAct, string>> = {}
        for (const what of Object.keys(suggestionActs) as SuggestionAct[]) {
          if (refusal(by, state, what) === null) continue
          const body = { ...d.named(commands[what]), ...(what === 'merge' ? { into: other } : {}) }
          replies[what] = outcome(await act(clients[by], id, body))
        }
        return replies
      })
      for (const [what, reply] of Object.entries(said))
        expect(reply, what).toBe(refusal(by, state, what as SuggestionAct))
    },
  )
})
