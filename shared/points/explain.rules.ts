import { fullDayWords } from '../core/local-time.ts'
import type { Account, Item, Scored } from './fold.rules.ts'
import type { PlainAccount } from './points.model.ts'
import {
  entryStates,
  type FactKind,
  factKinds,
  pointsWords,
  rulePeriods,
  ruleReviews,
} from './points.words.ts'
import type { Rule } from './rule-set.model.ts'

const versionWords = (version: number): string =>
  version === 0 ? '自带规则' : `第 ${version} 版规则`

/** The version that a rule's words begin with; empty in words that name none. */
const versionIn = (words: string): string => /^(自带规则|第 \d+ 版规则)/.exec(words)?.[0] ?? ''

/** "自带规则：每人 60 分" */
export const baseWords = ({
  base,
  version,
  seated,
}: Pick<Account, 'base' | 'version' | 'seated'>): string =>
  seated ? `${versionWords(version)}：每人 ${base} 分` : '不在任，没有基础分'

const factWordsOf = (rule: Rule, fact: FactKind): string =>
  `${factKinds[fact].words} ${pointsWords(rule.facts.find((one) => one.fact === fact)?.points ?? 0)} 分`

/** "自带规则“代表建议”：提出代表建议 +3 分，一年最多 15 分" */
export function ruleWords({ rule, version, entry }: Scored): string {
  if (rule === null) return `${versionWords(version)}里没有这种事，只记事，不计分`
  const cap = rule.cap === null ? '' : `，${rulePeriods[rule.period]}最多 ${rule.cap} 分`
  const review = rule.review === 'none' ? '' : `，${ruleReviews[rule.review]}`
  return `${versionWords(version)}“${rule.title}”：${factWordsOf(rule, entry.fact)}${cap}${review}`
}

const isCounted = ({ state }: Scored): boolean => state === 'counted' || state === 'capped'

const isCut = ({ state, points, full }: Scored): boolean =>
  state === 'capped' || (state === 'counted' && Math.abs(points) < Math.abs(full))

/** "2 次，每次 +3"; where its rule changed in between, "1 次 +1，1 次 +3". */
function eachWords(of: readonly Scored[], unit: string, between: '，' | '、'): string {
  const by = [...Map.groupBy(of, ({ full }) => full)]
  const [only] = by
  if (by.length === 1 && only !== undefined)
    return `${of.length} ${unit}，每${unit} ${pointsWords(only[0])}`
  return by.map(([full, some]) => `${some.length} ${unit} ${pointsWords(full)}`).join(between)
}

/** "提出代表建议 1 件，建议答复为 A 类 1 件": how many of each kind an item is made of, each by the rule of its day. */
export function itemWords({ rule, version, scored, shortfall }: Item): string {
  const counted = Map.groupBy(scored.filter(isCounted), ({ entry }) => entry.fact)
  const kinds = new Set([...rule.facts.map(({ fact }) => fact as FactKind), ...counted.keys()])
  const counts = [...kinds].flatMap((fact) => {
    const of = counted.get(fact) ?? []
    const { words, unit } = factKinds[fact]
    if (of.length === 0) return []
    if (kinds.size === 1) return [eachWords(of, unit, '，')]
    const changed = new Set(of.map(({ full }) => full)).size > 1
    return [`${words} ${changed ? eachWords(of, unit, '、') : `${of.length} ${unit}`}`]
  })
  // Otherwise so many times so much would not be the number beside it.
  if (scored.some(isCut)) counts.push('到了上限')
  const waiting = scored.filter(({ state }) => state === 'pending').length
  if (waiting > 0) counts.push(`${waiting} 件等核对`)
  if (shortfall !== 0 && rule.least !== null)
    counts.push(
      `全年不到 ${rule.least.count} 件，${pointsWords(shortfall)}（${versionWords(version)}）`,
    )
  return counts.length === 0 ? '还没有' : counts.join('，')
}

/** One fact of an item, for the committee's table. */
export interface PlainLine {
  /** "2026年3月2日" */
  day: string
  /** 提出代表建议 */
  words: string
  /** By what its matter is named in a table; undefined: it is not. */
  name: string | undefined
  points: number
  /** 已计分, and why not where it is not. */
  state: string
  /** 自带规则, 第 2 版规则; empty where nobody knows. */
  version: string
}

type PlainItem = PlainAccount['items'][number]

/**
 * The facts that an item is made of, oldest first.
 * @param names by what matters are named in a table, by id
 */
export const plainLines = (
  { entries }: PlainItem,
  names: ReadonlyMap<string, string>,
): PlainLine[] =>
  [...entries].reverse().map(({ at, words, points, state, rule, matterId }) => ({
    day: fullDayWords(Date.parse(at)),
    words,
    name: names.get(matterId),
    points,
    state: entryStates[state],
    version: versionIn(rule),
  }))

/** "2026年3月2日提出代表建议（石拐建〔2026〕3 号）+3（已计分，自带规则）" */
const lineWords = ({ day, words, name, points, state, version }: PlainLine): string => {
  const which = name === undefined ? '' : `（${name}）`
  return `${day}${words}${which} ${pointsWords(points)}（${[state, version].filter(Boolean).join('，')}）`
}

/** The whole of an item beside its number, for the committee; oldest first. */
export const plainExplained = (item: PlainItem, names: ReadonlyMap<string, string>): string =>
  [item.words, ...plainLines(item, names).map(lineWords)].join('；')

/** "基础分 60 + 代表建议 8 − 答复晚了 1 = 67" */
export function plainSum(account: PlainAccount, appraisal: number | null, total: number): string {
  const parts = account.items.flatMap(({ title, points }) =>
    points === 0 ? [] : [`${points > 0 ? '+' : '−'} ${title} ${Math.abs(points)}`],
  )
  const appraised = appraisal === null ? [] : [`+ 年终核定 ${appraisal}`]
  return [`基础分 ${account.base}`, ...parts, ...appraised, `= ${total}`].join(' ')
}
