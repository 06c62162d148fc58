import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApp, type TestApp } from '../support/app.ts'

let t: TestApp
beforeAll(async () => {
  t = await startApp()
})
afterAll(() => t.close())

describe('an address that leads nowhere', () => {
  it('shows people a page with a way out', async () => {
    const page = await t.voter({ url: '/gone', headers: { accept: 'text/html,*/*' } })
    expect(page.statusCode).toBe(404)
    expect(page.headers['content-type']).toContain('text/html')
    expect(page.headers['content-security-policy']).toContain("default-src 'none'")
    expect(page.body).toContain('没有找到')
    expect(page.body).toContain('<p class="head-title">码上代表</p>')
    expect(page.body).toContain('href="/"')
  })

  it('answers programs with a problem document', async () => {
    for (const url of ['/gone', '/api/gone']) {
      const answer = await t.voter({ url, headers: { accept: 'application/json' } })
      expect(answer.statusCode).toBe(404)
      expect(answer.headers['content-type']).toContain('application/problem+json')
      expect(answer.json()).toMatchObject({ code: 'not-found', status: 404 })
    }
  })

  it('says in a page what an address got wrong', async () => {
    const code = t.seed.representatives[0]?.code
    const page = await t.voter({ url: `/q/${code}/choose?scope=moon` })
    expect(page.statusCode).toBe(400)
    expect(page.headers['content-type']).toContain('text/html')
    expect(page.body).toContain('scope')
  })
})
