import { randomBytes } from 'node:crypto'
import { toIso, toIsoOrNull } from '@mashang/shared/core/clock.ts'
import { Failure } from '@mashang/shared/core/errors.ts'
import { wallErrors } from '@mashang/shared/wall/wall.errors.ts'
import type { WallLink } from '@mashang/shared/wall/wall.model.ts'
import { wallLimits } from '@mashang/shared/wall/wall.words.ts'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { AlreadyThere, Conflict } from '../core/db/faults.ts'
import { newId } from '../core/ids.ts'
import type { Fact } from '../core/ledger/ledger.chain.ts'
import { allWallLinks, insertWallLink, revokeWallLink, type WallLinkRecord } from './wall.store.ts'

const hashOf = (context: Context, token: string): string => context.secrets.hash('wall-link', token)

const viewOf = ({ id, name, createdAt, revokedAt }: WallLinkRecord): WallLink => ({
  id,
  name,
  createdAt: toIso(createdAt),
  revokedAt: toIsoOrNull(revokedAt),
})

const factOf = (type: string, at: number, id: string, by: Actor): Fact => ({
  at,
  type,
  actor: { kind: 'account', id: by.accountId },
  subject: { kind: 'wall-link', id },
})

export const listWallLinks = async (context: Context): Promise<WallLink[]> =>
  (await allWallLinks(context)).map(viewOf)

/** A link for one screen, shown once; its token is behind the #, so that no log on the way has it. */
export async function makeWallLink(
  context: Context,
  name: string,
  actor: Actor,
): Promise<WallLink & { url: string }> {
  const inUse = (await allWallLinks(context)).filter(({ revokedAt }) => revokedAt === null)
  if (inUse.length >= wallLimits.links) throw new Failure(wallErrors.tooMany)
  const token = randomBytes(24).toString('base64url')
  const at = context.clock.now()
  const row: WallLinkRecord = {
    district: context.district,
    id: newId(),
    tokenHash: hashOf(context, token),
    name,
    createdAt: at,
    revokedAt: null,
  }
  try {
    await context.db.commit(
      context.district,
      [insertWallLink(row)],
      [factOf('wall-link.made', at, row.id, actor)],
    )
  } catch (error) {
    if (!(error instanceof AlreadyThere)) throw error
    throw new Failure(wallErrors.nameTaken, {
      fields: [{ path: 'name', message: wallErrors.nameTaken.title }],
    })
  }
  return { ...viewOf(row), url: `${context.config.publicUrl}/office/wall-screen#${token}` }
}

/** What is revoked already stays so; a second click is no fault. */
export async function stopWallLink(context: Context, id: string, actor: Actor): Promise<void> {
  const link = (await allWallLinks(context)).find((one) => one.id === id)
  if (link === undefined) throw new Failure(wallErrors.linkNotFound)
  if (link.revokedAt !== null) return
  const at = context.clock.now()
  try {
    await context.db.commit(
      context.district,
      [revokeWallLink({ district: context.district, id, revokedAt: at })],
      [factOf('wall-link.revoked', at, id, actor)],
    )
  } catch (error) {
    // Somebody else was faster, with the same wish.
    if (!(error instanceof Conflict)) throw error
  }
}

/** Refuses a token that no link in use has; wrong and revoked look the same. */
export async function mustOpenWall(context: Context, token: string): Promise<void> {
  const hash = hashOf(context, token)
  const link = (await allWallLinks(context)).find((one) => one.tokenHash === hash)
  if (link === undefined || link.revokedAt !== null) throw new Failure(wallErrors.linkWrong)
}
