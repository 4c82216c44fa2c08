/** What people paste: listings from slides, other formats. Certain repairs are made and said, others are only said. */

import { readFileSync } from 'node:fs';
import { expect, test } from './stepglass.ts';

const BROKEN_ARN = `{
  "Comment" : "Greets whoever comes",
  "StartAt" : "Greet",
  "States" : {
    "Greet" : {
      "Type" : "Task",
      "Resource" :
"arn:aws:lambda:REGION:ACCOUNT_ID:function:
GREETING",
      "End" : true
    }
  }
}`;

const NUMBERED = `Listing
1 {
2 “StartAt”: “Greet”,
3 “States”: {
4   “Greet”: {
5     “Type”: “Pass”,
6     “End”: true
7   }
8 }
9 }`;

const CUT_OFF = `1
2 "Comment": "Sorts parcels",
3 "StartAt": "Weigh",
4 "States": {
5   "Weigh": {
6     "Type": "Task",
7     "Resource": "arn:aws:lambda:REGION:ACCOUNT_ID:function:WEIGH",
8     "Next": "Sort"
9   },
10  "Sort": {
11    "Type": "Choice",
12    "Choices": [
13`;

const REPAIRS = [
  {
    what: 'an ARN broken across two lines',
    text: BROKEN_ARN,
    says: ['1 string broken across lines was joined.', 'REGION:ACCOUNT_ID is now us-east-1:123456789012.'],
    gives: { StartAt: 'Greet', States: { Greet: { Resource: 'arn:aws:lambda:us-east-1:123456789012:function:GREETING' } } },
  },
  {
    what: 'printed line numbers and typographic quotes',
    text: NUMBERED,
    says: ['The heading above the listing was removed.', '9 printed line numbers were removed.', '14 typographic quotation marks became'],
    gives: { StartAt: 'Greet', States: { Greet: { Type: 'Pass', End: true } } },
  },
];

for (const { what, text, says, gives } of REPAIRS) {
  test(`${what}: repaired, said, and taken back`, async ({ app }) => {
    await app.paste(text);
    const notice = app.define.getByRole('status').filter({ hasText: 'The pasted listing was repaired.' });
    for (const line of says) await expect(notice).toContainText(line);
    await expect(app.problems).toContainText('No problems');
    await expect(app.problems).toContainText(/Ln 1, Col 1\b/);
    expect(JSON.parse(await app.text())).toMatchObject(gives);
    await app.run('Succeeded');
    await notice.getByRole('button', { name: 'Undo' }).click();
    await expect(notice).toBeHidden();
    await expect.poll(() => app.text()).toBe(text);
  });
}

test('a listing whose end is cut off: repaired where certain, the rest is said', async ({ app }) => {
  await app.paste(CUT_OFF);
  const notice = app.define.getByRole('status').filter({ hasText: 'The pasted listing was repaired.' });
  await expect(notice).toContainText('13 printed line numbers were removed.');
  await expect(app.problems).toContainText(/the text ends too early: `\]\}\}\}` is missing/i);
  await expect(app.editor).not.toContainText('REGION');
  await app.problems.getByRole('button', { name: 'Go to line 13, column 1' }).first().click();
  await expect(app.problems).toContainText('Ln 13, Col 1');
  await expect(app.button('Run')).toBeDisabled();
});

test('a text without a fault is left as it is', async ({ app }) => {
  const text = '{"StartAt":"A",  "States":{"A":{"Type":"Succeed"}}}';
  await app.paste(text);
  await expect(app.node('A')).toBeVisible();
  expect(await app.text()).toBe(text);
  await expect(app.define.getByText('was repaired')).toBeHidden();
});

const FORMATS = [
  { what: 'YAML', text: 'StartAt: A\nStates:\n  A:\n    Type: Pass\n    End: true\n', says: /this is YAML/i },
  {
    what: 'a CloudFormation template',
    text: '{"AWSTemplateFormatVersion": "2010-09-09", "Resources": {"Orders": {"Type": "AWS::StepFunctions::StateMachine"}}}',
    says: /this is a CloudFormation template.*`Orders`/i,
  },
  {
    what: 'a SAM template in YAML',
    text: 'Transform: AWS::Serverless-2016-10-31\nResources:\n  Orders:\n    Type: AWS::Serverless::StateMachine\n',
    says: /CloudFormation|SAM|YAML/,
  },
];

for (const { what, text, says } of FORMATS) {
  test(`${what} is recognised and named`, async ({ app }) => {
    await app.paste(text);
    await expect(app.problems).toContainText(says);
    await expect(app.node('HelloWorld')).toBeVisible();
    await expect(app.button('Run')).toBeDisabled();
  });
}

test('placeholders of a template are one row, each with its place, and no refusal of AWS', async ({ app }) => {
  const task = (name: string, next: object): object => ({ Type: 'Task', Resource: `\${${name}}`, ...next });
  await app.write({ StartAt: 'A', States: { A: task('First', { Next: 'B' }), B: task('Second', { Next: 'C' }), C: task('Third', { End: true }) } });
  const row = app.problems.getByRole('listitem').filter({ hasText: 'placeholders are filled in by a template' });
  await expect(row).toContainText('3 placeholders');
  await expect(row).not.toContainText('SCHEMA_VALIDATION_FAILED');
  await expect(row.getByRole('button')).toHaveText(['6:19', '11:19', '16:19']);
  await row.getByRole('button', { name: 'Go to line 11, column 19' }).click();
  await expect(app.problems).toContainText('Ln 11, Col 19');
  await expect(app.button('Run')).toBeEnabled();
});

test('what is ours to say is said in Korean, AWS’s messages stay', async ({ app, page }) => {
  await app.paste(FORMATS[1]?.text ?? '');
  await expect(app.problems).toContainText('This is a CloudFormation template');
  await app.tool('한국어');
  const problems = page.getByRole('region', { name: '문제' });
  await expect(problems).toContainText('CloudFormation 템플릿입니다. 안에 있는 상태 머신: `Orders`');
  await app.paste('{"States": {"A": {"Type": "Pass", "End": true}}}', page.getByRole('textbox', { name: /JSON/ }).first());
  await expect(problems).toContainText('These fields are required: [StartAt]');
});

// The lesson's own slides, where the material is at hand.
const deck = process.env['STEPGLASS_LESSON'];
if (deck) test('the listings of the lesson’s slides are repaired', async ({ app }) => {
  const listings = [...readFileSync(deck, 'utf8').matchAll(/```\n(.*?)```/gs)].map(([, text = '']) => text);
  const [choice = '', hello = ''] = listings.filter((text) => text.includes('StartAt'));
  await app.paste(choice);
  await expect(app.define.getByText('The pasted listing was repaired.')).toBeVisible();
  await expect(app.problems).toContainText(/ends too early/i);
  await app.paste(hello);
  await expect(app.problems).toContainText('No problems');
  await app.run('Succeeded');
});
