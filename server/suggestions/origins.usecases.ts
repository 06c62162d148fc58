import { coreErrors, Failure } from '@mashang/shared/core/errors.ts'
import type { Party } from '@mashang/shared/suggestions/matter.rules.ts'
import {
  mayChangeOrigins,
  mayTakeBack,
  whyNoOrigin,
} from '@mashang/shared/suggestions/origins.rules.ts'
import { suggestionErrors } from '@mashang/shared/suggestions/suggestions.errors.ts'
import type { SuggestionView } from '@mashang/shared/suggestions/suggestions.model.ts'
import { and, eq, isNotNull, or } from 'drizzle-orm'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import type { Write } from '../core/db/statement.ts'
import type { Fact } from '../core/ledger/ledger.chain.ts'
import { factsOf } from '../core/ledger/ledger.store.ts'
import { factOf } from '../issues/timeline.views.ts'
import { originsWithout, parentsIn, tie, untie } from '../lineage/lineage.store.ts'
import { caughtUp, heardOf } from './heard.ts'
import { forgetIssue, fromIssue, intoOther, lyingWith, mustBeTheirs } from './origins.store.ts'
import { findSuggestion, mustStay, type SuggestionRecord } from './suggestions.store.ts'
import { suggestionsTables } from './suggestions.table.ts'
import { byAccount, suggestionFor } from './suggestions.usecases.ts'
import { suggestionView } from './suggestions.views.ts'
import { standAside, withoutIt } from './voters-clocks.usecases.ts'

interface Change {
  record: SuggestionRecord
  /** Of the matter and what lies together with it, what is behind the suggestion, and what is not. */
  tied: string[]
  apart: string[]
  /** As it is when asked for. */
  view: () => Promise<SuggestionView>
}

/** Of a matter and what lies together with it: what is behind the suggestion, and what is not. */
async function tiedOf(
  context: Context,
  { id, representativeId }: Pick<SuggestionRecord, 'id' | 'representativeId'>,
  issueId: string,
): Promise<Pick<Change, 'tied' | 'apart'>> {
  const behind = new Set(await parentsIn(context, { kind: 'suggestion', id }, 'issue'))
  const together = await lyingWith(context, issueId, representativeId)
  return {
    tied: together.filter((one) => behind.has(one)),
    apart: together.filter((one) => !behind.has(one)),
  }
}

async function changing(
  context: Context,
  { id, issueId }: { id: string; issueId: string },
  actor: Actor,
): Promise<Change> {
  const { record, who } = await suggestionFor(context, id, actor)
  if (who.kind !== 'representative' || who.id !== record.representativeId)
    throw new Failure(coreErrors.forbidden)
  const { tied, apart } = await tiedOf(context, record, issueId)
  const view = async (): Promise<SuggestionView> =>
    suggestionView(context, (await findSuggestion(context, id)) ?? record, who)
  return { record, tied, apart, view }
}

/** Of two at once, one that answers it and one that joins it, the second is told so. */
export const guard = ({ district, id, revision }: SuggestionRecord): Write =>
  mustStay({ district, id, revision: revision + 1, wasRevision: revision })

/**
 * Another voter's matter, with what lies together with it, joins a suggestion, by an act of its lead.
 * Its voters hear at once how far the suggestion is, and from then on what the first ones hear. A
 * second click changes nothing.
 */
export async function joinIssue(
  context: Context,
  ids: { id: string; issueId: string },
  actor: Actor,
): Promise<SuggestionView> {
  const { record, apart, view } = await changing(context, ids, actor)
  if (apart.length === 0) return await view()
  const why = whyNoOrigin(record.matter)
  if (why !== null) throw new Failure(suggestionErrors.originClosed, { detail: why })
  await mustBeTheirs(context, ids.issueId, actor)
  const at = context.clock.now()
  const by = byAccount(actor)
  const told = caughtUp(record, apart, { at, actor: by })
  await context.db.commit(
    context.district,
    [
      guard(record),
      ...apart.map((one) => tie(context, fromIssue(one, ids.id), at)),
      ...standAside(context, told),
    ],
    [
      {
        at,
        type: 'suggestion.joined',
        actor: by,
        subject: { kind: 'suggestion', id: ids.id },
        data: { by: 'representative', byId: record.representativeId, issueId: ids.issueId },
      },
      ...told,
    ],
  )
  return await view()
}

/** Whether one of them may be taken out of what was sent, as its voter has heard of it. */
async function mayComeOut(
  context: Context,
  record: SuggestionRecord,
  issueId: string,
): Promise<boolean> {
  const heard = (await factsOf(context, issueId))
    .map(factOf)
    .filter(({ data }) => data.suggestionId === record.id)
  return mayTakeBack(record.matter, heard, issueId === record.issueId)
}

/** Whether its lead may take a matter out of it now, with what lies together with it. */
export async function mayLeave(
  context: Context,
  record: SuggestionRecord,
  issueId: string,
  who: Party,
): Promise<boolean> {
  if (who.kind !== 'representative' || who.id !== record.representativeId) return false
  const { tied } = await tiedOf(context, record, issueId)
  if (tied.length === 0) return false
  if (mayChangeOrigins(record.matter)) return true
  for (const one of tied) if (!(await mayComeOut(context, record, one))) return false
  return true
}

/**
 * Each that is taken out of what was sent: its voter reads that it was a mistake, and their days begin
 * anew. Who is behind the suggestion by another way as well is told of nothing.
 */
async function takenBack(
  context: Context,
  record: SuggestionRecord,
  tied: readonly string[],
  by: Pick<Fact, 'at' | 'actor'>,
): Promise<{ writes: Write[]; facts: Fact[] }> {
  const here = { kind: 'suggestion', id: record.id } as const
  const [writes, facts]: [Write[], Fact[]] = [[], []]
  for (const one of tied) {
    if (!(await mayComeOut(context, record, one))) throw new Failure(suggestionErrors.originTold)
    const stay = await originsWithout(context, here, fromIssue(one, record.id), 'issue')
    if (stay.includes(one)) continue
    const anew = await withoutIt(context, one, record.id)
    writes.push(...anew.writes)
    facts.push(
      ...heardOf(record, { type: 'issue.suggestion-corrected', of: 'joined' }, [one], by),
      ...anew.facts,
    )
  }
  return { writes, facts }
}

/**
 * Takes a matter out again, with what lies together with it: before anybody was told, and where it was
 * joined by mistake to what was sent, until something comes of that.
 */
export async function leaveIssue(
  context: Context,
  ids: { id: string; issueId: string },
  actor: Actor,
): Promise<SuggestionView> {
  const { record, tied, view } = await changing(context, ids, actor)
  if (tied.length === 0) return await view()
  const at = context.clock.now()
  const by = byAccount(actor)
  const beside = mayChangeOrigins(record.matter)
    ? { writes: [], facts: [] }
    : await takenBack(context, record, tied, { at, actor: by })
  const { district } = context
  await context.db.commit(
    district,
    [
      guard(record),
      ...tied.flatMap((one) => [
        untie(context, fromIssue(one, ids.id)),
        forgetIssue({ district, id: ids.id, issueId: one }),
      ]),
      ...beside.writes,
    ],
    [
      {
        at,
        type: 'suggestion.left',
        actor: by,
        subject: { kind: 'suggestion', id: ids.id },
        data: { by: 'representative', byId: record.representativeId, issueId: ids.issueId },
      },
      ...beside.facts,
    ],
  )
  return await view()
}

/** Ties of suggestions that were written, or merged, before there were any. Safe to run again. */
export async function tieEarlierOnes(context: Context): Promise<void> {
  const { suggestions: s } = context.db.tables(suggestionsTables)
  const rows = await context.db.read
    .select({ id: s.id, issueId: s.issueId, matter: s.matter, at: s.createdAt })
    .from(s)
    .where(and(eq(s.district, context.district), or(isNotNull(s.issueId), eq(s.state, 'merged'))))
  const writes = rows.flatMap(({ id, issueId, matter: { mergedInto, endedAt }, at }) => [
    ...(issueId === null ? [] : [tie(context, fromIssue(issueId, id), at)]),
    ...(mergedInto === null ? [] : [tie(context, intoOther(id, mergedInto), endedAt ?? at)]),
  ])
  if (writes.length > 0) await context.db.commit(context.district, writes, [])
}
