/** The numbers of a representative's own duty, each with a list behind it. */
export const dutyLists = {
  answered: '答复的',
  inTime: '24 小时内答复的',
  late: '答复晚了的',
  unanswered: '超期还没答复的',
  satisfied: '对答复满意的',
  acceptable: '对答复基本满意的',
  dissatisfied: '对答复不满意的',
  solvedWell: '问题解决得满意的',
  solvedFairly: '问题解决得基本满意的',
  solvedBadly: '问题解决得不满意的',
  unrated: '还没有评价的',
  redone: '重办过的',
} as const
export type DutyListName = keyof typeof dutyLists
