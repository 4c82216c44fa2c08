/** What a lesson is made of. `www/lessons/README.md` has the form it is written in. */

export interface Lesson {
  title: string;
  summary: string;
  minutes: number;
  /** Place in the course. */
  order: number;
  steps: Step[];
  faults: Fault[];
}

export interface Fault {
  line: number;
  message: string;
}

export interface Step {
  id: string;
  title: string;
  line: number;
  parts: Part[];
}

export type Part = TextPart | MachinePart | DoPart | QuestionPart | ExercisePart;

export interface TextPart {
  kind: 'text';
  line: number;
  text: string;
}

/** The machine that the step is about: one of the gallery, or one that stands in the lesson. */
export interface MachinePart {
  kind: 'machine';
  line: number;
  /** The step's id. */
  step: string;
  gallery: string | null;
  /** The chosen input, by its id. */
  case: string | null;
  /** What the page shows beside the lesson. */
  show: 'define' | 'visualise' | 'monitor' | null;
  inline: Inline | null;
}

export interface Inline {
  name: string;
  type: 'STANDARD' | 'EXPRESS';
  definition: object;
  input: unknown;
  mocks: Record<string, unknown>;
}

export interface DoPart {
  kind: 'do';
  line: number;
  items: Deed[];
}

export interface Deed {
  line: number;
  text: string;
  hint: string;
  /** All must hold at the same time. */
  checks: Check[];
}

/** One condition: its kind and what stands behind it, see `CHECKS` in checks.mjs. */
export interface Check {
  kind: string;
  words: string[];
}

export interface QuestionPart {
  kind: 'question';
  line: number;
  text: string;
  options: { text: string; right: boolean; feedback: string }[];
}

export interface ExercisePart {
  kind: 'exercise';
  line: number;
  text: string;
  hint: string;
  cases: Trial[];
}

/** An input of an exercise, and what the learner's machine must make of it. */
export interface Trial {
  input: unknown;
  mocks?: Record<string, unknown>;
  status: string;
  error?: string;
  output?: unknown;
  /** States that must be entered, and states that must not. */
  entered?: string[];
  avoided?: string[];
  /** How many events of a type there must be. */
  events?: Record<string, number>;
}
