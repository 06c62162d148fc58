import type { ActivityRow } from '@mashang/shared/activities/activities.model.ts'
import { activityStates } from '@mashang/shared/activities/activities.words.ts'
import { doorOpens } from '@mashang/shared/activities/decide.rules.ts'
import { HOUR } from '@mashang/shared/core/clock.ts'
import { calendarDaysBetween, farMomentWords, timeWords } from '@mashang/shared/core/local-time.ts'

type Times = Pick<ActivityRow, 'startsAt' | 'endsAt'>

/** "11月24日 10:00 到 12:00", both days where it lasts longer, the year where it is not now's. */
export function whenWords({ startsAt, endsAt }: Times, now: number): string {
  const [start, end] = [Date.parse(startsAt), Date.parse(endsAt)]
  const same = calendarDaysBetween(start, end) === 0
  return `${farMomentWords(start, now)} 到 ${same ? timeWords(end) : farMomentWords(end, start)}`
}

/** How it stands now, in a word. */
export function standing(row: Times & Pick<ActivityRow, 'state'>, now: number): string {
  if (row.state !== 'open') return activityStates[row.state]
  if (now < Date.parse(row.startsAt)) return activityStates.open
  return now <= Date.parse(row.endsAt) ? '正在进行' : '等着定到会'
}

/** Whether the list may be ticked now: on a page that stays open the time goes on. */
export const isMarkable = (
  row: Pick<Times, 'startsAt'> & Pick<ActivityRow, 'state'>,
  now: number,
) => row.state === 'open' && now >= doorOpens(Date.parse(row.startsAt))

/** All clocks of the district stand eight hours ahead of UTC. */
const ZONE = 8 * HOUR

/** The value of a field of date and time for a moment. */
export const fieldOf = (iso: string): string =>
  new Date(Date.parse(iso) + ZONE).toISOString().slice(0, 16)

/** The moment that such a field says; null while it is empty. */
export const momentOf = (field: string): string | null =>
  field === '' ? null : new Date(Date.parse(`${field}:00Z`) - ZONE).toISOString()
