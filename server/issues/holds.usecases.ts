import { Failure } from '@mashang/shared/core/errors.ts'
import type { HoldView, holdsApi } from '@mashang/shared/issues/holds.api.ts'
import { holdErrors } from '@mashang/shared/issues/holds.errors.ts'
import { covered, whyNotDecided } from '@mashang/shared/issues/holds.rules.ts'
import type { HoldTarget } from '@mashang/shared/issues/holds.words.ts'
import type { z } from 'zod'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { AlreadyThere, Conflict } from '../core/db/faults.ts'
import { newId } from '../core/ids.ts'
import { opened } from '../core/secrets.ts'
import { coverPhoto, type PaintedCovering, sealedPhoto } from '../photos/covering.usecases.ts'
import { photosOfIssue, photosOfWords } from '../photos/photos.store.ts'
import { issueFor } from './handling.usecases.ts'
import {
  boundTo,
  coverIssue,
  coverMessage,
  decideHold,
  dropUnusedSeal,
  findHold,
  type HoldFilter,
  type HoldRecord,
  insertHold,
  pageOfHolds,
  sealedFile,
  waitingHold,
} from './holds.store.ts'
import { holdRows, holdsOriginal, holdView, issueOf, wordsOf } from './holds.views.ts'
import { findMessage, type IssueRecord } from './issues.store.ts'
import { authorOf, factBy, messageWrite } from './issues.writes.ts'
import { keepPrivate } from './rights.store.ts'

type Report = z.output<NonNullable<typeof holdsApi.report.body>>
type Decision = z.output<NonNullable<typeof holdsApi.decide.body>>
type Redaction = Extract<Decision, { decision: 'redact' }>

/** Whether there is such a thing in this matter. Only a voter's own words are looked at. */
async function isTarget(
  context: Context,
  issue: IssueRecord,
  target: HoldTarget,
  id: string,
): Promise<boolean> {
  if (target === 'filing') return id === ''
  if (target === 'message') {
    const message = await findMessage(context, id)
    return message?.issueId === issue.id && message.author === 'voter'
  }
  const photos = await Promise.all([
    photosOfIssue(context, issue.id),
    photosOfWords(context, issue.id),
  ])
  return photos.flat().some((photo) => photo.id === id)
}

/**
 * Asks the office to look at words or a photo. Nothing of the matter changes by it: it is seen, and
 * its clock runs. Asked twice, it is the same request.
 */
export async function report(
  context: Context,
  issueId: string,
  given: Report,
  actor: Actor,
): Promise<{ id: string }> {
  const issue = await issueFor(context, issueId, actor)
  const of = { issueId, target: given.target, targetId: given.targetId ?? '' }
  if (!(await isTarget(context, issue, of.target, of.targetId)))
    throw new Failure(holdErrors.targetUnknown)
  const { district } = context
  const at = context.clock.now()
  const id = newId()
  const { reason, note } = given
  const hold = { district, id, ...of, reason, note, byId: actor.accountId, at }
  try {
    await context.db.commit(
      district,
      [insertHold({ ...hold, state: 'waiting' })],
      [factBy(actor, issue, at, 'issue.held', { hold: id, reason, target: of.target })],
    )
  } catch (error) {
    const earlier = error instanceof AlreadyThere ? await waitingHold(context, of) : null
    if (earlier === null) throw error
    return { id: earlier.id }
  }
  return { id }
}

export async function listHolds(
  context: Context,
  { page, size, ...filter }: HoldFilter & { page: number; size: number },
) {
  const { rows, total } = await pageOfHolds(context, filter, page, size)
  return { items: await holdRows(context, rows), total, page, size }
}

async function holdFor(context: Context, id: string): Promise<HoldRecord> {
  const hold = await findHold(context, id)
  if (hold === null) throw new Failure(holdErrors.notFound)
  return hold
}

export const showHold = async (context: Context, id: string, actor: Actor): Promise<HoldView> =>
  holdView(context, await holdFor(context, id), actor)

export const NEXT = { release: 'released', refuse: 'refused', redact: 'redacted' } as const
const FACTS = {
  release: 'issue.hold-released',
  refuse: 'issue.publication-refused',
  redact: 'issue.covered',
} as const

/** The office decides in words that the voter reads. What it covers stays, sealed. */
export async function decideOnHold(
  context: Context,
  id: string,
  given: Decision,
  actor: Actor,
): Promise<HoldView> {
  const hold = await holdFor(context, id)
  const issue = await issueOf(context, hold)
  const refusal = whyNotDecided(hold, given.decision, issue.publish)
  if (refusal !== null) throw new Failure(refusal)
  const covering =
    given.decision === 'redact'
      ? await coveringOf(context, hold, issue, given)
      : { ...NOTHING_COVERED, after: () => dropUnusedSeal(context, id) }
  const { district } = context
  const at = context.clock.now()
  const messageId = newId()
  const author = await authorOf(context, actor, issue)
  try {
    await context.db.commit(
      district,
      [
        ...covering.writes,
        ...(given.decision === 'refuse' ? [keepPrivate({ district, id: issue.id })] : []),
        messageWrite(context, issue, {
          id: messageId,
          ...author,
          kind: 'moderation',
          text: given.reason,
          at,
        }),
        decideHold({
          district,
          id,
          state: NEXT[given.decision],
          decidedById: actor.accountId,
          decidedAt: at,
          decision: given.reason,
          originalWords: covering.originalWords,
          originalPhoto: covering.originalPhoto,
        }),
      ],
      [
        factBy(actor, issue, at, FACTS[given.decision], {
          hold: id,
          messageId,
          target: hold.target,
        }),
      ],
    )
  } catch (error) {
    if (!(error instanceof Conflict)) throw error
    await dropUnusedSeal(context, id)
    throw new Failure(error.statement === 'decide hold' ? holdErrors.decided : holdErrors.changed, {
      cause: error,
    })
  }
  await covering.after()
  return await showHold(context, id, actor)
}

interface Covering extends PaintedCovering {
  originalWords: string | null
  originalPhoto: boolean
}

const NOTHING_COVERED: Covering = {
  writes: [],
  originalWords: null,
  originalPhoto: false,
  after: async () => undefined,
}

/** What covering writes; a photo is sealed and painted before the commit that shows it. */
async function coveringOf(
  context: Context,
  hold: HoldRecord,
  issue: IssueRecord,
  { passages, rectangles }: Redaction,
): Promise<Covering> {
  const words = await wordsOf(context, hold, issue)
  if ((words === null ? rectangles : passages).length === 0)
    throw new Failure(holdErrors.nothingCovered)
  if (words === null) {
    const sealed = { name: sealedFile(hold.id), bound: boundTo(hold.id) }
    const painted = await coverPhoto(context, issue.id, hold.targetId, sealed, rectangles)
    if (painted === null) throw new Failure(holdErrors.photoGone)
    return { ...NOTHING_COVERED, ...painted, originalPhoto: true }
  }
  const under = (field: 'title' | 'text' | 'place'): string => {
    const made = covered(
      words[field] ?? '',
      passages.filter((passage) => passage.field === field),
    )
    if (made === null) throw new Failure(holdErrors.changed)
    return made
  }
  const next = { title: under('title'), text: under('text'), place: under('place') }
  const { district } = context
  const write =
    hold.target === 'message'
      ? coverMessage({ district, id: hold.targetId, text: next.text, wasText: words.text })
      : coverIssue({
          district,
          id: issue.id,
          ...next,
          place: words.place === null ? null : next.place,
          wasTitle: words.title,
          wasText: words.text,
        })
  return {
    ...NOTHING_COVERED,
    writes: [write],
    originalWords: context.secrets.seal(JSON.stringify(words), boundTo(hold.id)),
  }
}

/** Opens what was covered. As with a contact, its voter reads who did and why, from the same commit. */
export async function openOriginal(context: Context, id: string, reason: string, actor: Actor) {
  const hold = await holdFor(context, id)
  const issue = await issueOf(context, hold)
  const at = context.clock.now()
  if (!holdsOriginal(context, hold, issue)) throw new Failure(holdErrors.noOriginal)
  const photo = hold.originalPhoto
    ? await sealedPhoto(context, { name: sealedFile(id), bound: boundTo(id) })
    : null
  const text = hold.originalWords === null ? null : opened(context, hold.originalWords, boundTo(id))
  if (photo === null && text === null) throw new Failure(holdErrors.noOriginal)
  const messageId = newId()
  const author = await authorOf(context, actor, issue)
  await context.db.commit(
    context.district,
    [
      messageWrite(context, issue, {
        id: messageId,
        ...author,
        kind: 'moderation',
        text: reason,
        at,
      }),
    ],
    [factBy(actor, issue, at, 'issue.original-opened', { hold: id, messageId })],
  )
  return {
    words: text === null ? null : (JSON.parse(text) as NonNullable<HoldView['words']>),
    photo: photo?.toString('base64') ?? null,
  }
}
