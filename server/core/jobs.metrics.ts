import { Counter, Gauge, Registry } from 'prom-client'

/** Counts how jobs end; whoever runs them hands it to whoever shows the figures. */
export class JobMeter {
  readonly registry = new Registry()
  readonly #runs = new Counter({
    name: 'mashang_job_runs_total',
    help: 'Runs of repeating work (sweeps, deliveries, upkeep), by how they ended',
    labelNames: ['job', 'outcome'],
    registers: [this.registry],
  })
  readonly #lastDone = new Gauge({
    name: 'mashang_job_last_done_timestamp_seconds',
    help: 'When repeating work last ended well',
    labelNames: ['job'],
    registers: [this.registry],
  })

  /** Shown as 0 from the start, so that the first mishap is seen as a rise. */
  knows(job: string): void {
    this.#runs.inc({ job, outcome: 'done' }, 0)
    this.#runs.inc({ job, outcome: 'failed' }, 0)
  }

  done(job: string): void {
    this.#runs.inc({ job, outcome: 'done' })
    this.#lastDone.setToCurrentTime({ job })
  }

  failed(job: string): void {
    this.#runs.inc({ job, outcome: 'failed' })
  }

  showIn(registry: Registry): void {
    registry.registerMetric(this.#runs)
    registry.registerMetric(this.#lastDone)
  }
}
