// Ids of lessons that come from files.

/**
 * The same text has the same id on every visit, and another text another: progress and machines are kept by it.
 * @param {string} text
 */
export function ownId(text) {
  let [one, other] = [0x811c9dc5, 0x2545f491];
  for (let at = 0; at < text.length; at += 1) {
    one = Math.imul(one ^ text.charCodeAt(at), 0x01000193);
    other = Math.imul((other << 7) ^ (other >>> 25) ^ text.charCodeAt(at), 0x9e3779b1);
  }
  return `own-${[one, other].map((half) => (half >>> 0).toString(16).padStart(8, '0')).join('')}`;
}
