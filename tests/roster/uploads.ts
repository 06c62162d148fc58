import type { RosterDraft } from '@mashang/shared/roster/roster.api.ts'
import type { LightMyRequestResponse } from 'fastify'
import type { Client } from '../support/app.ts'

/** Sends one file as a browser's form does. */
export async function sendFile(
  client: Client,
  url: string,
  file: { name: string; bytes: Uint8Array | string },
): Promise<LightMyRequestResponse> {
  const form = new FormData()
  form.append('file', new Blob([file.bytes as BlobPart]), file.name)
  const request = new Request('http://127.0.0.1/', { method: 'POST', body: form })
  return await client({
    method: 'POST',
    url,
    headers: { 'content-type': request.headers.get('content-type') ?? '' },
    body: Buffer.from(await request.arrayBuffer()),
  })
}

export async function uploadRoster(
  client: Client,
  name: string,
  bytes: Uint8Array | string,
): Promise<RosterDraft> {
  const reply = await sendFile(client, '/api/rosters', { name, bytes })
  if (reply.statusCode !== 201) throw new Error(`${reply.statusCode} ${reply.body}`)
  return reply.json()
}

export const confirmRoster = (
  client: Client,
  id: string,
  choices: object = {},
): Promise<LightMyRequestResponse> =>
  client({ method: 'POST', url: `/api/rosters/${id}/confirmation`, body: choices })
