/** The three things that make an answer one: who deals with it, how, and when there is a result. */
export const answerTicks = { who: '谁来办', how: '怎么办', when: '哪天有结果' } as const
export type AnswerTick = keyof typeof answerTicks

const WHO =
  /(局|委员会|委办|区委|政府|办事处|街道|社区|居委会|村委会|苏木|嘎查|镇|乡|家站|派出所|卫生院|服务站|公司|物业|供热|供电|自来水|燃气|中心|大队|中队|医院|学校|单位|部门|主任|书记|站长|师傅|网格员|施工队|12345|我(来|去|会|已|到|负责|联系|跟|和|同|把|约))/
const HOW =
  /(维修|修好|修复|抢修|检修|更换|换|安装|装[上好]|清理|清运|清掏|疏通|查|看过|看了|核实|协调|联系|督促|督办|安排|整改|处理|解决|施工|拆|补|改|通知|约谈|上报|提交|申请|拨付|退还|发放|设立|加装|增设|劝离|巡|拉来|送|接通|恢复|化解|商量|开会|走访|列入|转给|转到|答复)/
const WHEN =
  /(今天|今晚|今日|明天|明日|明早|后天|大后天|当天|当日|月底|年底|月初|月中|年内|春节前|入冬前|开春|汛期前|[上下]午|[本这下]个?(周|星期|月|季度)|(周|星期|礼拜)[一二三四五六日天末]|\d{1,2}\s*月(\s*\d{1,2}\s*[日号])?|\d{1,2}\s*[日号](前|之前|以前|上午|下午|晚|完|能|会|再|去|到|，|。|$)|([0-9]+|[一二三四五六七八九十两几半]+)\s*(个)?(小时|工作日|天|日|周|星期|月)(之?内|以内|后|左右|完成|$|，|。))/

/**
 * Which of the three a text seems to cover. Only a hint while writing: the server decides whether
 * it is an answer, and a person whether it is a good one.
 */
export function coveredTicks(text: string): Record<AnswerTick, boolean> {
  return { who: WHO.test(text), how: HOW.test(text), when: WHEN.test(text) }
}
