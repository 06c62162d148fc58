import type { Access, Role } from '@mashang/shared/core/endpoint.ts'
import { coreErrors, Failure } from '@mashang/shared/core/errors.ts'

/** Who calls: an account that is signed in. Voters have none (null). */
export interface Actor {
  accountId: string
  name: string
  role: Role
  /** Set for representatives. */
  representativeId: string | null
  /** Set for liaisons; a representative's home station otherwise. */
  stationId: string | null
  /** Set for departments. */
  departmentId?: string | null
}

/**
 * The one policy function: may this caller use an endpoint that declares this access? What they may
 * do to one particular matter is decided by the feature's rules.
 */
export function authorize(access: Access, actor: Actor | null): void {
  if (access === 'anyone') return
  if (actor === null) throw new Failure(coreErrors.notSignedIn)
  if (access !== 'signed-in' && !access.includes(actor.role))
    throw new Failure(coreErrors.forbidden)
}

/** The caller of an endpoint that is not open to anyone. */
export function signedIn(actor: Actor | null): Actor {
  if (actor === null) throw new Failure(coreErrors.notSignedIn)
  return actor
}
