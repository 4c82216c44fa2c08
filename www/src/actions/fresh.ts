/** A state machine to begin with. */

import { EMPTY_CASE } from '../reduce.ts';
import type { Document } from '../state.ts';
import { freshId } from '../workspace.ts';

const DEFINITION = `{
  "StartAt": "FirstState",
  "States": {
    "FirstState": {
      "Type": "Pass",
      "End": true
    }
  }
}`;

export function freshDocument(name: string): Document {
  return {
    machineId: freshId(),
    gallery: null,
    name,
    type: 'STANDARD',
    definition: DEFINITION,
    cases: [EMPTY_CASE],
    chosen: 0,
    executionName: '',
    region: null,
    created: Date.now(),
    breakpoints: [],
    files: {},
    mockFile: null,
    doubles: '',
    handlers: {},
  };
}
