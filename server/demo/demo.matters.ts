import type { IssueField, IssueKind } from '@mashang/shared/issues/issues.words.ts'

/** An invented matter of the demo district, with the answer that its representative gave. */
export interface DemoMatter {
  kind: IssueKind
  field: IssueField
  title: string
  text: string
  place: string
  answer: string
}

/** One that is not for a representative, and where its voter was sent. */
export const demoDeclined: DemoMatter & { goTo: string } = {
  kind: 'help',
  field: 'other',
  title: '和施工队的工钱官司判了还没执行',
  text: '前年给施工队干活欠了我一万二的工钱，法院判了，一直没有执行到位，请代表帮忙催一催。',
  place: '石拐街道',
  answer:
    '您好，案子已经在法院执行，代表不能干预具体案件。请带判决书去区法院执行局登记财产线索，或打 12368 查进展；请不起律师可以打 12348。',
  goTo: '法院 12368',
}

export const demoMatters: readonly DemoMatter[] = [
  {
    kind: 'help',
    field: 'urban',
    title: '锦绣社区西门的井盖松了，夜里骑车很危险',
    text: '锦绣社区西门出来右手第二个井盖松动快一个月了，车压过去会翘起来，晚上骑车的人差点摔倒。',
    place: '锦绣社区西门',
    answer:
      '今天下午去看过，井圈碎了。区住建局市政科明天上午更换井圈和井盖，11月20日前完工，换好前已放锥桶围挡。',
  },
  {
    kind: 'proposal',
    field: 'transport',
    title: '52路公交末班车太早，下夜班赶不上',
    text: '52 路末班车是晚上 8 点，棉纺厂下夜班的人都赶不上，能不能延到 9 点半，哪怕隔开一点。',
    place: '棉纺厂站',
    answer: '和公交公司谈过，从下月1日起末班延到 21:30，先试三个月，看坐车的人多不多再定。',
  },
  {
    kind: 'help',
    field: 'housing',
    title: '3 号楼暖气不热，家里只有 15 度',
    text: '供暖半个月了，3 号楼 1 单元从四楼往上都不热，家里有八十岁的老人，晚上只有 15 度。',
    place: '喜桂图新区 3 号楼',
    answer:
      '供热站今天排了气，是立管堵了，后天上午换阀门。换好后周五我上门量温度，不到 18 度按规定退费。',
  },
  {
    kind: 'complaint',
    field: 'ecology',
    title: '村口垃圾箱半个月没清，气味很大',
    text: '后营子村口的四个垃圾箱满了半个月没人清，狗翻得到处都是，旁边就是小卖部。',
    place: '后营子村口',
    answer: '镇环卫站承认漏排了这一线，今天已清完，改成每周二、五各清一次，村里李会计每次签字。',
  },
  {
    kind: 'consult',
    field: 'insurance',
    title: '老人在外地住院，回来怎么报销',
    text: '父亲在呼和浩特女儿家住院，没有办异地就医备案，回来还能不能报，要带什么。',
    place: '大发街道',
    answer:
      '可以补办备案。带住院发票、费用清单、出院小结和医保卡到街道便民大厅 2 号窗口，15 个工作日内到账，比例比备案的低一成。',
  },
  {
    kind: 'help',
    field: 'farming',
    title: '机井电费怎么算，比去年贵了一半',
    text: '今年浇地的电费比去年贵了一半，村里说是调价了，可是没有看到文件，想弄明白每度多少钱。',
    place: '吉忽伦图苏木',
    answer:
      '查了供电所的单子，是把两块表的电合在一起收了。下周三电工来分表，多收的 1,260 元退到各户，名单贴在嘎查公告栏。',
  },
  {
    kind: 'complaint',
    field: 'transport',
    title: '五当召镇路口红绿灯不亮',
    text: '镇政府门口的红绿灯坏了四天，早上送孩子的车挤成一团，昨天碰了一辆。',
    place: '五当召镇政府路口',
    answer: '交警大队今天派人指挥早晚高峰，配件从包头调来，明天下午 5 点前修好，修好后拍照发给您。',
  },
  {
    kind: 'proposal',
    field: 'education',
    title: '幼儿园门口放学没人管车',
    text: '下午四点半放学，接孩子的电动车、汽车全堵在门口，希望有人管一管，划个等候区。',
    place: '锦绣幼儿园',
    answer:
      '和园长、社区商量好了：每天 16:10 到 16:50 由社区网格员和保安一起值守，地上划线这周六施工。',
  },
  {
    kind: 'help',
    field: 'health',
    title: '卫生室常年关门，量个血压要跑镇上',
    text: '我们村卫生室一个月开不了几天，老人量血压、拿降压药都要坐车去镇上。',
    place: '大磁村',
    answer:
      '镇卫生院从本月起每周一、四派医生到村卫生室坐诊半天，常用降压药备齐，值班电话贴在门上。',
  },
  {
    kind: 'consult',
    field: 'land',
    title: '地被征了，青苗补偿什么时候发',
    text: '修路征了我家三亩地，签字已经两个月，青苗补偿一直没有到账，问谁都说再等等。',
    place: '后营子村',
    answer:
      '自然资源局查到您家的账号少一位被退回。今天已改好重新报送，12月5日前到账，到时我打电话核对。',
  },
  {
    kind: 'help',
    field: 'urban',
    title: '老旧小区加装电梯要多少户同意',
    text: '我们单元一共 12 户，一楼两户不同意，加装电梯到底要多少户同意，谁来组织。',
    place: '石拐街道 7 号楼',
    answer:
      '要本单元三分之二以上业主参与表决，参与者四分之三以上同意。社区下周二晚 7 点组织议事会，我和住建局的人到场。',
  },
  {
    kind: 'complaint',
    field: 'other',
    title: '菜市场门口占道，轮椅过不去',
    text: '菜市场东门两边都摆了摊，轮椅和婴儿车都过不去，只能走机动车道。',
    place: '石拐街道菜市场东门',
    answer:
      '城管和市场方今天划了 1.5 米通道，摊位退到线内，每天上午 8 点到 11 点有人巡，第三次压线的停摆三天。',
  },
]
