import { MINUTE, SECOND } from '@mashang/shared/core/clock.ts'
import {
  asText,
  getFrom,
  NoAnswer,
  postTo,
  type VendorAnswer,
} from '../core/channels/vendor-call.ts'
import type { AccessToken, WechatSettings } from '../core/channels/wechat.ts'
import type { Context } from '../core/context.ts'
import { AlreadyThere, Conflict } from '../core/db/faults.ts'
import { newId } from '../core/ids.ts'
import { opened } from '../core/secrets.ts'
import {
  findToken,
  insertToken,
  leaseToken,
  saveToken,
  type TokenName,
  type TokenRecord,
} from './tokens.store.ts'

/** A token is replaced so long before its end; the old one is used while that does not succeed. */
const EARLY = 5 * MINUTE
/** How long others wait for whoever fetches, or use the old one after that failed. */
const LEASE = 15 * SECOND
const LOOK_AGAIN = 150

interface Fetched {
  value: string
  /** Seconds. */
  lives: number
}
type Fetch = (signal: AbortSignal, force: boolean) => Promise<Fetched>

export const tokenContext = (context: Pick<Context, 'district'>, name: string): string =>
  `wechat ${context.district} ${name}`

const pause = (ms: number): Promise<void> => new Promise((over) => setTimeout(over, ms))

/**
 * What WeChat lends for two hours, once per district: remembered in the database, so that several
 * processes do not take it from each other. Whoever finds it old fetches a new one under a lease.
 * @param refused a value that WeChat no longer knows: it is replaced although its time is not over
 * Throws NoAnswer.
 */
async function shared(
  context: Context,
  name: TokenName,
  fetchNew: Fetch,
  signal: AbortSignal,
  refused?: string,
): Promise<string> {
  for (;;) {
    const row = await findToken(context, name)
    const known = row?.value ? opened(context, row.value, tokenContext(context, name)) : null
    const left = (row?.expiresAt ?? 0) - context.clock.now()
    const good = known !== null && known !== refused && left > 0 ? known : null
    if (good !== null && left > EARLY) return good
    const lease = await leased(context, name, row)
    if (lease !== null)
      return await fetchUnder(context, name, lease, good === null ? null : row, () =>
        fetchNew(signal, known !== null && known === refused),
      ).catch((error: unknown) => {
        if (good !== null && error instanceof NoAnswer) return good
        throw error
      })
    if (good !== null) return good
    if (signal.aborted) throw new NoAnswer('nobody brought a token in time')
    await pause(LOOK_AGAIN)
  }
}

/** The lease, or null where somebody else has it. */
async function leased(
  context: Context,
  name: TokenName,
  row: TokenRecord | null,
): Promise<string | null> {
  const { district } = context
  const now = context.clock.now()
  const lease = newId()
  const leaseUntil = now + LEASE
  try {
    await context.db.commit(district, [
      row === null
        ? insertToken({ district, name, value: null, expiresAt: 0, lease, leaseUntil })
        : leaseToken({ district, name, lease, leaseUntil, now }),
    ])
    return lease
  } catch (error) {
    if (error instanceof Conflict || error instanceof AlreadyThere) return null
    throw error
  }
}

/** @param old what stays where nothing new comes; null: nothing */
async function fetchUnder(
  context: Context,
  name: TokenName,
  lease: string,
  old: TokenRecord | null,
  fetchNew: () => Promise<Fetched>,
): Promise<string> {
  const { district } = context
  const keep = (value: string | null, expiresAt: number, leaseUntil: number) =>
    context.db.commit(district, [
      saveToken({ district, name, lease, value, expiresAt, leaseUntil }),
    ])
  try {
    const { value, lives } = await fetchNew()
    const sealed = context.secrets.seal(value, tokenContext(context, name))
    await keep(sealed, context.clock.now() + lives * SECOND, 0)
    return value
  } catch (error) {
    // Where nothing is left the next one may try at once; a lease that ran out meanwhile is
    // somebody else's.
    const kept =
      old === null ? keep(null, 0, 0) : keep(old.value, old.expiresAt, context.clock.now() + LEASE)
    await kept.catch(() => undefined)
    throw error
  }
}

/** @param field where the value stands in the answer */
function valueIn({ json }: VendorAnswer, field: 'access_token' | 'ticket'): Fetched {
  const value = asText(json?.[field])
  const lives = json?.expires_in
  if (value === null || value === '' || typeof lives !== 'number' || lives <= 0)
    throw new NoAnswer('the vendor gave no token')
  return { value, lives }
}

/** The access token of the official account; `stable_token` does not end the one before. */
export const accessTokenOf =
  (context: Context, settings: WechatSettings): AccessToken =>
  (signal, refused) =>
    shared(
      context,
      'access',
      async (waiting, force) =>
        valueIn(
          await postTo(`${settings.endpoint}/cgi-bin/stable_token`, {
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify({
              grant_type: 'client_credential',
              appid: settings.appId,
              secret: settings.secret,
              force_refresh: force,
            }),
            signal: waiting,
          }),
          'access_token',
        ),
      signal,
      refused,
    )

/** What signs a page's configuration for WeChat's script. */
export async function ticketOf(
  context: Context,
  settings: WechatSettings,
  signal: AbortSignal,
): Promise<string> {
  const token = accessTokenOf(context, settings)
  const ask = (access: string) =>
    getFrom(
      `${settings.endpoint}/cgi-bin/ticket/getticket?type=jsapi&access_token=${encodeURIComponent(access)}`,
      { signal },
    )
  return await shared(
    context,
    'jsapi',
    async () => {
      const access = await token(signal)
      const first = await ask(access)
      const stale = [40001, 40014, 42001].includes(first.json?.errcode as number)
      return valueIn(stale ? await ask(await token(signal, access)) : first, 'ticket')
    },
    signal,
  )
}
