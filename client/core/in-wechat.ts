/** Inside WeChat nothing can be downloaded or installed. */
export const inWeChat: boolean = /MicroMessenger/i.test(navigator.userAgent)
