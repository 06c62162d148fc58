import type { EpochMs } from '@mashang/shared/core/clock.ts'
import { handledSince, linkedHandler, taskOf } from '@mashang/shared/suggestions/links.rules.ts'
import type { supervisionApi } from '@mashang/shared/suggestions/supervision.api.ts'
import type { z } from 'zod'
import { departmentsWithAccount } from '../accounts/accounts.store.ts'
import { qrSvg } from '../codes/qr.ts'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { Conflict } from '../core/db/faults.ts'
import type { Write } from '../core/db/statement.ts'
import { inParts, saidOf } from './each-alone.ts'
import { linkStillStands, linksOf } from './links.store.ts'
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
  /** The one that is out; '': none. */
  known: string
  /** Links from before it has had it are void. */
  since: EpochMs
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
    return matter.handlers.flatMap((handler): Wanted[] => {
      const own = handler.departmentId
      const task = withAccount.has(own) ? null : taskOf(matter, own)
      if (task === null) return []
      const link = good.find(({ departmentId }) => departmentId === own)
      return [
        {
          pair: { id, number, title, department: { id: own, name: names.department(own) } },
          task,
          stands: link === undefined ? 'none' : link.heldSince === null ? 'out' : 'held',
          known: link?.tokenHash ?? '',
          since: handledSince(matter, handler),
        },
      ]
    })
  })
}

/** Holds in the very commit: whoever is at work keeps their link, and nobody's new one is made void. */
const stillStands = (context: Context, { pair, known, since }: Wanted): Write =>
  linkStillStands({
    district: context.district,
    suggestionId: pair.id,
    departmentId: pair.department.id,
    since,
    now: context.clock.now(),
    known,
  })

const standsNow = async (
  context: Context,
  { id, department }: Wanted['pair'],
): Promise<Wanted['stands'] | undefined> =>
  (await wantedOf(context, [id])).find(({ pair }) => pair.department.id === department.id)?.stands

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
  await inParts(wanted.filter(goes), async (one) => {
    const { pair, task } = one
    const { id, title, department } = pair
    try {
      const link = await makeLink(context, id, department.id, actor, [stillStands(context, one)])
      const svg = qrSvg(link.url, `${department.name}：${title}`, 'M')
      made.links.push({ ...pair, ...link, task, svg })
    } catch (error) {
      const now = error instanceof Conflict ? await standsNow(context, pair) : undefined
      if (now === 'held') made.held += 1
      if (now === 'out') made.out.push(pair)
      if (now === 'held' || now === 'out') return
      made.refused.push({ ...pair, message: saidOf(error) })
    }
  })
  made.links.sort(byDepartment)
  return made
}
