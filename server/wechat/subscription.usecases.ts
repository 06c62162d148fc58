import { Failure } from '@mashang/shared/core/errors.ts'
import { wechatErrors } from '@mashang/shared/wechat/wechat.errors.ts'
import { STATE_LIFE } from '@mashang/shared/wechat/wechat.rules.ts'
import { ONCE_SCENE } from '../core/channels/wechat.ts'
import type { Context } from '../core/context.ts'
import { Conflict } from '../core/db/faults.ts'
import { opened } from '../core/secrets.ts'
import { newToken, OPENID, sha256, wechatOf } from './sign-in.usecases.ts'
import { findState, insertState, useState } from './visitors.store.ts'

/** Other than the way to sign in, so that a state of the one is worth nothing for the other. */
const onceContext = (stateHash: string): string => `wechat subscription ${stateHash}`

/**
 * Sends a browser to WeChat, which asks for leave to send one message (一次性订阅消息).
 * @param receipt of the matter whose answer is to be told
 */
export async function setOutToSubscribe(
  context: Context,
  receipt: string,
): Promise<{ location: string; browser: string }> {
  const settings = wechatOf(context)
  if (settings.onceTemplate === null) throw new Failure(wechatErrors.missing)
  const state = newToken()
  const stateHash = sha256(state)
  const browser = newToken()
  await context.db.commit(context.district, [
    insertState({
      district: context.district,
      stateHash,
      browserHash: sha256(browser),
      next: context.secrets.seal(receipt, onceContext(stateHash)),
      expiresAt: context.clock.now() + STATE_LIFE,
    }),
  ])
  const query = new URLSearchParams({
    action: 'get_confirm',
    appid: settings.appId,
    scene: String(ONCE_SCENE),
    template_id: settings.onceTemplate,
    redirect_url: `${context.config.publicUrl}/api/wechat/subscribed`,
    reserved: state,
  })
  return { location: `${settings.confirm}/mp/subscribemsg?${query}#wechat_redirect`, browser }
}

export interface Subscription {
  receipt: string
  /** Null: they said no. */
  openid: string | null
}

/**
 * Comes back from WeChat; the state is used up. Nothing proves that the openid is the visitor's own:
 * it serves to send the one message, which WeChat refuses unless that very person agreed.
 */
export async function comeBackSubscribed(
  context: Context,
  given: Record<
    'openid' | 'template' | 'action' | 'scene' | 'state' | 'browser',
    string | undefined
  >,
): Promise<Subscription> {
  const settings = wechatOf(context)
  const { district } = context
  const { state, browser } = given
  if (!state || !browser) throw new Failure(wechatErrors.stateOver)
  const stateHash = sha256(state)
  try {
    await context.db.commit(district, [
      useState({ district, stateHash, browserHash: sha256(browser), now: context.clock.now() }),
    ])
  } catch (error) {
    if (error instanceof Conflict) throw new Failure(wechatErrors.stateOver)
    throw error
  }
  const row = await findState(context, stateHash)
  const receipt = row === null ? null : opened(context, row.next, onceContext(stateHash))
  if (receipt === null) throw new Failure(wechatErrors.stateOver)
  const agreed =
    given.action === 'confirm' &&
    given.scene === String(ONCE_SCENE) &&
    given.template === settings.onceTemplate &&
    OPENID.test(given.openid ?? '')
  return { receipt, openid: agreed ? (given.openid ?? null) : null }
}
