import type { accountsApi } from '@mashang/shared/accounts/accounts.api.ts'
import type { AccountRow } from '@mashang/shared/accounts/accounts.model.ts'
import { accountStates, roleWords } from '@mashang/shared/accounts/accounts.words.ts'
import { dutyWords } from '@mashang/shared/accounts/duties.words.ts'
import { signingWords } from '@mashang/shared/accounts/signing.words.ts'
import { toIsoOrNull } from '@mashang/shared/core/clock.ts'
import { momentDigits } from '@mashang/shared/core/local-time.ts'
import type { z } from 'zod'
import type { Context } from '../core/context.ts'
import { answersTo } from '../core/pinyin.ts'
import { departmentsEver } from '../departments/departments.store.ts'
import { type FileColumn, inPieces, type TableFile } from '../exports/table-export.ts'
import { representativesById } from '../representatives/representatives.store.ts'
import { stationNames } from '../stations/stations.store.ts'
import {
  type AccountRecord,
  allAccounts,
  pageOfAccounts,
  stationsOfAccount,
} from './accounts.store.ts'

type ListQuery = z.output<NonNullable<typeof accountsApi.list.query>>
type Filter = Pick<ListQuery, 'role' | 'state' | 'q' | 'station' | 'sort'>

const stateOf = (account: AccountRecord): AccountRow['state'] =>
  account.closedAt !== null ? 'closed' : account.lastSignInAt === null ? 'invited' : 'active'

const collator = new Intl.Collator('zh-CN')
const ROLES = Object.keys(roleWords)
const STATES = Object.keys(accountStates)

function inOrder(
  accounts: AccountRecord[],
  sort: Filter['sort'],
  placeOf: (account: AccountRecord) => string,
): AccountRecord[] {
  if (sort === undefined) return accounts
  const by = {
    name: (a: AccountRecord, b: AccountRecord) => collator.compare(a.name, b.name),
    role: (a: AccountRecord, b: AccountRecord) => ROLES.indexOf(a.role) - ROLES.indexOf(b.role),
    station: (a: AccountRecord, b: AccountRecord) => collator.compare(placeOf(a), placeOf(b)),
    second: (a: AccountRecord, b: AccountRecord) =>
      Number(b.factorSince !== null) - Number(a.factorSince !== null),
    state: (a: AccountRecord, b: AccountRecord) =>
      STATES.indexOf(stateOf(a)) - STATES.indexOf(stateOf(b)),
    seen: (a: AccountRecord, b: AccountRecord) => (a.lastSignInAt ?? 0) - (b.lastSignInAt ?? 0),
  }
  const compare = by[sort.replace('-', '') as keyof typeof by]
  const turn = sort.startsWith('-') ? -1 : 1
  return accounts.sort((a, b) => turn * compare(a, b) || collator.compare(a.name, b.name))
}

async function findBy(context: Context, query: Filter): Promise<AccountRecord[]> {
  const q = query.q?.trim() ?? ''
  const people = await representativesById(context)
  const found = (await allAccounts(context)).filter(
    (account) =>
      (query.role === undefined || account.role === query.role) &&
      (query.state === undefined || stateOf(account) === query.state) &&
      (query.station === undefined || stationsOfAccount(account).includes(query.station)) &&
      (q === '' || answersTo(q, account, people.get(account.representativeId ?? '') ?? 'person')),
  )
  const stations = await stationNames(context)
  const departments = new Map((await departmentsEver(context)).map(({ id, name }) => [id, name]))
  return inOrder(
    found,
    query.sort,
    ({ stationId, departmentId }) =>
      stations.get(stationId ?? '') ?? departments.get(departmentId ?? '') ?? '',
  )
}

/** Without a filter nothing but the page is read. */
async function pageBy(
  context: Context,
  query: ListQuery,
): Promise<{ items: AccountRecord[]; total: number }> {
  const { page, size, q, role, state, station, sort } = query
  if (!(q?.trim() || role || state || station || sort)) return await pageOfAccounts(context, query)
  const matches = await findBy(context, query)
  return { items: matches.slice((page - 1) * size, page * size), total: matches.length }
}

/** Accounts by role, state and name, one page. */
export async function listAccounts(
  context: Context,
  query: ListQuery,
): Promise<{ items: AccountRow[]; total: number; page: number; size: number }> {
  const { items: found, total } = await pageBy(context, query)
  const items = found.map(
    (account): AccountRow => ({
      id: account.id,
      name: account.name,
      role: account.role,
      loginShown: account.loginShown,
      stationId: account.stationId,
      moreStations: account.moreStations ?? [],
      representativeId: account.representativeId,
      departmentId: account.departmentId,
      state: stateOf(account),
      lastSignInAt: toIsoOrNull(account.lastSignInAt),
      secondFactor: account.factorSince !== null,
      duties: account.duties,
      signing: account.signing,
    }),
  )
  return { items, total, page: query.page, size: query.size }
}

const roleCell = ({ role, duties: given, signing }: AccountRecord): string =>
  role === 'office'
    ? `${roleWords[role]} · ${dutyWords(given)}`
    : role === 'department'
      ? `${roleWords[role]} · ${signingWords(signing)}`
      : roleWords[role]

/** The accounts of a filter as a file. */
export async function accountsFile(
  context: Context,
  filter: Filter,
): Promise<TableFile<AccountRecord>> {
  const stations = await stationNames(context)
  const columns: readonly FileColumn<AccountRecord>[] = [
    { of: 'name', title: '姓名', cell: (row) => row.name },
    { of: 'role', title: '身份', cell: roleCell },
    { of: 'login', title: '账号', cell: (row) => row.loginShown },
    {
      of: 'station',
      title: '家站',
      cell: (row) =>
        stationsOfAccount(row)
          .map((id) => stations.get(id) ?? '')
          .join('、') || null,
    },
    { of: 'state', title: '状态', cell: (row) => accountStates[stateOf(row)] },
    {
      of: 'second',
      title: '两步登录',
      cell: (row) => (row.factorSince === null ? null : '设好了'),
    },
    {
      of: 'seen',
      title: '上次登录',
      cell: (row) => (row.lastSignInAt === null ? null : momentDigits(row.lastSignInAt)),
    },
  ]
  const found = await findBy(context, filter)
  return {
    name: '账号',
    table: 'accounts',
    columns,
    total: found.length,
    rows: inPieces(found),
  }
}
