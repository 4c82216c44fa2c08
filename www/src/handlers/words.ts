/** How an outcome is told. */

import { bytes } from '../format.ts';
import { t } from '../i18n.ts';
import type { Outcome } from './outcome.ts';

/** Why there was no result. */
export function faultOf(outcome: Outcome): string {
  switch (outcome.kind) {
    case 'unread':
      return outcome.line > 0
        ? t('handlers.unreadAt', { message: outcome.message, line: outcome.line, column: outcome.column })
        : t('handlers.unread', { message: outcome.message });
    case 'tooLarge':
      return t('handlers.tooLarge', { size: bytes(outcome.bytes) });
    case 'returned':
    case 'threw':
      return '';
    default:
      return t(`handlers.${outcome.kind}`);
  }
}
