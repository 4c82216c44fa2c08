/** The course's texts in Korean, loaded with the first lesson. */

export const texts = import.meta.glob<string>('../../lessons/*/ko.md', { query: '?raw', import: 'default', eager: true });
