/** A failure that is said in one sentence, without a stack. */
export class LauncherError extends Error {
  /**
   * @param {string} chinese
   * @param {string} english
   */
  constructor(chinese, english) {
    super(`${chinese}\n  ${english}`)
    this.name = 'LauncherError'
  }
}

/**
 * @param {string} chinese
 * @param {string} english
 */
export function announce(chinese, english) {
  process.stderr.write(`[码上代表] ${chinese}  (${english})\n`)
}

const NETWORK =
  /ENOTFOUND|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EAI_AGAIN|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT|ERR_PNPM_(TARBALL_FETCH|META_FETCH|FETCH)|error sending request|dns error/i

/**
 * @param {string} chinese what was tried, as a verb phrase
 * @param {string} english the same
 * @param {string} output what the tool printed
 * @returns {LauncherError} says what to mend where the reason is known, else shows the output
 */
export function explainFailure(chinese, english, output) {
  if (NETWORK.test(output)) {
    return new LauncherError(
      `没能${chinese}：连不上 npm 仓库，请检查网络、代理（HTTPS_PROXY）或 npm 的 registry 设置后重试。`,
      `Could not ${english}: the npm registry cannot be reached; check the network, the proxy (HTTPS_PROXY) or npm's registry setting, then try again.`,
    )
  }
  if (/ENOSPC|No space left/i.test(output)) {
    return new LauncherError(
      `没能${chinese}：磁盘已满，请腾出约 2 GB 后重试。`,
      `Could not ${english}: the disk is full; free about 2 GB and try again.`,
    )
  }
  if (/ERR_PNPM_OUTDATED_LOCKFILE/.test(output)) {
    return new LauncherError(
      '没能安装依赖：package.json 改过而 pnpm-lock.yaml 没有，请运行 pnpm install 并提交它。',
      'Could not install: package.json changed and pnpm-lock.yaml did not; run pnpm install and commit it.',
    )
  }
  const tail = output.trim().split('\n').slice(-15).join('\n')
  return new LauncherError(`没能${chinese}，原因见下：`, `Could not ${english}:\n${tail}`)
}
