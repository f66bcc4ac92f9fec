import { define } from '@voiceassist/shared';
import { Toast } from '../toast.js';
import { PartnerDialog } from './partner-dialog.js';
import { PartnerList } from './partner-list.js';
import { PartnerQuestion } from './partner-question.js';
import { PartnerUse } from './partner-use.js';
import { PartnersSection } from './partners-section.js';
import { SecretDialog } from './secret-dialog.js';

/** Registers the section of partners and its parts. */
export function definePartnerElements(): void {
  define('va-toast', Toast);
  define('va-partner-use', PartnerUse);
  define('va-partner-list', PartnerList);
  define('va-partner-dialog', PartnerDialog);
  define('va-secret-dialog', SecretDialog);
  define('va-partner-question', PartnerQuestion);
  define('va-partners-section', PartnersSection);
}
