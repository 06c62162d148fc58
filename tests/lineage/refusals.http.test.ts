import { lineageTables } from '@mashang/server/lineage/lineage.table.ts'
import { suggestionsTables } from '@mashang/server/suggestions/suggestions.table.ts'
import { maySee } from '@mashang/shared/suggestions/matter.rules.ts'
import { mayChangeOrigins, whyNoOrigin } from '@mashang/shared/suggestions/origins.rules.ts'
import {
  type SuggestionState,
  suggestionStates,
} from '@mashang/shared/suggestions/suggestions.words.ts'
import type { LightMyRequestResponse } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { officer } from '../accounts/officer.ts'
import { filed, outcome } from '../issues/steps.ts'
import { who } from '../suggestions/deciding.ts'
import { matters } from '../suggestions/matters.ts'
import { matterDistrict } from '../suggestions/planted.ts'
import { department } from '../suggestions/steps.ts'
import type { Client } from '../support/app.ts'
import { rowsIn, untouched } from '../support/untouched.ts'
import { join } from './steps.ts'

/** A voter’s matter joins and leaves a suggestion by its lead alone, and only while that may be. */

const PEOPLE = [
  'lead',
  'cosigner',
  'stranger',
  'office',
  'inspector',
  'ofStation',
  'main',
  'co',
  'otherDepartment',
  'liaison',
  'voter',
] as const
type Person = (typeof PEOPLE)[number]

/** How the voter’s matter stands to the suggestion and its lead. */
const ORIGINS = ['tied', 'apart', 'foreign', 'absent'] as const
type Origin = (typeof ORIGINS)[number]
type Way = 'join' | 'leave'

let d: Awaited<ReturnType<typeof matterDistrict>>
let clients: Record<Person, Client>
const issues = {} as Record<Origin, string>
beforeAll(async () => {
  d = await matterDistrict()
  const { t } = d
  clients = {
    lead: await t.as(0),
    cosigner: await t.as(1),
    stranger: await t.as(2),
    office: await t.as('office'),
    inspector: await officer(t, ['inspect']),
    ofStation: await officer(t, ['matters'], t.seed.stations[0]?.id ?? null),
    main: d.housing.client,
    co: d.police.client,
    otherDepartment: (await department(t, '区农牧局')).client,
    liaison: await t.as('liaison'),
    voter: t.voter,
  }
  issues.tied = (await filed(t)).id
  issues.apart = (await filed(t)).id
  issues.foreign = (await filed(t, {}, 2)).id
  issues.absent = crypto.randomUUID()
})
afterAll(() => d.t.close())

const leave = (by: Client, id: string, issueId: string): Promise<LightMyRequestResponse> =>
  by({ method: 'DELETE', url: `/api/suggestions/${id}/issues/${issueId}` })

/** null: it may be done. 200: it is as it was asked for already, and stays so. */
function expected(by: Person, state: SuggestionState, way: Way, origin: Origin): string | null {
  if (by === 'voter') return '401 auth.required'
  if (by !== 'lead' && by !== 'cosigner' && by !== 'stranger') return '403 auth.forbidden'
  const matter = matters[state]
  if (!maySee(matter, who[by])) return '404 suggestion.not-found'
  if (by !== 'lead') return '403 auth.forbidden'
  if (way === 'leave') {
    if (origin !== 'tied') return '200'
    return mayChangeOrigins(matter) ? null : '409 suggestion.origin-told'
  }
  if (origin === 'tied') return '200'
  if (whyNoOrigin(matter) !== null) return '409 suggestion.origin-closed'
  return origin === 'apart' ? null : '404 suggestion.issue-unknown'
}

const rows = async () => ({
  ...(await rowsIn(d.t, suggestionsTables)()),
  ...(await rowsIn(d.t, lineageTables)()),
})

describe.each(Object.keys(suggestionStates) as SuggestionState[])('given it is %s', (state) => {
  let id: string
  beforeAll(async () => {
    id = await d.planted(matters[state], { issueId: issues.tied })
  })

  it.each(PEOPLE)('when %s joins or takes out what may not be, then nothing moves', async (by) => {
    await untouched(d.t, rows, async () => {
      for (const [way, send] of Object.entries({ join, leave }) as [Way, typeof join][])
        for (const origin of ORIGINS) {
          const told = expected(by, state, way, origin)
          if (told === null) continue
          const said = await send(clients[by], id, issues[origin])
          expect(outcome(said), `${way} ${origin}`).toBe(told)
        }
    })
  })
})
