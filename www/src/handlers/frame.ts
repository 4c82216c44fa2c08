/**
 * The frame that handlers run behind: `sandbox.html`, of another origin and without a network. It starts and ends
 * workers; each of them has a port of its own to the page. A frame that does not answer is dropped for a new one.
 */

import { source } from './source.ts';

/** A frame that is not ready by then never will be. */
const READY_MS = 10_000;
/** A healthy frame ends a worker at once, however busy that worker is. */
const STOP_MS = 1000;

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
    const element = document.createElement('iframe');
    element.setAttribute('sandbox', 'allow-scripts');
    element.setAttribute('aria-hidden', 'true');
    element.allow = '';
    element.referrerPolicy = 'no-referrer';
    element.tabIndex = -1;
    element.hidden = true;
    element.title = 'Handlers';
    element.src = new URL('sandbox.html', document.baseURI).href;
    const channel = new MessageChannel();
    const ready = new Promise<boolean>((done) => {
      channel.port1.onmessage = ({ data }: MessageEvent<{ ready?: boolean }>) => data.ready === true && done(true);
      element.onload = () => element.contentWindow?.postMessage(source, '*', [channel.port2]);
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
