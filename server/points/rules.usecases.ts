import { toIso } from '@mashang/shared/core/clock.ts'
import { Failure } from '@mashang/shared/core/errors.ts'
import { pointsErrors } from '@mashang/shared/points/points.errors.ts'
import type { newRuleSet, RuleSetVersion } from '@mashang/shared/points/rule-set.model.ts'
import {
  mustBeSound,
  mustFollow,
  stateOfVersion,
  type Version,
} from '@mashang/shared/points/rule-set.rules.ts'
import type { z } from 'zod'
import { accountNames } from '../accounts/accounts.store.ts'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { AlreadyThere, Conflict } from '../core/db/faults.ts'
import type { Fact } from '../core/ledger/ledger.chain.ts'
import { ruleSetSeal } from './fingerprints.ts'
import { mustBeAllSigned } from './guards.store.ts'
import {
  insertRuleSet,
  savedRuleSets,
  signedSoFar,
  versionsAmong,
  versionsNow,
  withdrawRuleSet,
} from './points.store.ts'

type NewRuleSet = z.output<typeof newRuleSet>

/** Every version that counts, counted or will, newest first. */
export async function listRules(context: Context): Promise<{ items: RuleSetVersion[] }> {
  const versions = await versionsNow(context)
  const saved = new Map((await savedRuleSets(context)).map((row) => [row.version, row]))
  const names = await accountNames(
    context,
    [...saved.values()].map(({ savedBy }) => savedBy),
  )
  const now = context.clock.now()
  const items = versions.map((version): RuleSetVersion => {
    const row = saved.get(version.version)
    return {
      version: version.version,
      from: version.from,
      state: stateOfVersion(version, versions, now),
      savedAt: row === undefined ? null : toIso(row.savedAt),
      savedBy: row === undefined ? null : (names.get(row.savedBy) ?? null),
      reason: row?.reason ?? null,
      set: version.set,
    }
  })
  return { items: items.reverse() }
}

/** The versions as they would be; refuses what could not be counted by. */
export async function withDraft(
  context: Context,
  { after, from, set }: Omit<NewRuleSet, 'reason'>,
): Promise<{ known: Version[]; next: Version; signed: number }> {
  // Read once: the number of the next one must be of the versions that it was drawn up after.
  const saved = await savedRuleSets(context)
  const known = versionsAmong(saved)
  if (known.at(-1)?.version !== after) throw new Failure(pointsErrors.changed)
  mustBeSound(set)
  const { signed, until } = await signedSoFar(context)
  mustFollow(from, known, until)
  const last = saved.at(-1)?.version ?? 0
  return { known, next: { version: last + 1, from, set }, signed }
}

const rulesFact = (
  actor: Actor,
  at: number,
  type: string,
  version: number,
  data: NonNullable<Fact['data']> = {},
): Fact => ({
  at,
  type,
  actor: { kind: 'account', id: actor.accountId },
  subject: { kind: 'point-rules', id: String(version) },
  data: { version, ...data },
})

/** A new version; of two saved at once the second is told so. */
export async function saveRules(
  context: Context,
  command: NewRuleSet,
  actor: Actor,
): Promise<RuleSetVersion> {
  const { next, signed } = await withDraft(context, command)
  const { district } = context
  const at = context.clock.now()
  const row = {
    district,
    version: next.version,
    fromDay: next.from,
    rules: next.set,
    reason: command.reason,
  }
  const fingerprint = ruleSetSeal(row)
  try {
    await context.db.commit(
      district,
      [
        mustBeAllSigned({ district, signed }),
        insertRuleSet({ ...row, savedBy: actor.accountId, savedAt: at }),
      ],
      [rulesFact(actor, at, 'points.rules-saved', next.version, { fingerprint })],
    )
  } catch (error) {
    if (error instanceof AlreadyThere) throw new Failure(pointsErrors.changed)
    // A closing was signed meanwhile, or is no longer: whether it may begin on that day is asked anew.
    if (error instanceof Conflict) return await saveRules(context, command, actor)
    throw error
  }
  const saved = (await listRules(context)).items.find(({ version }) => version === next.version)
  if (saved === undefined) throw new Failure(pointsErrors.notFound)
  return saved
}

/** Takes back a version that has not begun. */
export async function withdrawRules(
  context: Context,
  version: number,
  actor: Actor,
): Promise<{ items: RuleSetVersion[] }> {
  const found = (await listRules(context)).items.find((one) => one.version === version)
  if (found === undefined) throw new Failure(pointsErrors.notFound)
  if (found.state !== 'planned') throw new Failure(pointsErrors.inForce)
  const { district } = context
  const at = context.clock.now()
  try {
    await context.db.commit(
      district,
      [withdrawRuleSet({ district, version, withdrawnAt: at })],
      [rulesFact(actor, at, 'points.rules-withdrawn', version)],
    )
  } catch (error) {
    if (error instanceof Conflict) throw new Failure(pointsErrors.notFound)
    throw error
  }
  return await listRules(context)
}
