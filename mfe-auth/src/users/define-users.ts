import { define } from '@voiceassist/shared';
import { Question } from '../question.js';
import { UserFilters } from './user-filters.js';
import { UserList } from './user-list.js';
import { UserMenu } from './user-menu.js';
import { UserPager } from './user-pager.js';
import { UserTable } from './user-table.js';
import { UsersPage } from './users-page.js';

/** Registers the page of people with its parts. */
export function defineUserElements(): void {
  define('va-question', Question);
  define('va-user-filters', UserFilters);
  define('va-user-menu', UserMenu);
  define('va-user-pager', UserPager);
  define('va-user-table', UserTable);
  define('va-user-list', UserList);
  define('va-users-page', UsersPage);
}
