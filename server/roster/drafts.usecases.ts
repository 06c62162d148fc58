import { DAY } from '@mashang/shared/core/clock.ts'
import { Failure } from '@mashang/shared/core/errors.ts'
import { cleanLine } from '@mashang/shared/core/text.ts'
import { decideImport } from '@mashang/shared/roster/import.rules.ts'
import type { RosterDraft } from '@mashang/shared/roster/roster.api.ts'
import { rosterErrors } from '@mashang/shared/roster/roster.errors.ts'
import type { RosterPreview, SheetOverride } from '@mashang/shared/roster/roster.model.ts'
import { previewRoster } from '@mashang/shared/roster/roster.rules.ts'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import type { Ending } from '../core/db/ending.ts'
import { newId } from '../core/ids.ts'
import { readRosterFile } from './roster.file.ts'
import { type Known, knownRoster } from './roster.known.ts'
import {
  deleteDraft,
  draftsBefore,
  dropFile,
  findRoster,
  insertRoster,
  keepFile,
  keptFile,
  type RosterRecord,
  saveMapping,
} from './roster.store.ts'
import { rowChanges, withClashes } from './roster.views.ts'

/** How long an uploaded file waits for the office's word. [default] */
const DRAFT_LIFE = DAY
const NAME_LIMIT = 100

export interface RosterFile {
  bytes: Buffer
  fileName: string
}

/** The end of a file's name is what tells its kind, so that is what is kept of a long one. */
const keptName = (fileName: string): string => [...cleanLine(fileName)].slice(-NAME_LIMIT).join('')

/** What a file would read, compared with the stations that the system has. */
export async function previewOf(
  file: RosterFile,
  known: Known,
  overrides: SheetOverride[],
): Promise<RosterPreview> {
  const sheets = await readRosterFile(file.bytes, file.fileName)
  return previewRoster(
    sheets,
    known.stations.map((station) => station.name),
    overrides,
  )
}

async function draftOf(
  context: Context,
  id: string,
  file: RosterFile,
  overrides: SheetOverride[],
): Promise<RosterDraft> {
  const known = await knownRoster(context)
  const preview = await previewOf(file, known, overrides)
  // Rows that still wait for a word are shown with what would become of them.
  const choices = { withoutPhone: true, leaveOut: [] }
  const decision = decideImport(known.people, known.stations, preview, choices)
  return {
    ...withClashes(preview, decision),
    id,
    fileName: file.fileName,
    changes: rowChanges(preview, decision),
    absent: decision.representatives.absent,
  }
}

/** Keeps a readable file as a draft; one that is refused leaves nothing behind. */
export async function keepDraft(
  context: Context,
  file: RosterFile,
  by: Actor | null,
): Promise<string> {
  const id = newId()
  await keepFile(context, id, file.bytes)
  try {
    await context.db.commit(context.district, [
      insertRoster({
        district: context.district,
        id,
        fileName: keptName(file.fileName),
        overrides: [],
        report: null,
        createdBy: by?.accountId ?? 'system',
        createdAt: context.clock.now(),
        confirmedAt: null,
      }),
    ])
  } catch (error) {
    await dropFile(context, id)
    throw error
  }
  return id
}

/** Reads a roster and shows what its import would do. Nothing of the roster itself is written. */
export async function uploadRoster(
  context: Context,
  uploaded: RosterFile,
  by: Actor,
): Promise<RosterDraft> {
  const file = { ...uploaded, fileName: keptName(uploaded.fileName) }
  const draft = await draftOf(context, '', file, [])
  await oldDrafts.erase(context)
  return { ...draft, id: await keepDraft(context, file, by) }
}

const draftsOver = (context: Context): Promise<{ id: string }[]> =>
  draftsBefore(context, context.clock.now() - DRAFT_LIFE)

/** Uploaded rosters that nobody confirmed in time. */
export const oldDrafts = {
  count: async (context) => (await draftsOver(context)).length,
  async erase(context) {
    const old = await draftsOver(context)
    if (old.length === 0) return 0
    for (const { id } of old) await dropFile(context, id)
    await context.db.commit(
      context.district,
      old.map(({ id }) => deleteDraft({ district: context.district, id })),
    )
    context.db.leaveNothing()
    return old.length
  },
} satisfies Ending

/** A roster that waits for its import, with its file. */
export async function openDraft(
  context: Context,
  id: string,
): Promise<{ roster: RosterRecord; file: RosterFile; overrides: SheetOverride[] }> {
  const roster = await findRoster(context, id)
  if (roster === null) throw new Failure(rosterErrors.notFound)
  if (roster.confirmedAt !== null) throw new Failure(rosterErrors.alreadyImported)
  const bytes = await keptFile(context, id)
  if (bytes === null) throw new Failure(rosterErrors.notFound)
  return {
    roster,
    file: { bytes, fileName: roster.fileName },
    overrides: roster.overrides as SheetOverride[],
  }
}

/** The office's corrections of what each column is; the preview again. */
export async function remapRoster(
  context: Context,
  id: string,
  overrides: SheetOverride[],
): Promise<RosterDraft> {
  const { file } = await openDraft(context, id)
  const draft = await draftOf(context, id, file, overrides)
  await context.db.commit(context.district, [
    saveMapping({ district: context.district, id, overrides }),
  ])
  return draft
}
