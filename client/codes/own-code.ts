import type { codesApi } from '@mashang/shared/codes/codes.api.ts'
import type { CodeView } from '@mashang/shared/codes/codes.model.ts'
import { call } from '../core/call.ts'
import { openDrafts, ownDraft, ownDrafts } from '../core/drafts.ts'

/** One's own code with its pictures: all that is needed to hold it out without a signal. */
export interface OwnCode {
  /** Whose; somebody else on this phone never sees it. */
  account: string
  /** Of a liaison who looks after several. */
  station?: string | undefined
  view: CodeView
  /** Both as data addresses. */
  qr: string
  photo: string | null
}

export type Whose = Pick<OwnCode, 'account' | 'station'>

const NAME = 'code'

/** Of whoever used this phone last; only one is ever kept. */
export async function keptOwnCode(): Promise<OwnCode | undefined> {
  const [key] = await ownDrafts(NAME)
  return key === undefined ? undefined : (await openDrafts()).get<OwnCode>(key)
}

const dataAddress = (blob: Blob): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result))
    reader.onerror = () => reject(reader.error)
    reader.readAsDataURL(blob)
  })

async function picture(url: string): Promise<string | null> {
  const response = await fetch(url, { credentials: 'same-origin' })
  return response.ok ? await dataAddress(await response.blob()) : null
}

/** From the server, and kept on this phone. Throws CallFailure. */
async function fetchOwnCode({ account, station }: Whose, signal: AbortSignal): Promise<OwnCode> {
  const view = await call<typeof codesApi.mine>('GET', '/api/me/code', {
    query: { station },
    signal,
  })
  const { photoUrl } = view.representative ?? { photoUrl: null }
  const [qr, photo] = await Promise.all([
    picture(`/api/codes/${view.code}/qr.svg`),
    photoUrl ? picture(photoUrl) : null,
  ])
  const own: OwnCode = { account, station, view, qr: qr ?? '', photo }
  if (qr !== null) await (await openDrafts()).set(ownDraft(account, NAME), own)
  return own
}

/** The newest there is: the server's, else what this phone has kept of the same person. */
export async function ownCode(whose: Whose, signal: AbortSignal): Promise<OwnCode> {
  try {
    return await fetchOwnCode(whose, signal)
  } catch (error) {
    const kept = await keptOwnCode()
    if (kept?.account === whose.account && kept.station === whose.station) return kept
    throw error
  }
}
