import { z } from 'zod'
import { endpoint } from '../core/endpoint.ts'
import { id, instant } from '../core/schema.ts'
import { importFields, importFileLimit, NEW_DEPARTMENT, saidColumns } from './import.words.ts'
import { answerClasses, handlerParts, satisfactions } from './suggestions.words.ts'

const tag = 'suggestions'
const MB = 1024 * 1024
const keysOf = <T extends Record<string, string>>(words: T) =>
  z.enum(Object.keys(words) as [keyof T & string, ...(keyof T & string)[]])
const field = keysOf(importFields)
const problem = z.object({ row: z.int(), field: field.nullable(), message: z.string() })
const year = z.coerce
  .number()
  .int()
  .min(2000)
  .max(2200)
  .optional()
  .meta({ description: '编号里没写年份的算哪一年；不写是去年' })

const MOST_SAID = 4_000
/** A hundred and fifty names that nobody knew. */
const MOST_CHOSEN = 6_000
/** What somebody said of a list; it goes along with both requests. */
const said = {
  sheet: z.string().max(60).optional().meta({ description: '哪一张工作表' }),
  head: z.coerce.number().int().min(1).max(1_000).optional().meta({ description: '表头在第几行' }),
  columns: z
    .string()
    .max(MOST_SAID)
    .regex(/^\d{1,3}:[a-z]*(,\d{1,3}:[a-z]*)*$/)
    .refine((text) =>
      [...saidColumns(text).values()].every((one) => one === null || one in importFields),
    )
    .optional()
    .meta({ description: '哪一列是什么：“3:title,7:lead,2:”，冒号后空着是不导入' }),
}

const preview = z
  .object({
    fileName: z.string(),
    sheet: z.string().nullable(),
    head: z.int().nullable().meta({ description: '表头在第几行' }),
    columns: z.array(
      z.object({
        column: z.int(),
        letter: z.string().meta({ description: '表格软件里的列名：A、B…' }),
        header: z.string(),
        field: field.nullable(),
        sample: z.string().meta({ description: '这一列的第一个内容' }),
      }),
    ),
    missing: z.array(field).meta({ description: '缺了就读不了的列' }),
    rows: z.array(
      z.object({
        row: z.int(),
        number: z.string(),
        title: z.string(),
        lead: z.string(),
        handlers: z
          .array(z.object({ name: z.string(), part: keysOf(handlerParts), isNew: z.boolean() }))
          .meta({ description: '承办单位，照系统里的名字；isNew：系统里还没有，会新建' }),
        secret: z.boolean().nullable().meta({ description: '不公开；null：表里没有说' }),
        answered: z.boolean().meta({ description: '表里有答复日期' }),
        class: keysOf(answerClasses).nullable(),
        promisedFor: instant.nullable().meta({ description: 'B 类承诺办成的日子，到那天结束' }),
        satisfaction: keysOf(satisfactions).nullable(),
        met: z.boolean().meta({ description: '当面沟通过' }),
        change: z.enum(['new', 'changed', 'same']),
      }),
    ),
    problems: z.array(problem),
    warnings: z.array(problem),
    unknownDepartments: z
      .array(
        z.object({
          name: z.string(),
          rows: z.int().meta({ description: '会导入的行里，有几行写着它' }),
          guesses: z
            .array(z.object({ id, name: z.string() }))
            .meta({ description: '像是哪个单位，最像的在前；不选就不算' }),
        }),
      )
      .meta({ description: '系统里没有的承办单位；导入时每一个都要说算作哪个单位，还是新建' }),
    fingerprint: z.string().meta({ description: '确认时带上：看到的和要写的是同一份' }),
  })
  .meta({ id: 'SuggestionImportPreview' })

const undoing = z
  .object({
    removed: z.int().meta({ description: '那次新增、会去掉的' }),
    restored: z.int().meta({ description: '那次更新、会恢复成以前样子的' }),
    stays: z
      .array(z.object({ id, number: z.string(), title: z.string(), why: z.string() }))
      .meta({ description: '后来办过或者又导入过，会留着的' }),
    departments: z.array(z.string()).meta({ description: '那次新建、没有别处用到、会一起去掉的' }),
    aliases: z.array(z.string()).meta({ description: '那次记下的单位别名，会一起去掉' }),
  })
  .meta({ id: 'SuggestionImportUndoing' })
const params = z.strictObject({ id })

export const suggestionImportApi = {
  list: endpoint({
    method: 'GET',
    path: '/api/suggestion-imports',
    summary: '往年建议的历次导入：谁、何时、哪份表、各几件、几行没有导入，新的在前',
    tag,
    access: ['office'],
    status: 200,
    reply: z.object({
      items: z.array(
        z.object({
          id,
          at: instant,
          by: z.string(),
          fileName: z.string(),
          written: z.int().meta({ description: '新增和更新的件数' }),
          same: z.int(),
          left: z.int().meta({ description: '有问题没有导入的行' }),
          departments: z.array(z.string()).meta({ description: '新建的承办单位' }),
          undone: z.int().meta({ description: '后来撤回的件数' }),
          undoneAt: instant.nullable(),
          undoneBy: z.string().nullable(),
        }),
      ),
    }),
  }),
  problems: endpoint({
    method: 'GET',
    path: '/api/suggestion-imports/:id/problems',
    summary: '一次导入里没有导入的行，和每一行为什么',
    tag,
    access: ['office'],
    params,
    status: 200,
    reply: z.object({ items: z.array(problem) }),
  }),
  undoing: endpoint({
    method: 'GET',
    path: '/api/suggestion-imports/:id/undoing',
    summary: '撤回这次导入会怎样；只是看一看',
    tag,
    access: ['office'],
    params,
    status: 200,
    reply: undoing,
  }),
  undo: endpoint({
    method: 'POST',
    path: '/api/suggestion-imports/:id/undoing',
    summary: '撤回这次导入；后来办过或者又导入过的留着，逐件说明',
    tag,
    access: ['office'],
    params,
    status: 200,
    reply: undoing,
  }),
  preview: endpoint({
    method: 'POST',
    path: '/api/suggestion-imports/preview',
    summary: '传往年建议的表（字段名 file；.xlsx 或 .csv），得到预览，什么都还没写入',
    tag,
    access: ['office'],
    consumes: 'multipart/form-data',
    query: z.strictObject({ year, ...said }),
    status: 200,
    reply: preview,
    bodyLimit: importFileLimit + MB,
  }),
  refused: endpoint({
    method: 'POST',
    path: '/api/suggestion-imports/refused',
    summary: '同一份表里不能导入的行，带上原因存成 Excel：改好这几行再导入；什么都不写入',
    tag,
    access: ['office'],
    consumes: 'multipart/form-data',
    query: z.strictObject({ year, ...said }),
    status: 200,
    produces: 'application/octet-stream',
    bodyLimit: importFileLimit + MB,
  }),
  confirm: endpoint({
    method: 'POST',
    path: '/api/suggestion-imports',
    summary: '同一份表再传一次，照预览导入；再导一次是更新，不会重复',
    tag,
    access: ['office'],
    consumes: 'multipart/form-data',
    query: z.strictObject({
      year,
      ...said,
      fingerprint: z.string().min(1).max(64),
      departments: z
        .string()
        .max(MOST_CHOSEN)
        .regex(
          new RegExp(
            `^\\d{1,3}:([0-9a-f-]{36}|${NEW_DEPARTMENT})(,\\d{1,3}:([0-9a-f-]{36}|${NEW_DEPARTMENT}))*$`,
          ),
        )
        .optional()
        .meta({
          description:
            'unknownDepartments 里的第几个算作哪个单位，或者新建：“1:单位的 id,2:new”；算作已有单位的，记成它的别名',
        }),
    }),
    status: 200,
    reply: z.object({
      added: z.int(),
      changed: z.int(),
      same: z.int(),
      left: z.int().meta({ description: '有问题没有导入的行' }),
      departments: z.int().meta({ description: '新建的承办单位' }),
      id: id.nullable().meta({ description: '这次导入；什么都没有写就没有' }),
      unanswered: z.int().meta({ description: '写下的里面，没有答复、可以接着办的' }),
    }),
    bodyLimit: importFileLimit + MB,
  }),
}
