/** The engine inside the script: inflated and compiled once for all players of a page, each with a worker of its own. */

import type { Answer } from '../protocol.ts';

type Serve = (post: (answer: Answer) => void, module: WebAssembly.Module) => (message: unknown) => void;

/** As `tools/embed.mjs` writes it. */
interface Packed {
  readonly serve: Serve;
  /** Gzip, base64. */
  readonly wasm: string;
}

declare const stepglassSmall: Packed;

/** Where the script came from: `embed-whole.js` lies beside it. Empty when the script stands in the page itself. */
export const home: string = document.currentScript instanceof HTMLScriptElement ? document.currentScript.src : '';

const modules = new Map<Packed, Promise<WebAssembly.Module>>();
let adding: Promise<void> | null = null;

const whole = (): Packed | undefined => (globalThis as { stepglassWhole?: Packed }).stepglassWhole;

/** What makes the workers of a player. */
export async function workers(needsWhole: boolean): Promise<() => Worker> {
  if (needsWhole && !whole()) await (adding ??= addWhole());
  const packed = needsWhole ? whole() : stepglassSmall;
  if (!packed) throw new Error('embed-whole.js');
  const module = await compiled(packed);
  return () => new Door(packed.serve, module) as unknown as Worker;
}

/** A classic script of another site needs no permission of it. */
function addWhole(): Promise<void> {
  return new Promise((done, failed) => {
    const script = document.createElement('script');
    script.src = home ? new URL('embed-whole.js', home).href : 'embed-whole.js';
    script.onload = () => done();
    script.onerror = () => {
      adding = null;
      failed(new Error(script.src));
    };
    document.head.append(script);
  });
}

function compiled(packed: Packed): Promise<WebAssembly.Module> {
  const known = modules.get(packed);
  if (known) return known;
  const made = inflate(packed.wasm).then((bytes) => WebAssembly.compile(bytes));
  modules.set(packed, made);
  made.catch(() => modules.delete(packed));
  return made;
}

function inflate(base64: string): Promise<ArrayBuffer> {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))).arrayBuffer();
}

/** Stands for a worker; where the page's policy refuses workers, the same code runs in slices on this side. */
class Door {
  onmessage: ((event: { data: Answer }) => void) | null = null;
  onerror: ((event: { message: string; preventDefault(): void }) => void) | null = null;
  private worker: Worker | null = null;
  private local: ((message: unknown) => void) | null = null;
  /** Asked before the worker has shown that it lives. */
  private early: unknown[] | null = [];
  private closed = false;

  constructor(private readonly serve: Serve, private readonly module: WebAssembly.Module) {
    try {
      this.worker = this.start();
    } catch {
      this.fallBack();
    }
  }

  postMessage(message: unknown): void {
    this.early?.push(message);
    if (this.local) this.local(message);
    else this.worker?.postMessage(message);
  }

  terminate(): void {
    this.closed = true;
    this.worker?.terminate();
    this.local?.({ id: -1, command: 'pause', ask: {} });
  }

  private start(): Worker {
    const text = `var serve=${this.serve};var hear;onmessage=function(e){hear?hear(e.data):hear=serve(function(a){postMessage(a)},e.data)}`;
    const address = URL.createObjectURL(new Blob([text], { type: 'text/javascript' }));
    const worker = new Worker(address);
    worker.onmessage = ({ data }: MessageEvent<Answer>) => {
      if (this.early) URL.revokeObjectURL(address);
      this.early = null;
      this.onmessage?.({ data });
    };
    worker.onerror = (event) => {
      event.preventDefault();
      if (this.early) this.fallBack();
      else this.onerror?.(event);
    };
    worker.postMessage(this.module);
    return worker;
  }

  private fallBack(): void {
    this.worker?.terminate();
    this.worker = null;
    const early = this.early ?? [];
    this.early = null;
    this.local = this.serve((data) => void Promise.resolve().then(() => {
      if (!this.closed) this.onmessage?.({ data });
    }), this.module);
    for (const message of early) this.local(message);
  }
}
