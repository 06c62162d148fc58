/** A name that was typed and not chosen: nobody would be written down, and nothing would say so. */
export const unchosenWords = (typed: string, lead: string): string =>
  /[、,，;；/]/u.test(typed)
    ? `一次只能找一位：${lead}，附议的请一位一位找出来，在名单里点上。`
    : `“${typed}”还没有选上：请在名单里点一下，或把字删掉，再存。`
