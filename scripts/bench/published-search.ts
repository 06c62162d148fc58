import { join } from 'node:path'
import { createApp } from '@mashang/server/app.ts'
import { insertSuggestion } from '@mashang/server/suggestions/suggestions.store.ts'
import { columnsOf } from '@mashang/server/suggestions/suggestions.writes.ts'
import { draftOf, newRecord } from '@mashang/server/suggestions/writing.usecases.ts'
import { DAY } from '@mashang/shared/core/clock.ts'
import { contextAt, plant } from './fixture.ts'
import type { Finding } from './report.ts'
import { median } from './rounds.ts'

/** Twenty years of a district that releases everything, and a hundredth of that. */
const RELEASED = 10_000
const SMALLER = 100
const A_YEAR = 500
const ROUNDS = 15
const WHAT = ['路灯', '坡道', '斑马线', '公交站', '操场', '管网', '菜市场', '养老院']

/** A district with so many released suggestions, each with an answer of usual length. */
async function openWith(folder: string, released: number) {
  const fixture = await plant(folder, 1)
  const representativeId = fixture.targets[0]?.representativeId ?? ''
  const context = await contextAt(folder)
  const now = context.clock.now()
  const rows = Array.from({ length: released }, (_, n) => {
    const at = now - n * DAY
    const given = {
      title: `关于给第 ${n} 个小区修${WHAT[n % WHAT.length]}的建议`,
      text: '锦绣社区等小区的居民反映了很久。'.repeat(40),
      secret: false,
      cosigners: [],
    }
    const matter = {
      ...draftOf(representativeId, given),
      state: 'closed' as const,
      submittedAt: at,
      firstAssignedAt: at,
      answeredAt: at,
      publishedAt: at,
      endedAt: at,
    }
    const record = newRecord(context, matter, null, at)
    const number = { year: 2026 - Math.floor(n / A_YEAR), number: n % A_YEAR }
    return insertSuggestion({ ...record, ...columnsOf(matter), ...number })
  })
  for (let from = 0; from < rows.length; from += 500)
    await context.db.commit(context.district, rows.slice(from, from + 500))
  return { context, app: await createApp(context, { log: false }) }
}

/** What everybody looks for among what was released: words, a year, a number. */
export async function publishedSearch(folder: string): Promise<Finding[]> {
  const small = await openWith(join(folder, 'released-small'), RELEASED / SMALLER)
  const large = await openWith(join(folder, 'released-large'), RELEASED)
  const took = async ({ app }: typeof small, url: string, times: number): Promise<number> => {
    const began = process.cpuUsage()
    for (let n = 0; n < times; n++) {
      const { statusCode } = await app.inject({ url, headers: { accept: 'text/html' } })
      if (statusCode !== 200) throw new Error(`${statusCode} for ${url}`)
    }
    const { user, system } = process.cpuUsage(began)
    return (user + system) / 1_000 / times
  }
  const measured = async (query: string): Promise<{ small: number; large: number }> => {
    const url = `/suggestions?${new URLSearchParams(query)}`
    const found: { small: number[]; large: number[] } = { small: [], large: [] }
    for (let round = 0; round <= ROUNDS; round++) {
      const [a, b] = [await took(small, url, 5), await took(large, url, 5)]
      // The first one warms up.
      if (round === 0) continue
      found.small.push(a)
      found.large.push(b)
    }
    return { small: median(found.small), large: median(found.large) }
  }
  const word = await measured('q=路灯')
  const inYear = await measured('q=路灯&year=2026')
  const all = await measured('')
  for (const { app, context } of [small, large]) {
    await app.close()
    await context.db.close()
  }
  const made = ({ small, large }: typeof word): string =>
    `${large.toFixed(1)} ÷ ${small.toFixed(1)} ms`
  const shown = RELEASED.toLocaleString('en')
  return [
    {
      id: 'released',
      what: `looking for a word in one year of ${shown} released suggestions ÷ of a hundredth of them`,
      value: inYear.large / inYear.small,
      digits: 2,
      unit: '×',
      target: { most: 2 },
      of: `${made(inYear)}; without a word and a year ${(all.large / all.small).toFixed(2)}: ${made(all)}`,
    },
    {
      id: 'released',
      what: `looking for a word in all years of ${shown} released suggestions`,
      value: word.large,
      digits: 0,
      unit: 'ms',
      target: { most: 100 },
      of: `of a hundredth of them ${word.small.toFixed(1)} ms; processor time`,
    },
  ]
}
