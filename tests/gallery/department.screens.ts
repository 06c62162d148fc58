import type { Screen } from './screen.ts'
import { first, lacking, screensOf, table, without } from './screens-of.ts'

const of = screensOf('department')

const own = (state: string): Screen['path'] =>
  first(`/api/suggestions?state=${state}`, (id) => `/office/suggestions/${id}`, 'department')

/** The desk of a department that answers suggestions. */
export const departmentScreens: Screen[] = [
  of('suggestions', '本单位的代表建议', '/office/suggestions', table),
  ...without(of, ['suggestions', '本单位的代表建议', '/office/suggestions']),
  of('suggestion', '一件代表建议：在办', own('handling')),
  of('suggestion-closed', '一件代表建议：办结了', own('closed')),
  ...lacking(of, [['suggestion', '一件代表建议', own('handling'), 'loading', 'failing']]),
  of('tasks', '该办的', '/office/suggestions/reminders'),
  of('reminders', '提醒方式', '/office/reminders'),
]
