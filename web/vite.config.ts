import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig, type Plugin } from 'vite'

type Row = Record<string, string>

/** The rows of one of the package's own tables. */
function table(name: string): Row[] {
  const lines = readFileSync(new URL(`../src/marsad/data/${name}`, import.meta.url), 'utf-8')
    .split(/\r?\n/)
    .filter((line) => line && !line.startsWith('#'))
  const header = (lines[0] ?? '').split('\t')
  return lines.slice(1).map((line) => {
    const cells = line.split('\t')
    return Object.fromEntries(header.map((column, at) => [column, cells[at] ?? '']))
  })
}

/** Countries with the numbers that the basemap knows them by. */
function countries(): unknown {
  const codes: [string, string, string][] = createRequire(import.meta.url)('i18n-iso-countries/codes.json')
  const numbers = new Map(codes.map(([, alpha3, number]) => [alpha3, number]))
  return table('gazetteer/countries.tsv').map((row) => {
    const code = row['alpha3'] ?? ''
    return [code, (row['names'] ?? '').split('|')[0], row['en'], numbers.get(code) ?? '', Number(row['lat']), Number(row['lon'])]
  })
}

/** What the package's tables say, as modules: pages and exports say it in the same words. */
function tables(): Plugin {
  const made: Record<string, () => unknown> = {
    'virtual:countries': countries,
    'virtual:grounds': () => Object.fromEntries(table('grounds.tsv').map((row) => [row['code'], { en: row['en'], ar: row['ar'] }])),
  }
  return {
    name: 'tables',
    resolveId: (id) => (Object.hasOwn(made, id) ? `\0${id}` : undefined),
    load(id) {
      const make = id.startsWith('\0') ? made[id.slice(1)] : undefined
      return make && `export default ${JSON.stringify(make())}`
    },
  }
}

export default defineConfig({
  plugins: [tables(), svelte()],
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
