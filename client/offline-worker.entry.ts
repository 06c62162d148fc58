import type { Asked, Worker } from './core/worker-events.ts'

/**
 * Answers a voter's visit where there is no network: with a station's page that was seen before, which
 * is public, or with one that says so, offers to try again and lists the receipts of this phone. No
 * matter is ever kept here. Imports nothing: a worker on an old phone is one script.
 */

const worker = self as unknown as Worker

/** Put in by the server: another build is another version. */
const PREFIX = 'mashang-offline-'
/** Whoever has large print gets it here, too; a worker sees no cookies. */
const { search } = location
const SHELL = `${PREFIX}__VERSION__${search}`
const OFFLINE = `/offline${search}`
const STATIONS = 'mashang-stations'
const STATION = /^\/q\/[^/]+\/station$/
/** Stations that somebody looks at again. */
const MOST = 8
/** These have nothing to do with voters, or look after themselves. */
const OTHERS = /^\/(api|me|office)(\/|$)/
const ZONE = 8 * 3_600_000

async function install(): Promise<void> {
  const page = await fetch(OFFLINE, { credentials: 'omit', cache: 'no-store' })
  if (!page.ok) throw new Error(`${OFFLINE} ${page.status}`)
  const files = (await page.clone().text()).match(/\/assets\/[\w.-]+/g) ?? []
  const shell = await caches.open(SHELL)
  await shell.addAll([...new Set(files)])
  await shell.put(OFFLINE, page)
  // No page depends on which version of it answers.
  await worker.skipWaiting()
}

async function activate(): Promise<void> {
  const names = await caches.keys()
  const old = names.filter((name) => name.startsWith(PREFIX) && name !== SHELL)
  await Promise.all(old.map((name) => caches.delete(name)))
  await worker.registration.navigationPreload?.enable()
}

async function keepStation(address: string, page: Response): Promise<void> {
  const stations = await caches.open(STATIONS)
  // The one seen last is the last to go.
  await stations.delete(address)
  await stations.put(address, page)
  const kept = await stations.keys()
  await Promise.all(kept.slice(0, -MOST).map((one) => stations.delete(one)))
}

const two = (n: number): string => String(n).padStart(2, '0')

/** A page of before, which says so. */
async function asItWas(page: Response): Promise<Response> {
  const at = new Date(Date.parse(page.headers.get('date') ?? '') + ZONE)
  const when = `${at.getUTCMonth() + 1}月${at.getUTCDate()}日 ${two(at.getUTCHours())}:${two(at.getUTCMinutes())}`
  const note = `<p class="notice" role="status">没有连上网，这是 ${when} 看到的。<a class="quiet underlined" href="">再试一次</a></p>`
  const headers = new Headers(page.headers)
  for (const name of ['content-encoding', 'content-length']) headers.delete(name)
  const html = (await page.text()).replace('<div id="app">', `${note}$&`)
  return new Response(html, { headers })
}

async function visit(event: Asked): Promise<Response> {
  const { origin, pathname } = new URL(event.request.url)
  const isStation = STATION.test(pathname)
  try {
    const page = (await event.preloadResponse) ?? (await fetch(event.request))
    if (isStation && page.ok) event.waitUntil(keepStation(origin + pathname, page.clone()))
    return page
  } catch (error) {
    const seen = isStation
      ? await (await caches.open(STATIONS)).match(origin + pathname)
      : undefined
    if (seen !== undefined) return await asItWas(seen)
    const offline = await (await caches.open(SHELL)).match(OFFLINE)
    if (offline === undefined) throw error
    return offline
  }
}

/** Their names change with what is in them, so a kept one is never old. */
const file = async (request: Request): Promise<Response> =>
  (await (await caches.open(SHELL)).match(request)) ?? (await fetch(request))

worker.addEventListener('install', (event) => event.waitUntil(install()))
worker.addEventListener('activate', (event) => event.waitUntil(activate()))
worker.addEventListener('fetch', (event) => {
  const { method, mode, url } = event.request
  const { origin, pathname } = new URL(url)
  if (method !== 'GET' || origin !== location.origin || OTHERS.test(pathname)) return
  if (mode === 'navigate') event.respondWith(visit(event))
  else if (pathname.startsWith('/assets/')) event.respondWith(file(event.request))
})
