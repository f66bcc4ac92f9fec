import { define } from '@voiceassist/shared';
import { KbTabs } from '../kb-tabs.js';
import { Pager } from '../pager.js';
import { RowMenu } from '../row-menu.js';
import { Toast } from '../toast.js';
import { UploadPanel } from '../uploads/upload-panel.js';
import { UploadRow } from '../uploads/upload-row.js';
import { ExplainedPassage } from './explained-passage.js';
import { FeedbackList } from './feedback-list.js';
import { GapGroup } from './gap-group.js';
import { KnowledgeGaps } from './knowledge-gaps.js';
import { SearchPage } from './search-page.js';
import { SearchTry } from './search-try.js';
import { SearchVerdict } from './search-verdict.js';
import { SourceDialog } from './source-dialog.js';
import { TestQuestion } from './test-question.js';
import { TestQuestionDialog } from './test-question-dialog.js';
import { TestQuestions } from './test-questions.js';
import { TestRuns } from './test-runs.js';

/** Registers the page of the search test and its parts. */
export function defineSearchElements(): void {
  define('va-kb-tabs', KbTabs);
  define('va-pager', Pager);
  define('va-row-menu', RowMenu);
  define('va-toast', Toast);
  define('va-upload-row', UploadRow);
  define('va-upload-panel', UploadPanel);
  define('va-search-verdict', SearchVerdict);
  define('va-explained-passage', ExplainedPassage);
  define('va-test-question-dialog', TestQuestionDialog);
  define('va-test-question', TestQuestion);
  define('va-test-runs', TestRuns);
  define('va-gap-group', GapGroup);
  define('va-source-dialog', SourceDialog);
  define('va-search-try', SearchTry);
  define('va-test-questions', TestQuestions);
  define('va-knowledge-gaps', KnowledgeGaps);
  define('va-feedback-list', FeedbackList);
  define('va-search-page', SearchPage);
}
