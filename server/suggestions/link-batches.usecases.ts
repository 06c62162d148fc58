import { Failure } from '@mashang/shared/core/errors.ts'
import { linkedHandler, taskOf } from '@mashang/shared/suggestions/links.rules.ts'
import type { supervisionApi } from '@mashang/shared/suggestions/supervision.api.ts'
import type { z } from 'zod'
import { departmentsWithAccount } from '../accounts/accounts.store.ts'
import { qrSvg } from '../codes/qr.ts'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { linksOf } from './links.store.ts'
import { makeLink } from './links.usecases.ts'
import { type SuggestionRecord, withMatter } from './suggestions.store.ts'
import { namesOf } from './suggestions.views.ts'

type Batch = z.output<NonNullable<typeof supervisionApi.linkMany.body>>
type Made = z.output<NonNullable<typeof supervisionApi.linkMany.reply>>

/** Departments of a suggestion that have something to do now and come by no account. */
async function toBeLinked(
  context: Context,
  { id, matter }: SuggestionRecord,
  withAccount: Pick<ReadonlySet<string>, 'has'>,
): Promise<{ ids: string[]; held: number }> {
  const asked = matter.handlers
    .map(({ departmentId }) => departmentId)
    .filter((own) => !withAccount.has(own) && taskOf(matter, own) !== null)
  const held = new Set(
    (await linksOf(context, id))
      .filter((link) => link.heldSince !== null && linkedHandler(matter, link) !== null)
      .map(({ departmentId }) => departmentId),
  )
  const ids = asked.filter((own) => !held.has(own))
  return { ids, held: asked.length - ids.length }
}

/**
 * Links for many at once, in the order of the departments' names, so that each department's lie
 * together. Whoever is at work on one keeps it: a new one would take it out of their hands.
 */
export async function makeLinks(context: Context, { ids }: Batch, actor: Actor): Promise<Made> {
  const names = await namesOf(context)
  const withAccount = await departmentsWithAccount(context)
  const made: Made = { links: [], held: 0, refused: [] }
  for (const record of await withMatter(
    context,
    [...new Set(ids)].map((id) => ({ id })),
  )) {
    const { id, title } = record
    const number = names.number(record)
    const asked = await toBeLinked(context, record, withAccount)
    made.held += asked.held
    for (const own of asked.ids)
      try {
        const { url, expiresAt } = await makeLink(context, id, own, actor)
        const department = { id: own, name: names.department(own) }
        const svg = qrSvg(url, `${department.name}：${title}`, 'M')
        made.links.push({ id, number, title, department, url, svg, expiresAt })
      } catch (error) {
        if (!(error instanceof Failure)) throw error
        const message = error.details.detail ?? error.kind.title
        made.refused.push({ id, number, title, message })
      }
  }
  made.links.sort(
    (a, b) =>
      a.department.name.localeCompare(b.department.name, 'zh-CN') ||
      (a.number ?? '').localeCompare(b.number ?? '', 'zh-CN', { numeric: true }),
  )
  return made
}
