/** What of the page is not in Korean. */

import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';

const words = (lang: string): Record<string, string> =>
  Object.assign({}, ...[lang, `later-${lang}`, `problems-${lang}`].map((name) => JSON.parse(readFileSync(`www/src/i18n/${name}.json`, 'utf8')))) as Record<string, string>;

/** Names of fields that mocks share with AWS's own. */
const AWS_FIELDS = new Set(['Error', 'Cause']);

/** Texts and names on the page that are keys of the catalogue, or English where there is Korean. */
export async function untranslated(page: Page): Promise<string[]> {
  const [en, ko] = [words('en'), words('ko')];
  const english = Object.entries(en).filter(([key, text]) => ko[key] !== text && !text.includes('{') && key !== 'topbar.otherLanguage');
  const korean = new Set(Object.values(ko));
  const wrong = english.map(([, text]) => text).filter((text) => !korean.has(text) && !AWS_FIELDS.has(text));
  return page.evaluate((wrong) => {
    const foreign = new Set(wrong);
    const found = new Set<string>();
    const walk = (root: ParentNode): void => {
      for (const element of root.querySelectorAll('*')) {
        if (element.closest('[lang="en"]:not(html), .cm-editor, pre, code')) continue;
        if (element.shadowRoot) walk(element.shadowRoot);
        const own = [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE).map((node) => node.textContent ?? '');
        const names = ['aria-label', 'title', 'placeholder'].map((name) => element.getAttribute(name) ?? '');
        for (const text of [...own, ...names].map((each) => each.trim())) if (foreign.has(text)) found.add(text);
      }
    };
    walk(document);
    return [...found];
  }, [...wrong, ...Object.keys(en)]);
}
