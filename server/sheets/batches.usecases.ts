import { createHash } from 'node:crypto'
import { MINUTE } from '@mashang/shared/core/clock.ts'
import { Failure } from '@mashang/shared/core/errors.ts'
import { nearMomentWords } from '@mashang/shared/core/local-time.ts'
import type {
  BatchForecast,
  BatchOrder,
  BatchSkip,
  BatchView,
} from '@mashang/shared/sheets/batches.model.ts'
import { pageGeometry } from '@mashang/shared/sheets/formats.rules.ts'
import { formatsWithPhoto } from '@mashang/shared/sheets/formats.words.ts'
import type { Plan, PlanEntry } from '@mashang/shared/sheets/plan.rules.ts'
import { batchErrors } from '@mashang/shared/sheets/sheets.errors.ts'
import { batchStates } from '@mashang/shared/sheets/sheets.words.ts'
import type { SheetTemplate } from '@mashang/shared/sheets/template.model.ts'
import { pagesOf, volumesOf } from '@mashang/shared/sheets/volumes.rules.ts'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { AlreadyThere, Conflict } from '../core/db/faults.ts'
import { newId } from '../core/ids.ts'
import { representativesById } from '../representatives/representatives.store.ts'
import { insertBatch, insertBatchPlan, refuseSame } from './batch-life.store.ts'
import {
  type BatchFilter,
  type BatchRecord,
  batchPlan,
  countBatches,
  findBatch,
  findBatchByKey,
  findSameBatch,
  pageOfBatches,
} from './batches.store.ts'
import { batchViews } from './batches.views.ts'
import { planFor } from './plan.usecases.ts'
import type { Printer } from './print/printer.ts'
import { templateFor } from './templates.usecases.ts'

/** How long an order like it makes the office ask whether it is meant. [default] */
const SAME_WITHIN = 30 * MINUTE

const sorted = (value: object): string =>
  JSON.stringify(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))

/** What makes two batches the same: the very sheets, in the same look and number. */
const digestOf = (order: BatchOrder, template: SheetTemplate, { entries }: Plan): string =>
  createHash('sha256')
    .update(
      JSON.stringify([
        order.format,
        order.labelSize,
        order.imposition,
        order.copies,
        order.place,
        order.medium,
        order.cropMarks,
        sorted(template),
        entries.map(({ kind, id, replaces, place }) => [kind, id, replaces, place]),
      ]),
    )
    .digest('hex')

interface Prepared {
  plan: Plan
  template: SheetTemplate
  digest: string
}

async function prepare(context: Context, printer: Printer, order: BatchOrder): Promise<Prepared> {
  const template = await templateFor(context, order.template)
  const plan = await planFor(context, printer, order)
  return { plan, template, digest: digestOf(order, template, plan) }
}

/** The first few reasons; more would be no sentence. */
function reasonsOf(skipped: readonly BatchSkip[]): string {
  const told = skipped.slice(0, 3).map((skip) => skip.message)
  return skipped.length <= 3 ? told.join('') : `${told.join('')}这样的一共有 ${skipped.length} 个。`
}

/** What an order would print, be it nothing, and whom it leaves out and why; nothing is kept. */
export async function forecast(
  context: Context,
  printer: Printer,
  order: BatchOrder,
): Promise<BatchForecast> {
  const { plan, digest } = await prepare(context, printer, order)
  const geometry = pageGeometry(order)
  const people = await representativesById(context)
  const showsPhoto = formatsWithPhoto.includes(order.format)
  const same = await sameAs(context, digest)
  const howMany = (kind: PlanEntry['kind']): number =>
    new Set(plan.entries.filter((entry) => entry.kind === kind).map(({ id }) => id)).size
  return {
    representatives: howMany('representative'),
    stations: howMany('station'),
    total: plan.entries.length * order.copies,
    pages: pagesOf(volumesOf(plan.entries, order, geometry.places.length), geometry),
    skipped: plan.skipped,
    withoutPhoto: new Set(
      plan.entries.flatMap(({ kind, id }) =>
        showsPhoto && kind === 'representative' && people.get(id)?.photo === null ? [id] : [],
      ),
    ).size,
    same:
      same === null
        ? null
        : { by: same.byName, at: new Date(same.createdAt).toISOString(), state: same.state },
  }
}

const sameAs = (context: Context, digest: string): Promise<BatchRecord | null> =>
  findSameBatch(context, digest, context.clock.now() - SAME_WITHIN)

/**
 * Accepts a batch: what will be printed is frozen, nothing is printed yet. The same key again gives
 * the same batch; with another order it is refused.
 * @param key the Idempotency-Key, 8 to 200 characters; without one every order is a new one.
 */
export async function orderBatch(
  context: Context,
  printer: Printer,
  key: string | undefined,
  order: BatchOrder,
  actor: Actor,
): Promise<{ id: string; total: number }> {
  const orderKey = context.secrets.hash('batch-key', `${actor.accountId} ${key ?? newId()}`)
  const earlier = await earlierOrder(context, orderKey, order)
  if (earlier !== null) return earlier
  const { plan, template, digest } = await prepare(context, printer, order)
  if (plan.entries.length === 0)
    throw new Failure(batchErrors.allSkipped, { detail: reasonsOf(plan.skipped) })
  const { select, evenIfSame, ...settings } = order
  const { district } = context
  const id = newId()
  const at = context.clock.now()
  const total = plan.entries.length * order.copies
  const writes = [
    insertBatch({
      district,
      id,
      state: 'waiting',
      order: settings,
      templateName: template.name,
      total,
      numbered: 0,
      done: 0,
      skipped: plan.skipped,
      warnings: [],
      files: [],
      failure: null,
      digest,
      orderKey,
      by: actor.accountId,
      byName: actor.name,
      createdAt: at,
      finishedAt: null,
      worker: null,
      leaseUntil: null,
      lapses: null,
    }),
    insertBatchPlan({ district, id, select, template, plan: plan.entries }),
    ...(evenIfSame ? [] : [refuseSame({ district, id, digest, since: at - SAME_WITHIN })]),
  ]
  try {
    await context.db.commit(district, writes, [
      {
        at,
        type: 'batch.ordered',
        actor: { kind: 'account', id: actor.accountId },
        subject: { kind: 'poster-batch', id },
        data: { format: order.format, copies: order.copies, total },
      },
    ])
    return { id, total }
  } catch (error) {
    if (error instanceof Conflict) throw sameFailure(context, await sameAs(context, digest))
    // Two requests with one key met.
    const other =
      error instanceof AlreadyThere ? await earlierOrder(context, orderKey, order) : null
    if (other !== null) return other
    throw error
  }
}

const sameFailure = (context: Context, same: BatchRecord | null): Failure =>
  new Failure(
    batchErrors.same,
    same === null
      ? {}
      : {
          detail: `${same.byName}在${nearMomentWords(same.createdAt, context.clock.now())}印过同样的一批（${batchStates[same.state]}），再印会多出一套新编号；确实要印，请再确认一次。`,
        },
  )

/** The batch that the same key made before, if it was ordered in the same words. */
async function earlierOrder(
  context: Context,
  orderKey: string,
  { evenIfSame: _, select, ...settings }: BatchOrder,
): Promise<{ id: string; total: number } | null> {
  const earlier = await findBatchByKey(context, orderKey)
  if (earlier === null) return null
  const plan = await batchPlan(context, earlier.id)
  if (sorted(earlier.order) !== sorted(settings) || sorted(plan.select) !== sorted(select))
    throw new Failure(batchErrors.keyReused)
  return { id: earlier.id, total: earlier.total }
}

export async function batchOr404(context: Context, id: string): Promise<BatchRecord> {
  const found = await findBatch(context, id)
  if (found === null) throw new Failure(batchErrors.notFound)
  return found
}

export async function showBatch(context: Context, id: string): Promise<BatchView> {
  const [view] = await batchViews(context, [await batchOr404(context, id)])
  return view as BatchView
}

/** What was ordered, so that the same can be ordered again. */
export async function orderOfBatch(context: Context, id: string): Promise<BatchOrder> {
  const { order } = await batchOr404(context, id)
  const { select } = await batchPlan(context, id)
  return { ...order, select, evenIfSame: false }
}

export async function listBatches(
  context: Context,
  { page, size, ...filter }: BatchFilter & { page: number; size: number },
) {
  const batches = await pageOfBatches(context, filter, { from: (page - 1) * size, size })
  return {
    items: await batchViews(context, batches),
    total: await countBatches(context, filter),
    page,
    size,
  }
}
