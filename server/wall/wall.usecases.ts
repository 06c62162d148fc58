import { SECOND, toIso } from '@mashang/shared/core/clock.ts'
import { localParts } from '@mashang/shared/core/local-time.ts'
import type { WallFigures } from '@mashang/shared/wall/wall.model.ts'
import { byHoursLeft, lastDays } from '@mashang/shared/wall/wall.rules.ts'
import { WALL_DAYS } from '@mashang/shared/wall/wall.words.ts'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { lasting } from '../core/lasting.ts'
import { districtNow } from '../districts/districts.store.ts'
import { overviewOf } from '../issues/overview.store.ts'
import { timeliness } from '../issues/timeliness.usecases.ts'
import { sheetCounts } from '../sheets/sheets.list.ts'
import { allStations } from '../stations/stations.store.ts'
import { figuresOf } from '../suggestions/figures.usecases.ts'

/** Nobody, with the eyes of the office: the numbers of a screen are those of its lists. */
const OFFICE: Actor = {
  accountId: '',
  name: '',
  role: 'office',
  representativeId: null,
  stationId: null,
}

/** However many screens ask, the sums are made once in this time. Milliseconds. */
const GOOD_FOR = 5 * SECOND

/** The district's numbers as they are now. Rates are those of `WALL_DAYS` days. */
async function count(context: Context, now: number): Promise<WallFigures> {
  const { year } = localParts(now)
  const overview = await overviewOf(context, OFFICE, now, WALL_DAYS)
  const { all } = await timeliness(context, WALL_DAYS)
  const { items } = await figuresOf(context, OFFICE, { year })
  const figure = (key: (typeof items)[number]['key']) => {
    const found = items.find((item) => item.key === key)
    return { part: found?.numerator ?? 0, whole: found?.denominator ?? 0 }
  }
  const { open, overdue, resolving, resolvingLate, forOffice, today } = overview.counts
  const { hung, silent } = await sheetCounts(context, OFFICE)
  return {
    serverTime: toIso(now),
    district: (await districtNow(context)).name,
    year,
    filings: {
      today,
      recent: [...overview.byStation.values()].reduce((sum, n) => sum + n, 0),
      days: lastDays(overview.byDay, now, WALL_DAYS),
    },
    clocks: {
      open,
      overdue,
      left: byHoursLeft(overview.hours),
      resolving,
      resolvingLate,
      forOffice,
    },
    inTime: { part: all.inTime, whole: all.counted },
    content: { part: all.content, whole: all.judged },
    suggestions: { solved: figure('solved'), satisfied: figure('satisfied') },
    sheets: { hung, silent },
    stations: (await allStations(context)).map(({ id, name, latitude, longitude }) => ({
      id,
      name,
      latitude,
      longitude,
      recent: overview.byStation.get(id) ?? 0,
      overdue: overview.overdueByStation.get(id) ?? 0,
    })),
  }
}

/** The numbers, counted anew after some seconds only. */
export function wallFiguresOf(context: Context): () => Promise<WallFigures> {
  let last: { at: number; figures: Promise<WallFigures> } | undefined
  return () => {
    const now = context.clock.now()
    if (last === undefined || Math.abs(now - last.at) >= GOOD_FOR) {
      const figures = count(context, now).then(lasting)
      last = { at: now, figures }
      // What failed is tried again by whoever asks next.
      figures.catch(() => {
        if (last?.figures === figures) last = undefined
      })
    }
    return last.figures
  }
}
