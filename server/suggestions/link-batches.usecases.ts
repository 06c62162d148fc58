import { linkedHandler, taskOf } from '@mashang/shared/suggestions/links.rules.ts'
import type { supervisionApi } from '@mashang/shared/suggestions/supervision.api.ts'
import type { z } from 'zod'
import { departmentsWithAccount } from '../accounts/accounts.store.ts'
import { qrSvg } from '../codes/qr.ts'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { inParts, saidOf } from './each-alone.ts'
import { linksOf } from './links.store.ts'
import { makeLink } from './links.usecases.ts'
import { withMatter } from './suggestions.store.ts'
import { namesOf } from './suggestions.views.ts'

type Batch = z.output<NonNullable<typeof supervisionApi.linkMany.body>>
type Made = z.output<NonNullable<typeof supervisionApi.linkMany.reply>>
type Link = Made['links'][number]
/** A link that is wanted, with where its department's link stands. */
interface Wanted {
  pair: Made['out'][number]
  task: Link['task']
  stands: 'none' | 'out' | 'held'
}

/** Departments of the suggestions that have something to do now and come by no account. */
async function wantedOf(context: Context, ids: readonly string[]): Promise<Wanted[]> {
  const names = await namesOf(context)
  const withAccount = await departmentsWithAccount(context)
  const links = await linksOf(context, ids)
  const records = await withMatter(
    context,
    ids.map((id) => ({ id })),
  )
  return records.flatMap((record) => {
    const { id, title, matter } = record
    const good = links.filter(
      (link) => link.suggestionId === id && linkedHandler(matter, link) !== null,
    )
    const number = names.number(record)
    return matter.handlers.flatMap(({ departmentId: own }): Wanted[] => {
      const task = withAccount.has(own) ? null : taskOf(matter, own)
      if (task === null) return []
      const link = good.find(({ departmentId }) => departmentId === own)
      return [
        {
          pair: { id, number, title, department: { id: own, name: names.department(own) } },
          task,
          stands: link === undefined ? 'none' : link.heldSince === null ? 'out' : 'held',
        },
      ]
    })
  })
}

/** By department, so that each one's lie together. */
const byDepartment = (a: Link, b: Link): number =>
  a.department.name.localeCompare(b.department.name, 'zh-CN') ||
  (a.number ?? '').localeCompare(b.number ?? '', 'zh-CN', { numeric: true })

/**
 * Links for many at once. A link that is out stays good until it is said expressly that it is made
 * anew: it may be on paper already. Whoever is at work on one keeps it in any case.
 */
export async function makeLinks(
  context: Context,
  { ids, again }: Batch,
  actor: Actor,
): Promise<Made> {
  const wanted = (await wantedOf(context, [...new Set(ids)])).filter(
    ({ pair }) =>
      again === undefined ||
      again.some((one) => one.id === pair.id && one.departmentId === pair.department.id),
  )
  const goes = ({ stands }: Wanted): boolean =>
    stands === 'none' || (stands === 'out' && again !== undefined)
  const made: Made = {
    links: [],
    held: wanted.filter(({ stands }) => stands === 'held').length,
    out: wanted.flatMap((one) => (one.stands === 'out' && !goes(one) ? [one.pair] : [])),
    refused: [],
  }
  await inParts(wanted.filter(goes), async ({ pair, task }) => {
    const { id, title, department } = pair
    try {
      const link = await makeLink(context, id, department.id, actor)
      const svg = qrSvg(link.url, `${department.name}：${title}`, 'M')
      made.links.push({ ...pair, ...link, task, svg })
    } catch (error) {
      made.refused.push({ ...pair, message: saidOf(error) })
    }
  })
  made.links.sort(byDepartment)
  return made
}
