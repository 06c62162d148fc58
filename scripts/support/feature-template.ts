/** What `new-feature` writes: the smallest feature that is real in all four folders. */

/** `public-hearings` → `publicHearings`, as names in code begin. */
export const camel = (name: string): string =>
  name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())

const pascal = (name: string): string => camel(name).replace(/^./, (first) => first.toUpperCase())

/** @returns path below the root → content, before formatting */
export function featureFiles(name: string): Record<string, string> {
  const it = camel(name)
  const It = pascal(name)
  return {
    [`shared/${name}/${name}.words.ts`]: `
/** States in the order they come. */
export const ${it}States = { planned: '未开始', past: '已结束' } as const
export type ${It}State = keyof typeof ${it}States
`,
    [`shared/${name}/${name}.model.ts`]: `
import { z } from 'zod'
import { id, instant } from '../core/schema.ts'
import { ${it}States } from './${name}.words.ts'

const states = Object.keys(${it}States) as [keyof typeof ${it}States]

/** One of the ${name}, as anyone may see it. */
export const ${it}View = z
  .object({ id, title: z.string(), endsAt: instant, state: z.enum(states) })
  .meta({ id: '${It}' })
export type ${It}View = z.output<typeof ${it}View>
`,
    [`shared/${name}/${name}.rules.ts`]: `
import type { EpochMs } from '../core/clock.ts'
import type { ${It}State } from './${name}.words.ts'

/** What ends at \`endsAt\` is past from that very millisecond on. */
export const stateAt = (endsAt: EpochMs, now: EpochMs): ${It}State =>
  now < endsAt ? 'planned' : 'past'
`,
    [`shared/${name}/${name}.api.ts`]: `
import { z } from 'zod'
import { endpoint } from '../core/endpoint.ts'
import { ${it}View } from './${name}.model.ts'

export const ${it}Api = {
  list: endpoint({
    method: 'GET',
    path: '/api/${name}',
    summary: '列出 ${name}',
    tag: '${name}',
    access: ['office'],
    status: 200,
    reply: z.object({ items: z.array(${it}View) }),
  }),
}
`,
    [`server/${name}/${name}.usecases.ts`]: `
import { toIso } from '@mashang/shared/core/clock.ts'
import type { ${It}View } from '@mashang/shared/${name}/${name}.model.ts'
import { stateAt } from '@mashang/shared/${name}/${name}.rules.ts'
import type { Context } from '../core/context.ts'

/** Until there is a table (${name}.table.ts) and a store (${name}.store.ts), there are none. */
const known: readonly { id: string; title: string; endsAt: number }[] = []

/** All of the district's ${name}. */
export const list${It} = (context: Context): ${It}View[] =>
  known.map(({ id, title, endsAt }) => ({
    id,
    title,
    endsAt: toIso(endsAt),
    state: stateAt(endsAt, context.clock.now()),
  }))
`,
    [`server/${name}/${name}.routes.ts`]: `
import { ${it}Api } from '@mashang/shared/${name}/${name}.api.ts'
import type { FastifyInstance } from 'fastify'
import type { Context } from '../core/context.ts'
import { route } from '../core/http/route.ts'
import { list${It} } from './${name}.usecases.ts'

export function ${it}Routes(app: FastifyInstance, context: Context): void {
  route(app, ${it}Api.list, async () => ({ items: list${It}(context) }))
}
`,
    [`client/${name}/${name}.query.ts`]: `
import type { ${it}Api } from '@mashang/shared/${name}/${name}.api.ts'
import { defineQueryOptions } from '@pinia/colada'
import { call } from '../core/call.ts'

export const ${it}Query = defineQueryOptions({
  key: ['${name}'],
  query: async ({ signal }) =>
    (await call<typeof ${it}Api.list>('GET', '/api/${name}', { signal })).items,
})
`,
    [`client/${name}/${name}.feature.ts`]: `
import type { RouteRecordRaw } from 'vue-router'

/** The office's app. */
export const officeRoutes: RouteRecordRaw[] = [
  { path: '/${name}', component: () => import('./${It}Page.vue'), meta: { title: '${name}' } },
]
`,
    [`client/${name}/${It}Page.vue`]: `
<script setup lang="ts">
import { ${it}States } from '@mashang/shared/${name}/${name}.words.ts'
import { useQuery } from '@pinia/colada'
import ListState from '../core/ListState.vue'
import { ${it}Query } from './${name}.query.ts'

const { data, error, isPending, refetch } = useQuery(${it}Query)
</script>

<template>
  <main class="page">
    <header class="page-head"><h1>${name}</h1></header>
    <ul v-if="data?.length">
      <li v-for="item in data" :key="item.id">{{ item.title }}（{{ ${it}States[item.state] }}）</li>
    </ul>
    <ListState
      v-else
      :loading="isPending"
      :failure="error"
      :empty="Boolean(data)"
      @retry="refetch()"
    />
  </main>
</template>
`,
    [`tests/${name}/${name}.unit.test.ts`]: `
import { stateAt } from '@mashang/shared/${name}/${name}.rules.ts'
import { expect, it } from 'vitest'

const end = Date.parse('2026-11-23T10:00:00Z')

it('is planned until its last millisecond, then past', () => {
  expect(stateAt(end, end - 1)).toBe('planned')
  expect(stateAt(end, end)).toBe('past')
})
`,
    [`tests/${name}/${name}.http.test.ts`]: `
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startApp, type TestApp } from '../support/app.ts'

let test: TestApp
beforeAll(async () => {
  test = await startApp()
})
afterAll(() => test.close())

it('is listed for the office, and for nobody else', async () => {
  const office = await test.as('office')
  const listed = await office({ url: '/api/${name}' })
  expect(listed.statusCode).toBe(200)
  expect(listed.json()).toEqual({ items: [] })
  expect((await test.voter({ url: '/api/${name}' })).statusCode).toBe(401)
})
`,
  }
}

/** @returns path below the root → how its text changes so that the feature is known */
export function registrations(name: string): Record<string, (source: string) => string> {
  const it = camel(name)
  return {
    'server/features.ts': (source) =>
      withImport(
        insertBefore(source, /\n\]\s*$/, `\n  ${it}Routes,`),
        `import { ${it}Routes } from './${name}/${name}.routes.ts'`,
      ),
    'client/office.entry.ts': (source) =>
      withImport(
        insertBefore(source, /\n {4}\{ path: '\/:rest/, `\n    ...${it}Routes,`),
        `import { officeRoutes as ${it}Routes } from './${name}/${name}.feature.ts'`,
      ),
    '.dependency-cruiser.cjs': (source) =>
      insertBefore(source, /\n {2}pages: \[/, `\n  '${name}': [],`),
  }
}

function insertBefore(source: string, place: RegExp, addition: string): string {
  const found = place.exec(source)
  if (!found) throw new Error(`the place ${place} was not found`)
  return source.slice(0, found.index) + addition + source.slice(found.index)
}

/** Puts an import before the first one; the formatter sorts them. */
const withImport = (source: string, line: string): string =>
  insertBefore(source, /^import /m, `${line}\n`)
