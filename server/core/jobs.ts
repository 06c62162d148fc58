import type { FastifyBaseLogger } from 'fastify'
import type { JobMeter } from './jobs.metrics.ts'

/** Work that repeats while the server runs. */
export interface Job {
  name: string
  /** Milliseconds between two runs. */
  every: number
  /** @param stopping work that may take long watches it, and leaves off where it can go on later. */
  run(stopping: AbortSignal): Promise<void>
}

/**
 * Runs each job at once and then again and again, never twice at the same time. A job that fails
 * is logged, counted, and tried again at its next turn. Returns what stops them: it tells running ones, and
 * waits for them.
 */
export function startJobs(
  jobs: readonly Job[],
  log: Pick<FastifyBaseLogger, 'error'>,
  meter: JobMeter,
): () => Promise<void> {
  const running = new Set<Promise<void>>()
  const stopping = new AbortController()
  const timers = jobs.map((job) => {
    let busy = false
    meter.knows(job.name)
    const turn = (): void => {
      if (busy) return
      busy = true
      const work = job
        .run(stopping.signal)
        .then(
          () => meter.done(job.name),
          (error: unknown) => {
            meter.failed(job.name)
            log.error({ err: error, job: job.name }, 'job failed')
          },
        )
        .finally(() => {
          busy = false
          running.delete(work)
        })
      running.add(work)
    }
    turn()
    const timer = setInterval(turn, job.every)
    timer.unref()
    return timer
  })
  return async () => {
    for (const timer of timers) clearInterval(timer)
    stopping.abort()
    await Promise.all(running)
  }
}
