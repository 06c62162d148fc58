import { z } from 'zod'
import { endpoint } from '../core/endpoint.ts'
import {
  calendarDraft,
  calendarFile,
  calendarForecast,
  calendarSave,
  calendarVersion,
  calendarView,
} from './calendars.model.ts'

const tag = 'calendars'
const version = z.coerce.number().int().min(0)
export const calendarFileLimit = 1024 * 1024

export const calendarsApi = {
  show: endpoint({
    method: 'GET',
    path: '/api/calendar',
    summary: '工作日历：放假安排、调休、上班时间；不写版本就是现在用的',
    tag,
    access: ['office'],
    query: z.strictObject({ version: version.optional() }),
    status: 200,
    reply: calendarView,
  }),
  forecast: endpoint({
    method: 'POST',
    path: '/api/calendar/forecast',
    summary: '这样改会动哪些还在走的时限；什么都不保存',
    tag,
    access: ['office'],
    body: calendarDraft,
    bodyLimit: 512 * 1024,
    status: 200,
    reply: calendarForecast,
  }),
  save: endpoint({
    method: 'PUT',
    path: '/api/calendar',
    summary: '存成新的一版，重算还在走的时限；旧版不变，停了的表不变',
    tag,
    access: ['office'],
    body: calendarSave,
    bodyLimit: 512 * 1024,
    status: 200,
    reply: calendarVersion,
  }),
  versions: endpoint({
    method: 'GET',
    path: '/api/calendar/versions',
    summary: '改过的每一版：谁、何时、为什么、动了哪些时限',
    tag,
    access: ['office'],
    status: 200,
    reply: z.object({ items: z.array(calendarVersion) }),
  }),
  read: endpoint({
    method: 'POST',
    path: '/api/calendar/file',
    summary: '读一份放假安排（.xlsx 或 .csv：日期、名称、休或班），不保存',
    tag,
    access: ['office'],
    consumes: 'multipart/form-data',
    status: 200,
    reply: calendarFile,
  }),
  export: endpoint({
    method: 'GET',
    path: '/api/calendar.csv',
    summary: '导出放假安排，可以改好再导入',
    tag,
    access: ['office'],
    query: z.strictObject({ version: version.optional() }),
    status: 200,
    produces: 'text/csv',
  }),
}
