// Everything under `inside` is the text of the worker that one call of a handler runs in, put together by `source.ts`
// inside one function: no name declared here is a name that user code can see.
//
// These are taken before user code runs. Whatever it does to prototypes and globals afterwards, they stay what they are.

const scope = /** @type {DedicatedWorkerGlobalScope} */ (/** @type {unknown} */ (self));
const { apply, construct, ownKeys, getPrototypeOf, defineProperty, deleteProperty } = Reflect;
const { parse, stringify } = JSON;
const listening = EventTarget.prototype;
const objects = Object.prototype;
const evaluate = globalThis.eval;
const NativeFunction = Function;
const NativePromise = Promise;
const NativeError = Error;
const NativeDate = Date;
const { split, slice, indexOf, replaceAll, repeat } = String.prototype;
const { floor, imul, max } = Math;
const text = String;
const later = queueMicrotask;
const encoder = new TextEncoder();
const { encode } = TextEncoder.prototype;
const soon = setTimeout;
const createUrl = URL.createObjectURL;
const NativeBlob = Blob;
const { postMessage: portPost } = MessagePort.prototype;

/** @param {(...args: any[]) => unknown} method @param {unknown} self @param {...unknown} args @returns {any} */
function on(method, self, ...args) {
  return apply(method, self, args);
}

/** @param {object} holder @param {PropertyKey} key @param {unknown} value */
function put(holder, key, value) {
  // Without a prototype: whatever `Object.prototype` has become must not be read as part of it.
  defineProperty(holder, key, /** @type {any} */ ({ __proto__: null, value, writable: true, configurable: true, enumerable: false }));
}
