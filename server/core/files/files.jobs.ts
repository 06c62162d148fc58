import type { Context } from '../context.ts'
import type { Job } from '../jobs.ts'

export const filesJobs = ({ files }: Pick<Context, 'files'>): Job[] => {
  const { moveWaiting } = files
  return moveWaiting === undefined
    ? []
    : [{ name: 'move files that waited for the storage', every: 15_000, run: moveWaiting }]
}
