import { workOnBatches } from '@mashang/server/sheets/batches.work.ts'
import { createPrinter, type Printer } from '@mashang/server/sheets/print/printer.ts'
import type { BatchView } from '@mashang/shared/sheets/batches.model.ts'
import { afterAll, vi } from 'vitest'
import type { Client, TestApp } from '../support/app.ts'

// Printing opens fonts of 30,000 characters at its first use, and starts anew after a rest.
vi.setConfig({ testTimeout: 60_000 })

const printer = createPrinter()
afterAll(() => printer.close())

/** The real engine, or one that is told to break. */
export const printerWith = (changes: Partial<Printer> = {}): Printer => ({ ...printer, ...changes })

/** Works on what waits until nothing does. */
export const work = (
  t: TestApp,
  changes: Partial<Printer> = {},
  stopping = new AbortController().signal,
): Promise<void> => workOnBatches(t.context, printerWith(changes), stopping)

export const order = (client: Client, body: object, key?: string) =>
  client({
    method: 'POST',
    url: '/api/poster-batches',
    body,
    ...(key === undefined ? {} : { headers: { 'idempotency-key': key } }),
  })

export async function ordered(client: Client, body: object): Promise<string> {
  const reply = await order(client, body)
  if (reply.statusCode !== 202) throw new Error(reply.body)
  return reply.json<{ id: string }>().id
}

export const show = async (client: Client, id: string): Promise<BatchView> =>
  (await client({ url: `/api/poster-batches/${id}` })).json<BatchView>()
