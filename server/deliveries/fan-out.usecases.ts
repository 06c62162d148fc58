import {
  type DeliveryChannel,
  personalChannels,
} from '@mashang/shared/deliveries/deliveries.words.ts'
import { occasionOf } from '@mashang/shared/deliveries/outbox.rules.ts'
import {
  type Preferences,
  usualPreferences,
  wants,
} from '@mashang/shared/deliveries/preferences.rules.ts'
import { leavesAt } from '@mashang/shared/deliveries/timing.rules.ts'
import type { Notice, NoticeKind } from '@mashang/shared/notices/notices.model.ts'
import { stationsOfAccount } from '../accounts/accounts.store.ts'
import type { Context } from '../core/context.ts'
import { Conflict } from '../core/db/faults.ts'
import { newId } from '../core/ids.ts'
import { limitsOf } from '../districts/districts.store.ts'
import type { Channels } from './channels.ts'
import { lastSentAt, waitingNotices } from './deliveries.store.ts'
import { insertDelivery, markFannedOut } from './deliveries.writes.ts'
import { allEndpoints, type EndpointRecord } from './endpoints.store.ts'
import { findHearing, spendHearing } from './hearings.store.ts'
import { type Person, peopleOf } from './people.ts'

/** Notices looked at in one turn. */
const BATCH = 200

/** One way to one address, with what decides when. */
interface Way {
  channel: DeliveryChannel
  address: string
  occasion: string
  /** Null: another system, which has no ears. */
  preferences: Preferences | null
  /** It uses up the one message that a voter agreed to. */
  spends?: boolean
}

const GROUP = usualPreferences(false)

const personalWays = (notice: Notice, person: Person, channels: Channels): Way[] =>
  personalChannels
    .filter(
      (channel) =>
        channels[channel] !== null &&
        person.addresses[channel] !== undefined &&
        wants(person.preferences, channel, notice.kind),
    )
    .map((channel) => ({
      channel,
      address: `account:${person.account.id}`,
      occasion: notice.id,
      preferences: person.preferences,
    }))

/** The stations whose groups hear a notice: the one that it names, else all of whoever is told. */
function groupsOf({ data }: Notice, { account }: Person): readonly string[] {
  const own = stationsOfAccount(account)
  const named = own.find((id) => id === data.handler)
  return named === undefined ? own : [named]
}

/** Another system is told everything; a group what its own people are told. */
function endpointWays(
  notice: Notice,
  person: Person | undefined,
  endpoints: readonly EndpointRecord[],
): Way[] {
  const occasion = occasionOf(notice)
  const hears = ({ kind, stationId }: EndpointRecord): boolean => {
    if (kind === 'webhook') return true
    if (person === undefined) return false
    return person.account.role === 'office'
      ? stationId === null
      : stationId !== null && groupsOf(notice, person).includes(stationId)
  }
  return endpoints.filter(hears).map(({ id, kind }) => ({
    channel: kind,
    address: `endpoint:${id}`,
    occasion,
    preferences: kind === 'webhook' ? null : GROUP,
  }))
}

/** What is worth the one message that somebody agreed to. */
const ANSWERS: ReadonlySet<NoticeKind> = new Set([
  'issue.answered',
  'issue.referred',
  'issue.declined',
])

async function voterWays(context: Context, notice: Notice, channels: Channels): Promise<Way[]> {
  const hearing = await findHearing(context, notice.recipient.id)
  if (hearing === null || hearing.channel === 'page' || channels[hearing.channel] === null)
    return []
  const once = hearing.channel === 'wechat-once'
  if (once && (hearing.spentAt !== null || !ANSWERS.has(notice.kind))) return []
  return [
    {
      channel: hearing.channel,
      address: `voter:${notice.recipient.id}`,
      occasion: notice.id,
      preferences: GROUP,
      spends: once,
    },
  ]
}

/**
 * Hands new notices to the channels of whoever is told, once: the deliveries and the mark are one
 * commit, and of several processes the first one wins. Returns how many notices were handed out.
 */
export async function fanOut(
  context: Context,
  channels: Channels,
  stopping?: AbortSignal,
): Promise<number> {
  let handed = 0
  for (;;) {
    const notices = await waitingNotices(context, BATCH)
    if (notices.length === 0 || stopping?.aborted) return handed
    const [people, endpoints] = await Promise.all([
      peopleOf(
        context,
        notices.filter((n) => n.recipient.kind === 'account').map((n) => n.recipient.id),
      ),
      allEndpoints(context),
    ])
    const { gatherMinutes } = await limitsOf(context)
    const lastOf = remembered((way) => lastSentAt(context, way.channel, way.address))
    const outcomes = await Promise.all(
      notices.map(async (notice) => {
        const person = people.get(notice.recipient.id)
        const own =
          notice.recipient.kind === 'voter'
            ? await voterWays(context, notice, channels)
            : person === undefined
              ? []
              : personalWays(notice, person, channels)
        return await handOut(
          context,
          notice,
          [...own, ...endpointWays(notice, person, endpoints)],
          lastOf,
          gatherMinutes,
        )
      }),
    )
    handed += outcomes.filter(Boolean).length
  }
}

type LastOf = (way: Way) => Promise<number | null>

/** Asks once for each address in a turn. */
function remembered(ask: LastOf): LastOf {
  const known = new Map<string, Promise<number | null>>()
  return (way) => {
    const key = `${way.channel} ${way.address}`
    let found = known.get(key)
    if (found === undefined) {
      found = ask(way)
      known.set(key, found)
    }
    return found
  }
}

/** False where another process was faster. */
async function handOut(
  context: Context,
  notice: Notice,
  ways: readonly Way[],
  lastOf: LastOf,
  gatherMinutes: number,
): Promise<boolean> {
  const { district } = context
  const now = context.clock.now()
  const inserts = await Promise.all(
    ways.map(async (way) =>
      insertDelivery({
        district,
        id: newId(),
        noticeId: notice.id,
        occasion: way.occasion,
        channel: way.channel,
        address: way.address,
        kind: notice.kind,
        dueAt:
          way.preferences === null
            ? now
            : leavesAt(now, notice.kind, way.preferences, await lastOf(way), gatherMinutes),
        createdAt: now,
      }),
    ),
  )
  try {
    await context.db.commit(district, [
      markFannedOut({ district, id: notice.id, fannedOutAt: now }),
      ...inserts,
      ...ways
        .filter(({ spends }) => spends === true)
        .map(() => spendHearing({ district, issueId: notice.recipient.id, spentAt: now })),
    ])
    return true
  } catch (error) {
    if (error instanceof Conflict) return false
    throw error
  }
}
