/** Words of the parts that are not in the first load: each of them imports this file. */

import { learn } from '../i18n.ts';
import en from './later-en.json' with { type: 'json' };
import ko from './later-ko.json' with { type: 'json' };

learn({ en, ko });
