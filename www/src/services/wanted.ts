/** What the Tasks of a definition call, as contents of services to start from. */

import { members } from '../mocks/json-parts.ts';

export interface Content {
  /** Where it stands in the contents. */
  readonly path: readonly string[];
  /** What stands there, JSON text. */
  readonly text: string;
}

const TABLE = '{"key": ["id"], "items": []}';
const JOB = '{"seconds": 30}';

/** Parameters that name what a service holds, by service; the name is the last part of a URL or ARN. */
const NAMES: Readonly<Record<string, readonly [parameter: string, content: string]>> = {
  dynamodb: ['TableName', TABLE],
  sqs: ['QueueUrl', '[]'],
  sns: ['TopicArn', '[]'],
  events: ['EventBusName', '[]'],
  eventbridge: ['EventBusName', '[]'],
  ecs: ['TaskDefinition', JOB],
  batch: ['JobName', JOB],
  glue: ['JobName', JOB],
  codebuild: ['ProjectName', JOB],
};
const JOBS = ['ecs', 'batch', 'glue', 'codebuild', 'mediaconvert', 'athena'];

/** Contents to add by hand, one of each kind. */
export const TEMPLATES: Readonly<Record<'table' | 'queue' | 'topic' | 'bus' | 'job', Content>> = {
  table: { path: ['dynamodb', 'MyTable'], text: '{"key": ["id"], "items": [{"id": {"S": "1"}, "count": {"N": "0"}}]}' },
  queue: { path: ['sqs', 'my-queue'], text: '[]' },
  topic: { path: ['sns', 'my-topic'], text: '[]' },
  bus: { path: ['events', 'default'], text: '[]' },
  job: { path: ['jobs', 'glue', 'my-job'], text: '{"seconds": 90, "status": ["FAILED", "SUCCEEDED"]}' },
};

const KINDS: Readonly<Record<string, keyof typeof TEMPLATES>> = { dynamodb: 'table', sqs: 'queue', sns: 'topic', events: 'bus', jobs: 'job' };

/** Which template stands for what is at a path. */
export const kindOf = ([service = '']: readonly string[]): keyof typeof TEMPLATES | undefined => KINDS[service];

/** Names that are known from the text; those that a run computes cannot be. */
export function calledBy(definition: string): Content[] {
  let root: unknown;
  try {
    root = JSON.parse(definition);
  } catch {
    return [];
  }
  const found = new Map<string, Content>();
  for (const task of tasks(root)) {
    const content = contentOf(task);
    if (content) found.set(content.path.join('/'), content);
  }
  return [...found.values()];
}

function contentOf({ Resource, Parameters, Arguments }: Record<string, unknown>): Content | null {
  const service = /^arn:[^:]*:states:[^:]*:[^:]*:(?:aws-sdk:)?([^:]+):/.exec(String(Resource))?.[1] ?? '';
  const sent = isObject(Parameters) ? Parameters : isObject(Arguments) ? Arguments : {};
  if (service === 'mediaconvert' || service === 'athena') return { path: ['jobs', service, '*'], text: JOB };
  const [parameter = '', text = ''] = NAMES[service] ?? [];
  const entries = Array.isArray(sent['Entries']) ? (sent['Entries'] as unknown[]) : [];
  const bus = entries.find(isObject)?.[parameter] ?? (entries.length > 0 ? 'default' : undefined);
  const given = sent[parameter] ?? bus;
  if (typeof given !== 'string' || given.startsWith('{%')) return null;
  const name = given.split(/[/:]/).findLast((part) => part !== '' && !/^\d+$/.test(part));
  if (!name) return null;
  const place = service === 'eventbridge' ? 'events' : service;
  return { path: JOBS.includes(service) ? ['jobs', service, name] : [place, name], text };
}

function* tasks(value: unknown): Generator<Record<string, unknown>> {
  const waiting = [value];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    if (Array.isArray(at)) waiting.push(...(at as unknown[]));
    if (!isObject(at)) continue;
    if (at['Type'] === 'Task') yield at;
    else waiting.push(...Object.values(at).filter((inner) => typeof inner === 'object' && inner !== null));
  }
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether the contents have something at a path. */
export function has(contents: string, [name = '', ...rest]: readonly string[]): boolean {
  const own = members(contents.trim() || '{}').get(name);
  return own !== undefined && (rest.length === 0 || has(own, rest));
}
