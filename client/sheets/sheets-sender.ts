import type { sheetsApi } from '@mashang/shared/sheets/sheets.api.ts'
import type { PatrolResult, Position } from '@mashang/shared/sheets/sheets.model.ts'
import { call } from '../core/call.ts'
import { openDrafts } from '../core/drafts.ts'
import { uploadPhoto } from '../photos/upload.ts'
import type { Sender } from './outbox.ts'

/** Before a wall nobody waits longer: then the scan is kept and judged later. Milliseconds. */
const PATIENCE = 8_000

/** What a code on a wall is. Throws CallFailure. */
export const judge = (text: string, position: Position | null): Promise<PatrolResult> =>
  call<typeof sheetsApi.patrol>('POST', '/api/patrol-scans', {
    body: { text, ...(position ? { position } : {}) },
    timeout: PATIENCE,
  })

/** Errands over the network. */
export const networkSender = async (): Promise<Sender> => ({
  drafts: await openDrafts(),
  upload: (data) => uploadPhoto(data, () => undefined),
  judge,
  hang: (id, body) =>
    call<typeof sheetsApi.hang>('POST', '/api/sheets/:id/hanging', { params: { id }, body }),
  alarm: (body) => call<typeof sheetsApi.alarm>('POST', '/api/sheet-alarms', { body }),
})
