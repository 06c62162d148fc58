import type { Endpoint } from '../core/endpoint.ts'
import { described } from '../matters/matters.words.ts'
import type { Duty } from './duties.words.ts'

/** Everybody's own: what one is told, how one's tables look. What is not one's own has another tag. */
const OWN: ReadonlySet<string> = new Set(['notices', 'views'])

interface Reach {
  /** Tags of endpoints that may be read; null: all but the next. */
  reads: ReadonlySet<string> | null
  shut?: ReadonlySet<string>
  writes: ReadonlySet<string>
}

/** Kinds of matter say in whose duty they are; their endpoints are tagged by their folder. */
const handledBy = (duty: 'matters' | 'print'): string[] =>
  described.flatMap(([folder, { duties }]) => (duties.includes(duty) ? [folder] : []))

const SHEETS = ['codes', 'posters', 'sheets'] as const

const reaches: Readonly<Record<Exclude<Duty, 'admin'>, Reach>> = {
  matters: {
    reads: null,
    writes: new Set([
      ...SHEETS,
      'clock',
      'departments',
      'issues',
      'leaves',
      'ledger',
      'photos',
      'receptions',
      'records',
      'representatives',
      'roster',
      'stations',
      'terms',
      ...handledBy('matters'),
    ]),
  },
  print: {
    reads: new Set([...SHEETS, 'districts', 'exports', 'representatives', 'stations']),
    writes: new Set([...SHEETS, ...handledBy('print')]),
  },
  // 督查室 is the government's, which representatives supervise: what each of them did and scored is
  // theirs and the congress's own. To have the ledger checked changes nothing.
  inspect: { reads: null, shut: new Set(['points', 'records']), writes: new Set(['ledger']) },
}

type Asked = Pick<Endpoint, 'method' | 'tag'> & {
  enrolling?: true | undefined
  reading?: true | undefined
  inspecting?: true | undefined
}

/**
 * Whether an account of the office with these duties may use an endpoint. What no duty names is for
 * the administrator alone, so that a new part of the system is closed until somebody opens it.
 * @param given null: all of them, as every account of the office was before there were duties
 */
export function dutiesAllow(given: readonly Duty[] | null, asked: Asked): boolean {
  if (given === null || given.includes('admin')) return true
  if (asked.enrolling === true || OWN.has(asked.tag)) return true
  return given.some((duty) => {
    if (duty === 'admin') return true
    const { reads, shut, writes } = reaches[duty]
    const reading = asked.method === 'GET' || asked.reading === true
    if (duty === 'inspect' && asked.inspecting === true) return true
    const read = reads === null ? shut?.has(asked.tag) !== true : reads.has(asked.tag)
    return (reading && read) || writes.has(asked.tag)
  })
}

/**
 * Whether an account of the office that was given some stations may use an endpoint at all. What does
 * not say that it keeps to them is closed, so that a new part of the system is, too.
 */
export const stationsAllow = (
  asked: Pick<Endpoint, 'tag'> & {
    enrolling?: true | undefined
    ofStations?: true | undefined
  },
): boolean => asked.ofStations === true || asked.enrolling === true || OWN.has(asked.tag)

/** Whether an account of the office with these duties reads what voters and representatives write. */
export const readsMatters = (given: readonly Duty[] | null): boolean =>
  dutiesAllow(given, { method: 'GET', tag: 'issues' })

/** Whether an account of the office reads what representatives did and scored, also in the ledger. */
export const readsConduct = (given: readonly Duty[] | null): boolean =>
  ['points', 'records'].every((tag) => dutiesAllow(given, { method: 'GET', tag }))

/** Whether somebody of the office sees everything of suggestions and only urges whoever owes a step. */
export const onlyInspects = (given: readonly Duty[] | null): boolean =>
  !dutiesAllow(given, { method: 'POST', tag: 'suggestions' })

/** Whether these duties reach accounts and settings. */
export const isAdmin = (given: readonly Duty[] | null): boolean =>
  given === null || given.includes('admin')
