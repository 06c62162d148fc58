export const codeStates = { active: '在用', revoked: '已停用', successor: '已换新码' } as const
export const codeKinds = { representative: '代表', station: '家站' } as const
export type CodeState = keyof typeof codeStates
