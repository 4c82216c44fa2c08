/** What a Task sent when it last ran, read from the run's history. */

import type { App } from '../app.ts';

interface Recorded {
  readonly id: number;
  readonly previousEventId: number;
  readonly type: string;
  readonly stateEnteredEventDetails?: { readonly name: string };
  readonly taskScheduledEventDetails?: { readonly parameters: string };
  readonly lambdaFunctionScheduledEventDetails?: { readonly input: string };
  readonly activityScheduledEventDetails?: { readonly input: string };
}

/** JSON text of what a function gets as its event; null when the Task did not run. */
export async function scheduledInput(app: App, name: string, resource: string): Promise<string | null> {
  const text = await app.actions.run.history();
  if (!text) return null;
  const events = (JSON.parse(text) as { events?: Recorded[] } | Recorded[]);
  const all = Array.isArray(events) ? events : (events.events ?? []);
  const entered = all.findLast((event) => event.type === 'TaskStateEntered' && event.stateEnteredEventDetails?.name === name);
  const sent = entered && all.find((event) => event.previousEventId === entered.id && event.type.endsWith('Scheduled'));
  const { parameters } = sent?.taskScheduledEventDetails ?? {};
  const input = parameters ?? sent?.lambdaFunctionScheduledEventDetails?.input ?? sent?.activityScheduledEventDetails?.input;
  if (input === undefined) return null;
  return resource.includes(':states:::lambda:invoke') ? JSON.stringify(JSON.parse(input).Payload ?? null) : input;
}
