/** What the Test state dialog asks: its fields, which of them a state has, and the request they make. */

import type { StatePlace } from '../generated.ts';
import { answerTemplate } from '../mocks/template.ts';
import type { MockAnswer } from '../state.ts';

export type Level = 'INFO' | 'DEBUG' | 'TRACE';
export type Mode = 'STRICT' | 'PRESENT' | 'NONE';

/** The fields as typed. */
export interface Form {
  readonly input: string;
  readonly variables: string;
  readonly context: string;
  readonly level: Level;
  readonly mock: 'none' | 'result' | 'error';
  readonly result: string;
  readonly error: string;
  readonly cause: string;
  readonly mode: Mode;
  /** Numbers as typed; empty for none. */
  readonly retries: string;
  readonly failures: string;
  readonly items: string;
  readonly causedBy: string;
}

/** Fields that a refusal can belong to. */
export type Field = 'input' | 'variables' | 'context' | 'mock' | 'retries' | 'failures' | 'items' | 'causedBy';

export interface Rule {
  readonly errors: readonly string[];
  readonly next: string | null;
}

/** A state and what its own text says that the dialog goes by. */
export interface Subject {
  readonly place: StatePlace;
  /** The machine's text. */
  readonly definition: string;
  readonly retry: readonly Rule[];
  readonly catch: readonly Rule[];
  readonly reader: boolean;
  readonly writer: boolean;
  readonly branches: number;
  /** Names of the states inside it. */
  readonly inside: readonly string[];
}

export function subjectOf(place: StatePlace, definition: string, states: readonly StatePlace[]): Subject {
  const own = fieldsOf(definition.slice(place.place.from, place.place.to));
  const { from, to } = place.place;
  const inside = states.filter((other) => other.place.from > from && other.place.to <= to).map(({ name }) => name);
  return {
    place,
    definition,
    retry: rulesOf(own['Retry']),
    catch: rulesOf(own['Catch']),
    reader: own['ItemReader'] !== undefined,
    writer: own['ResultWriter'] !== undefined,
    branches: Array.isArray(own['Branches']) ? own['Branches'].length : 0,
    inside,
  };
}

/** The members of `"Name": { … }`; none while the text is broken. */
function fieldsOf(text: string): Record<string, unknown> {
  try {
    const [own] = Object.values(JSON.parse(`{${text}}`) as Record<string, unknown>);
    return isObject(own) ? own : {};
  } catch {
    return {};
  }
}

function rulesOf(list: unknown): Rule[] {
  if (!Array.isArray(list)) return [];
  return list.map((rule: unknown) => {
    const { ErrorEquals: errors, Next: next } = isObject(rule) ? rule : {};
    return { errors: Array.isArray(errors) ? errors.map(String) : [], next: typeof next === 'string' ? next : null };
  });
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether the API takes a mock for a state of this type. */
export const takesMock = ({ place }: Subject): boolean => ['Task', 'Map', 'Parallel'].includes(place.type);

/** What the API tests with a mock only: what waits for others, and what has states inside. */
export function needsMock({ place }: Subject): boolean {
  if (place.type === 'Map' || place.type === 'Parallel') return true;
  return place.type === 'Task' && /\.sync(:2)?$|\.waitForTaskToken$|:activity:/.test(place.resource ?? '');
}

/** Optional services are compared with their API; functions, activities and HTTP calls have nothing to compare with. */
export const comparesFields = ({ place }: Subject): boolean => /^arn:[^:]*:states:[^:]*:[^:]*:/.test(place.resource ?? '');

/** The fields at the start: the mocked answer of the chosen input where the Task has one. */
export function firstForm(subject: Subject, input: string, mocked: MockAnswer | undefined): Form {
  const kind = mocked ? (mocked.kind === 'throw' ? 'error' : 'result') : needsMock(subject) ? 'result' : 'none';
  return {
    input,
    variables: '{}',
    context: '',
    level: 'DEBUG',
    mock: kind,
    result: mocked?.kind === 'return' ? mocked.text : resultTemplate(subject),
    error: mocked?.kind === 'throw' ? mocked.error : likelyError(subject),
    cause: mocked?.kind === 'throw' ? mocked.cause : '',
    mode: 'STRICT',
    retries: '',
    failures: '',
    items: '[]',
    causedBy: '',
  };
}

/** The first error that a rule of the state looks for by name. */
function likelyError(subject: Subject): string {
  const looked = [...subject.retry, ...subject.catch].flatMap(({ errors }) => errors);
  return looked.find((error) => error !== 'States.ALL') ?? 'States.TaskFailed';
}

function resultTemplate(subject: Subject): string {
  const { place, branches, writer } = subject;
  if (place.type === 'Parallel') return JSON.stringify(Array.from({ length: branches }, () => ({})));
  if (place.type === 'Map') return writer ? '{}' : '[]';
  const template = answerTemplate(place.resource);
  return template.kind === 'return' ? template.text : '{}';
}

/** The request as the API takes it. The role is made up: a Task cannot be tested without one. */
export function requestOf(form: Form, subject: Subject, account: string): string {
  const mocked = form.mock !== 'none' && takesMock(subject);
  return JSON.stringify({
    definition: subject.definition,
    stateName: subject.place.name,
    roleArn: `arn:aws:iam::${account}:role/StepFunctionsRole`,
    inspectionLevel: form.level,
    ...(form.input.trim() ? { input: form.input } : {}),
    ...(form.variables.trim() ? { variables: form.variables } : {}),
    ...(mocked ? { mock: mockOf(form, subject), stateConfiguration: configuration(form, subject) } : {}),
    ...(mocked && form.context.trim() ? { context: form.context } : {}),
  });
}

export function mockOf(form: Form, subject: Subject): object {
  const mode = comparesFields(subject) ? { fieldValidationMode: form.mode } : {};
  if (form.mock === 'result') return { result: form.result, ...mode };
  const { error, cause } = form;
  return { errorOutput: { ...(error ? { error } : {}), ...(cause ? { cause } : {}) }, ...mode };
}

/** Which of the further fields a mocked state has. */
export function applies(field: Field, form: Form, subject: Subject): boolean {
  if (form.mock === 'none' || !takesMock(subject)) return false;
  const { type } = subject.place;
  switch (field) {
    case 'retries':
      return subject.retry.length > 0 && form.mock === 'error';
    case 'failures':
      return type === 'Map' && form.mock === 'result';
    case 'items':
      return type === 'Map' && subject.reader;
    case 'causedBy':
      return (type === 'Map' || type === 'Parallel') && form.mock === 'error';
    default:
      return true;
  }
}

function configuration(form: Form, subject: Subject): object {
  const number = (text: string): number | string => (text.trim() === '' || Number.isNaN(Number(text)) ? text : Number(text));
  const given: [Field, string, unknown][] = [
    ['retries', 'retrierRetryCount', number(form.retries)],
    ['failures', 'mapIterationFailureCount', number(form.failures)],
    ['items', 'mapItemReaderData', form.items],
    ['causedBy', 'errorCausedByState', form.causedBy],
  ];
  return Object.fromEntries(
    given.filter(([field, , value]) => value !== '' && applies(field, form, subject)).map(([, name, value]) => [name, value]),
  );
}

/** The field that a refusal speaks of, by the API's own words for it. */
const SPEAKS_OF: readonly [RegExp, Field][] = [
  [/mapIterationFailureCount|iteration failure count/i, 'failures'],
  [/retrierRetryCount/i, 'retries'],
  [/ItemReader ?data/i, 'items'],
  [/errorCausedByState|State not found/i, 'causedBy'],
  [/context/i, 'context'],
  [/variables/i, 'variables'],
  [/mock/i, 'mock'],
  [/'input'/i, 'input'],
];

/** Null: it speaks of the whole request, or of a field that is not shown. */
export function fieldOf(code: string, message: string, shown: (field: Field) => boolean): Field | null {
  if (code === 'InvalidExecutionInput') return 'input';
  if (code === 'InvalidDefinition') return null;
  const found = SPEAKS_OF.find(([words]) => words.test(message))?.[1] ?? null;
  return found && shown(found) ? found : null;
}
