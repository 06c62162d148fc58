import type { MatterFeature } from '../core/matter.ts'
import { mediationsJobs } from './mediations.jobs.ts'
import { mediationsRoutes } from './mediations.routes.ts'
import { recountMediations } from './steps.usecases.ts'

export const feature: MatterFeature = {
  routes: mediationsRoutes,
  jobs: mediationsJobs,
  recount: recountMediations,
}
