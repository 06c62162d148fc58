/** The phone itself cannot open the file as a picture. */
export class UnreadablePhoto extends Error {
  constructor() {
    super('这张照片打不开，请换一张，或者重新拍一张。')
    this.name = 'UnreadablePhoto'
  }
}
