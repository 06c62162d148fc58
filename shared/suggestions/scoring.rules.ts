import type { EpochMs } from '../core/clock.ts'
import {
  type MatterScoring,
  named,
  type ScoredBy,
  type Scoring,
  scoredFor,
  textOf,
} from '../matters/scoring.ts'
import { matter } from './matter.words.ts'

type Fact = ScoredBy<typeof matter>
type Scores = (data: Record<string, unknown>) => Scoring<Fact>[]

/** Whoever handed it in, once and for ever; everybody who confirmed it, until its words are changed. */
const lead = (fact: Fact): Scoring<Fact> => ({ fact, owner: { namedBy: 'suggestion.submit' } })
const cosigners = (fact: Fact): Scoring<Fact> => ({
  fact,
  owner: { namedBy: 'suggestion.confirm', all: true },
})

/** Handed in with its last signature; what had counted counts anew where it had been given back. */
const submitted: Scores = (data) =>
  data.submitted === true
    ? [
        lead('suggestion.submitted'),
        cosigners('suggestion.cosigned'),
        ...(data.key === true ? [lead('suggestion.key')] : []),
      ]
    : []

/** It is not, or no longer, a suggestion of theirs: neither of who wrote it nor of who joined. */
const gone: Scoring<Fact>[] = [lead('suggestion.void'), cosigners('suggestion.void')]

const ifAgreed: Scores = (data) => (data.agreed === true ? gone : [])

/** The class of the whole answer; older facts say that of one letter only. */
const classA: Scores = (data) => {
  const whole = data.whole === undefined ? data.class : data.whole
  if (data.answered === false || textOf(whole) === null) return []
  return [lead(whole === 'A' ? 'suggestion.class-a' : 'suggestion.not-a')]
}

const idsIn = (value: unknown): string[] =>
  (textOf(value) ?? '').split(' ').filter((id) => id !== '')

/**
 * Out of a list of an earlier year: on the day of the suggestion, and of its answer, so that the
 * rules of that time say what it scores. A list that is mended says all of it anew.
 */
const imported: Scores = (data) => {
  const { leadId, on, answeredOn } = data
  if (typeof on !== 'number') return []
  const then = (scorings: Scoring<Fact>[], moment: EpochMs): Scoring<Fact>[] =>
    scorings.map((one) => ({ ...one, on: moment }))
  const answer = scoredFor(leadId, data.class === 'A' ? 'suggestion.class-a' : 'suggestion.not-a')
  return [
    ...then(scoredFor(leadId, 'suggestion.submitted'), on),
    ...then(
      idsIn(data.cosignerIds).flatMap((id) => scoredFor(id, 'suggestion.cosigned')),
      on,
    ),
    ...idsIn(data.leftIds).flatMap((id) => scoredFor(id, 'suggestion.void')),
    ...then(answer, typeof answeredOn === 'number' ? answeredOn : on),
  ]
}

/** Taken back with its list: it is no suggestion any more, or says again what it said before. */
const undone: Scores = (data) =>
  data.gone === true
    ? [data.leadId, ...idsIn(data.cosignerIds)].flatMap((id) => scoredFor(id, 'suggestion.void'))
    : imported(data)

/** Merged into another one that counts for them already; whoever is in one of the two only keeps theirs. */
const countedThere: Scores = (data) =>
  idsIn(data.countedThere).flatMap((id) => scoredFor(id, 'suggestion.counted-there'))

/** It counts again: taken back was what had said that it does not. */
const countedAgain: Scores = (data) => [
  ...scoredFor(data.leadId, 'suggestion.submitted'),
  ...idsIn(data.cosignerIds).flatMap((id) => scoredFor(id, 'suggestion.cosigned')),
  ...(data.key === true ? scoredFor(data.leadId, 'suggestion.key') : []),
]

/** Entered from paper: on the day on which that was handed in. */
const onPaper =
  (fact: Fact): Scores =>
  ({ of, on }) =>
    typeof on === 'number' ? scoredFor(of, fact).map((one) => ({ ...one, on })) : []

/** The office has found that it is not theirs. */
const verified: Scores = (data) => {
  if (data.theirs !== false) return []
  return data.agreed === true ? gone : scoredFor(data.of, 'suggestion.void')
}

export const scoring: MatterScoring<Fact> = {
  kind: matter.kind,
  edition: 5,
  names: {
    // What is answered here of what a list brought in is its lead's all the same.
    'suggestion.imported': (data) => named('suggestion.submit', data.leadId),
    'suggestion.submit': (data) => named('suggestion.submit', data.byId),
    'suggestion.enter': (data) => named('suggestion.submit', data.of),
    'suggestion.cosigned-on-paper': (data) => named('suggestion.confirm', data.of),
    'suggestion.confirm': (data) => named('suggestion.confirm', data.byId),
    'suggestion.edit': () => ({ as: 'suggestion.confirm', id: null }),
  },
  facts: {
    'suggestion.submit': submitted,
    'suggestion.enter': onPaper('suggestion.submitted'),
    'suggestion.cosigned-on-paper': onPaper('suggestion.cosigned'),
    'suggestion.verify': verified,
    'suggestion.take-back': () => gone,
    'suggestion.confirm': (data) => [
      ...scoredFor(data.byId, 'suggestion.cosigned'),
      ...submitted(data),
    ],
    'suggestion.refuse': (data) => [
      ...scoredFor(data.byId, 'suggestion.void'),
      ...submitted(data),
      ...ifAgreed(data),
    ],
    'suggestion.send-on': submitted,
    // Whoever confirmed the old words has not confirmed the new ones.
    'suggestion.edit': () => [cosigners('suggestion.void')],
    'suggestion.return': () => gone,
    'suggestion.decline': () => gone,
    'suggestion.merge': countedThere,
    'suggestion.counted-there': countedThere,
    'suggestion.counted-here': countedAgain,
    'suggestion.unmerge': countedAgain,
    'suggestion.resume': countedAgain,
    'suggestion.withdraw': ifAgreed,
    'suggestion.agree': ifAgreed,
    // Whoever was waited for has left office.
    'suggestion.author-left': (data) => [...submitted(data), ...ifAgreed(data)],
    'suggestion.sign': classA,
    'suggestion.assign': classA,
    'suggestion.redeem': classA,
    'suggestion.retell': classA,
    'suggestion.mark-key': () => [lead('suggestion.key')],
    'suggestion.unmark-key': () => [lead('suggestion.not-key')],
    'suggestion.mark-excellent': (data) => scoredFor(data.leadId, 'suggestion.excellent'),
    'suggestion.unmark-excellent': (data) => scoredFor(data.leadId, 'suggestion.not-excellent'),
    'suggestion.imported': imported,
    'suggestion.import-updated': imported,
    'suggestion.import-undone': undone,
  },
}
