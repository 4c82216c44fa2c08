/**
 * The frame that handlers run behind: `sandbox.html`, of another origin and without a network. It starts and ends
 * workers; each of them has a port of its own to the page. A frame that does not answer is dropped for a new one.
 *
 * Browsers ask no service worker for a frame that is sandboxed to another origin. So where there is one, the frame is
 * asked for as the page's own first, and it is the answer's policy that takes the origin away (`offline/service.js`).
 * Should that policy be missing, the document finds itself on the page's origin and does nothing.
 */

import { source } from './source.ts';

/** A frame that is not ready by then never will be. */
const READY_MS = 10_000;
/** A healthy frame ends a worker at once, however busy that worker is. */
const STOP_MS = 1000;
/** Nor one that is loaded and has not answered by then, where there is another way. */
const LOADED_MS = 2000;

/** Where the frame comes from: an address, or a document's text. */
export interface Seat {
  readonly src?: string;
  readonly srcdoc?: string;
  /** What the frame may do. */
  readonly sandbox: string;
}

/** In order: the next is tried when one does not answer. */
export type Seats = () => readonly Seat[];

const ofPage: Seats = () => {
  const src = new URL('sandbox.html', document.baseURI).href;
  const kept = navigator.serviceWorker?.controller ? [{ src, sandbox: 'allow-scripts allow-same-origin' }] : [];
  return [...kept, { src, sandbox: 'allow-scripts' }];
};

let seats: Seats = ofPage;

/** Elsewhere than in the page. */
export function seatAt(others: Seats): void {
  seats = others;
}

export class Frame {
  private serial = 0;
  private stopped: (() => void) | null = null;

  private constructor(
    private readonly element: HTMLIFrameElement,
    private readonly control: MessagePort,
    /** Called when the worker cannot be started or breaks. */
    private gone: () => void = () => {},
  ) {
    control.onmessage = ({ data }: MessageEvent<{ stopped?: number; failed?: number }>) => {
      if (data.stopped === this.serial) this.stopped?.();
      if (data.failed === this.serial) this.gone();
    };
  }

  /** Resolves to null when the frame cannot be had. */
  static async open(): Promise<Frame | null> {
    const ways = seats();
    for (const [at, seat] of ways.entries()) {
      const frame = await Frame.at(seat, at === ways.length - 1);
      if (frame) return frame;
    }
    return null;
  }

  private static async at({ src, srcdoc, sandbox }: Seat, last: boolean): Promise<Frame | null> {
    const element = document.createElement('iframe');
    element.setAttribute('sandbox', sandbox);
    element.setAttribute('aria-hidden', 'true');
    element.allow = '';
    element.referrerPolicy = 'no-referrer';
    element.tabIndex = -1;
    element.hidden = true;
    element.title = 'Handlers';
    if (srcdoc === undefined) element.src = src ?? '';
    else element.srcdoc = srcdoc;
    const channel = new MessageChannel();
    const ready = new Promise<boolean>((done) => {
      channel.port1.onmessage = ({ data }: MessageEvent<{ ready?: boolean }>) => data.ready === true && done(true);
      element.onload = () => {
        element.onload = null;
        element.contentWindow?.postMessage(source, '*', [channel.port2]);
        if (!last) setTimeout(() => done(false), LOADED_MS);
      };
      setTimeout(() => done(false), READY_MS);
    });
    document.body.append(element);
    if (await ready) return new Frame(element, channel.port1);
    element.remove();
    return null;
  }

  /** Starts a worker on `call`; one at a time. `gone` is called when it cannot run. */
  start(call: unknown, gone: () => void): MessagePort {
    const { port1, port2 } = new MessageChannel();
    this.gone = gone;
    this.control.postMessage({ start: ++this.serial, call }, [port2]);
    return port1;
  }

  /** Ends the worker; false when the frame does not say so in time, and is of no use any more. */
  stop(): Promise<boolean> {
    this.gone = () => {};
    return new Promise((done) => {
      const late = setTimeout(() => done(false), STOP_MS);
      this.stopped = () => {
        clearTimeout(late);
        done(true);
      };
      this.control.postMessage({ stop: this.serial });
    });
  }

  drop(): void {
    this.gone = () => {};
    this.control.close();
    this.element.remove();
  }
}
