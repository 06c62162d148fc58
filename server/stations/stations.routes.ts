import { stationsApi } from '@mashang/shared/stations/stations.api.ts'
import type { FastifyInstance } from 'fastify'
import { signedIn } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { route } from '../core/http/route.ts'
import { sendTable } from '../exports/table-export.ts'
import { stationsFile } from './stations.export.ts'
import { allStations, stationView } from './stations.store.ts'

/** How many serve at each station comes from a feature above this one, so it is handed in. */
export type ServingByStation = () => Promise<ReadonlyMap<string, number>>

export function stationsRoutes(
  app: FastifyInstance,
  context: Context,
  servingByStation: ServingByStation,
): void {
  route(app, stationsApi.list, async () => {
    const serving = await servingByStation()
    return {
      items: (await allStations(context)).map((row) => stationView(row, serving.get(row.id) ?? 0)),
    }
  })
  route(app, stationsApi.export, async ({ query, actor, reply }) => {
    const file = await stationsFile(context, query, await servingByStation())
    return await sendTable(context, reply, file, query, signedIn(actor))
  })
}
