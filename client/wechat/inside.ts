/** Whether WeChat lends this page anything: the page is open inside it, and the district has an account. */
export const insideWechat = (): boolean => document.querySelector('meta[name=wechat]') !== null
