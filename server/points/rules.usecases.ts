import { toIso } from '@mashang/shared/core/clock.ts'
import { Failure } from '@mashang/shared/core/errors.ts'
import { localParts } from '@mashang/shared/core/local-time.ts'
import { DEFAULT_FROM } from '@mashang/shared/points/default-set.rules.ts'
import type { Period } from '@mashang/shared/points/periods.rules.ts'
import { pointsErrors } from '@mashang/shared/points/points.errors.ts'
import type {
  newRuleSet,
  RuleSetVersion,
  Simulation,
} from '@mashang/shared/points/rule-set.model.ts'
import {
  mustBeSound,
  mustFollow,
  stateOfVersion,
  type Version,
} from '@mashang/shared/points/rule-set.rules.ts'
import { effectWords, hasBegun, Simulated } from '@mashang/shared/points/simulation.rules.ts'
import type { z } from 'zod'
import { accountNames } from '../accounts/accounts.store.ts'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { AlreadyThere, Conflict } from '../core/db/faults.ts'
import type { Fact } from '../core/ledger/ledger.chain.ts'
import { accountsOf, peopleOf } from './accounts.usecases.ts'
import { ruleSetSeal } from './fingerprints.ts'
import { followLedger } from './follow.usecases.ts'
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
async function withDraft(
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

/** One year under the rules as they are and as they would be. `moved`: whose points saving changes at once. */
async function tried(
  context: Context,
  period: Period,
  running: boolean,
  { known, next, begun }: { known: Version[]; next: Version; begun: boolean },
): Promise<{ simulated: Simulated; moved: string[] }> {
  const simulated = new Simulated(period, running)
  const people = await peopleOf(context, period)
  const moved: string[] = []
  const would = accountsOf(context, people, period, [{ ...next, from: DEFAULT_FROM }])
  const will = accountsOf(context, people, period, [...known, next])
  for await (const before of accountsOf(context, people, period, known)) {
    const after = (await would.next()).value ?? []
    const saved = begun ? ((await will.next()).value ?? []) : []
    for (const [n, { person, account }] of before.entries()) {
      const { id, name } = person
      const { total } = account
      simulated.add({ id, name, before: total, after: after[n]?.account.total ?? total })
      if ((saved[n]?.account.total ?? total) !== total) moved.push(id)
    }
  }
  return { simulated, moved }
}

/**
 * Who would have other points had the new rules held for a whole year: of the facts that there are,
 * a day to come would move nobody. The last whole year is tried, because only in it a number that is
 * owed for a year shows, and the running one so far. Nothing is written.
 */
export async function simulate(
  context: Context,
  draft: Omit<NewRuleSet, 'reason'>,
): Promise<Simulation> {
  const { known, next } = await withDraft(context, draft)
  await followLedger(context)
  const { year } = localParts(context.clock.now())
  const begun = hasBegun(draft.from, context.clock.now())
  const rules = { known, next, begun }
  const whole = await tried(context, { year: year - 1, half: null }, false, rules)
  const running = await tried(context, { year, half: null }, true, rules)
  const moved = new Set([...whole.moved, ...running.moved]).size
  return {
    ...whole.simulated.view(),
    running: running.simulated.view(),
    effect: effectWords(draft.from, begun ? moved : null),
  }
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
