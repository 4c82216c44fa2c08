/**
 * Where a list is scrolled to and how much of it is seen. Asked for while the list is being drawn, the page would be laid
 * out for the answer; so it is remembered, and what is wanted is done when all has been drawn.
 */
export class Scroll {
  top = 0;
  height = 0;
  private due = false;

  constructor(private readonly body: HTMLElement) {}

  /** It was scrolled, or has another size. */
  look(): void {
    if (!this.due) this.top = this.body.scrollTop;
    this.height = this.body.clientHeight;
  }

  /** The list is so high. */
  within(height: number): void {
    this.top = Math.max(0, Math.min(this.top, height - this.height));
  }

  /** Just enough to show what stands there; whether it moves. */
  bring(top: number, bottom: number): boolean {
    if (this.height === 0 || (top >= this.top && bottom <= this.top + this.height)) return false;
    this.to(top < this.top ? top : Math.min(top, bottom - this.height));
    return true;
  }

  to(top: number): void {
    this.top = top;
    if (this.due) return;
    this.due = true;
    requestAnimationFrame(() => {
      this.due = false;
      this.body.scrollTop = this.top;
    });
  }
}
