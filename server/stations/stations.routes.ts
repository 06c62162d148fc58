import { stationsApi } from '@mashang/shared/stations/stations.api.ts'
import type { FastifyInstance } from 'fastify'
import { signedIn } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { kept } from '../core/db/kept.ts'
import { route } from '../core/http/route.ts'
import { sendTable } from '../exports/table-export.ts'
import { stationsFile } from './stations.export.ts'
import { listStations } from './stations.list.ts'
import { allStations, stationView } from './stations.store.ts'

/** How many serve at each station comes from a feature above this one, so it is handed in. */
export type ServingByStation = () => Promise<ReadonlyMap<string, number>>

export function stationsRoutes(
  app: FastifyInstance,
  context: Context,
  servingByStation: ServingByStation,
): void {
  const list = kept(['stations', 'representatives'], async (context) => {
    const serving = await servingByStation()
    const stations = await allStations(context)
    return { items: stations.map((row) => stationView(row, serving.get(row.id) ?? 0)) }
  })
  route(app, stationsApi.list, () => list(context))
  route(app, stationsApi.rows, async ({ query, actor }) =>
    listStations(context, query, await servingByStation(), signedIn(actor)),
  )
  route(app, stationsApi.export, async ({ query, actor, reply }) => {
    const file = await stationsFile(context, query, await servingByStation(), signedIn(actor))
    return await sendTable(context, reply, file, query, signedIn(actor))
  })
  route(app, stationsApi.exportChosen, async ({ body, actor, reply }) => {
    const { ids, sort } = body
    const serving = await servingByStation()
    const file = await stationsFile(context, { ids, sort }, serving, signedIn(actor))
    return await sendTable(context, reply, file, body, signedIn(actor))
  })
}
