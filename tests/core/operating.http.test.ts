import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { createApp } from '@mashang/server/app.ts'
import { readConfig } from '@mashang/server/config.ts'
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

/** Settings of a file as systemd reads it. */
const settingsIn = (path: string): ReturnType<typeof readConfig> =>
  readConfig(
    Object.fromEntries(
      [...read(path).matchAll(/^(MASHANG_\w+)=(.*)$/gm)].map(([, name, value]) => [name, value]),
    ),
  )
const districts = ['deploy/mashang.env', 'deploy/mashang-district.env'].map(settingsIn)

it('two districts on one machine share no port, folder, name or address', () => {
  for (const key of ['port', 'dataFolder', 'district', 'publicUrl'] as const)
    expect(new Set(districts.map((settings) => settings[key])).size).toBe(2)
})

it('each proxy leads the host of each district to its port, and keeps what is the operator’s', () => {
  const nginx = read('deploy/nginx.conf')
  const upstreams = new Map(
    [...nginx.matchAll(/^upstream (\w+) \{\s+server ([\d.:]+);/gm)].map(([, name, to]) => [
      name,
      to,
    ]),
  )
  const byNginx = [...nginx.matchAll(/listen 443[^}]*server_name (\S+);[^}]*set \$mashang (\w+);/g)]
  const byCaddy = [...read('deploy/Caddyfile').matchAll(/^(\S+) \{\s+import mashang (\S+)\n\}/gm)]
  const wanted = districts.map(({ publicUrl, port }) => [
    new URL(publicUrl).host,
    `127.0.0.1:${port}`,
  ])
  expect(byNginx.map(([, host, name]) => [host, upstreams.get(name)])).toEqual(wanted)
  expect(byCaddy.map(([, host, to]) => [host, to])).toEqual(wanted)
  expect(nginx.match(/include \/etc\/nginx\/mashang-proxy.conf;/g)).toHaveLength(2)
  const rules = read('deploy/nginx-proxy.conf')
  for (const path of ['/metrics', '/readyz']) {
    expect(rules).toContain(`location = ${path} { deny all; }`)
    expect(read('deploy/Caddyfile')).toMatch(new RegExp(`@operator path .*${path}\\b`))
  }
  expect(rules).toContain('proxy_set_header X-Forwarded-For $remote_addr;')
})

it('a service of several differs from that of one in its name, settings and folders only', () => {
  const linesOf = (path: string): string[] =>
    read(path)
      .split('\n')
      .filter((line) => !line.startsWith('#'))
  const one = linesOf('deploy/mashang.service')
  const several = linesOf('deploy/mashang@.service')
  const others = several.filter((line) => !one.includes(line))
  expect(others).toEqual([
    'Description=码上代表（%i）',
    'EnvironmentFile=/etc/mashang/%i.env',
    'ReadWritePaths=/srv/mashang/%i /opt/mashang -/mnt/backup/%i',
  ])
  expect(several).toHaveLength(one.length)
  const [, second] = districts
  expect(second?.dataFolder).toBe(`/srv/mashang/${second?.district}`)
})
