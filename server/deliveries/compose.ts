import { toIso, toIsoOrNull } from '@mashang/shared/core/clock.ts'
import { fullMomentWords } from '@mashang/shared/core/local-time.ts'
import {
  stepWords,
  type Told,
  timeOf,
  titleOf,
  toldLine,
} from '@mashang/shared/deliveries/messages.rules.ts'
import { closingLines } from '@mashang/shared/deliveries/messages.words.ts'
import { topicOf } from '@mashang/shared/deliveries/preferences.rules.ts'
import { type Topic, topicWords } from '@mashang/shared/deliveries/topics.words.ts'
import { matterNotice, pageOf } from '@mashang/shared/matters/matters.words.ts'
import type { Notice } from '@mashang/shared/notices/notices.model.ts'
import type { Message } from '../core/channels/channel.ts'
import type { Context } from '../core/context.ts'
import type { MatterStanding } from '../core/matter.ts'
import type { Aim } from './destinations.ts'
import { unsubscribeUrl } from './unsubscribe.ts'

const toldOf = (
  notice: Notice,
  matter: MatterStanding | undefined,
  ids: readonly string[],
): Told => ({
  kind: notice.kind,
  number: matter?.number ?? null,
  dueAt: notice.recipient.kind === 'voter' ? null : (matter?.dueOf(ids) ?? null),
  data: notice.data,
})

/**
 * One message out of what somebody is told: number, step, due moment and link, nothing else.
 * @param notices at least one; of the same address
 */
export function compose(
  context: Context,
  id: string,
  aim: Aim,
  notices: readonly Notice[],
  matters: ReadonlyMap<string, MatterStanding>,
): Message {
  const now = context.clock.now()
  const all = notices.map((notice) => toldOf(notice, matters.get(notice.subjectId), aim.ids))
  const [first] = notices as [Notice]
  const [told] = all as [Told]
  const { publicUrl } = context.config
  const single = notices.length === 1
  const home = aim.pathOf('/', '')
  const pathOf = ({ subjectKind, subjectId }: Notice): string => {
    const page = pageOf(subjectKind)
    return page === null ? home : aim.pathOf(page, subjectId)
  }
  const about = new Set(notices.map(pathOf))
  const link = `${publicUrl}${about.size === 1 ? pathOf(first) : home}`
  const topics = [...new Set(notices.map(({ kind }) => topicOf(kind)))].filter(
    (topic): topic is Topic => topic !== null && topic in topicWords,
  )
  const canEnd = aim.accountId !== null && aim.to.channel === 'mail' && topics.length > 0
  const lines = all.map((one) => toldLine(one, now))
  return {
    id,
    to: aim.to,
    title: titleOf(all, now),
    lines: aim.to.channel === 'mail' ? [...lines, ...closingLines(canEnd)] : lines,
    link,
    params: {
      number: single ? (told.number ?? '码上代表') : `${all.length} 件`,
      step: single ? stepWords(told) : '有新提醒',
      time: timeOf(told, now),
      moment: fullMomentWords(told.dueAt ?? now),
    },
    unsubscribe: canEnd
      ? unsubscribeUrl(context, { accountId: aim.accountId ?? '', channel: 'mail', topics })
      : null,
    event: {
      id,
      type: first.kind,
      at: toIso(first.at),
      issue:
        first.subjectKind === 'issue'
          ? { id: first.subjectId, number: told.number, dueAt: toIsoOrNull(told.dueAt) }
          : null,
      ...(matterNotice(first.kind) === undefined
        ? {}
        : { [first.subjectKind]: { id: first.subjectId, number: told.number } }),
      level: first.data.level ?? null,
      hours: first.data.hours ?? null,
      link,
    },
  }
}
