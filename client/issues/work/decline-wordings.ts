export interface DeclineWording {
  /** What the representative picks. */
  why: string
  /** Where the voter should go, one of the usual places or another. */
  place: string
  /** What the voter reads; to be finished by hand. */
  text: string
}

/** Matters that are not taken, each with where to go instead. */
export const declineWordings: readonly DeclineWording[] = [
  {
    why: '属于信访',
    place: '信访局',
    text: '您好，这件事要按信访程序办，代表不能代为处理。请到区信访局（人民来访接待室）反映，或登录国家信访局网上信访，那里会登记并书面答复您。',
  },
  {
    why: '法院正在办',
    place: '法院',
    text: '您好，这件事已经进入诉讼，代表不能干预具体案件。请向承办法院反映，或拨打 12368 诉讼服务热线查询进展。',
  },
  {
    why: '纯属个人事务',
    place: '政务服务大厅',
    text: '您好，这属于您个人的事务，不在代表受理的范围。可以带着材料到区政务服务大厅，或拨打 12345，会有人告诉您在哪个窗口办。',
  },
  {
    why: '举报违纪违法',
    place: '纪委监委 12388',
    text: '您好，反映公职人员违纪违法的事，请拨打 12388，或到区纪委监委反映，那里会为您保密。',
  },
  {
    why: '邻里、合同纠纷',
    place: '人民调解委员会',
    text: '您好，这是双方之间的纠纷，可以先到社区（嘎查村）人民调解委员会申请调解，不收费；也可以拨打 12348 免费问律师。',
  },
  {
    why: '不在本区',
    place: '12345',
    text: '您好，这件事不在本区范围内，请拨打 12345，说明具体地点，会转到管那里的单位。',
  },
  {
    why: '广告或无关内容',
    place: '12345',
    text: '您好，这里只受理群众反映的问题，您发来的内容与此无关，不能受理。如有问题要反映，请重新提交，或拨打 12345。',
  },
]
