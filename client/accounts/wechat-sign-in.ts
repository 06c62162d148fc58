import type { AccountView } from '@mashang/shared/accounts/accounts.model.ts'
import type { WechatSignIn, wechatSignInApi } from '@mashang/shared/accounts/wechat-sign-in.api.ts'
import { defineQueryOptions } from '@pinia/colada'
import { call } from '../core/call.ts'

export const wechatQuery = defineQueryOptions({
  key: ['wechat-sign-in'],
  query: ({ signal }): Promise<WechatSignIn> =>
    call<typeof wechatSignInApi.mine>('GET', '/api/me/wechat', { signal }),
})

export const wechatReady = () => call<typeof wechatSignInApi.ready>('GET', '/api/wechat-sessions')

export const signInByWechat = (): Promise<AccountView> =>
  call<typeof wechatSignInApi.signIn>('POST', '/api/wechat-sessions')

export const bindWechat = (): Promise<WechatSignIn> =>
  call<typeof wechatSignInApi.bind>('PUT', '/api/me/wechat')

export const unbindWechat = (): Promise<WechatSignIn> =>
  call<typeof wechatSignInApi.unbind>('DELETE', '/api/me/wechat')

const SET_OUT = 'mashang:to-wechat'

/** WeChat says who holds the phone, and sends back to the page. */
export function askWechat(page: '/me/sign-in' | '/me/wechat'): void {
  sessionStorage.setItem(SET_OUT, page)
  location.assign(`/api/wechat/start?next=${encodeURIComponent(page)}`)
}

/** Whether the page was left for WeChat a moment ago; told once. */
export function backFromWechat(page: '/me/sign-in' | '/me/wechat'): boolean {
  const back = sessionStorage.getItem(SET_OUT) === page
  sessionStorage.removeItem(SET_OUT)
  return back
}
