import { Failure } from '@mashang/shared/core/errors.ts'
import { decideImport, type TableDecision } from '@mashang/shared/roster/import.rules.ts'
import type { RosterReport } from '@mashang/shared/roster/roster.api.ts'
import { rosterErrors } from '@mashang/shared/roster/roster.errors.ts'
import type { ImportChoices } from '@mashang/shared/roster/roster.model.ts'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { AlreadyThere, Conflict } from '../core/db/faults.ts'
import { keepDraft, openDraft, previewOf, type RosterFile } from './drafts.usecases.ts'
import { ImportUnit } from './import.writes.ts'
import { knownRoster } from './roster.known.ts'
import { confirmedRosters, confirmRoster, dropFile, findRoster } from './roster.store.ts'
import { skippedRows } from './roster.views.ts'

const tally = ({ insert, update, unchanged }: TableDecision<unknown>) => ({
  created: insert.length,
  updated: update.length,
  unchanged: unchanged.length,
})

/**
 * Imports a draft: stations, people, codes, accounts and what the ledger says of them, all in one
 * commit or not at all. Whoever is missing from the file stays as they are.
 * @param by null: the system itself.
 */
export async function confirmImport(
  context: Context,
  id: string,
  choices: ImportChoices,
  by: Actor | null,
): Promise<RosterReport> {
  const { file, overrides } = await openDraft(context, id)
  const confirmedBefore = await confirmedRosters(context)
  const known = await knownRoster(context)
  const preview = await previewOf(file, known, overrides)
  if (preview.representatives.length + preview.stations.length === 0)
    throw new Failure(rosterErrors.nothingToImport)
  const decision = decideImport(known.people, known.stations, preview, choices)
  const { stations, representatives } = decision
  const unit = await ImportUnit.begin(context, id, known, by)
  unit.add(decision)
  const skipped = [...representatives.skipped, ...stations.skipped, ...unit.loginTaken]
  const report: RosterReport = {
    representatives: { ...tally(representatives), left: representatives.left.length },
    stations: tally(stations),
    codes: unit.codes,
    accounts: unit.accounts,
    skipped: skippedRows(preview, skipped),
  }
  unit.tellImport({
    added: representatives.insert.length,
    changed: representatives.update.length,
    unchanged: representatives.unchanged.length,
    left: representatives.left.length,
    stationsAdded: stations.insert.length,
    stationsChanged: stations.update.length,
    skipped: skipped.length,
  })
  const confirmed = confirmRoster({
    district: context.district,
    id,
    confirmedAt: context.clock.now(),
    report,
    confirmedBefore,
  })
  try {
    await context.db.commit(context.district, [confirmed, ...unit.writes], unit.facts)
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
