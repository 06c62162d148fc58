import type { Endpoint } from '@mashang/shared/core/endpoint.ts'
import { problemDocument } from '@mashang/shared/core/schema.ts'
import { z } from 'zod'

type Json = Record<string, unknown>

/** Names that zod gave to parts of a schema, as names of the document. */
const rewritten = (node: unknown, suffix: string): unknown => {
  if (Array.isArray(node)) return node.map((one) => rewritten(one, suffix))
  if (node === null || typeof node !== 'object') return node
  return Object.fromEntries(
    Object.entries(node).map(([key, value]) => [
      key,
      key === '$ref' && typeof value === 'string'
        ? `${value.replace('#/$defs/', '#/components/schemas/')}${suffix}`
        : rewritten(value, suffix),
    ]),
  )
}

/** The API as an OpenAPI 3.1 document, out of the same endpoints that check the requests. */
export function openApi(endpoints: readonly Endpoint[], version: string): Json {
  const schemas: Json = {}
  const schemaOf = (schema: z.ZodType, io: 'input' | 'output', suffix: string): unknown => {
    const json = z.toJSONSchema(schema, {
      io,
      unrepresentable: 'any',
      reused: 'inline',
      override: ({ jsonSchema }) => {
        // Input and output of one model may differ; each has a name of its own.
        if (typeof jsonSchema.id === 'string') delete jsonSchema.id
      },
    }) as Json & { $defs?: Json }
    const { $defs = {}, $schema: _, ...root } = json
    for (const [name, part] of Object.entries($defs))
      schemas[`${name}${suffix}`] = rewritten(part, suffix)
    const name = z.globalRegistry.get(schema)?.id
    if (name === undefined) return rewritten(root, suffix)
    // A schema that holds other named ones is itself among the parts, and its root points there.
    if (!(name in $defs)) schemas[`${name}${suffix}`] = rewritten(root, suffix)
    return { $ref: `#/components/schemas/${name}${suffix}` }
  }
  const problem = schemaOf(problemDocument, 'output', '')
  const parametersOf = (
    schema: z.ZodType | undefined,
    where: 'path' | 'query' | 'header',
  ): Json[] => {
    if (schema === undefined) return []
    const json = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as {
      properties?: Record<string, Json>
      required?: string[]
    }
    return Object.entries(json.properties ?? {}).map(([name, property]) => ({
      name,
      in: where,
      required: where === 'path' || (json.required ?? []).includes(name),
      schema: property,
    }))
  }
  const paths: Record<string, Json> = {}
  for (const endpoint of endpoints) {
    const path = endpoint.path.replace(/:(\w+)/g, '{$1}')
    const success: Json =
      endpoint.reply !== undefined
        ? {
            description: endpoint.summary,
            content: { 'application/json': { schema: schemaOf(endpoint.reply, 'output', '') } },
          }
        : endpoint.produces !== undefined
          ? {
              description: endpoint.summary,
              content: { [endpoint.produces]: { schema: { type: 'string' } } },
            }
          : { description: endpoint.summary }
    const parameters = [
      ...parametersOf(endpoint.params, 'path'),
      ...parametersOf(endpoint.query, 'query'),
      ...parametersOf(endpoint.headers, 'header'),
    ]
    const body =
      endpoint.consumes === 'multipart/form-data'
        ? {
            required: true,
            content: {
              'multipart/form-data': {
                schema: {
                  type: 'object',
                  additionalProperties: { type: 'string', format: 'binary' },
                },
              },
            },
          }
        : endpoint.body === undefined
          ? undefined
          : {
              required: true,
              content: {
                'application/json': { schema: schemaOf(endpoint.body, 'input', 'Input') },
              },
            }
    paths[path] = {
      ...paths[path],
      [endpoint.method.toLowerCase()]: {
        operationId: `${endpoint.method.toLowerCase()}${endpoint.path.replace(/[^A-Za-z0-9]+(\w)/g, (_, c: string) => c.toUpperCase()).replace(/[^A-Za-z0-9]/g, '')}`,
        summary: endpoint.summary,
        tags: [endpoint.tag],
        ...(parameters.length === 0 ? {} : { parameters }),
        ...(body === undefined ? {} : { requestBody: body }),
        responses: {
          [endpoint.status]: success,
          default: {
            description: '出错了（RFC 9457）',
            content: { 'application/problem+json': { schema: problem } },
          },
        },
        security: endpoint.access === 'anyone' ? [] : [{ session: [] }],
      },
    }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: '码上代表',
      version,
      description: '选民扫码找代表、反映问题、24 小时内得到答复。',
    },
    paths,
    components: {
      schemas,
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'mashang' } },
    },
  }
}
