import { Counter, type Registry } from 'prom-client'
import type { LogLines } from './logging.ts'

/** What the log itself cannot tell: lines that it lost. */
export function logMetrics(lines: LogLines, registry: Registry): void {
  registry.registerMetric(
    new Counter({
      name: 'mashang_log_lines_dropped_total',
      help: 'Lines of the log that could not be written: a full or broken disk, a reader that stands',
      registers: [],
      collect() {
        this.reset()
        this.inc(lines.dropped ?? 0)
      },
    }),
  )
}
