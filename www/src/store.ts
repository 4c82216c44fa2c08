/** One immutable state, changed by actions through one pure function. Imports nothing. */

export interface Store<S, A> {
  readonly state: S;
  dispatch(action: A): void;
  /** Calls back once after each burst of actions, with the state before and after it. Returns how to stop. */
  subscribe(listener: (state: S, before: S) => void): () => void;
}

export function createStore<S, A>(initial: S, reduce: (state: S, action: A) => S): Store<S, A> {
  let state = initial;
  let told = initial;
  let due = false;
  const listeners = new Set<(state: S, before: S) => void>();

  const tell = (): void => {
    due = false;
    const before = told;
    told = state;
    if (before === told) return;
    for (const listener of [...listeners]) listener(told, before);
  };

  return {
    get state() {
      return state;
    },
    dispatch(action) {
      const next = reduce(state, action);
      if (next === state) return;
      state = next;
      if (due) return;
      due = true;
      queueMicrotask(tell);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
