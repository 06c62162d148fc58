import type { Client, TestApp } from './app.ts'

/** Somebody without an account in a browser of their own, which keeps the cookies that it is given. */
export function browserOf(t: TestApp): Client {
  const jar = new Map<string, { value: string; path: string }>()
  return async (call) => {
    const sent = [...jar].filter(([, { path }]) => call.url.startsWith(path))
    const cookie = sent.map(([name, { value }]) => `${name}=${value}`).join('; ')
    const reply = await t.voter({
      ...call,
      headers: { ...call.headers, ...(cookie === '' ? {} : { cookie }) },
    })
    for (const { name, value, path = '/' } of reply.cookies)
      if (value === '') jar.delete(name)
      else jar.set(name, { value, path })
    return reply
  }
}
