import type { z } from 'zod'

/** What an account is. Voters have none. */
export type Role = 'office' | 'liaison' | 'representative' | 'department'

/**
 * Who may call an endpoint at all; what they may do to one particular matter is decided by the
 * feature's rules. A route without it stops the start.
 */
export type Access = 'anyone' | 'signed-in' | readonly Role[]

export interface Endpoint<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Reply extends z.ZodType = z.ZodType,
> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Path with `:name` parameters. */
  readonly path: string
  readonly summary: string
  readonly tag: string
  readonly access: Access
  /** Sensitive: whoever has a second factor gives a code of it, not older than five minutes. */
  readonly fresh?: true
  /** Also open to whoever must set up a second factor before anything else. */
  readonly enrolling?: true
  /** It only reads, though it is no GET: what is asked is too long for an address. */
  readonly reading?: true
  /** Whoever inspects may also call it: which part of it is theirs, its use case decides. */
  readonly inspecting?: true
  /** Also for accounts of the office that have some stations only; its use case keeps to these. */
  readonly ofStations?: true
  readonly params?: Params
  readonly query?: Query
  readonly body?: Body
  readonly headers?: z.ZodType
  readonly status: 200 | 201 | 202 | 204
  /** Absent: the answer has no JSON body (204), or is a file of `produces`. */
  readonly reply?: Reply
  /** Media type of what is accepted when it is not JSON. */
  readonly consumes?: 'multipart/form-data'
  /** Media type of what is answered when it is not JSON. */
  readonly produces?: string
  /** Largest body in bytes; the server's default when absent. */
  readonly bodyLimit?: number
}

/** Declares an endpoint; the one object that checks requests, shapes answers and is documented. */
export const endpoint = <
  Params extends z.ZodType = z.ZodUndefined,
  Query extends z.ZodType = z.ZodUndefined,
  Body extends z.ZodType = z.ZodUndefined,
  Reply extends z.ZodType = z.ZodUndefined,
>(
  declared: Endpoint<Params, Query, Body, Reply>,
): Endpoint<Params, Query, Body, Reply> => declared
