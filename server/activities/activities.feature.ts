import type { MatterFeature } from '../core/matter.ts'
import { activitiesRoutes } from './activities.routes.ts'

export const feature: MatterFeature = { routes: activitiesRoutes }
