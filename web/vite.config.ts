import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig, type Plugin } from 'vite'

/** Countries as the package's own gazetteer names them, with the numbers that the basemap knows them by. */
function countries(): Plugin {
  const name = 'virtual:countries'
  const file = new URL('../src/marsad/data/gazetteer/countries.tsv', import.meta.url)
  return {
    name: 'countries',
    resolveId: (id) => (id === name ? `\0${name}` : undefined),
    load(id) {
      if (id !== `\0${name}`) return undefined
      const codes: [string, string, string][] = createRequire(import.meta.url)('i18n-iso-countries/codes.json')
      const numbers = new Map(codes.map(([, alpha3, number]) => [alpha3, number]))
      const lines = readFileSync(file, 'utf-8')
        .split(/\r?\n/)
        .filter((line) => line && !line.startsWith('#'))
      const header = (lines[0] ?? '').split('\t')
      const rows = lines.slice(1).map((line) => {
        const cells = line.split('\t')
        const cell = (column: string) => cells[header.indexOf(column)] ?? ''
        const code = cell('alpha3')
        return [code, cell('names').split('|')[0], cell('en'), numbers.get(code) ?? '', +cell('lat'), +cell('lon')]
      })
      return `export default ${JSON.stringify(rows)}`
    },
  }
}

export default defineConfig({
  plugins: [countries(), svelte()],
  build: {
    outDir: '../src/marsad/web/static',
    emptyOutDir: true,
    target: 'es2022',
    // the page's policy allows nothing inline: fonts and icons stay files
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1200,
  },
  server: { proxy: { '/api': 'http://127.0.0.1:8611' } },
})
