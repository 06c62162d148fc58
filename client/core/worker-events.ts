/** What a service worker hears; the page's own types know nothing of it. */
export interface Kept extends Event {
  waitUntil(work: Promise<unknown>): void
}
export interface Asked extends Kept {
  readonly request: Request
  /** What the browser asked for while the worker woke up, where it was told to. */
  readonly preloadResponse?: Promise<Response | undefined>
  respondWith(answer: Promise<Response>): void
}
export interface Worker {
  readonly registration: ServiceWorkerRegistration
  addEventListener(type: 'install' | 'activate', act: (event: Kept) => void): void
  addEventListener(type: 'fetch', act: (event: Asked) => void): void
  addEventListener(type: 'message', act: (event: MessageEvent<unknown>) => void): void
  skipWaiting(): Promise<void>
}
