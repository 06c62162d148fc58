import { byHandApi } from '@mashang/shared/roster/by-hand.api.ts'
import { photoArchiveLimit, rosterApi, rosterFileLimit } from '@mashang/shared/roster/roster.api.ts'
import { photosZipErrors, rosterErrors } from '@mashang/shared/roster/roster.errors.ts'
import type { FastifyInstance } from 'fastify'
import { signedIn } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { route } from '../core/http/route.ts'
import { fileInMemory, withSpooledFile } from '../core/http/upload.ts'
import {
  addPerson,
  addStation,
  changePerson,
  changeStation,
  personView,
  stationFacts,
} from './by-hand.usecases.ts'
import { remapRoster, uploadRoster } from './drafts.usecases.ts'
import { confirmImport } from './import.usecases.ts'
import { importPhotos } from './portraits.usecases.ts'

const rosterUpload = {
  bytes: rosterFileLimit,
  missing: rosterErrors.missing,
  tooLarge: rosterErrors.tooLarge,
}
const photosUpload = {
  bytes: photoArchiveLimit,
  missing: photosZipErrors.missing,
  tooLarge: photosZipErrors.fileTooLarge,
}

/**
 * What follows from an import is the business of features above this one, so it is handed in.
 * It may fail or be cut off: whoever hands it in runs it again by itself.
 */
export type AfterImport = () => Promise<unknown>

export function rosterRoutes(
  app: FastifyInstance,
  context: Context,
  afterImport: AfterImport,
): void {
  route(app, rosterApi.upload, async ({ request, actor }) => {
    const { name: fileName, bytes } = await fileInMemory(request, 'file', rosterUpload)
    return await uploadRoster(context, { fileName, bytes }, signedIn(actor))
  })
  route(app, rosterApi.map, ({ params, body }) => remapRoster(context, params.id, body.sheets))
  route(app, rosterApi.confirm, async ({ params, body, actor }) => {
    const report = await confirmImport(context, params.id, body, signedIn(actor))
    await afterImport()
    return report
  })
  route(app, byHandApi.person, ({ params, actor }) =>
    personView(context, params.id, signedIn(actor)),
  )
  route(app, byHandApi.addPerson, async ({ body, actor }) => ({
    id: await addPerson(context, body, signedIn(actor)),
  }))
  route(app, byHandApi.changePerson, ({ params, body, actor }) =>
    changePerson(context, params.id, body, signedIn(actor)),
  )
  route(app, byHandApi.station, ({ params, actor }) =>
    stationFacts(context, params.id, signedIn(actor)),
  )
  route(app, byHandApi.addStation, async ({ body, actor }) => ({
    id: await addStation(context, body, signedIn(actor)),
  }))
  route(app, byHandApi.changeStation, ({ params, body, actor }) =>
    changeStation(context, params.id, body, signedIn(actor)),
  )
  route(app, rosterApi.photos, ({ request, actor }) =>
    withSpooledFile(request, 'file', context.config.dataFolder, photosUpload, (path) =>
      importPhotos(context, path, signedIn(actor)),
    ),
  )
}
