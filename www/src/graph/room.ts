/** Where it stands: in the page, or in a player. */
export interface Room {
  /** A first view is not smaller than this; the page's own rule when it is not given. */
  readonly least?: number;
  /** Nor larger than this. */
  readonly most?: number;
  /** Kept free at the right. */
  readonly tools?: number;
  /** Kept free below. */
  readonly foot?: number;
  /** The wheel is the host page's, but with Ctrl. */
  readonly wheel?: 'zoom';
}
