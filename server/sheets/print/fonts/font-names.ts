import { createRequire } from 'node:module'
import { type FontFile, openFont } from './font-file.ts'

/** What text is set in. */
export type FontName = 'sans' | 'bold' | 'serif' | 'song' | 'mongolian'

const FILES: Record<FontName, [path: string, name: string]> = {
  sans: [
    '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf',
    'NotoSansSC-Regular',
  ],
  bold: ['@expo-google-fonts/noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf', 'NotoSansSC-Bold'],
  serif: ['@expo-google-fonts/noto-serif-sc/700Bold/NotoSerifSC_700Bold.ttf', 'NotoSerifSC-Bold'],
  song: [
    '@expo-google-fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf',
    'NotoSerifSC-Regular',
  ],
  mongolian: [
    '@expo-google-fonts/noto-sans-mongolian/400Regular/NotoSansMongolian_400Regular.ttf',
    'NotoSansMongolian-Regular',
  ],
}

const { resolve } = createRequire(import.meta.url)
const opened = new Map<FontName, FontFile>()

export const fontPath = (name: FontName): string => resolve(FILES[name][0])

/** Opened at first use, then kept: a few hundred KB each, as long as the thread lives. */
export function fontFile(name: FontName): FontFile {
  const known = opened.get(name)
  if (known !== undefined) return known
  const font = openFont(fontPath(name), FILES[name][1])
  opened.set(name, font)
  return font
}
