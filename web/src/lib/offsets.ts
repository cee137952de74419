/** Marsad counts code points, the browser UTF-16 units. This file is the only place where one becomes the other. */

export class Offsets {
  /** UTF-16 positions of the characters outside the BMP; empty for nearly all Arabic texts. */
  private readonly wide: number[] = []
  readonly length: number

  constructor(readonly text: string) {
    let points = 0
    for (let unit = 0; unit < text.length; unit++, points++) {
      const code = text.charCodeAt(unit)
      if (code >= 0xd800 && code < 0xdc00) {
        const next = text.charCodeAt(unit + 1)
        if (next >= 0xdc00 && next < 0xe000) {
          this.wide.push(points)
          unit++
        }
      }
    }
    this.length = points
  }

  toUnits(point: number): number {
    return point + below(this.wide, point)
  }

  toPoints(unit: number): number {
    let low = 0
    let high = this.length
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (this.toUnits(middle) <= unit) low = middle
      else high = middle - 1
    }
    return low
  }

  slice(start: number, end: number): string {
    return this.text.slice(this.toUnits(start), this.toUnits(end))
  }
}

/** How many of the sorted numbers are smaller than `limit`. */
function below(sorted: number[], limit: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (sorted[middle]! < limit) low = middle + 1
    else high = middle
  }
  return low
}
