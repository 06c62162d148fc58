import { createHash } from 'node:crypto'
import { toIso, toIsoOrNull } from '@mashang/shared/core/clock.ts'
import { Failure } from '@mashang/shared/core/errors.ts'
import { districtErrors } from '@mashang/shared/districts/districts.errors.ts'
import type { EditionList } from '@mashang/shared/districts/editions.model.ts'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { AlreadyThere, Conflict } from '../core/db/faults.ts'
import {
  allEditions,
  type Editions,
  editionNow,
  editionOf,
  insertEdition,
  turnTo,
} from './editions.store.ts'

export interface EditionShown<C> {
  version: number
  current: boolean
  since: string | null
  content: C
}

/** What holds now, or one that held before. */
export async function showEdition<C>(
  context: Context,
  kept: Editions<C>,
  version?: number,
): Promise<EditionShown<C>> {
  const now = await editionNow(context, kept)
  const shown = version === undefined ? now : await editionOf(context, kept, version)
  return {
    version: shown.version,
    current: shown.version === now.version,
    since: toIsoOrNull(shown.since),
    content: shown.content,
  }
}

export async function listEditions(
  context: Context,
  { subject }: Pick<Editions<unknown>, 'subject'>,
): Promise<EditionList> {
  const rows = await allEditions(context, subject)
  return {
    items: rows.map(({ version, at, byName, changes, backTo }) => ({
      version,
      at: toIso(at),
      by: byName,
      changes,
      backTo,
    })),
  }
}

/**
 * A new edition. Earlier ones stay as they were. Saving what holds already changes nothing. The
 * ledger has a fingerprint, so that what voters read at a time can be proven.
 * @param basedOn the edition that was on the screen
 */
export async function saveEdition<C>(
  context: Context,
  kept: Editions<C>,
  { basedOn, content, backTo = null }: { basedOn: number; content: C; backTo?: number | null },
  by: Actor,
): Promise<EditionShown<C>> {
  const before = await editionNow(context, kept)
  if (before.version !== basedOn) throw new Failure(districtErrors.changedMeanwhile)
  const changes = kept.changesOf(before.content, content)
  if (changes.length === 0) return await showEdition(context, kept)
  const { district } = context
  const version = before.version + 1
  const at = context.clock.now()
  const fingerprint = createHash('sha256').update(JSON.stringify(content)).digest('hex')
  try {
    await context.db.commit(
      district,
      [
        turnTo[kept.subject]({ id: district, version, wasVersion: before.version }),
        insertEdition({
          district,
          subject: kept.subject,
          version,
          content,
          changes,
          backTo,
          by: by.accountId,
          byName: by.name,
          at,
        }),
      ],
      [
        {
          at,
          type: kept.fact,
          actor: { kind: 'account', id: by.accountId },
          subject: { kind: 'district', id: district },
          data: { version, fingerprint, ...(backTo === null ? {} : { backTo }) },
        },
      ],
    )
  } catch (error) {
    if (error instanceof Conflict || error instanceof AlreadyThere)
      throw new Failure(districtErrors.changedMeanwhile, { cause: error })
    throw error
  }
  return await showEdition(context, kept)
}

/** What held before holds again, as a new edition. */
export async function goBack<C>(
  context: Context,
  kept: Editions<C>,
  { basedOn, to }: { basedOn: number; to: number },
  by: Actor,
): Promise<EditionShown<C>> {
  const { content } = await editionOf(context, kept, to)
  return await saveEdition(context, kept, { basedOn, content, backTo: to }, by)
}
