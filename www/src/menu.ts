/** What makes a `details` element a menu: Escape, a choice and leaving it close it. */

/** For menus whose every button is a choice. */
export function close(event: Event): void {
  const chosen = event.target instanceof Element && event.target.closest('button');
  if (chosen) shut(event.currentTarget as HTMLDetailsElement);
}

/** The focus went elsewhere; a button that went away leaves it nowhere, and the menu stays. */
export function left(event: FocusEvent): void {
  const menu = event.currentTarget as HTMLDetailsElement;
  if (event.relatedTarget instanceof Node && !menu.contains(event.relatedTarget)) menu.open = false;
}

function shut(menu: HTMLDetailsElement): void {
  menu.open = false;
  menu.querySelector('summary')?.focus();
}

/** Escape and a press anywhere else close an open menu: `details` does not do that by itself. One that only folds is none. */
export function mountMenus(): void {
  window.addEventListener('keydown', (event) => {
    const menu = document.querySelector<HTMLDetailsElement>('details[open]:not(.nomenu)');
    if (event.key !== 'Escape' || !menu) return;
    event.stopPropagation();
    shut(menu);
  }, { capture: true });
  document.addEventListener('pointerdown', ({ target }) => {
    for (const menu of document.querySelectorAll<HTMLDetailsElement>('details[open]:not(.nomenu)')) {
      if (target instanceof Node && !menu.contains(target)) menu.open = false;
    }
  });
}
