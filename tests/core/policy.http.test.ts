import { route } from '@mashang/server/core/http/route.ts'
import { httpServer } from '@mashang/server/core/http/server.ts'
import { endpoint } from '@mashang/shared/core/endpoint.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { startApp, type TestApp } from '../support/app.ts'

let t: TestApp
beforeAll(async () => {
  t = await startApp()
})
afterAll(() => t.close())

describe('policy', () => {
  it('given a route that declares none, then the server does not start', async () => {
    const app = await httpServer(t.context, async () => null, false)
    expect(() => app.get('/forgotten', async () => 'x')).toThrow(/\/forgotten declares no policy/)
    await app.close()
  })

  it.each([
    ['anyone', undefined, 200],
    ['signed-in', undefined, 401],
    [['office'], undefined, 401],
    [['office'], 'liaison', 403],
    [['office', 'liaison'], 'liaison', 200],
  ] as const)(
    '%j, called by %s → %i, decided before the body is looked at',
    async (access, role, expected) => {
      const actor =
        role === undefined
          ? null
          : { accountId: 'a', name: 'x', role, representativeId: null, stationId: null }
      const app = await httpServer(
        t.context,
        async () => (actor === null ? null : { actor, renewed: null }),
        false,
      )
      const declared = endpoint({
        method: 'POST',
        path: '/x',
        summary: '',
        tag: '',
        access,
        status: 200,
        reply: z.object({}),
      })
      route(app, declared, async () => ({}))
      const reply = await app.inject({
        method: 'POST',
        url: '/x',
        headers: { cookie: 'mashang=token', 'content-type': 'application/json' },
        payload: expected === 200 ? '{}' : '{"broken',
      })
      expect(reply.statusCode).toBe(expected)
      await app.close()
    },
  )
})

describe('problems', () => {
  it.each([
    ['GET', '/nowhere', 404],
    ['GET', '/api/nowhere', 404],
    ['GET', '/api/inbox', 401],
    ['POST', '/api/issues', 400],
    ['DELETE', '/api/issues', 404],
    ['GET', '/api/codes/ABC', 404],
  ] as const)('%s %s → %i as RFC 9457, never stored', async (method, url, status) => {
    const reply = await t.voter({ method, url })
    expect(reply.statusCode).toBe(status)
    expect(reply.headers).toMatchObject({
      'content-type': 'application/problem+json; charset=utf-8',
      'cache-control': 'no-store',
    })
    expect(reply.json()).toMatchObject({
      type: expect.stringMatching(/^urn:mashang:problem:[a-z.-]+$/),
      title: expect.stringMatching(/[\u4e00-\u9fff].*。$/),
      status,
      code: expect.stringMatching(/^[a-z.-]+$/),
    })
    expect(reply.body).not.toMatch(/node_modules|at .*\.ts|stack/)
  })

  it('what nobody foresaw is answered without its insides', async () => {
    const app = await httpServer(t.context, async () => null, false)
    app.get('/broken', { config: { open: true } }, async () => {
      throw new Error('secret of the inside, 13900000137')
    })
    const reply = await app.inject({ url: '/broken' })
    expect(reply.statusCode).toBe(500)
    expect(reply.json()).toMatchObject({ code: 'server.internal', status: 500 })
    expect(reply.body).not.toContain('secret')
    await app.close()
  })
})

describe('what leaves', () => {
  it('an undeclared field of a handler is cut off', async () => {
    const app = await httpServer(t.context, async () => null, false)
    const declared = endpoint({
      method: 'GET',
      path: '/x',
      summary: '',
      tag: '',
      access: 'anyone',
      status: 200,
      reply: z.object({ shown: z.string() }),
    })
    route(app, declared, async () => ({ shown: 'yes', phone: '13900000137' }) as { shown: string })
    const reply = await app.inject({ url: '/x' })
    expect(reply.json()).toEqual({ shown: 'yes' })
    await app.close()
  })
})
