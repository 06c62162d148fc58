import { accountsTables } from '@mashang/server/accounts/accounts.table.ts'
import { deadlinesTables } from '@mashang/server/core/deadlines/deadlines.table.ts'
import { ledgerTables } from '@mashang/server/core/ledger/ledger.table.ts'
import { issuesTables } from '@mashang/server/issues/issues.table.ts'
import { noticesTables } from '@mashang/server/notices/notices.table.ts'
import { HOUR } from '@mashang/shared/core/clock.ts'
import { and, asc, gt, inArray, isNull } from 'drizzle-orm'
import { seeded } from '../issues/steps.ts'
import type { TestApp } from '../support/app.ts'
import type { Ear, Hand, Level, Matter } from './ladder-model.ts'
import { nextMoment } from './ladder-model.ts'

const RUNGS = ['clock.reminded', 'clock.overdue', 'clock.escalated'] as const

/** Whether a fact says a level of the ladder. */
export const isRung = (type: string): boolean => RUNGS.some((one) => one === type)

/** A level that was said: by the ledger's word, and to whom by the notices. */
export interface Said extends Level {
  deadlineId: string
  /** How many the fact says were told. */
  count: number
}

export interface OpenClock {
  issueId: string
  clock: string
  owner: string
  startedAt: number
  dueAt: number
  paused: boolean
  saidHours: number
  nextAt: number | null
}

export interface Lying {
  id: string
  state: string
  hand: string
  redos: number
  /** The first matter of those that it lies with. */
  with: string | null
}

const byIssue = <T extends { issueId: string }>(rows: T[]): T[] =>
  rows.sort((a, b) => (a.issueId < b.issueId ? -1 : a.issueId > b.issueId ? 1 : 0))

const words = (list: unknown): number[] =>
  String(list ?? '')
    .split(' ')
    .filter(Boolean)
    .map(Number)

/** What the database really holds, in the model's words. */
export class Eyes {
  readonly #t: TestApp
  #read = 0
  #ears = new Map<string, Ear>()

  constructor(t: TestApp) {
    this.#t = t
  }

  handId(hand: Hand): string {
    return hand === 'station' ? (this.#t.seed.stations[0]?.id ?? '') : seeded(this.#t, hand).id
  }

  /** Who is behind each account. */
  async meet(): Promise<void> {
    const { accounts: a } = this.#t.context.db.tables(accountsTables)
    for (const { id, role, representativeId } of await this.#t.context.db.read.select().from(a)) {
      // Departments have no part in matters of voters.
      if (role === 'department') continue
      const person = ([0, 1, 2] as const).find((one) => this.handId(one) === representativeId)
      this.#ears.set(id, role === 'representative' ? (String(person) as Ear) : role)
    }
  }

  async #facts() {
    const { ledger: l } = this.#t.context.db.tables(ledgerTables)
    return await this.#t.context.db.read
      .select()
      .from(l)
      .where(and(gt(l.sequence, this.#read), inArray(l.type, [...RUNGS])))
      .orderBy(asc(l.sequence))
  }

  /** What was said since it was last asked. */
  async newlySaid(): Promise<Said[]> {
    const facts = await this.#facts()
    if (facts.length === 0) return []
    this.#read = facts.at(-1)?.sequence ?? this.#read
    const { notices: n } = this.#t.context.db.tables(noticesTables)
    const about = inArray(n.subjectId, [...new Set(facts.map((row) => row.subjectId))])
    const notices = await this.#t.context.db.read
      .select()
      .from(n)
      .where(and(about, inArray(n.kind, [...RUNGS])))
    return byIssue(
      facts.map((row) => {
        const data = JSON.parse(row.data) as Record<string, unknown>
        const told = notices.filter(
          (one) => one.data.deadlineId === data.deadlineId && one.data.hours === data.hours,
        )
        return {
          issueId: row.subjectId,
          deadlineId: String(data.deadlineId),
          hours: Number(data.hours),
          skipped: words(data.skipped),
          told: told.map((one) => this.#ears.get(one.recipientId) ?? 'office').sort(),
          count: Number(data.told),
        }
      }),
    )
  }

  async openClocks(): Promise<OpenClock[]> {
    const { deadlines: d } = this.#t.context.db.tables(deadlinesTables)
    const rows = await this.#t.context.db.read.select().from(d).where(isNull(d.stoppedAt))
    return inOrder(
      rows.map((row) => ({
        issueId: row.subjectId,
        clock: row.clock,
        owner: row.ownerId,
        startedAt: row.startedAt,
        dueAt: row.dueAt,
        paused: row.pausedAt !== null,
        saidHours: row.remindedHours,
        nextAt: row.remindAt,
      })),
    )
  }

  async lying(): Promise<Lying[]> {
    const { issues: i } = this.#t.context.db.tables(issuesTables)
    const rows = await this.#t.context.db.read.select().from(i).orderBy(asc(i.year), asc(i.number))
    return rows.map((row) => ({
      id: row.id,
      state: row.state,
      hand: row.handlerId,
      redos: row.redos,
      // What was taken back lies with nothing any more.
      with: row.state === 'withdrawn' ? null : firstOf(rows, row.groupId),
    }))
  }

  /** The clocks that ought to run. */
  clocksOf(matters: readonly Matter[]): OpenClock[] {
    return inOrder(matters.flatMap((matter) => this.#clocksOf(matter)))
  }

  #clocksOf({ id, hand, words: owed, promise }: Matter): OpenClock[] {
    const of = { issueId: id, owner: this.handId(hand) }
    const clocks: OpenClock[] = []
    if (owed !== null)
      clocks.push({
        ...of,
        clock: owed.kind,
        startedAt: owed.startedAt,
        dueAt: owed.startedAt + 24 * HOUR,
        paused: false,
        saidHours: owed.said,
        nextAt: nextMoment(owed),
      })
    if (promise !== null)
      clocks.push({
        ...of,
        clock: 'resolution',
        startedAt: promise.startedAt,
        dueAt: promise.dueAt,
        paused: promise.pausedUntil !== null,
        // What was promised beyond the answer has no ladder.
        saidHours: 0,
        nextAt: null,
      })
    return clocks
  }

  /** Where each matter ought to lie. */
  lyingOf(matters: readonly Matter[]): Lying[] {
    return matters.map(({ id, state, hand, redos, group }) => ({
      id,
      state,
      hand: this.handId(hand),
      redos,
      with: group === null ? null : (matters.find((one) => one.group === group)?.id ?? null),
    }))
  }
}

const firstOf = (
  rows: readonly { id: string; groupId: string | null; state: string }[],
  groupId: string | null,
): string | null =>
  groupId === null
    ? null
    : (rows.find((row) => row.groupId === groupId && row.state !== 'withdrawn')?.id ?? null)

const inOrder = (clocks: OpenClock[]): OpenClock[] =>
  clocks.sort((a, b) => (`${a.issueId} ${a.clock}` < `${b.issueId} ${b.clock}` ? -1 : 1))
