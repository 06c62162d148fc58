import type { Client } from '../support/app.ts'

/** An answer that must be a good one. */
export async function must(reply: ReturnType<Client>): Promise<{ json<T>(): T; body: string }> {
  const answer = await reply
  if (answer.statusCode >= 300) throw new Error(answer.body)
  return answer
}
export const idOf = async (reply: ReturnType<Client>): Promise<string> =>
  (await must(reply)).json<{ id: string }>().id
