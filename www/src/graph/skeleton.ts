import { html, render } from 'lit-html';

/** The lasting elements of the graph panel; everything else is drawn into them. */
export interface Parts {
  canvas: SVGSVGElement;
  /** Carries pan and zoom. */
  layer: SVGGElement;
  scene: SVGGElement;
  tokens: SVGGElement;
  /** Banner above the canvas, or what stands there while there is no graph. */
  over: HTMLElement;
  zoom: HTMLElement;
  popover: HTMLElement;
  picker: HTMLElement;
  /** What was tapped, on a phone. */
  hint: HTMLElement;
  /** Search, map and outline. */
  tools: HTMLElement;
}

export function skeleton(root: HTMLElement): Parts {
  render(html`
    <div class="over"></div>
    <div class="canvas">
      <svg class="graph" role="group">
        <g class="layer"><g class="scene"></g><g class="tokens" aria-hidden="true"></g></g>
      </svg>
      <div class="picker" hidden></div>
      <div class="edgejson" id="edge-json" hidden></div>
      <div class="nodehint" hidden></div>
      <div class="gtools"></div>
      <div class="zoom"></div>
    </div>`, root);
  const part = <T extends Element>(name: string): T => {
    const found = root.querySelector<T>(`.${name}`);
    if (!found) throw new Error(`the graph has no ${name}`);
    return found;
  };
  return {
    canvas: part('graph'),
    layer: part('layer'),
    scene: part('scene'),
    tokens: part('tokens'),
    over: part('over'),
    zoom: part('zoom'),
    popover: part('edgejson'),
    picker: part('picker'),
    hint: part('nodehint'),
    tools: part('gtools'),
  };
}

/** The keyboard stop under an event. */
export function stopAt(event: Event): string | null {
  return closest(event)?.dataset['stop'] ?? null;
}

/** The state under an event. */
export function stateAt(event: Event): number | null {
  const state = closest(event)?.dataset['state'];
  return state === undefined ? null : Number(state);
}

/** Whether what folds a container is under an event. */
export function onFold(event: Event): boolean {
  return event.target instanceof Element && event.target.closest('[data-fold]') !== null;
}

/** Whether the breakpoint's dot beside a node is under an event. */
export function onBreakpoint(event: Event): boolean {
  return event.target instanceof Element && event.target.closest('[data-breakpoint]') !== null;
}

function closest(event: Event): SVGElement | null {
  return event.target instanceof Element ? event.target.closest<SVGElement>('[data-stop]') : null;
}
