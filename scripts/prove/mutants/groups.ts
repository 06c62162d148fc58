import { globSync } from 'node:fs'

/** Who may see and do what. */
const POLICY = [
  'server/core/auth/actor.ts',
  'server/issues/issues.policy.ts',
  'shared/accounts/duties.rules.ts',
  'shared/accounts/independence.rules.ts',
  'shared/accounts/second-factor.rules.ts',
  'shared/activities/invited.rules.ts',
  'shared/activities/moves.rules.ts',
  'shared/issues/contact-exports.rules.ts',
  'shared/issues/holds.rules.ts',
  'shared/issues/rights.rules.ts',
  'shared/issues/station.rules.ts',
  'shared/lineage/lineage.rules.ts',
  'shared/suggestions/attachments.rules.ts',
  'shared/suggestions/delivery.rules.ts',
  'shared/suggestions/moves.rules.ts',
  'shared/verifications/verifications.rules.ts',
]

/** What time it is, what is due when, and what counts as working time. */
const CLOCK = [
  'shared/activities/calendar.rules.ts',
  'shared/calendars/calendar-edit.rules.ts',
  'shared/calendars/calendar-file.rules.ts',
  'shared/calendars/work-calendar.rules.ts',
  'shared/calendars/working-time.rules.ts',
  'shared/core/clock.ts',
  'shared/core/local-time.ts',
  'shared/deliveries/time-of-day.rules.ts',
  'shared/deliveries/timing.rules.ts',
  'shared/districts/ladder.rules.ts',
  'shared/districts/limits.rules.ts',
  'shared/issues/chase.rules.ts',
  'shared/issues/resolution.rules.ts',
  'shared/issues/retention.rules.ts',
  'shared/issues/why-limits.rules.ts',
  'shared/issues/why-sum.rules.ts',
  'shared/issues/why.rules.ts',
  'shared/leaves/leaves.rules.ts',
  'shared/notices/clock-watch.rules.ts',
  'shared/points/periods.rules.ts',
  'shared/receptions/receptions.rules.ts',
  'shared/stations/reception.rules.ts',
  'shared/suggestions/periods.rules.ts',
  'shared/suggestions/supervision.rules.ts',
]

/** The chain of hashes, its signed ends, and how both are proven. */
const LEDGER = [
  'server/core/ledger/ledger.chain.ts',
  'server/core/ledger/ledger.signing.ts',
  'server/core/ledger/ledger.store.ts',
]

/** Every module that is mutated, by group; `rules` is what no other group has of *.rules.ts. */
export function groupsIn(root: string): Record<string, readonly string[]> {
  const elsewhere = new Set([...POLICY, ...CLOCK])
  const rules = globSync('shared/**/*.rules.ts', { cwd: root })
    .filter((file) => !file.includes('node_modules'))
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => !elsewhere.has(file))
    .sort()
  return { rules, policy: POLICY, clock: CLOCK, ledger: LEDGER }
}
