import { dutiesAllow, readsMatters, stationsAllow } from '@mashang/shared/accounts/duties.rules.ts'
import type { Duty } from '@mashang/shared/accounts/duties.words.ts'
import type { Signing } from '@mashang/shared/accounts/signing.words.ts'
import type { Endpoint, Role } from '@mashang/shared/core/endpoint.ts'
import { coreErrors, Failure } from '@mashang/shared/core/errors.ts'

export interface SecondFactor {
  on: boolean
  /** A code of it was given in the last few minutes. */
  fresh: boolean
  /** The district demands one, and there is none: nothing else is open. */
  mustSetUp: boolean
}

/** Who calls: an account that is signed in. Voters have none (null). */
export interface Actor {
  accountId: string
  name: string
  role: Role
  /** Set for representatives. */
  representativeId: string | null
  /** Set for liaisons, and for accounts of the office that have some stations only. */
  stationId: string | null
  /** Every station that somebody looks after, `stationId` first; absent: that one alone. */
  stationIds?: readonly string[]
  /** Set for departments. */
  departmentId?: string | null
  /** What an account of the office may do; null or absent: everything. */
  duties?: readonly Duty[] | null
  /** What somebody of a department does with its answers; null or absent: drafts and signs. */
  signing?: Signing
  /** How this sign-in stands to the account's second factor; absent: it has none. */
  secondFactor?: SecondFactor
}

/** The stations that somebody looks after, or is at home in. */
export const stationsOf = ({
  stationId,
  stationIds,
}: Pick<Actor, 'stationId' | 'stationIds'>): readonly string[] =>
  stationIds ?? (stationId === null ? [] : [stationId])

export const isOfStation = (
  actor: Pick<Actor, 'stationId' | 'stationIds'>,
  id: string | null,
): boolean => id !== null && stationsOf(actor).includes(id)

type Seer = Pick<Actor, 'role' | 'stationId' | 'stationIds'>

/** The stations that an account of the office is limited to; null: it is not, or is none of the office. */
export const limitedTo = (actor: Seer): readonly string[] | null =>
  actor.role === 'office' && stationsOf(actor).length > 0 ? stationsOf(actor) : null

/** Whether somebody of the office sees the whole district. */
export const seesDistrict = (actor: Seer): boolean =>
  actor.role === 'office' && limitedTo(actor) === null

/** Whether somebody of the office reads what is handled in the whole district, as their duties are now. */
export const readsDistrict = (actor: Seer & Pick<Actor, 'duties'>): boolean =>
  seesDistrict(actor) && readsMatters(actor.duties ?? null)

/** Whether somebody's duties let them change what has this tag; only whoever is of the office has any. */
export const mayChange = (actor: Pick<Actor, 'role' | 'duties'>, tag: string): boolean =>
  actor.role !== 'office' || dutiesAllow(actor.duties ?? null, { method: 'POST', tag })

/** Whether what belongs to a station, or to none, is kept from somebody of the office. */
export const isBeyond = (actor: Seer, stationId: string | null): boolean =>
  limitedTo(actor) !== null && !isOfStation(actor, stationId)

/**
 * The one policy function: may this caller use an endpoint that declares this access? What they may
 * do to one particular matter is decided by the feature's rules.
 */
export function authorize(
  endpoint: Pick<
    Endpoint,
    'access' | 'fresh' | 'enrolling' | 'reading' | 'inspecting' | 'ofStations' | 'method' | 'tag'
  >,
  actor: Actor | null,
): void {
  const { access, fresh, enrolling } = endpoint
  if (access === 'anyone') return
  if (actor === null) throw new Failure(coreErrors.notSignedIn)
  if (access === 'signed-in') return
  if (!access.includes(actor.role)) throw new Failure(coreErrors.forbidden)
  if (actor.role === 'office' && !dutiesAllow(actor.duties ?? null, endpoint))
    throw new Failure(coreErrors.beyondDuties)
  if (limitedTo(actor) !== null && !stationsAllow(endpoint))
    throw new Failure(coreErrors.beyondStations)
  const factor = actor.secondFactor
  if (factor === undefined) return
  if (factor.mustSetUp && enrolling !== true) throw new Failure(coreErrors.secondFactorDemanded)
  if (fresh === true && factor.on && !factor.fresh) throw new Failure(coreErrors.freshCodeNeeded)
}

/** The caller of an endpoint that is not open to anyone. */
export function signedIn(actor: Actor | null): Actor {
  if (actor === null) throw new Failure(coreErrors.notSignedIn)
  return actor
}
