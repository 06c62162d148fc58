import type { Worker } from './core/worker-events.ts'

/**
 * Keeps the files of the representative's app on the phone, so that it opens without a signal. What
 * it shows comes from the server whenever there is one; nothing of any matter is ever kept here.
 */

const worker = self as unknown as Worker

/** Put in by the build: the files of this version, and its name. */
const FILES = '__FILES__' as unknown as string[]
const VERSION = '__VERSION__'

const PREFIX = 'mashang-shell-'
const SHELL = PREFIX + VERSION
const PAGE = '/me/'
/** So long a page waits for a weak signal before the kept one stands in. Milliseconds. */
const PATIENCE = 5_000

worker.addEventListener('install', (event) => {
  event.waitUntil(caches.open(SHELL).then((cache) => cache.addAll([PAGE, ...FILES])))
})

// A page that is open goes on without it; the next one finds it here.
worker.addEventListener('activate', (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) =>
        Promise.all(
          names
            .filter((name) => name.startsWith(PREFIX) && name !== SHELL)
            .map((name) => caches.delete(name)),
        ),
      ),
  )
})

// The page says so once somebody has agreed to the new version; before, it asks which one that is.
worker.addEventListener('message', (event) => {
  if (event.data === 'take-over') void worker.skipWaiting()
  if (event.data === 'which-files') event.ports[0]?.postMessage(FILES)
})

const kept = async (name: string | Request): Promise<Response | undefined> =>
  (await caches.open(SHELL)).match(name)

/** The server's page; the kept one where the server does not answer in time. */
async function page(request: Request): Promise<Response> {
  const own = await kept(PAGE)
  if (own === undefined) return await fetch(request)
  const fresh = fetch(request)
  const late = new Promise<Response>((resolve) => setTimeout(() => resolve(own), PATIENCE))
  try {
    const answer = await Promise.race([fresh, late])
    return answer.status >= 500 ? own : answer
  } catch {
    return own
  }
}

/** Their names change with what is in them, so a kept one is never old. */
const file = async (request: Request): Promise<Response> =>
  (await kept(request)) ?? (await fetch(request))

worker.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== location.origin) return
  if (request.mode === 'navigate') event.respondWith(page(request))
  else if (url.pathname.startsWith('/assets/')) event.respondWith(file(request))
})
