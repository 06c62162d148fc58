import { accountErrors } from '@mashang/shared/accounts/accounts.errors.ts'
import type { WechatSignIn } from '@mashang/shared/accounts/wechat-sign-in.api.ts'
import { Failure } from '@mashang/shared/core/errors.ts'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { AlreadyThere } from '../core/db/faults.ts'
import { findAccounts, findByWechat, saveSignIn, saveWechat } from './accounts.store.ts'
import { accountFact } from './accounts.usecases.ts'
import { newSession } from './sessions.ts'
import { accountView, type SignedIn } from './sign-in.usecases.ts'

/** Keyed hash of whoever WeChat says holds this phone; null where it has not said so. */
export type WechatHash = string | null

/**
 * By a WeChat that was bound before. Not for the office, whose accounts open everybody's contacts: its
 * accounts cannot be bound.
 */
export async function signInByWechat(context: Context, wechat: WechatHash): Promise<SignedIn> {
  if (wechat === null) throw new Failure(accountErrors.wechatUnknown)
  const account = await findByWechat(context, wechat)
  if (account === null || account.role === 'office') throw new Failure(accountErrors.wechatUnbound)
  const { token, write } = newSession(context, account.id)
  const seen = saveSignIn({
    district: context.district,
    id: account.id,
    lastSignInAt: context.clock.now(),
  })
  await context.db.commit(
    context.district,
    [write, seen],
    [accountFact(context, 'account.signed-in-by-wechat', account.id, account.id)],
  )
  return { view: await accountView(context, account), token, device: null }
}

export async function wechatOfMine(
  context: Context,
  wechat: WechatHash,
  actor: Actor,
): Promise<WechatSignIn> {
  const [account] = await findAccounts(context, [actor.accountId])
  if (account === undefined) throw new Failure(accountErrors.notFound)
  const { wechatHash } = account
  return {
    available: context.config.wechat !== null,
    known: wechat !== null,
    bound: wechatHash !== null,
    here: wechatHash !== null && wechatHash === wechat,
  }
}

/** Takes the place of another WeChat of the same account. */
export async function bindWechat(
  context: Context,
  wechat: WechatHash,
  actor: Actor,
): Promise<WechatSignIn> {
  if (wechat === null) throw new Failure(accountErrors.wechatUnknown)
  const before = await wechatOfMine(context, wechat, actor)
  if (before.here) return before
  try {
    await save(context, wechat, actor, 'account.wechat-bound')
  } catch (error) {
    if (error instanceof AlreadyThere) throw new Failure(accountErrors.wechatTaken)
    throw error
  }
  return await wechatOfMine(context, wechat, actor)
}

export async function unbindWechat(
  context: Context,
  wechat: WechatHash,
  actor: Actor,
): Promise<WechatSignIn> {
  const before = await wechatOfMine(context, wechat, actor)
  if (!before.bound) return before
  await save(context, null, actor, 'account.wechat-unbound')
  return await wechatOfMine(context, wechat, actor)
}

const save = (
  context: Context,
  wechatHash: WechatHash,
  { accountId }: Actor,
  type: string,
): Promise<unknown> =>
  context.db.commit(
    context.district,
    [saveWechat({ district: context.district, id: accountId, wechatHash })],
    [accountFact(context, type, accountId, accountId)],
  )
