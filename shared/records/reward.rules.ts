import { type RewardKind, rewardKinds } from './records.words.ts'

/** A reward as people read it: who decided, who signed for it, why, and by which number. */
export interface RewardLine {
  kind: RewardKind
  /** Who gave it, with who signed. */
  giver: string
  reason: string
  /** Why it was reversed. */
  reversal: string | null
}

/** "区人大常委会（王建国签字）": a decision about somebody is a person's, never a number's. */
export const signedBy = (giver: string, signer: string | undefined): string =>
  signer === undefined ? giver : `${giver}（${signer}签字）`

/** What the fact of a reward says of it; older ones say nothing, and were plain rewards. */
export const rewardOf = (
  data: Record<string, unknown>,
): { kind: RewardKind; closingId: string | null } => ({
  kind:
    typeof data.kind === 'string' && data.kind in rewardKinds
      ? (data.kind as RewardKind)
      : 'reward',
  closingId: typeof data.closingId === 'string' ? data.closingId : null,
})

export const rewardWords = ({ kind, giver, reason, reversal }: RewardLine): string =>
  [
    kind === 'reward' ? null : rewardKinds[kind],
    giver,
    reversal === null ? reason : `已撤销：${reversal}`,
  ]
    .filter(Boolean)
    .join(' · ')
