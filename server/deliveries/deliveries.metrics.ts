import { SECOND } from '@mashang/shared/core/clock.ts'
import type { DeliveryChannel } from '@mashang/shared/deliveries/deliveries.words.ts'
import { Counter, Gauge, type Registry } from 'prom-client'
import type { Outcome } from '../core/channels/channel.ts'
import type { Context } from '../core/context.ts'
import { standings } from './dead-letters.store.ts'

/** Counts what peers answered; whoever runs the jobs hands it to whoever shows the figures. */
export class AttemptMeter {
  readonly counter = new Counter({
    name: 'mashang_delivery_attempts_total',
    help: 'Messages offered to a peer, by what became of them',
    labelNames: ['channel', 'outcome'],
    registers: [],
  })

  /** It went wrong on our own side. */
  mishap(channel: DeliveryChannel): void {
    this.counter.inc({ channel, outcome: 'mishap' })
  }

  note(channel: DeliveryChannel, outcome: Outcome): void {
    this.counter.inc({ channel, outcome: outcome.accepted ? 'accepted' : outcome.reason })
  }
}

/** For the operator: what waits and what did not arrive, read when somebody asks. */
export function deliveriesMetrics(context: Context, registry: Registry, meter: AttemptMeter): void {
  registry.registerMetric(meter.counter)
  const oldest = new Gauge({
    name: 'mashang_delivery_oldest_waiting_seconds',
    help: 'Age of the oldest message that waits, quiet hours and summaries included',
    labelNames: ['channel'],
    registers: [registry],
  })
  new Gauge({
    name: 'mashang_deliveries',
    help: 'Messages that wait or did not arrive, by channel',
    labelNames: ['channel', 'state'],
    registers: [registry],
    async collect() {
      const rows = await standings(context)
      this.reset()
      oldest.reset()
      for (const row of rows) {
        this.set({ channel: row.channel, state: row.state }, row.total)
        if (row.state === 'waiting')
          oldest.set({ channel: row.channel }, (context.clock.now() - row.oldest) / SECOND)
      }
    },
  })
}
