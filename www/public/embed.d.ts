/**
 * The embedded player of Stepglass. In a page:
 *
 *     <script src="https://SITE/embed.js" async></script>
 *     <stepglass-player src="choice" input="2" theme="dark"></stepglass-player>
 *
 * or in a frame, `<iframe src="https://SITE/embed.html#g=choice&input=2" sandbox="allow-scripts allow-popups">`, with
 * which a page speaks by messages: those of `ToPlayer` to the frame's `contentWindow`, those of `FromPlayer` back.
 * A page must look at `event.source === frame.contentWindow`, for the origin of a sandboxed frame is `null`. The frame
 * listens only to the page that holds it; `&host=https://my.site` in its address makes it listen to that origin alone,
 * and speak to no other. A `host` that is no origin, `null` too, is refused: nothing is played.
 */

/** From the page to the frame. */
export type ToPlayer =
  /** A link, the part of it from `#` on, the name of an example, or the text of a document or a definition. */
  | { readonly stepglass: 'load'; readonly source: string }
  | { readonly stepglass: 'play' }
  | { readonly stepglass: 'pause' }
  /** To the next state that is entered. */
  | { readonly stepglass: 'step' }
  | { readonly stepglass: 'back' }
  /** To an event by its number, from 1. */
  | { readonly stepglass: 'seek'; readonly event: number };

/** From the frame to the page. */
export type FromPlayer =
  /** It can be played; `known` is its number of events. A document with handlers is ready when its reader has decided about them. */
  | { readonly stepglass: 'ready'; readonly known: number }
  | {
      readonly stepglass: 'position';
      /** Number of the latest event. */
      readonly event: number;
      readonly known: number;
      /** Of the execution, at that event: RUNNING, SUCCEEDED, FAILED, TIMED_OUT, ABORTED. */
      readonly status: string;
      readonly running: boolean;
      /** Type of the event and its state; null while they are fetched. */
      readonly type: string | null;
      readonly name: string | null;
    }
  /** The end of the execution was reached; `output` is JSON text. */
  | { readonly stepglass: 'end'; readonly status: string; readonly output: string | null }
  /** It cannot be played, or not on: why, in the player's language. */
  | { readonly stepglass: 'fault'; readonly message: string }
  /** A key that the player does not use: PageUp, PageDown, arrows, Home, End. */
  | { readonly stepglass: 'key'; readonly key: string; readonly code: string; readonly shiftKey: boolean }
  /** Escape: the focus goes back to the page. */
  | { readonly stepglass: 'leave' };

/**
 * The element. Attributes: `src` or `link` (as `load`), `input` (number of an input, or JSON text), `at` (event),
 * `lang` (`en`, `ko`), `theme` (`light`, `dark`), `view` (`events`, `input`, `output`, `definition`, `graph`, `present`),
 * `speed` (`0.5`, `1`, `2`, `5`, `max`), `autoplay`, `read-only`, `site` (where *Open in Stepglass* leads). The text
 * of a document, or of a definition, may also stand inside it, in a `<script type="application/json">`.
 *
 * It dispatches `stepglass-ready`, `stepglass-position`, `stepglass-end`, `stepglass-fault` and `stepglass-leave`, with the
 * members of the messages of these names in `detail`. Keys that it does not use bubble on.
 */
export interface StepglassPlayerElement extends HTMLElement {
  readonly position: number;
  readonly known: number;
  readonly status: string | null;
  load(source: string): void;
  play(): void;
  pause(): void;
  step(): void;
  back(): void;
  seek(event: number): void;
}

declare global {
  interface HTMLElementTagNameMap {
    'stepglass-player': StepglassPlayerElement;
  }
}
