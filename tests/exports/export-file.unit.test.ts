import { fetchExport } from '@mashang/client/core/office-table/export-file.ts'
import { afterEach, expect, it, vi } from 'vitest'

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

it('given a count that nobody answers, then the file that is there does not wait for it', async () => {
  vi.useFakeTimers()
  vi.stubGlobal('fetch', (address: string) =>
    address.startsWith('/api/exports/')
      ? new Promise<Response>(() => undefined)
      : Promise.resolve(new Response('序号')),
  )
  const asked = { path: '/api/exports-of', query: {}, file: 'xlsx', columns: undefined } as const
  const file = fetchExport(asked, new AbortController().signal, () => undefined)
  await vi.advanceTimersByTimeAsync(1_000)
  expect(await (await file).blob.text()).toBe('序号')
})
