/** The user's texts: a state machine with its inputs, answers and files. */

import type { Stop } from './breakpoints.ts';

export type Lang = 'en' | 'ko';
/** A text the user wrote, or one of ours in both languages. */
export type Words = string | Readonly<Record<Lang, string>>;

export type MachineType = 'STANDARD' | 'EXPRESS';

/** What a Task says: JSON text as written (it may be wrong), an error, its own input, or nothing until it times out. */
export type MockAnswer = MockExtras &
  (
    | { readonly kind: 'return'; readonly text: string }
    | { readonly kind: 'throw'; readonly error: string; readonly cause: string; readonly stage?: string }
    | { readonly kind: 'echo' | 'never' }
  );

/** What any answer may have besides. */
export interface MockExtras {
  /** How many attempts in a row get it; 1 when absent. */
  readonly times?: number;
  /** How long it takes, in virtual milliseconds, where it is not the usual. */
  readonly delay?: number;
  /** The response that TaskSubmitted shows, JSON text as written. */
  readonly submitted?: string;
  /** The worker that takes an activity. */
  readonly worker?: string;
  /** Virtual milliseconds between heartbeats. */
  readonly heartbeat?: number;
}

/** Answers by state name, one an attempt, the last again for every further attempt. */
export type Mocks = Readonly<Record<string, readonly MockAnswer[]>>;

/** Answers that go by call: in turn, from the first again, or by the number of the call as AWS Step Functions Local counts. */
export interface MockOrder {
  readonly by: 'cycle' | 'call';
  /** Calls are counted anew in every item of the Maps around the Task. */
  readonly perItem?: boolean;
}

/** A `MockConfigFile.json`. */
export interface MockFile {
  readonly text: string;
  /** The test case that is played. */
  readonly testCase: string | null;
  /** Whether it answers, or the list does. */
  readonly used: boolean;
}

/** An input with the answers that go with it. */
export interface Case {
  readonly id: string;
  readonly name: Words;
  readonly input: string;
  readonly mocks: Mocks;
  /** States whose answers go by call, not by attempt: loops get another one each time round. */
  readonly orders?: Readonly<Record<string, MockOrder>>;
  /** States whose calls stop the run and ask the user. */
  readonly asked?: readonly string[];
}

/** The state machine on the desk: the user's texts. */
export interface Document {
  readonly machineId: string;
  /** Gallery entry it was made from. */
  readonly gallery: string | null;
  readonly name: string;
  readonly type: MachineType;
  readonly definition: string;
  readonly cases: readonly Case[];
  /** Index of the chosen case. */
  readonly chosen: number;
  /** Name for the next execution; empty for one made up. */
  readonly executionName: string;
  /** Region of its ARNs when it differs from the workspace's. */
  readonly region: string | null;
  readonly created: number;
  /** Where a run stops. */
  readonly breakpoints: readonly Stop[];
  /** What the simulated S3 holds at the start: texts by `bucket/key`. */
  readonly files: Files;
  readonly mockFile: MockFile | null;
  /** What simulated services hold at the start, JSON text; empty for none. */
  readonly doubles: string;
  /** Expressions to watch while it runs. */
  readonly watches?: readonly string[];
  /** JavaScript functions that answer Tasks, by state name. */
  readonly handlers: Readonly<Record<string, string>>;
  /** Names of states whose handlers are kept but not called. */
  readonly handlersOff?: readonly string[];
  /** It came from outside, by a link or a file, and its reader has not agreed yet that its handlers run. */
  readonly foreign?: boolean;
}

/** What handlers printed, by `printKey` of the call. */
export type Printed = Readonly<Record<string, Print>>;

export interface Print {
  readonly lines: readonly { readonly level: string; readonly text: string }[];
  /** Lines beyond those. */
  readonly dropped: number;
}

export type Files = Readonly<Record<string, string>>;
