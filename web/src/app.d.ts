/// <reference types="svelte" />
/// <reference types="vite/client" />

declare module 'virtual:countries' {
  const rows: [code: string, ar: string, en: string, number: string, latitude: number, longitude: number][]
  export default rows
}

declare module 'virtual:grounds' {
  const sentences: Record<string, { en: string; ar: string }>
  export default sentences
}

declare module 'maplibre-gl/dist/maplibre-gl-csp.js' {
  export * from 'maplibre-gl'
  import * as all from 'maplibre-gl'
  export default all
}
