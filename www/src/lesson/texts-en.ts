/** The course's texts in English, loaded with the first lesson. */

export const texts = import.meta.glob<string>('../../lessons/*/en.md', { query: '?raw', import: 'default', eager: true });
