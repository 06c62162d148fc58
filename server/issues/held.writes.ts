import type { FloodCause } from '@mashang/shared/issues/flood.words.ts'
import { holdAtFiling, holdInWords } from '@mashang/shared/issues/holds.rules.ts'
import type { HoldReason } from '@mashang/shared/issues/holds.words.ts'
import type { Context } from '../core/context.ts'
import type { Write } from '../core/db/statement.ts'
import { newId } from '../core/ids.ts'
import type { Fact } from '../core/ledger/ledger.chain.ts'
import { type HoldRecord, insertHold } from './holds.store.ts'

/** What goes into the commit of a voter's words; nothing as a rule. */
interface Held {
  writes: Write[]
  facts: Fact[]
}

function heldBySystem(
  context: Context,
  reason: HoldReason | null,
  of: Pick<HoldRecord, 'issueId' | 'target' | 'targetId'>,
  at: number,
): Held {
  if (reason === null) return { writes: [], facts: [] }
  const { district } = context
  const id = newId()
  return {
    writes: [insertHold({ district, id, ...of, reason, at, state: 'waiting' })],
    facts: [
      {
        at,
        type: 'issue.held',
        actor: { kind: 'system', id: null },
        subject: { kind: 'issue', id: of.issueId },
        data: { hold: id, reason, target: of.target },
      },
    ],
  }
}

/**
 * A filing that came in a flood waits for the office as a whole. What its words ask for besides is
 * looked at when it is let through.
 */
export function heldInFlood(
  context: Context,
  cause: FloodCause,
  issueId: string,
  at: number,
): Held {
  const { writes, facts } = heldBySystem(
    context,
    'flood',
    { issueId, target: 'filing', targetId: '' },
    at,
  )
  return { writes, facts: facts.map((fact) => ({ ...fact, data: { ...fact.data, cause } })) }
}

/** What a filing itself asks the office to look at. */
export const heldAtFiling = (
  context: Context,
  filing: { title: string; text: string; place?: { text?: string | undefined } | undefined } & {
    publish: boolean
  },
  issueId: string,
  at: number,
): Held =>
  heldBySystem(
    context,
    holdAtFiling({ ...filing, place: filing.place?.text ?? '' }),
    { issueId, target: 'filing', targetId: '' },
    at,
  )

/** The same of what a voter says later. */
export const heldInMessage = (
  context: Context,
  issue: { id: string; publish: boolean },
  message: { id: string; text: string },
  at: number,
): Held =>
  heldBySystem(
    context,
    holdInWords(message.text, issue.publish),
    { issueId: issue.id, target: 'message', targetId: message.id },
    at,
  )
