import { join } from 'node:path'
import type { Context } from '@mashang/server/core/context.ts'
import { receiptOf } from '@mashang/server/issues/filing.usecases.ts'
import type { Endpoint, Role } from '@mashang/shared/core/endpoint.ts'
import { matters } from '@mashang/shared/matters/index.words.ts'
import Sqlite from 'better-sqlite3'
import { allEndpoints, filledIn, paramsOf } from '../../support/endpoints.ts'

/** One list, and who asks for it. */
export interface List {
  endpoint: Pick<Endpoint, 'path'>
  who: Role | 'voter'
}

const ONE_LIST =
  'about one list of earlier years, which the district of the benchmark does not have'

/** Lists that are not measured, and why. */
export const LEFT_OUT: Readonly<Record<string, string>> = {
  '/api/suggestion-imports/:id/problems': ONE_LIST,
  '/api/suggestion-imports/:id/undoing': ONE_LIST,
  '/api/departments/:id/merging': 'about two departments, which somebody asks for once',
}

const holdsList = ({ reply }: Endpoint): boolean =>
  reply !== undefined &&
  JSON.stringify(reply.toJSONSchema({ io: 'input', unrepresentable: 'any' })).includes(
    '"type":"array"',
  )

const ROLES: readonly Role[] = ['office', 'liaison', 'representative', 'department']

const whoMay = ({ access }: Endpoint): readonly List['who'][] =>
  access === 'anyone' ? ['voter'] : access === 'signed-in' ? ROLES : access

/** Every list that is declared, for every role that has it; pages of voters with lists beside them. */
export async function declaredLists(): Promise<List[]> {
  const declared = (await allEndpoints()).filter(
    (endpoint) =>
      endpoint.method === 'GET' && holdsList(endpoint) && LEFT_OUT[endpoint.path] === undefined,
  )
  return [
    ...declared.flatMap((endpoint) => whoMay(endpoint).map((who) => ({ endpoint, who }))),
    ...['/q/:code', '/q/:code/choose', '/q/:code/matters', '/matters', '/suggestions'].map(
      (path) => ({ endpoint: { path }, who: 'voter' as const }),
    ),
  ]
}

/** Which things a path means by its parameter, likeliest first; a receipt is made from its matter. */
const THINGS: readonly (readonly [RegExp, string])[] = [
  [/^\/api\/accounts\//, 'select id from accounts'],
  [
    /^(\/api\/codes|\/q)\//,
    'select code from codes where sheet_id is null order by created_at desc',
  ],
  [/^\/api\/lineage\/suggestion\//, 'select id from suggestions'],
  [/^\/api\/(issues|lineage)\//, 'select id from issues order by id'],
  [/^\/api\/receipts\//, 'select id from issues order by id desc'],
  [/^\/api\/points\/closings\//, 'select id from point_closings'],
  [/^\/api\/poster-batches\//, 'select id from poster_batches'],
  [/^\/api\/(roster\/)?stations\//, 'select id from stations order by created_at desc'],
  [/^\/api\/sheets\//, 'select id from sheets order by number'],
  [/representatives|records/, 'select id from representatives order by created_at desc'],
  // A kind of matter has one folder, one tag and one table of its name.
  ...Object.keys(matters).map(
    (name) =>
      [new RegExp(`^/api/${name}/`), `select id from ${name.replaceAll('-', '_')}`] as const,
  ),
]
const QUERIES: Readonly<Record<string, string>> = {
  '/api/floods/matters': '?cause=representative&key=nobody',
  '/api/views': '?table=issues',
}

/** Addresses under which a list may be found in a district, the likeliest first. */
export function addressesOf({ endpoint, who }: List, context: Context): string[] {
  // A department has nothing to do with matters.
  const path = endpoint.path.replace(':kind', who === 'department' ? 'suggestion' : 'issue')
  const name = paramsOf(path).at(-1)
  if (name === undefined) return [path + (QUERIES[path] ?? '')]
  const [, sql] = THINGS.find(([pattern]) => pattern.test(path)) ?? []
  if (sql === undefined) return []
  const db = new Sqlite(join(context.config.dataFolder, 'mashang.sqlite'), { readonly: true })
  const ids = db.prepare<[], string>(`${sql} limit 100`).pluck().all()
  db.close()
  const values = name === 'receipt' ? ids.map((id) => receiptOf(context, id)) : ids
  return values.map((value) => filledIn(path, { [name]: value }))
}
