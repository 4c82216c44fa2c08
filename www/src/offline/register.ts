/** Registers the service worker, and says when a newer version of the page is ready. */

import '../i18n/later.ts';
import type { App } from '../app.ts';

export async function register({ store }: Pick<App, 'store'>): Promise<void> {
  // Under `make dev` there is none, and a browser without secure pages refuses it: then the page works as before.
  if (!import.meta.env.PROD || !('serviceWorker' in navigator) || !isSecureContext) return;
  const registration = await navigator.serviceWorker.register('./sw.js', { updateViaCache: 'none' }).catch(() => null);
  if (!registration) return;
  const look = async (): Promise<void> => {
    const { waiting } = registration;
    if (!waiting || !navigator.serviceWorker.controller) return;
    // This page may have come from the network, as new as the worker that waits.
    if (await has(waiting, ownScript())) return waiting.postMessage('take over');
    const does = (): void => {
      navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
      registration.waiting?.postMessage('take over');
    };
    store.dispatch({ type: 'notice', notice: { kind: 'info', key: 'offline.ready', zone: 'page', undo: { label: 'offline.reload', does } } });
  };
  registration.addEventListener('updatefound', () => {
    registration.installing?.addEventListener('statechange', () => void look());
  });
  await look();
  // A page that stays open for days asks now and then.
  setInterval(() => void registration.update().catch(() => undefined), 3_600_000);
}

/** The script that this page was started from, as the worker's list names it. */
function ownScript(): string {
  const { src = '' } = document.querySelector<HTMLScriptElement>('script[type="module"][src]') ?? {};
  return src.slice(new URL('.', location.href).href.length).replace(/[?#].*$/, '');
}

function has(worker: ServiceWorker, path: string): Promise<boolean> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((done) => {
    port1.onmessage = ({ data }) => done(data === true);
    worker.postMessage({ has: path }, [port2]);
  });
}
