import { toIso } from '../core/clock.ts'
import { entryKey } from './collect.rules.ts'
import { baseWords, itemWords, ruleWords } from './explain.rules.ts'
import type { Account, Scored } from './fold.rules.ts'
import type { PlainAccount, PlainEntry } from './points.model.ts'
import { factKinds } from './points.words.ts'

export const plainEntryOf = (scored: Scored): PlainEntry => {
  const { entry, state, full, points } = scored
  return {
    key: entryKey(entry),
    fact: entry.fact,
    words: factKinds[entry.fact].words,
    at: toIso(entry.at),
    matterKind: entry.matterKind,
    matterId: entry.matterId,
    state,
    full,
    points,
    rule: ruleWords(scored),
  }
}

/** An account with its explanations in words, newest facts first: what is shown, and what is frozen. */
export const plainOf = (account: Account): PlainAccount => {
  const { total, base, facts, roles, items, unruled } = account
  return {
    total,
    base,
    baseRule: baseWords(account),
    facts,
    roles,
    items: items.map((item) => ({
      id: item.rule.id,
      title: item.rule.title,
      points: item.points,
      cap: item.rule.cap,
      period: item.rule.period,
      words: itemWords(item),
      entries: item.scored.map(plainEntryOf).reverse(),
    })),
    unruled: unruled.map(plainEntryOf).reverse(),
  }
}
