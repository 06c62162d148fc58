import type { WorkCalendar } from '@mashang/shared/calendars/work-calendar.rules.ts'
import type { Standing } from '@mashang/shared/deliveries/outbox.rules.ts'
import type { MatterNoticeKind } from '@mashang/shared/matters/matters.words.ts'
import type { Notice } from '@mashang/shared/notices/notices.model.ts'
import type { Everybody } from '@mashang/shared/notices/recipients.rules.ts'
import type { RecordEntry } from '@mashang/shared/records/entries.rules.ts'
import type { FastifyInstance } from 'fastify'
import type { Actor } from './auth/actor.ts'
import type { Context } from './context.ts'
import type { Write } from './db/statement.ts'
import type { Job } from './jobs.ts'
import type { Fact, LedgerRow } from './ledger/ledger.chain.ts'

/** What may be shown of a matter. */
export interface Seen {
  title: string
  number: string | null
  /** What it is may be read, its page may not be opened. */
  shut?: true
  /** How it stands where what a notice of a kind asked of them is done; null: it waits, or asked nothing. */
  sinceAsked?(notice: string): string | null
  /** Why nothing may be written out of it yet, as a sentence; absent: it may. */
  notYet?: string
}

/**
 * Who looks at a chain: somebody signed in, the voter of one issue, whoever has a one-time link to one
 * suggestion, or whoever reads what is public.
 */
export type Onlooker =
  | { kind: 'account'; actor: Actor }
  | { kind: 'voter'; issueId: string }
  | { kind: 'link'; suggestionId: string }
  | {
      kind: 'public'
      /** A suggestion that is taken for released, to see what would be public then. */
      released?: string
    }

/** A matter of a chain in the words that somebody may read. */
export interface Described {
  title: string
  note: string
  to: string | null
  /** They may open it, so that its chain may be asked for. */
  open: boolean
}

/**
 * How a kind of matter tells what it is to somebody. What is missing in the answer does not exist for
 * them, and neither do its links; what they may not open says no more than its kind.
 */
export type Describe = (
  ids: readonly string[],
  onlooker: Onlooker,
) => Promise<ReadonlyMap<string, Described>>

/** What a message may say of a matter, and what tells whether it still needs to. */
export interface MatterStanding extends Standing {
  number: string
  /** When the clock that runs out first does; of several, of those that these owe. Null: none. */
  dueOf(ids: readonly string[]): number | null
}

/** One notice to one account because of a fact. */
export interface Told {
  accountId: string
  kind: MatterNoticeKind
  data: Notice['data']
}

/**
 * What others ask about a kind of matter; `server/<kind>/<kind>.matter.ts` answers, and stands below
 * whoever asks: notices, deliveries, points, records, chains.
 */
export interface Matter {
  /** Those among some that this person may see; the others are out of their sight. */
  seen(context: Context, ids: readonly string[], actor: Actor): Promise<ReadonlyMap<string, Seen>>
  /** How those that are no secret are called, for whoever looks at a point of one and may not open it. */
  titles?(context: Context, ids: readonly string[]): Promise<ReadonlyMap<string, string>>
  /**
   * By what an office names them in its tables: a number, where they have none a title that is no
   * secret. Those that have neither are missing.
   */
  named?(context: Context, ids: readonly string[]): Promise<ReadonlyMap<string, string>>
  /** Whom to tell of a fact; without it, whoever writes the fact writes the notices beside it. */
  tell?(
    context: Context,
    fact: LedgerRow,
    data: Record<string, unknown>,
    staff: Everybody,
  ): Promise<Told[]>
  /** What messages say of them; without it, no number and no due moment. */
  standing?(context: Context, ids: readonly string[]): Promise<ReadonlyMap<string, MatterStanding>>
  /**
   * What stands of them in the record (履职档案) of one representative.
   * @param until as it stood before that moment; undefined: as it stands
   */
  record?(
    context: Context,
    representativeId: string,
    until: number | undefined,
  ): Promise<readonly RecordEntry[]>
  /** A few of them for the demo district, in the past and now. */
  demo?(context: Context, serving: readonly string[], office: Actor): Promise<void>
  /** What they are in a chain; without it, they are in none. */
  describe?(context: Context): Describe
}

/** One whose facts score: the committee's table has to name it. */
export type ScoredMatter = Matter & Required<Pick<Matter, 'named'>>

/** What a kind of matter puts on top: `server/<kind>/<kind>.feature.ts`. */
export interface MatterFeature<Tools = unknown> {
  routes(app: FastifyInstance, context: Context, tools: Tools): void
  jobs?(context: Context): Job[]
  /** What another calendar does to its running clocks; in the commit of the calendar. */
  recount?(context: Context, calendar: WorkCalendar): Promise<{ writes: Write[]; facts: Fact[] }>
}
