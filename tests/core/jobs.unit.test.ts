import { JobMeter } from '@mashang/server/core/jobs.metrics.ts'
import { startJobs } from '@mashang/server/core/jobs.ts'
import { describe, expect, it } from 'vitest'

describe('work that repeats', () => {
  it('given a turn goes wrong, then that is logged and counted, and others go on', async () => {
    const meter = new JobMeter()
    const logged: unknown[] = []
    const stop = startJobs(
      [
        { name: 'sweep', every: 60_000, run: () => Promise.reject(new Error('no disk')) },
        { name: 'send', every: 60_000, run: () => Promise.resolve() },
        { name: 'wait', every: 60_000, run: (stopping) => untilAborted(stopping) },
      ],
      { error: (about: unknown) => void logged.push(about) },
      meter,
    )
    await stop()
    const shown = await meter.registry.metrics()
    expect(shown).toContain('mashang_job_runs_total{job="sweep",outcome="failed"} 1')
    expect(shown).toContain('mashang_job_runs_total{job="send",outcome="done"} 1')
    expect(shown).toContain('mashang_job_runs_total{job="send",outcome="failed"} 0')
    expect(shown).toContain('mashang_job_runs_total{job="wait",outcome="done"} 1')
    expect(shown).toMatch(/mashang_job_last_done_timestamp_seconds\{job="send"\} \d/)
    expect(shown).not.toMatch(/mashang_job_last_done_timestamp_seconds\{job="sweep"\}/)
    expect(logged).toMatchObject([{ job: 'sweep', err: { message: 'no disk' } }])
  })
})

const untilAborted = (signal: AbortSignal): Promise<void> =>
  new Promise((over) => signal.addEventListener('abort', () => over(), { once: true }))
