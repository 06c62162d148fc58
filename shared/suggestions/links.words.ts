/** What a department does behind its one-time link. */
export const linkTasks = {
  answer: '签收、答复',
  opinion: '签收、提会办意见（贵单位是会办单位，不用答复代表）',
  redeem: '按承诺再答复',
} as const
