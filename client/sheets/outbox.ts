import type { PatrolResult, Position, SheetView } from '@mashang/shared/sheets/sheets.model.ts'
import { CallFailure } from '../core/call.ts'
import type { DraftStore } from '../core/drafts.ts'
import { outboxes } from '../core/unsent.ts'

/** A photo for a record: shrunk already, without position. `id` once the server has it. */
export interface KeptPhoto {
  data: ArrayBuffer
  id: string | null
}

/** What a phone found or did before a wall. */
export type Errand =
  | { kind: 'scan'; text: string; position: Position | null }
  | {
      kind: 'hanging'
      /** What the code says: without a signal the sheet behind it is not known yet. */
      text: string
      sheetId: string | null
      place: string
      position: Position | null
    }
  | { kind: 'alarm'; text: string; place: string; position: Position | null }

/** An errand kept on this phone until the server has it. */
export interface Kept {
  /** A UUID; the server does the same key only once. */
  key: string
  /** Whose: another person on the same phone neither sees it nor sends it. */
  account: string
  at: number
  errand: Errand
  photo: KeptPhoto | null
  /** Why the server did not take it; it waits for a person then. */
  refused: string | null
}

interface PhotoAndKey {
  photo?: string
  position?: Position
  key: string
}

export interface Sender {
  drafts: DraftStore
  /** Each throws CallFailure. */
  upload(data: ArrayBuffer): Promise<string>
  judge(text: string, position: Position | null): Promise<PatrolResult>
  hang(sheetId: string, body: { place: string } & PhotoAndKey): Promise<SheetView>
  alarm(body: { text: string; place: string } & PhotoAndKey): Promise<unknown>
}

export type Outcome =
  | { state: 'sent'; result: PatrolResult | null; sheet: SheetView | null }
  /** No signal, or the server is busy: it stays. */
  | { state: 'waiting'; failure: CallFailure }
  | { state: 'refused'; message: string }

const PREFIX = outboxes.errand.prefix
const nameOf = (kept: Kept): string => PREFIX + kept.key

export const keepErrand = (drafts: DraftStore, kept: Kept): Promise<void> =>
  drafts.set(nameOf(kept), kept)

/** What one person's errands still wait on this phone, oldest first. */
export async function keptErrands(drafts: DraftStore, account: string): Promise<Kept[]> {
  const names = await drafts.keys(PREFIX)
  const all = await Promise.all(names.map((name) => drafts.get<Kept>(name)))
  return all
    .filter((kept): kept is Kept => kept?.account === account)
    .sort((one, other) => one.at - other.at)
}

export const dropErrand = (drafts: DraftStore, kept: Kept): Promise<void> =>
  drafts.remove(nameOf(kept))

/** The server knows this photo no more, or has never known it. */
const photoGone = (failure: CallFailure): boolean => /^photo\.|photo-unknown$/.test(failure.code)

/**
 * Sends one errand: its photo first. What is sent is written down before it leaves, under its key,
 * so that a lost answer, a closed page or a reload can only ever repeat the very same request.
 */
export async function sendErrand(sender: Sender, errand: Kept): Promise<Outcome> {
  const { drafts } = sender
  let kept: Kept = { ...errand, refused: null }
  await keepErrand(drafts, kept)
  try {
    if (kept.photo && kept.photo.id === null) {
      const id = await sender.upload(kept.photo.data)
      kept = { ...kept, photo: { ...kept.photo, id } }
      await keepErrand(drafts, kept)
    }
    const done = await perform(sender, kept)
    if (done.state === 'refused') await keepErrand(drafts, { ...kept, refused: done.message })
    else await dropErrand(drafts, kept)
    return done
  } catch (error) {
    if (!(error instanceof CallFailure)) throw error
    // An ended session is no refusal: the same person goes on after signing in.
    if (error.temporary || error.status === 401) return { state: 'waiting', failure: error }
    if (kept.photo?.id && photoGone(error)) {
      await keepErrand(drafts, { ...kept, photo: { ...kept.photo, id: null } })
      return { state: 'waiting', failure: error }
    }
    await keepErrand(drafts, { ...kept, refused: error.message })
    return { state: 'refused', message: error.message }
  }
}

async function perform(sender: Sender, { errand, photo, key }: Kept): Promise<Outcome> {
  if (errand.kind === 'scan') {
    const result = await sender.judge(errand.text, errand.position)
    return { state: 'sent', result, sheet: result.sheet }
  }
  const rest = {
    ...(errand.position ? { position: errand.position } : {}),
    ...(photo?.id ? { photo: photo.id } : {}),
    key,
  }
  if (errand.kind === 'alarm') {
    await sender.alarm({ text: errand.text, place: errand.place, ...rest })
    return { state: 'sent', result: null, sheet: null }
  }
  const result = errand.sheetId === null ? await sender.judge(errand.text, errand.position) : null
  const sheetId = errand.sheetId ?? result?.sheet?.id
  if (!sheetId) return { state: 'refused', message: result?.sentence ?? '' }
  const sheet = await sender.hang(sheetId, { place: errand.place, ...rest })
  return { state: 'sent', result: null, sheet }
}
