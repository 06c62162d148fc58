import { greeted } from './voter-named.ts'

/** Departments that a district has almost everywhere; any other name may be typed. */
export const commonDepartments: readonly string[] = [
  '区住房和城乡建设局',
  '区城市管理综合执法局',
  '区交通运输局',
  '区教育局',
  '区卫生健康委员会',
  '区民政局',
  '区人力资源和社会保障局',
  '区医疗保障局',
  '区自然资源局',
  '生态环境分局',
  '区农牧局',
  '公安分局',
  '区市场监督管理局',
  '区应急管理局',
]

/** What the voter reads when a matter is passed on; to be finished by hand. */
export function referralWording(voter: string, to: string): string {
  return `${greeted(voter)}，这件事由${to}来办，我已经转过去了。他们会__，__日前有结果，我会盯着，到时告诉您。`
}
