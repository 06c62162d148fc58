import { factKindNames, factKinds } from '@mashang/shared/points/points.words.ts'
import type { Rule, RuleSet } from '@mashang/shared/points/rule-set.model.ts'
import { newUuid } from '../../core/uuid.ts'

/** A set of one's own to edit; the version that it comes from stays as it is. */
export const copyOf = (set: RuleSet): RuleSet => JSON.parse(JSON.stringify(set)) as RuleSet

export const sameSets = (a: RuleSet, b: RuleSet): boolean => JSON.stringify(a) === JSON.stringify(b)

/** The words of a list as they are typed: with 、, commas or blanks between them. */
export const wordsIn = (text: string): string[] => [
  ...new Set(text.split(/[、，,;；\s]+/).filter(Boolean)),
]

/** Facts that no rule of the set counts yet. */
export const unusedFacts = (set: RuleSet): string[] => {
  const used = new Set(set.rules.flatMap(({ facts }) => facts.map(({ fact }) => fact)))
  return factKindNames.filter((fact) => !used.has(fact))
}

export const factWords = (fact: string): string =>
  factKinds[fact as keyof typeof factKinds]?.words ?? fact

/** A new rule for the first kind that has none. */
export function newRule(set: RuleSet): Rule | null {
  const [fact] = unusedFacts(set)
  if (fact === undefined) return null
  return {
    id: `own-${newUuid().slice(0, 8)}`,
    title: factWords(fact).slice(0, 20),
    facts: [{ fact, points: 1 }],
    cap: null,
    period: 'year',
    review: 'none',
    within: null,
    least: null,
  }
}

/** Which rule a refusal means: `set.rules.3`. */
export function faultyRule(path: string | undefined): number | null {
  const found = /^set\.rules\.(\d+)/.exec(path ?? '')
  return found === null ? null : Number(found[1])
}
