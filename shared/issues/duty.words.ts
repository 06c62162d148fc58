/** The numbers of a representative's own duty, each with a list behind it. */
export const dutyLists = {
  answered: '答复的',
  inTime: '24 小时内答复的',
  late: '答复晚了的',
  unanswered: '超期还没答复的',
  satisfied: '满意的',
  acceptable: '基本满意的',
  dissatisfied: '不满意的',
  unrated: '还没有评价的',
  redone: '重办过的',
} as const
export type DutyListName = keyof typeof dutyLists
