import type { HearingView } from '@mashang/shared/deliveries/deliveries.model.ts'
import { type HearingChannel, hearingWords } from '@mashang/shared/deliveries/deliveries.words.ts'
import { html, type Markup } from '../core/http/plain-page.ts'

/** What of WeChat there is for whoever looks at the page. */
interface Wechat {
  /** `none`: the district has no account. `outside`: this is another browser. `known`: we know who it is. */
  standing: 'none' | 'outside' | 'unknown' | 'known'
  /** Whether messages leave by it. */
  sends: boolean
  /** Whether one message can be agreed to. */
  once: boolean
}

const nothing = html``

/** Said before WeChat is asked who somebody is. */
export const KEPT_WORDS =
  '以后用这个微信交的反映，会自动存进它的“我的反映”，不用回执也能找到；不想存，在回执里可以去掉。'

/** The voter's choice, on the way from a receipt; works without script. */
export function hearingPage(receipt: string, view: HearingView, wechat: Wechat): Markup {
  const path = `/r/${encodeURIComponent(receipt)}`
  const mayChoose = view.choices.length > 1 || wechat.standing === 'known'
  return html`${
    mayChoose
      ? choiceForm(path, view, wechat)
      : wechat.standing === 'unknown'
        ? html`<p>存好回执，24 小时内自己回来看就行。想让微信告诉您，选下面的：</p>`
        : html`<p>您没有留能收短信的手机，请存好回执，24 小时内自己回来看。</p>`
  }${wechatWay(receipt, wechat)}${onceWay(path, view, wechat)}${
    view.kept
      ? html`<form method="post" action="${path}/hearing"><input type="hidden" name="forget" value="1"><button>从微信里去掉这件反映</button></form>`
      : nothing
  }<p class="muted">联系方式到期删除时，这个选择也一起删掉。</p><p><a class="way" href="${path}">回到回执</a></p>`
}

function choiceForm(path: string, view: HearingView, wechat: Wechat): Markup {
  const option = (channel: HearingChannel): Markup => {
    const checked = channel === view.chosen ? html` checked` : nothing
    const phone = channel === 'sms' && view.phone !== null ? `（${view.phone}）` : ''
    return html`<label><input type="radio" name="channel" value="${channel}"${checked}>${hearingWords[channel]}${phone}</label>`
  }
  return html`<p>只说有了答复，不写您反映的内容。</p><form method="post" action="${path}/hearing">${view.choices.map(option)}${
    wechat.standing === 'known'
      ? html`<p class="muted">选好以后，这件反映也存进这个微信的“我的反映”，不用回执就能找到。</p>`
      : nothing
  }<button class="main">就这样</button></form>`
}

function onceWay(path: string, view: HearingView, { standing, once }: Wechat): Markup {
  if (!once || standing === 'none' || standing === 'outside') return nothing
  if (view.chosen === 'wechat-once' && !view.spent)
    return html`<p>已经订阅：有了答复，往您的微信发一条。</p>`
  const words = view.spent ? '再订阅一次' : hearingWords['wechat-once']
  return html`<p><a class="button" href="${path}/subscription">${words}</a></p><p class="muted">点开后由微信问您同不同意，同意一次只发一条。</p>`
}

function wechatWay(receipt: string, { standing, sends }: Wechat): Markup {
  if (standing === 'outside')
    return html`<p class="muted">在微信里打开回执，还可以${sends ? '用微信收通知' : '把它存进微信'}。</p>`
  if (standing !== 'unknown') return nothing
  const next = encodeURIComponent(`/r/${receipt}/hearing`)
  return html`<p><a class="button" href="/api/wechat/start?next=${next}">${
    sends ? '用我的微信收通知' : '存进我的微信，以后好找'
  }</a></p><p class="muted">${KEPT_WORDS}</p>`
}
