import type { LightMyRequestResponse } from 'fastify'
import type { Client } from '../support/app.ts'

const put = (office: Client, url: string, body: object): Promise<LightMyRequestResponse> =>
  office({ method: 'PUT', url, body })

/** Saves over what is there now, as a clerk does who has just looked. */
export async function saveSettings(
  office: Client,
  change: object,
): Promise<LightMyRequestResponse> {
  const was = (await office({ url: '/api/district' })).json()
  return await put(office, '/api/district', { ...was, ...change, was })
}

export async function saveLimits(office: Client, limits: object): Promise<LightMyRequestResponse> {
  const { version } = (await office({ url: '/api/district/limits' })).json()
  return await put(office, '/api/district/limits', { ...limits, basedOn: version })
}

export async function saveLadder(office: Client, levels: unknown): Promise<LightMyRequestResponse> {
  const { since } = (await office({ url: '/api/district/ladder' })).json()
  return await put(office, '/api/district/ladder', { levels, basedOn: since })
}
