import type { EpochMs } from '@mashang/shared/core/clock.ts'
import { Failure } from '@mashang/shared/core/errors.ts'
import {
  decideImport,
  type ImportDecision,
  type TableDecision,
} from '@mashang/shared/roster/import.rules.ts'
import type { RosterReport } from '@mashang/shared/roster/roster.api.ts'
import { rosterErrors } from '@mashang/shared/roster/roster.errors.ts'
import type { ImportChoices, RosterPreview } from '@mashang/shared/roster/roster.model.ts'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { AlreadyThere, Conflict } from '../core/db/faults.ts'
import type { Write } from '../core/db/statement.ts'
import type { Fact } from '../core/ledger/ledger.chain.ts'
import { keepDraft, openDraft, previewOf, type RosterFile } from './drafts.usecases.ts'
import { ImportUnit } from './import.writes.ts'
import { type Known, knownRoster } from './roster.known.ts'
import { confirmedRosters, confirmRoster, dropFile, findRoster } from './roster.store.ts'
import { skippedRows } from './roster.views.ts'

const tally = ({ insert, update, unchanged }: TableDecision<unknown>) => ({
  created: insert.length,
  updated: update.length,
  unchanged: unchanged.length,
})

/** A draft as it stands against what the system has. */
export interface DecidedDraft {
  known: Known
  preview: RosterPreview
  decision: ImportDecision
}

export async function decideDraft(
  context: Context,
  id: string,
  choices: ImportChoices,
): Promise<DecidedDraft> {
  const { file, overrides } = await openDraft(context, id)
  const known = await knownRoster(context)
  const preview = await previewOf(file, known, overrides)
  if (preview.representatives.length + preview.stations.length === 0)
    throw new Failure(rosterErrors.nothingToImport)
  return { known, preview, decision: decideImport(known.people, known.stations, preview, choices) }
}

/** What a feature above adds to an import, in the same commit. */
export interface Amendment {
  decision: ImportDecision
  /** Who leaves office without being in the file, and since which day. */
  leaving: { id: string; on: string }[]
  writes: Write[]
  facts: Fact[]
}

/**
 * Imports a draft: stations, people, codes, accounts and what the ledger says of them, all in one
 * commit or not at all. Whoever is missing from the file stays as they are.
 * @param by null: the system itself.
 * @param amend changes what is done; what it throws stops the import.
 */
export async function confirmImport(
  context: Context,
  id: string,
  choices: ImportChoices,
  by: Actor | null,
  amend?: (draft: DecidedDraft, at: EpochMs) => Promise<Amendment>,
): Promise<RosterReport> {
  const confirmedBefore = await confirmedRosters(context)
  const draft = await decideDraft(context, id, choices)
  const { known, preview } = draft
  // One moment for all of it: what is kept of the time before ends where the new one begins.
  const at = context.clock.now()
  const { decision, leaving, writes, facts } = (await amend?.(draft, at)) ?? {
    decision: draft.decision,
    leaving: [],
    writes: [],
    facts: [],
  }
  const { stations, representatives } = decision
  const unit = await ImportUnit.begin(context, id, known, by, at)
  unit.add(decision)
  for (const { id, on } of leaving) unit.leave(id, on)
  const skipped = [...representatives.skipped, ...stations.skipped, ...unit.loginTaken]
  const report: RosterReport = {
    representatives: {
      ...tally(representatives),
      left: representatives.left.length + leaving.length,
    },
    stations: tally(stations),
    codes: unit.codes,
    accounts: unit.accounts,
    skipped: skippedRows(preview, skipped),
  }
  unit.tellImport({
    added: representatives.insert.length,
    changed: representatives.update.length,
    unchanged: representatives.unchanged.length,
    left: representatives.left.length + leaving.length,
    stationsAdded: stations.insert.length,
    stationsChanged: stations.update.length,
    skipped: skipped.length,
  })
  const confirmed = confirmRoster({
    district: context.district,
    id,
    confirmedAt: at,
    report,
    confirmedBefore,
  })
  try {
    await context.db.commit(
      context.district,
      [confirmed, ...unit.writes, ...writes],
      [...unit.facts, ...facts],
    )
  } catch (error) {
    if (!(error instanceof Conflict || error instanceof AlreadyThere)) throw error
    const confirmedAt = (await findRoster(context, id))?.confirmedAt ?? null
    const { alreadyImported, changedMeanwhile } = rosterErrors
    throw new Failure(confirmedAt === null ? changedMeanwhile : alreadyImported, { cause: error })
  }
  await dropFile(context, id)
  return report
}

/** Imports a file at once, without the office's look at a preview. */
export async function importRoster(
  context: Context,
  wanted: RosterFile & { choices?: ImportChoices; by?: Actor | null },
): Promise<RosterReport> {
  const { choices = { withoutPhone: false, leaveOut: [] }, by = null } = wanted
  const id = await keepDraft(context, wanted, by)
  return await confirmImport(context, id, choices, by)
}
