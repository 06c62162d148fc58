import { seatChange } from '@mashang/shared/representatives/seat.rules.ts'
import type { Changes, ImportDecision, Skipped } from '@mashang/shared/roster/import.rules.ts'
import type { RepresentativeFacts, RepresentativeRow } from '@mashang/shared/roster/roster.model.ts'
import { stationKey } from '@mashang/shared/roster/station-row.rules.ts'
import { type AccountRecord, allAccounts } from '../accounts/accounts.store.ts'
import { newAccount } from '../accounts/accounts.usecases.ts'
import { loginHashOf } from '../accounts/logins.ts'
import { closedAccount, renamedAccount } from '../accounts/upkeep.ts'
import { newCode } from '../codes/codes.store.ts'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import type { Write } from '../core/db/statement.ts'
import { newId } from '../core/ids.ts'
import type { Fact } from '../core/ledger/ledger.chain.ts'
import {
  insertRepresentative,
  updateRepresentative,
} from '../representatives/representatives.store.ts'
import { insertStation, updateStation } from '../stations/stations.store.ts'
import { type Known, personColumns, stationColumns } from './roster.known.ts'

/** One import as it is put together: everything that one commit writes. */
export class ImportUnit {
  readonly writes: Write[] = []
  readonly facts: Fact[] = []
  codes = 0
  accounts = 0
  /** Came in, but without an account: the login is somebody else's. */
  readonly loginTaken: Skipped[] = []
  readonly #context: Context
  readonly #rosterId: string
  readonly #by: Actor | null
  readonly #at: number
  /** When the one row of a change by hand was last changed, as its clerk saw it. */
  readonly #was: number | undefined
  readonly #stationIds: Map<string, string>
  readonly #people: Map<string, Known['people'][number]>
  readonly #stations: Map<string, Known['stations'][number]>
  readonly #logins: Map<string, string>
  readonly #accountOf: Map<string, AccountRecord>

  static async begin(
    context: Context,
    rosterId: string,
    known: Known,
    by: Actor | null,
    at: number,
    was?: number,
  ): Promise<ImportUnit> {
    return new ImportUnit(context, rosterId, known, await allAccounts(context), by, at, was)
  }

  private constructor(
    context: Context,
    rosterId: string,
    known: Known,
    accounts: AccountRecord[],
    by: Actor | null,
    at: number,
    was: number | undefined,
  ) {
    this.#context = context
    this.#rosterId = rosterId
    this.#by = by
    this.#was = was
    this.#at = at
    this.#stationIds = new Map(known.stations.map(({ id, name }) => [stationKey(name), id]))
    this.#people = new Map(known.people.map((person) => [person.id, person]))
    this.#stations = new Map(known.stations.map((station) => [station.id, station]))
    this.#logins = new Map(accounts.map(({ loginHash, id }) => [loginHash, id]))
    // Of somebody who came back into office the open account counts, so it comes last.
    const closedFirst = accounts.toSorted((a, b) => (b.closedAt ?? 0) - (a.closedAt ?? 0))
    this.#accountOf = new Map(
      closedFirst.flatMap((account) =>
        account.role === 'representative' && account.representativeId !== null
          ? [[account.representativeId, account]]
          : [],
      ),
    )
  }

  add(decision: ImportDecision): void {
    const { stations, representatives } = decision
    for (const { sheet, row, key, ...facts } of stations.insert) {
      const id = newId()
      this.#stationIds.set(key, id)
      this.#write(
        insertStation({
          district: this.#context.district,
          id,
          ...stationColumns(this.#context, id, facts, this.#at),
          createdAt: this.#at,
        }),
      )
      this.#makeCode('station', id)
      this.#tell('station.added', 'station', id)
    }
    for (const { id, changes } of stations.update) {
      const station = this.#stations.get(id) as Known['stations'][number]
      const facts = { ...station, ...newValues(changes) }
      this.#write(
        updateStation({
          district: this.#context.district,
          ...stationColumns(this.#context, id, facts, this.#at),
          id,
          was: this.#was,
        }),
      )
      this.#tell('station.changed', 'station', id, { fields: Object.keys(changes).join(' ') })
    }
    for (const row of representatives.insert) this.#addPerson(row)
    for (const { id, row, changes } of representatives.update) this.#changePerson(id, row, changes)
  }

  #addPerson(row: RepresentativeRow): void {
    const { sheet, row: line, key, needs, ...facts } = row
    const id = newId()
    this.#write(
      insertRepresentative({
        district: this.#context.district,
        id,
        ...this.#columns(id, facts),
        photo: null,
        createdAt: this.#at,
      }),
    )
    this.#tell('representative.added', 'representative', id, { state: facts.state })
    // Whoever has left before the system knew them needs neither a code nor a way in.
    if (facts.state === 'left') {
      this.#tell('representative.left', 'representative', id, { on: facts.leftOn })
      return
    }
    this.#makeCode('representative', id)
    this.#openAccount(id, facts, row)
  }

  /** Somebody whom the file does not name leaves office. */
  leave(id: string, on: string): void {
    const { account } = this.#rewrite(id, {
      state: { from: 'serving', to: 'left' },
      leftOn: { from: null, to: on },
    })
    if (account?.closedAt === null) this.#closeAccount(account)
  }

  #changePerson(id: string, row: RepresentativeRow, changes: Changes): void {
    const { from, to, account } = this.#rewrite(id, changes)
    if (to.state === 'left') {
      if (account?.closedAt === null) this.#closeAccount(account)
    } else if (account === undefined || account.closedAt !== null) this.#openAccount(id, to, row)
    else this.#followPerson(account, from, to, row)
  }

  #rewrite(id: string, changes: Changes) {
    const { id: _, ...from } = this.#people.get(id) as Known['people'][number]
    const to: RepresentativeFacts = { ...from, ...newValues(changes) }
    const columns = this.#columns(id, to)
    this.#write(
      updateRepresentative({
        district: this.#context.district,
        id,
        ...columns,
        was: this.#was,
      }),
    )
    const type =
      from.state === to.state
        ? 'representative.changed'
        : to.state === 'left'
          ? 'representative.left'
          : 'representative.returned'
    this.#tell(type, 'representative', id, {
      fields: Object.keys(changes).join(' '),
      ...(type === 'representative.left' ? { on: to.leftOn } : {}),
      ...seatChange({ ...from, stationId: this.#stationIdOf(from) }, columns),
    })
    return { from, to, account: this.#accountOf.get(id) }
  }

  #columns(id: string, facts: RepresentativeFacts) {
    return personColumns(this.#context, id, facts, this.#stationIdOf(facts), this.#at)
  }

  #stationIdOf({ station }: RepresentativeFacts): string | null {
    return station === null ? null : (this.#stationIds.get(stationKey(station)) ?? null)
  }

  #openAccount(representativeId: string, facts: RepresentativeFacts, row: RepresentativeRow): void {
    if (facts.phone === null) return
    const made = newAccount(this.#context, {
      name: facts.name,
      login: facts.phone,
      role: 'representative',
      representativeId,
    })
    if (!this.#takeLogin(made.loginHash, made.id, row)) return
    this.#write(made.write)
    this.#tell('account.created', 'account', made.id, { representativeId })
    this.accounts++
  }

  #closeAccount(account: AccountRecord): void {
    this.#write(...closedAccount(this.#context, account))
    this.#tell('account.closed', 'account', account.id)
  }

  /** The account goes by the person's name, and by the phone where that was its login before. */
  #followPerson(
    account: AccountRecord,
    before: RepresentativeFacts,
    facts: RepresentativeFacts,
    row: RepresentativeRow,
  ): void {
    const login = this.#context.secrets.unseal(account.login, account.id)
    const byPhone =
      before.phone !== null && loginHashOf(this.#context, before.phone) === account.loginHash
    const renamed = renamedAccount(this.#context, account, {
      name: facts.name,
      login: byPhone && facts.phone !== null ? facts.phone : login,
    })
    if (renamed.loginHash === account.loginHash && facts.name === account.name) return
    if (!this.#takeLogin(renamed.loginHash, account.id, row)) return
    this.#write(renamed.write)
    this.#tell('account.renamed', 'account', account.id)
  }

  #takeLogin(loginHash: string, accountId: string, row: RepresentativeRow): boolean {
    const holder = this.#logins.get(loginHash) ?? accountId
    if (holder !== accountId) {
      const { sheet, row: line, name } = row
      this.loginTaken.push({ sheet, row: line, name, reason: 'login_taken' })
      return false
    }
    this.#logins.set(loginHash, accountId)
    return true
  }

  #makeCode(kind: 'representative' | 'station', targetId: string): void {
    const { code, write } = newCode(this.#context, kind, targetId)
    this.#write(write)
    this.#tell('code.made', 'code', code, { targetId })
    this.codes++
  }

  #write(...writes: Write[]): void {
    this.writes.push(...writes)
  }

  #tell(type: string, kind: string, id: string, data: NonNullable<Fact['data']> = {}): void {
    this.facts.push({
      at: this.#at,
      type,
      actor:
        this.#by === null
          ? { kind: 'system', id: null }
          : { kind: 'account', id: this.#by.accountId },
      subject: { kind, id },
      data: { rosterId: this.#rosterId, ...data },
    })
  }

  /** The fact of the import itself, with its counts. */
  tellImport(counts: Record<string, number>): void {
    this.#tell('roster.imported', 'roster', this.#rosterId, counts)
  }
}

const newValues = (changes: Record<string, { to: unknown }>): object =>
  Object.fromEntries(Object.entries(changes).map(([field, { to }]) => [field, to]))
