import { type PatrolText, readPatrolText } from '@mashang/shared/sheets/patrol.rules.ts'
import type { PatrolResult, Position, SheetView } from '@mashang/shared/sheets/sheets.model.ts'
import type { PatrolVerdict } from '@mashang/shared/sheets/sheets.words.ts'

/** What the phone remembers of a sheet that it has seen. */
export interface SeenSheet {
  id: string
  number: string
  subject: string
  place: string | null
  stationId: string | null
  mayHang: boolean
}

/** One code that was looked at on this walk. */
export interface Seen {
  key: string
  at: number
  text: string
  position: Position | null
  /** Null: the server has not judged it yet. */
  verdict: PatrolVerdict | null
  sentence: string
  host: string | null
  distance: number | null
  sheet: SeenSheet | null
  /** What was done about it, and whether that has arrived. */
  done: { what: 'hung' | 'alarmed'; errand: string; arrived: boolean } | null
}

export const doneWords = { hung: '登记好了', alarmed: '已经上报' } as const

export const seenSheet = (sheet: SheetView): SeenSheet => ({
  id: sheet.id,
  number: sheet.number,
  subject: sheet.subject.name,
  place: sheet.place,
  stationId: sheet.station?.id ?? null,
  mayHang: sheet.mayHang,
})

/** As the server judged it. */
export const judged = (seen: Seen, result: PatrolResult): Seen => ({
  ...seen,
  verdict: result.verdict,
  sentence: result.sentence,
  host: result.host,
  distance: result.distance,
  sheet: result.sheet === null ? null : seenSheet(result.sheet),
})

/** Ours by any of the hosts that this phone knows. */
function readWith(text: string, hosts: ReadonlySet<string>): PatrolText {
  const readings = [...hosts].map((host) => readPatrolText(text, `https://${host}`))
  return (
    readings.find(({ kind }) => kind !== 'foreign') ??
    readings[0] ?? { kind: 'foreign', host: null, alike: false }
  )
}

/** As far as the phone itself can tell, without a signal. */
export function unjudged(seen: Seen, hosts: ReadonlySet<string>): Seen {
  const scanned = readWith(seen.text, hosts)
  if (scanned.kind === 'code')
    return { ...seen, sentence: '网址是我们的。等有了信号，再核对这张的编号。' }
  if (scanned.kind === 'no-code') {
    const sentence = '网址是我们的，里面的码不像我们的。等有了信号再核对一次。'
    return { ...seen, host: scanned.host, sentence }
  }
  return {
    ...seen,
    host: scanned.host,
    sentence: '看起来不是我们的网址。等有了信号再核对；现在就上报也行。',
  }
}

const HOSTS = 'mashang:own-hosts'

/** Hosts that belong to this system: where this page is from, and what its sheets carry. */
export function ownHosts(): Set<string> {
  try {
    return new Set([location.host, ...(localStorage.getItem(HOSTS)?.split(' ') ?? [])])
  } catch {
    return new Set([location.host])
  }
}

/** Remembers what a sheet of ours carries: staff may work under another address than posters name. */
export function rememberHost(url: string): void {
  try {
    localStorage.setItem(HOSTS, [...ownHosts().add(new URL(url).host)].slice(0, 5).join(' '))
  } catch {
    // Without storage only this page's own host is known; the server judges the rest.
    return
  }
}
