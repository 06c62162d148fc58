import type { noticesApi } from '@mashang/shared/notices/notices.api.ts'
import { defineStore } from 'pinia'
import { ref } from 'vue'
import { call } from '../core/call.ts'
import { asFailure } from '../core/failure.ts'
import { useRefreshAll } from './notices.query.ts'

/** While there is no stream, the app asks by itself this often. */
const POLL = 30_000
/** Between two tries to open a stream, growing from the first to the second. */
const FIRST_PAUSE = 2_000
const LONGEST_PAUSE = 60_000
/** Several notices that come together refresh the screen once. */
const TOGETHER = 300

/**
 * A page that nobody sees lets its stream go: a browser has six lines to one server, and whoever has
 * seven pages open would wait for ever.
 */
const HIDDEN = 30_000

/** How many notices wait, live: by a stream where there is one, by asking where there is none. */
export const useLiveNotices = defineStore('live-notices', () => {
  const unread = ref(0)
  const refreshAll = useRefreshAll()
  let source: EventSource | undefined
  let polling: ReturnType<typeof setInterval> | undefined
  let soon: ReturnType<typeof setTimeout> | undefined
  let again: ReturnType<typeof setTimeout> | undefined
  let leaving: ReturnType<typeof setTimeout> | undefined
  let failures = 0

  async function count(): Promise<void> {
    try {
      unread.value = (await call<typeof noticesApi.unread>('GET', '/api/notices/unread')).unread
    } catch (error) {
      // Without a signal the next turn asks again; who is signed out has nothing to wait for.
      if (asFailure(error).status === 401) stop()
    }
  }

  /** Something came, or may have come while nobody listened. */
  function look(): void {
    clearTimeout(soon)
    soon = setTimeout(() => {
      void count()
      refreshAll()
    }, TOGETHER)
  }

  function poll(): void {
    polling ??= setInterval(() => {
      if (document.visibilityState === 'visible') look()
    }, POLL)
  }

  function listen(): void {
    source = new EventSource('/api/notices/stream')
    source.addEventListener('look', () => {
      failures = 0
      clearInterval(polling)
      polling = undefined
      look()
    })
    source.addEventListener('notice', look)
    source.addEventListener('error', () => {
      poll()
      // A line that broke is opened again by the browser; one that was refused is not.
      if (source?.readyState !== EventSource.CLOSED) return
      const pause = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** failures++)
      clearTimeout(again)
      again = setTimeout(listen, pause * (0.75 + Math.random() / 2))
    })
  }

  function hangUp(): void {
    source?.close()
    source = undefined
    clearInterval(polling)
    clearTimeout(soon)
    clearTimeout(again)
    polling = undefined
    failures = 0
  }

  function turned(): void {
    clearTimeout(leaving)
    if (document.visibilityState === 'hidden') leaving = setTimeout(hangUp, HIDDEN)
    else if (source === undefined) listen()
  }

  function start(): void {
    stop()
    void count()
    listen()
    document.addEventListener('visibilitychange', turned)
  }

  function stop(): void {
    hangUp()
    clearTimeout(leaving)
    document.removeEventListener('visibilitychange', turned)
    unread.value = 0
  }

  /** Whoever looks at a matter has seen what there was to tell of it. */
  async function looked(which: { issueId: string } | { subjectId: string }): Promise<void> {
    if (unread.value === 0) return
    try {
      const reply = await call<typeof noticesApi.readAll>('POST', '/api/notices/reading', {
        body: which,
      })
      unread.value = reply.unread
    } catch {
      // They stay unread until the next look.
      look()
    }
  }

  return { unread, start, stop, count, looked }
})
