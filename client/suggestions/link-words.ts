/** What the pages of a department's one-time link and the office that sends it say alike. */
export const secretWords = '内容请只给办理的人看。'
export const untilAnswered = '前可用，答复以后就失效'
export const linksTitle = '给承办单位的一次性链接'
