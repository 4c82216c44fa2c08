/**
 * The playground document, version 1: what a link holds (`#p1=…`) and a `.stepglass.json` file. JSON, in which everything
 * the user wrote is *text*: comments, spacing and mistakes survive.
 *
 *     { "v": 1,
 *       "name": "Orderer", "type": "STANDARD", "definition": "text",
 *       "cases": [{ "name": "Paid", "input": "text",
 *                   "mocks": { "Charge": [{ "return": "text" }, { "throw": { "error": "Busy", "cause": "" }, "times": 2 }] },
 *                   "orders": { "Poll": { "by": "cycle" } }, "asked": ["Approve"] }],
 *       "chosen": 0, "mockFile": { "text": "text", "testCase": "Paid", "used": true },
 *       "doubles": "text", "files": { "bucket/key": "text" },
 *       "handlers": { "Charge": "text" }, "handlersOff": ["Charge"],
 *       "breakpoints": ["Charge"], "watches": ["$.total"], "executionName": "New_Order", "region": "eu-central-1",
 *       "machines": [{ "name": "Child", "type": "STANDARD", "definition": "text", "input": "text", "mocks": {} }],
 *       "run": { "start": 1767607200000, "seed": 7, "name": "New_Order", "machine": "Orderer", "region": "us-east-1",
 *                "account": "123456789012", "known": 43, "deeds": "text" },
 *       "view": { "at": 9, "view": "timeline", "ro": true, "lang": "ko", "theme": "dark" } }
 *
 * Only `v` and `definition` must be there; a single case may stand as `input` and `mocks` beside them. A case's name is a
 * text or one in both languages. An answer is one of `return` (JSON text), `throw`, `echo` and `never`, with `times`,
 * `delay`, `submitted`, `worker` and `heartbeat` where they are not the usual.
 *
 * `run` is an execution of the chosen case: what is not in the texts and yet determines its history. `deeds` is what was
 * done to it from outside, as the journal has it (replies, handlers' answers, changes, redrives); without any it is not
 * there. `machines` are those that the definition starts executions of.
 *
 * Members that are not known are left out when it is read. A version only ever adds members that an older reader can do
 * without; what it could not is a new version, which an older reader refuses by its number. Every later version reads this.
 */

import type { MachineType, MockFile, MockOrder, Words } from '../document.ts';

export const VERSION = 1;

/** Bytes of a document's JSON text, at most: in a link, which whoever follows it has not chosen, and in a file. */
export const LARGEST = 8 * 1024 * 1024;
export const LARGEST_FILE = 64 * 1024 * 1024;

export interface Playground {
  readonly v: 1;
  readonly name?: string;
  readonly type?: MachineType;
  readonly definition: string;
  readonly cases?: readonly WrittenCase[];
  readonly chosen?: number;
  readonly mockFile?: MockFile;
  readonly doubles?: string;
  readonly files?: Readonly<Record<string, string>>;
  readonly handlers?: Readonly<Record<string, string>>;
  readonly handlersOff?: readonly string[];
  /** Names of states, or breakpoints that say more. */
  readonly breakpoints?: readonly unknown[];
  readonly watches?: readonly string[];
  readonly executionName?: string;
  readonly region?: string;
  readonly machines?: readonly OtherMachine[];
  readonly run?: SharedRun;
  readonly view?: Options;
}

export interface WrittenCase {
  readonly name: Words;
  readonly input: string;
  readonly mocks?: Readonly<Record<string, readonly WrittenAnswer[]>>;
  readonly orders?: Readonly<Record<string, MockOrder>>;
  readonly asked?: readonly string[];
}

export interface WrittenAnswer {
  readonly return?: string;
  readonly throw?: { readonly error: string; readonly cause: string; readonly stage?: string };
  readonly echo?: true;
  readonly never?: true;
  readonly times?: number;
  readonly delay?: number;
  readonly submitted?: string;
  readonly worker?: string;
  readonly heartbeat?: number;
}

/** A machine that the definition starts executions of. */
export interface OtherMachine extends Omit<WrittenCase, 'name'> {
  readonly name: string;
  readonly type: MachineType;
  readonly definition: string;
}

export interface SharedRun {
  readonly start: number;
  readonly seed: number;
  /** Name of the execution; empty for the one that the seed makes. */
  readonly name: string;
  readonly machine: string;
  readonly region: string;
  readonly account: string;
  /** How many events were known. */
  readonly known: number;
  readonly deeds?: string;
}

export const VIEWS = ['events', 'timeline', 'dataflow', 'variables', 'explain', 'graph', 'present'] as const;

/** How a document is shown; in a link they stand behind it, `&at=9&view=timeline`. */
export interface Options {
  /** Starts an execution of the chosen case, paused at this event. */
  readonly at?: number;
  readonly view?: (typeof VIEWS)[number];
  /** Read-only. */
  readonly ro?: boolean;
  readonly lang?: 'en' | 'ko';
  readonly theme?: 'light' | 'dark';
}
