import { z } from 'zod'
import { id, instant, line } from '../core/schema.ts'

/** 承办单位: a government department that handles suggestions. */
export const departmentView = z
  .object({
    id,
    name: z.string(),
    account: z.boolean().meta({ description: '有账号，能自己登录' }),
    signer: z.boolean().meta({ description: '账号里有签发人' }),
    aliases: z
      .array(z.object({ id, name: z.string() }))
      .meta({ description: '别名：表里这样写的，也算它' }),
    merged: z
      .array(z.object({ name: z.string(), at: instant, reason: z.string() }))
      .meta({ description: '并入它的单位：原来叫什么，何时，为什么' }),
  })
  .meta({ id: 'Department' })
export type DepartmentView = z.output<typeof departmentView>

export const departmentName = z
  .strictObject({ name: line(40, '单位名称') })
  .meta({ id: 'DepartmentName' })

export const departmentRename = departmentName
  .extend({ was: z.string().meta({ description: '改之前看到的名称；别人先改了就不保存' }) })
  .meta({ id: 'DepartmentRename' })
export type DepartmentRename = z.output<typeof departmentRename>
