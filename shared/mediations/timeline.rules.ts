import type { EpochMs } from '../core/clock.ts'
import { fullDayWords, momentDigits } from '../core/local-time.ts'
import { matter } from './matter.words.ts'
import type { Happened, Logged } from './mediations.model.ts'
import { mediationOutcomes, mediationSteps } from './mediations.words.ts'

interface Fact {
  at: EpochMs
  type: string
  data: Record<string, unknown>
}

/** What is told of it to whoever takes part; what only counts for somebody, or moves a clock, is not. */
const told: ReadonlySet<string> = new Set([
  'mediation.registered',
  'mediation.accepted',
  'mediation.invited',
  'mediation.joined',
  'mediation.recused',
  'mediation.left',
  'mediation.consented',
  'mediation.refused',
  'mediation.extended',
  'mediation.finished',
  'mediation.withdrawn',
  'mediation.confirmed',
  'mediation.corrected',
])
/** Somebody's own step, though the office has to be told of it. */
const own: ReadonlySet<string> = new Set(['mediation.joined', 'mediation.recused'])
const words: Readonly<Record<string, string>> = matter.ledger.facts
const dayOf = (at: EpochMs): string => momentDigits(at).slice(0, 10)

const step = ({ on, step: which, by, text, promisedFor, kept }: Logged): Happened => ({
  on,
  words: [
    mediationSteps[which],
    ...(promisedFor === undefined ? [] : [`答应 ${fullDayWords(Date.parse(promisedFor))}前办到`]),
    ...(kept === true ? ['前面答应的办到了'] : []),
  ].join('，'),
  by,
  text,
})

function line({ at, type, data }: Fact, nameOf: (id: string) => string): Happened {
  const who = typeof data.representativeId === 'string' ? nameOf(data.representativeId) : null
  const outcome =
    typeof data.outcome === 'string' && data.outcome in mediationOutcomes
      ? mediationOutcomes[data.outcome as keyof typeof mediationOutcomes]
      : null
  const what = outcome ?? (own.has(type) ? null : who)
  return {
    // How long it was made longer is a day to come.
    on: dayOf(typeof data.on === 'number' && type !== 'mediation.extended' ? data.on : at),
    words: `${words[type] ?? type}${what === null ? '' : `：${what}`}`,
    by: own.has(type) ? who : null,
    text: null,
  }
}

/**
 * 经过: every step that somebody took, and what was written down of it, by its day; of one day in the
 * order in which it was entered.
 * @param facts all facts of it, oldest first
 * @param log `by`: a name already
 */
export function timelineOf(
  facts: readonly Fact[],
  log: readonly Logged[],
  nameOf: (id: string) => string,
): Happened[] {
  const left = [...log]
  const lines = facts.flatMap((fact): Happened[] => {
    if (fact.type === 'mediation.logged') return left.splice(0, 1).map(step)
    return told.has(fact.type) ? [line(fact, nameOf)] : []
  })
  return [...lines, ...left.map(step)].sort((a, b) => a.on.localeCompare(b.on))
}
