/** The state machines of the workspace that a definition may start, as the engine takes them. */

import type { Context } from '../actions/context.ts';
import type { StartRequest } from '../generated.ts';
import { mocksText } from '../mocks.ts';
import type { Document } from '../state.ts';

/** One machine in `StartRequest.machines`. */
interface Written {
  definition: string;
  type: string;
  mocks: string;
}

/** The request with the machines that its texts name, and those that these name, and so on. */
export async function machinesFor({ store, shelf }: Context, request: StartRequest): Promise<StartRequest> {
  const desk = store.state.document;
  const kept = (await shelf.machines()).sort((a, b) => b.updated - a.updated).map(({ document }) => document);
  // What is on the desk may not have been kept yet.
  const known = [desk, ...kept.filter(({ machineId }) => machineId !== desk.machineId)];
  const found = new Map<string, Written>();
  const look = (text: string): void => {
    for (const document of known) {
      if (found.has(document.name) || !names(text, document.name)) continue;
      found.set(document.name, written(document));
      look(document.definition);
    }
  };
  look(request.definition + request.input);
  return found.size === 0 ? request : { ...request, machines: JSON.stringify(Object.fromEntries(found)) };
}

/** Whether a text has the ARN of a machine of this name, or of a version or alias of it. */
function names(text: string, name: string): boolean {
  const parts = text.split(`:stateMachine:${name}`).slice(1);
  return parts.some((rest) => !/^[^\s"':\\]/.test(rest));
}

function written(document: Document): Written {
  const { definition, type, cases, chosen } = document;
  const item = cases[chosen];
  return { definition, type, mocks: item ? mocksText(item) : '' };
}
