/** Which rows of a long list are drawn. Rows have one height; opened ones and the position line add their own. */
export interface Extra {
  /** Index of the row it stands under. */
  index: number;
  height: number;
}

export class Rows {
  private readonly extras: readonly Extra[];

  /** `row` is a row's height in pixels. */
  constructor(
    readonly count: number,
    readonly row: number,
    extras: readonly Extra[],
  ) {
    this.extras = extras.filter((extra) => extra.index >= 0 && extra.index < count).sort((a, b) => a.index - b.index);
  }

  get height(): number {
    return this.top(this.count);
  }

  /** Distance of a row from the top of the list. */
  top(index: number): number {
    let top = index * this.row;
    for (const extra of this.extras) {
      if (extra.index >= index) break;
      top += extra.height;
    }
    return top;
  }

  /** A row with what stands under it. */
  bottom(index: number): number {
    return this.top(index + 1);
  }

  /** The row at a distance from the top. */
  at(y: number): number {
    let least = 0;
    let most = Math.max(0, this.count - 1);
    while (least < most) {
      const middle = (least + most + 1) >> 1;
      if (this.top(middle) <= y) least = middle;
      else most = middle - 1;
    }
    return least;
  }

  /** Rows to draw, the last one excluded, with some more above and below for fast scrolling. */
  window(scrollTop: number, height: number): { first: number; last: number } {
    const spare = 8;
    const first = Math.max(0, this.at(scrollTop) - spare);
    const last = Math.min(this.count, this.at(scrollTop + height) + 1 + spare);
    return { first, last };
  }
}
