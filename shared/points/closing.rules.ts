import type { EpochMs } from '../core/clock.ts'
import { Failure } from '../core/errors.ts'
import { localDay, localDayStart } from '../core/local-time.ts'
import { boundsOf, type Period } from './periods.rules.ts'
import { pointsErrors } from './points.errors.ts'
import type { ClosingState } from './points.words.ts'
import type { RuleSet } from './rule-set.model.ts'

/** What decides the next step of a closing. */
export interface Closing {
  period: Period
  state: ClosingState
  noticeUntil: EpochMs | null
}

/** Whether its results are made known: each sees what was signed. */
export const isSigned = (state: ClosingState): boolean =>
  state === 'notice' || state === 'ending' || state === 'closed'

/** Whether everybody's results are being written: what they are made of must not change under it. */
export const isCounting = (state: ClosingState): state is 'signing' | 'ending' =>
  state === 'signing' || state === 'ending'

/** Why a step that belongs to another state is refused. */
export const movedOn = (state: ClosingState): Failure =>
  new Failure(state === 'discarded' ? pointsErrors.closingDiscarded : pointsErrors.closingMoved)

/** Only a draft is thrown away: nobody but the office has seen anything of it. */
export function mayDiscard({ state }: Pick<Closing, 'state'>): void {
  if (state !== 'draft') throw movedOn(state)
}

/** A period is drawn up when it is over. */
export function mustBeOver(period: Period, now: EpochMs): void {
  if (now < boundsOf(period).to) throw new Failure(pointsErrors.periodRuns)
}

/** Whose duty is also appraised at the end of a year, by words of their sector: the rule set says. */
type Sectors = Pick<RuleSet, 'appraised' | 'notAppraised'>

/** @param sector what the roster says under 构成, 类别 or 界别 */
export const isAppraised = (
  sector: string | null,
  { appraised, notAppraised }: Sectors,
): boolean => {
  const says = (words: readonly string[]) => words.some((one) => sector?.includes(one))
  return says(appraised) && !says(notAppraised)
}

/** Only a whole year is appraised. */
export const mayBeAppraised = (
  { period }: Pick<Closing, 'period'>,
  sector: string | null,
  sectors: Sectors,
): boolean => period.half === null && isAppraised(sector, sectors)

/**
 * The end of the public notice after a signature: so many whole days, so it ends at a midnight.
 * @returns the moment after its last day
 */
export const noticeEnd = (signedAt: EpochMs, days: number): EpochMs =>
  localDayStart(localDay(signedAt) + 1 + days)

/** Refuses a signature while something of the draft is still open. */
export function maySign(
  closing: Closing,
  open: { people: number; reviews: number; appraisals: number; leftOut: number },
  /** How many the signer was told are not in it. */
  seen: number,
): void {
  if (closing.state !== 'draft') throw movedOn(closing.state)
  if (open.people === 0) throw new Failure(pointsErrors.nobody)
  if (open.reviews > 0)
    throw new Failure(pointsErrors.reviewsOpen, {
      detail: `还有 ${open.reviews} 件没核对，请先核对完再签。`,
    })
  if (open.appraisals > 0)
    throw new Failure(pointsErrors.appraisalsMissing, {
      detail: `还有 ${open.appraisals} 位代表没有作年终核定，请先核定完再签。`,
    })
  if (open.leftOut !== seen)
    throw new Failure(pointsErrors.peopleLeftOut, {
      detail: `这份结算只有 ${open.people} 位代表，另有 ${open.leftOut} 位不在里面，请看过是哪几位，再确认签字。`,
    })
}

/** Refuses the end while the notice runs, or somebody waits for an answer. */
export function mayClose(closing: Closing, openAppeals: number, now: EpochMs): void {
  if (closing.state !== 'notice') throw movedOn(closing.state)
  if (closing.noticeUntil === null || now < closing.noticeUntil)
    throw new Failure(pointsErrors.noticeRuns)
  if (openAppeals > 0)
    throw new Failure(pointsErrors.appealsOpen, {
      detail: `还有 ${openAppeals} 条代表的意见没有答复，答复完才能结清。`,
    })
}

/** Whether somebody may still object to what was made public. */
export const mayObject = (closing: Closing, now: EpochMs): boolean =>
  closing.state === 'notice' && closing.noticeUntil !== null && now < closing.noticeUntil
