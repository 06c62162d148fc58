import type { MatterFeature } from '../core/matter.ts'
import { dropLostPhotoFiles } from '../photos/lost-files.usecases.ts'
import { activitiesRoutes } from './activities.routes.ts'
import { activityPhotos } from './photos.usecases.ts'

export const feature: MatterFeature = {
  routes: activitiesRoutes,
  jobs: (context) => [dropLostPhotoFiles(context, activityPhotos)],
}
