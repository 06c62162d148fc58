import type { EpochMs } from '../core/clock.ts'
import { type ErrorKind, Failure } from '../core/errors.ts'
import { dayStartOf, fullDayWords } from '../core/local-time.ts'
import { DEFAULT_FROM, defaultRuleSet } from './default-set.rules.ts'
import { pointsErrors } from './points.errors.ts'
import { factKinds } from './points.words.ts'
import type { Rule, RuleSet, RuleSetVersion } from './rule-set.model.ts'

/** A rule set with the day from whose facts on it counts; it ends where the next one begins. */
export interface Version {
  version: number
  from: string
  set: RuleSet
}

export const shippedVersion: Version = { version: 0, from: DEFAULT_FROM, set: defaultRuleSet }

const refuse = (kind: ErrorKind, path: string, detail?: string): never => {
  throw new Failure(kind, {
    ...(detail === undefined ? {} : { detail }),
    fields: [{ path, message: detail ?? kind.title }],
  })
}

const isBonus = (rule: Rule): boolean => (rule.facts[0]?.points ?? 0) > 0

function mustHoldAlone(rule: Rule, at: string): void {
  const named = (words: string): string => `“${rule.title}”${words}`
  if (rule.facts.length === 0)
    refuse(pointsErrors.ruleEmpty, at, named('没有写任何一种事，请补上或删掉这一条。'))
  for (const { fact, points } of rule.facts) {
    if (!(fact in factKinds))
      refuse(pointsErrors.factUnknown, at, named(`里的“${fact}”系统不认识，请从列出的事里选。`))
    if (points === 0) refuse(pointsErrors.zero, at, named('有一项是 0 分，请填加几分或减几分。'))
    if (points > 0 !== isBonus(rule))
      refuse(pointsErrors.mixed, at, named('里又加分又减分，请分成两条写。'))
    if (rule.cap !== null && rule.cap < Math.abs(points))
      refuse(
        pointsErrors.capTooLow,
        at,
        named(`的上限 ${rule.cap} 比一件的 ${Math.abs(points)} 分还低，请提高上限或降低分值。`),
      )
  }
  if (rule.least !== null && rule.least.points >= 0) refuse(pointsErrors.leastWrong, at)
}

/** What a rule also fills the cap of, from the nearest on; refuses what goes in a circle. */
function parentsOf(rule: Rule, byId: ReadonlyMap<string, Rule>, at: string): Rule[] {
  const chain: Rule[] = []
  let next = rule
  while (next.within !== null) {
    const parent = byId.get(next.within)
    if (parent === undefined)
      return refuse(pointsErrors.withinUnknown, at, `“${next.title}”要并入的规则不存在，请重新选。`)
    if (parent === rule || chain.includes(parent))
      return refuse(
        pointsErrors.cycle,
        at,
        `“${rule.title}”绕了一圈又并入自己，算不出来，请断开一处。`,
      )
    chain.push(parent)
    next = parent
  }
  return chain
}

/** Refuses a rule set that could not be counted by, naming the rule and how to mend it. */
export function mustBeSound(set: RuleSet): void {
  const byId = new Map<string, Rule>()
  const seen = new Map<string, string>()
  for (const [index, rule] of set.rules.entries()) {
    const at = `set.rules.${index}`
    if (byId.has(rule.id)) refuse(pointsErrors.ruleTwice, at)
    byId.set(rule.id, rule)
    mustHoldAlone(rule, at)
    for (const { fact } of rule.facts) {
      const other = seen.get(fact)
      if (other !== undefined)
        refuse(
          pointsErrors.factTwice,
          at,
          `“${factKinds[fact as keyof typeof factKinds].words}”在“${other}”和“${rule.title}”里都写了，一件事只能计一次分，请留一处。`,
        )
      seen.set(fact, rule.title)
    }
  }
  for (const [index, rule] of set.rules.entries())
    for (const parent of parentsOf(rule, byId, `set.rules.${index}`))
      if (isBonus(parent) !== isBonus(rule) || parent.period !== rule.period)
        refuse(pointsErrors.withinMixed, `set.rules.${index}`)
}

/**
 * Refuses a version that meets another one or what has been signed already.
 * @param known all versions that were not taken back, oldest first
 * @param signedUntil the moment up to which points have been signed; null: never
 */
export function mustFollow(
  from: string,
  known: readonly Version[],
  signedUntil: EpochMs | null,
): void {
  const last = known.at(-1)
  if (last !== undefined && from <= last.from)
    refuse(
      pointsErrors.overlap,
      'from',
      `第 ${last.version} 版从${fullDayWords(dayStartOf(last.from))}起算，新的一版会和它重叠，请选那以后的日子。`,
    )
  if (signedUntil !== null && dayStartOf(from) < signedUntil)
    refuse(pointsErrors.intoClosed, 'from')
}

/** The version whose day it is. Versions are given oldest first and begin before any fact. */
export function versionAt(at: EpochMs, versions: readonly Version[]): Version {
  let found = versions[0] ?? shippedVersion
  for (const one of versions) if (dayStartOf(one.from) <= at) found = one
  return found
}

/** Whether it counts now, did once, or will. */
export function stateOfVersion(
  version: Version,
  versions: readonly Version[],
  now: EpochMs,
): RuleSetVersion['state'] {
  if (dayStartOf(version.from) > now) return 'planned'
  return versionAt(now, versions).version === version.version ? 'in-force' : 'past'
}
