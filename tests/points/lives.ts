import { activityFacts } from '@mashang/shared/activities/scoring.rules.ts'
import type { LedgerFact } from '@mashang/shared/matters/scoring.ts'
import { PAPER, paperKinds } from '@mashang/shared/paperwork/paperwork.words.ts'
import { DAY, fact, type Life } from './facts.ts'
import { suggestionLives } from './suggestion-lives.ts'

/** Lives of voters' matters, activities, mediations and what is kept on paper, as random as their people are. */

const kinds = Object.keys(activityFacts)

/** Answered somehow, late or not, perhaps once more; some of it found to be hollow. */
const issue: Life = ({ r, people, who, id, at }) => {
  const answer = (first: boolean, on: number): LedgerFact =>
    fact(
      `issue.${r.pick(['answered', 'referred', 'declined'])}`,
      id,
      { by: first ? who : r.pick(people), first, late: r.below(3) === 0 },
      on,
    )
  return [
    answer(true, at),
    ...(r.below(3) === 0 ? [answer(false, at + DAY)] : []),
    ...(r.below(3) === 0 ? [fact('issue.acknowledgement-upheld', id, {}, at + 2 * DAY)] : []),
  ]
}

/** Somebody was there, gave their report, or stayed away; perhaps put right later. */
const activity: Life = ({ r, who, id, at }) => {
  const kind = r.pick(kinds)
  const on = at - r.below(40) * DAY
  const of = { representativeId: who, kind, on }
  const end = r.pick([kind === 'report' ? 'reported' : 'attended', 'absent', 'excused'])
  return [
    fact(`activity.${end}`, id, of, at),
    ...Array.from({ length: r.below(3) }, (_, n) => {
      const attendance = r.pick(['attended', 'absent', 'excused'])
      return fact('activity.corrected', id, { ...of, attendance }, at + (n + 1) * DAY)
    }),
  ]
}

/** Ended on a day, for everybody who took part; put right some times, to another result or day. */
const mediation: Life = ({ r, people, who, id, at }) => {
  const took = r.pick([[who], people.slice(0, 2), people])
  const ended = (n: number): LedgerFact[] => {
    const result = { settled: r.below(2) === 0, on: at - r.below(60) * DAY }
    return took.flatMap((representativeId) => [
      ...(n === 0 ? [] : [fact('mediation.undone', id, { representativeId }, at + n * DAY)]),
      fact('mediation.done', id, { representativeId, ...result }, at + n * DAY),
    ])
  }
  return Array.from({ length: 1 + r.below(3) }, (_, n) => ended(n)).flat()
}

/** Written down from paper, perhaps taken back; withdrawals of before do not say its day. */
const paper: Life = ({ r, who: representativeId, id, at }) => {
  const kind = r.pick(Object.keys(paperKinds))
  const on = at - r.below(40) * DAY
  return [
    fact('record.paper-kept', id, { representativeId, kind, on }, at),
    ...(r.below(3) === 0
      ? [
          fact(
            'record.paper-withdrawn',
            id,
            { representativeId, ...r.pick([{}, { on }]) },
            at + DAY,
          ),
        ]
      : []),
  ].map((one) => ({ ...one, subjectKind: PAPER }))
}

export const lives: readonly Life[] = [issue, activity, mediation, paper, ...suggestionLives]
