import { defineConfig } from 'drizzle-kit'

export default defineConfig({
  dialect: 'postgresql',
  schema: './migrations/schema.pg.cjs',
  out: './migrations/pg',
  casing: 'snake_case',
})
