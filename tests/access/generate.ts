import { between } from '@mashang/scripts/prove/random.ts'
import { z } from 'zod'

interface Schema {
  $ref?: string
  $defs?: Record<string, Schema>
  type?: string | string[]
  const?: unknown
  enum?: unknown[]
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
  properties?: Record<string, Schema>
  required?: string[]
  additionalProperties?: Schema | boolean
  propertyNames?: Schema
  items?: Schema
  prefixItems?: Schema[]
  minItems?: number
  maxItems?: number
  minLength?: number
  maxLength?: number
  minimum?: number
  maximum?: number
  exclusiveMinimum?: number
  format?: string
  pattern?: string
  default?: unknown
}

export interface Sources {
  random: () => number
  /** Values for properties of that name: ids that exist, codes of the district. */
  known: Readonly<Record<string, readonly unknown[]>>
  /** What people type, by the most that fits. */
  words: (limit: number) => string
}

const pick = <T>(random: () => number, of: readonly T[]): T =>
  of[Math.floor(random() * of.length)] as T

const digits = (random: () => number, count: number): string =>
  Array.from({ length: count }, () => between(random, 0, 9)).join('')

const uuid = (random: () => number): string => {
  const hex = Array.from({ length: 32 }, () => between(random, 0, 15).toString(16))
  hex[12] = '7'
  hex[16] = pick(random, ['8', '9', 'a', 'b'])
  const text = hex.join('')
  return `${text.slice(0, 8)}-${text.slice(8, 12)}-${text.slice(12, 16)}-${text.slice(16, 20)}-${text.slice(20)}`
}

const two = (n: number): string => String(n).padStart(2, '0')
const date = (random: () => number): string =>
  `20${between(random, 24, 28)}-${two(between(random, 1, 12))}-${two(between(random, 1, 28))}`

function textOf(schema: Schema, sources: Sources): string {
  const { random } = sources
  const { pattern = '' } = schema
  switch (schema.format) {
    case 'uuid':
      return uuid(random)
    case 'date':
      return date(random)
    case 'date-time':
      return `${date(random)}T${two(between(random, 0, 23))}:30:00.000Z`
    default:
      break
  }
  if (/\\d\{4\}-\\d\{2\}-\\d\{2\}\$/.test(pattern)) return date(random)
  if (/\\d\{2\}:\\d\{2\}|:\[0-5\]\\d/.test(pattern)) return `${two(between(random, 0, 23))}:30`
  if (pattern.includes('2[01]')) return pick(random, ['2026', '2026-1', '2026-2'])
  if (pattern.includes('\\d{4}')) return String(between(random, 1950, 2030))
  if (pattern.includes('[a-zA-Z]+(,')) return pick(random, ['what', 'number,state', 'name'])
  if (pattern !== '') return pick(random, ['issue.filed', 'a', '1', digits(random, 6)])
  const limit = Math.floor((schema.maxLength ?? 400) / 4)
  return pick(random, [
    sources.words(Math.max(limit, schema.minLength ?? 1)),
    `139${digits(random, 8)}`,
    digits(random, 6),
  ])
}

/** A value that the schema allows, as far as JSON Schema can say. */
function valueFor(schema: Schema, name: string, defs: Record<string, Schema>, s: Sources): unknown {
  const { random } = s
  const known = s.known[name]
  if (schema.$ref !== undefined)
    return valueFor(defs[schema.$ref.split('/').at(-1) ?? ''] ?? {}, name, defs, s)
  if ('const' in schema) return schema.const
  if (schema.enum !== undefined) return pick(random, schema.enum)
  const choices = schema.anyOf ?? schema.oneOf
  if (choices !== undefined) return valueFor(pick(random, choices), name, defs, s)
  if (schema.allOf !== undefined)
    return Object.assign({}, ...schema.allOf.map((part) => valueFor(part, name, defs, s)))
  const type = Array.isArray(schema.type) ? pick(random, schema.type) : schema.type
  if (type !== 'object' && type !== 'array' && known !== undefined) return pick(random, known)
  switch (type) {
    case 'object': {
      const must = new Set(schema.required)
      const entries = Object.entries(schema.properties ?? {})
        .filter(([key]) => must.has(key) || random() < 0.5)
        .map(([key, part]) => [key, valueFor(part, key, defs, s)] as const)
      return Object.fromEntries(entries)
    }
    case 'array': {
      if (schema.prefixItems !== undefined)
        return schema.prefixItems.map((part) => valueFor(part, name, defs, s))
      const least = schema.minItems ?? 0
      const count = between(random, least, Math.min(schema.maxItems ?? 3, Math.max(least, 3)))
      return Array.from({ length: count }, () => valueFor(schema.items ?? {}, name, defs, s))
    }
    case 'integer':
    case 'number': {
      const least = schema.minimum ?? schema.exclusiveMinimum ?? 0
      const most = Math.min(schema.maximum ?? least + 100, least + 1_000)
      return between(random, Math.ceil(least), Math.floor(most))
    }
    case 'boolean':
      return random() < 0.5
    case 'null':
      return null
    case 'string':
      return textOf(schema, s)
    default:
      return pick(random, ['x', 1, null])
  }
}

const schemas = new Map<z.ZodType, Schema>()
function schemaOf(type: z.ZodType): Schema {
  const found =
    schemas.get(type) ??
    (z.toJSONSchema(type, { io: 'input', unrepresentable: 'any', reused: 'inline' }) as Schema)
  schemas.set(type, found)
  return found
}

/** One that is shaped right; whether it passes every rule is the schema's to say. */
export const shaped = (type: z.ZodType, sources: Sources): unknown => {
  const schema = schemaOf(type)
  return valueFor(schema, '', schema.$defs ?? {}, sources)
}

/** One that passes, or what came nearest. */
export function passing(type: z.ZodType, sources: Sources, tries = 60): unknown {
  let value: unknown
  for (let n = 0; n < tries; n++) {
    value = shaped(type, sources)
    if (type.safeParse(value).success) return value
  }
  return value
}
