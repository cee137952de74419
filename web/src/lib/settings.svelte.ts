/** What a person has chosen for this browser: language, digits, colours. */

export type Language = 'ar' | 'en'
export type Theme = 'system' | 'light' | 'dark'
export type Digits = 'arab' | 'latn'

const LANGUAGES: readonly string[] = ['ar', 'en']
const THEMES: readonly string[] = ['system', 'light', 'dark']

function kept(name: string, allowed: readonly string[]): string | null {
  try {
    const value = localStorage.getItem(`marsad.${name}`)
    return value !== null && allowed.includes(value) ? value : null
  } catch {
    return null
  }
}

function keep(name: string, value: string): void {
  try {
    localStorage.setItem(`marsad.${name}`, value)
  } catch {
    // a browser that stores nothing still shows the desk
  }
}

function fromBrowser(): Language {
  return (navigator.languages ?? []).some((tag) => tag.toLowerCase().startsWith('ar')) ? 'ar' : 'en'
}

class Settings {
  language = $state<Language>((kept('language', LANGUAGES) as Language | null) ?? fromBrowser())
  theme = $state<Theme>((kept('theme', THEMES) as Theme | null) ?? 'system')
  digits = $state<Digits>((kept('digits', ['arab', 'latn']) as Digits | null) ?? 'arab')
  systemDark = $state(matchMedia('(prefers-color-scheme: dark)').matches)

  dark = $derived(this.theme === 'dark' || (this.theme === 'system' && this.systemDark))
  rtl = $derived(this.language === 'ar')
  locale = $derived(this.language === 'ar' ? `ar-EG-u-ca-gregory-nu-${this.digits}` : 'en-GB-u-ca-gregory-nu-latn')

  constructor() {
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', (event) => {
      this.systemDark = event.matches
    })
  }

  set(name: 'language' | 'theme' | 'digits', value: string): void {
    if (name === 'language') this.language = value as Language
    else if (name === 'theme') this.theme = value as Theme
    else this.digits = value as Digits
    keep(name, value)
  }
}

export const settings = new Settings()
