/** Text to the part of an address and back: deflate, then base64 with the letters that addresses leave as they are. */

import { LARGEST } from './format.ts';
import { Refused } from './refused.ts';

/** Bytes turned to letters at once: an argument list has its limits. */
const CHUNK = 0x8000;

export async function pack(text: string): Promise<string> {
  const packed = new Blob([text]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  const bytes = new Uint8Array(await new Response(packed).arrayBuffer());
  let letters = '';
  for (let at = 0; at < bytes.length; at += CHUNK) letters += String.fromCharCode(...bytes.subarray(at, at + CHUNK));
  return btoa(letters).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/** Stops as soon as more than `largest` bytes have come out. */
export async function unpack(letters: string, largest = LARGEST): Promise<string> {
  const bytes = decoded(letters);
  const whole = new Uint8Array(await inflated(bytes, largest));
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(whole);
  } catch {
    throw new Refused('share.damaged');
  }
}

function decoded(letters: string): Uint8Array<ArrayBuffer> {
  try {
    return Uint8Array.from(atob(letters.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));
  } catch {
    throw new Refused('share.damaged');
  }
}

async function inflated(bytes: Uint8Array<ArrayBuffer>, largest: number): Promise<ArrayBuffer> {
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw')).getReader();
  const parts: Uint8Array<ArrayBuffer>[] = [];
  for (let size = 0; ; ) {
    const { done, value } = await reader.read().catch(() => {
      throw new Refused('share.damaged');
    });
    if (done) return new Blob(parts).arrayBuffer();
    parts.push(value);
    size += value.length;
    if (size <= largest) continue;
    void reader.cancel().catch(() => undefined);
    throw new Refused('share.tooLarge', { most: largest / 1024 / 1024 });
  }
}
