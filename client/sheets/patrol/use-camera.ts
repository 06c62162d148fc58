import { onMounted, onUnmounted, type Ref, ref, watch } from 'vue'
import { loadReader, type ReadCode } from './read-code.ts'

/** Why there is no picture: each has its own way out. */
export type CameraTrouble = 'missing' | 'refused' | 'busy' | 'reader'

/** Longest side of a frame that is searched for a code, in pixels: enough for 30 mm at arm's length. */
const FRAME = 960
/** Between two looks, in milliseconds: quick for the eye, easy on the battery. */
const PAUSE = 120
/**
 * A code that was just read is not read again while the phone still points at it: so many looks in a
 * row without it, or so many milliseconds, and it is.
 */
const AWAY = 4
const STILL_HERE = 5_000

const canFilm = (): boolean => Boolean(navigator.mediaDevices?.getUserMedia)

function troubleOf(error: unknown): CameraTrouble {
  const name = error instanceof DOMException ? error.name : ''
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'refused'
  return name === 'NotReadableError' || name === 'AbortError' ? 'busy' : 'missing'
}

/**
 * Looks for a code while `active`, and tells what it says together with the frame it was read from;
 * whoever asks for the next one gets the next one, not once more what is still before the lens.
 * The camera stays open while a result is read, because some phones ask for leave every time that it
 * is opened; it is let go with the page, and while another app is in front.
 */
export function useCamera(
  video: Ref<HTMLVideoElement | null>,
  active: () => boolean,
  found: (text: string, frame: HTMLCanvasElement) => void,
) {
  const trouble = ref<CameraTrouble | null>(null)
  const filming = ref(false)
  /** Null: this camera has no light. */
  const torch = ref<boolean | null>(null)
  const frame = document.createElement('canvas')
  let stream: MediaStream | null = null
  let turn = 0
  let last: string | null = null

  const release = (of: MediaStream | null): void => {
    for (const track of of?.getTracks() ?? []) track.stop()
  }

  function close(): void {
    turn++
    release(stream)
    stream = null
    filming.value = false
    torch.value = null
  }

  /** Whether there is a picture now. */
  async function open(mine: number): Promise<boolean> {
    const screen = video.value
    if (!canFilm() || !screen) {
      trouble.value = 'missing'
      return false
    }
    try {
      const opened = await navigator.mediaDevices.getUserMedia({
        video: { facingMode: { ideal: 'environment' }, width: { ideal: 1280 } },
        audio: false,
      })
      // The page was left while the phone was asking.
      if (mine !== turn) {
        release(opened)
        return false
      }
      stream = opened
      screen.srcObject = opened
      await screen.play()
    } catch (error) {
      if (mine === turn) trouble.value = troubleOf(error)
      return false
    }
    const [track] = stream?.getVideoTracks() ?? []
    const abilities = track?.getCapabilities?.() as { torch?: boolean } | undefined
    torch.value = abilities?.torch ? false : null
    filming.value = true
    return mine === turn
  }

  async function look(reader: ReadCode): Promise<string | null> {
    const picture = video.value
    if (!picture || picture.readyState < picture.HAVE_CURRENT_DATA) return null
    const { videoWidth, videoHeight } = picture
    const scale = Math.min(1, FRAME / Math.max(videoWidth, videoHeight))
    frame.width = Math.round(videoWidth * scale)
    frame.height = Math.round(videoHeight * scale)
    frame
      .getContext('2d', { willReadFrequently: true })
      ?.drawImage(picture, 0, 0, frame.width, frame.height)
    return await reader(frame)
  }

  async function start(): Promise<void> {
    turn++
    const mine = turn
    trouble.value = null
    const live = stream?.getVideoTracks().some((track) => track.readyState === 'live')
    if (live) await video.value?.play()
    else if (!(await open(mine))) return
    let reader: ReadCode
    try {
      reader = await loadReader()
    } catch {
      if (mine === turn) trouble.value = 'reader'
      return
    }
    const until = performance.now() + STILL_HERE
    let without = 0
    while (mine === turn) {
      const text = await look(reader)
      if (mine !== turn) return
      without = text === last ? 0 : without + 1
      if (without >= AWAY || performance.now() > until) last = null
      if (text !== null && text !== last) {
        last = text
        return found(text, frame)
      }
      await new Promise((next) => setTimeout(next, PAUSE))
    }
  }

  async function setTorch(on: boolean): Promise<void> {
    const [track] = stream?.getVideoTracks() ?? []
    const wanted = { advanced: [{ torch: on }] } as unknown as MediaTrackConstraints
    try {
      await track?.applyConstraints(wanted)
      torch.value = on
    } catch {
      // It claims to have a light and does not give it: the button goes away.
      torch.value = null
    }
  }

  function follow(): void {
    if (document.visibilityState !== 'visible') close()
    else if (active()) void start()
    else turn++
  }

  onMounted(() => {
    document.addEventListener('visibilitychange', follow)
    follow()
  })
  watch(active, follow)
  onUnmounted(() => {
    document.removeEventListener('visibilitychange', follow)
    close()
  })

  return { trouble, filming, torch, setTorch, start }
}
