import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { createApp } from '@mashang/server/app.ts'
import { StandardOutput } from '@mashang/server/core/http/standard-output.ts'
import { JobMeter } from '@mashang/server/core/jobs.metrics.ts'
import { AttemptMeter } from '@mashang/server/deliveries/deliveries.metrics.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startApp, type TestApp } from '../support/app.ts'

const root = resolve(import.meta.dirname, '../..')
const read = (path: string): string => readFileSync(join(root, path), 'utf8')
const alerts = read('deploy/alerts.yml')
const dashboard = read('deploy/grafana.json')

let t: TestApp
let metrics: string
beforeAll(async () => {
  t = await startApp()
  const config = { ...t.context.config, backup: join(t.context.config.dataFolder, 'backup') }
  const [jobs, attempts, log] = [new JobMeter(), new AttemptMeter(), new StandardOutput()]
  const app = await createApp({ ...t.context, config }, { jobs, attempts, log })
  metrics = (await app.inject({ url: '/metrics' })).body
  await app.close()
})
afterAll(() => t.close())

const NAME = /\b(?:mashang|process|nodejs)_[a-z0-9_]+/g
/** A histogram is asked for by its buckets. */
const named = (text: string): string[] => [
  ...new Set([...text.matchAll(NAME)].map(([name]) => name.replace(/_bucket$/, ''))),
]
const isTold = (name: string): boolean => metrics.includes(`# TYPE ${name} `)

it('what the alarms, the dashboard and the guide ask for is told', () => {
  // The only table of the guide whose rows begin with a metric.
  const guide = read('docs/operating.md').match(/^\| `(?:mashang|process|nodejs)_.*$/gm) ?? []
  for (const text of [alerts, dashboard, guide.join('\n')]) {
    const names = named(text)
    expect(names.length).toBeGreaterThan(4)
    expect(names.filter((name) => !isTold(name))).toEqual([])
  }
})

it('what the guide explains is on the dashboard', () => {
  const rows = read('docs/operating.md').match(/^\| `((?:mashang|process|nodejs)_[a-z0-9_]+)`/gm)
  const shown = named(dashboard)
  expect(named((rows ?? []).join('\n')).filter((name) => !shown.includes(name))).toEqual([])
})

it('a server that makes no backups is found by an alarm: its metric is not there', async () => {
  const without = (await t.voter({ url: '/metrics' })).body
  expect(without).not.toContain('mashang_backup_last_done')
  expect(alerts).toMatch(
    /count by \(district\) \(process_start_time_seconds\{.*\}\) unless count by \(district\) \(mashang_backup_last_done_timestamp_seconds/,
  )
})
