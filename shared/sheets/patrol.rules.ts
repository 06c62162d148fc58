import { isWellFormedCode, normalizeCode } from '../codes/codes.rules.ts'
import { metresBetween } from '../core/distance.ts'
import { looksLike } from './look-alike.rules.ts'
import type { Position } from './sheets.model.ts'
import { type PatrolVerdict, type SheetState, sheetLimits } from './sheets.words.ts'

/** What stands in a code on a wall. */
export type PatrolText =
  /** One of our addresses (or a code as it was typed), well-formed. */
  | { kind: 'code'; code: string }
  /** Our address, but nothing in it that could be a code. */
  | { kind: 'no-code'; host: string }
  /** Leads elsewhere. `host` null: no web address; `alike`: made to be taken for ours. */
  | { kind: 'foreign'; host: string | null; alike: boolean }

/**
 * Reads what a camera saw. Ours is our host with or without "www.", at our port, by http or https,
 * in whatever case; everything else is foreign, however much it looks like ours.
 * @param publicUrl the origin that is printed
 */
export function readPatrolText(text: string, publicUrl: string): PatrolText {
  const typed = normalizeCode(text)
  if (isWellFormedCode(typed)) return { kind: 'code', code: typed }
  const url = addressIn(text)
  if (url === null) return { kind: 'foreign', host: null, alike: false }
  const ours = new URL(publicUrl)
  const ourHost = bare(ours.hostname)
  if (bare(url.hostname) !== ourHost || url.port !== ours.port) {
    // "https://our.name@elsewhere" leads elsewhere, and is written to deceive.
    const decoy = `${url.username}${url.password}`.toLowerCase().includes(ourHost)
    const alike = decoy || looksLike(bare(url.hostname), ourHost)
    return { kind: 'foreign', host: url.host, alike }
  }
  const [, inPath = ''] = /^\/q\/([^/]+)\/?$/i.exec(url.pathname) ?? []
  const code = normalizeCode(inPath)
  return isWellFormedCode(code) ? { kind: 'code', code } : { kind: 'no-code', host: url.host }
}

const bare = (hostname: string): string => hostname.replace(/^www\./, '').replace(/\.$/, '')

/** The web address in it; people type it without "https://". */
function addressIn(text: string): URL | null {
  const trimmed = text.trim()
  const candidate = /^[a-z][a-z\d+.-]*:\/\//i.test(trimmed) ? trimmed : `http://${trimmed}`
  try {
    const url = new URL(candidate)
    return /^https?:$/.test(url.protocol) && /[.:]/.test(url.hostname) ? url : null
  } catch {
    // Phones judge with this too, without a signal; old ones do not know URL.canParse.
    return null
  }
}

/** What the verdict needs to know of a sheet. */
export interface PatrolledSheet {
  state: SheetState
  latitude: number | null
  longitude: number | null
}

export interface PatrolFinding {
  verdict: Extract<PatrolVerdict, 'right' | 'moved' | 'unhung' | 'stopped'>
  /** Metres from where it is recorded; null where one of the places is not known well enough. */
  distance: number | null
}

/** Whether a sheet of ours hangs where it should; without a position nothing speaks against it. */
export function judgeSheet(sheet: PatrolledSheet, position: Position | undefined): PatrolFinding {
  const accuracy = position?.accuracy ?? 0
  const { latitude, longitude } = sheet
  const distance =
    position === undefined ||
    accuracy > sheetLimits.vague ||
    latitude === null ||
    longitude === null
      ? null
      : Math.round(metresBetween(position, { latitude, longitude }))
  if (sheet.state === 'revoked' || sheet.state === 'replaced')
    return { verdict: 'stopped', distance }
  if (sheet.state === 'printed') return { verdict: 'unhung', distance: null }
  const fits = distance === null || distance <= sheetLimits.samePlace + accuracy
  return { verdict: fits ? 'right' : 'moved', distance }
}
