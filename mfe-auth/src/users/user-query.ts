import type { Page } from '@voiceassist/shared';
import { ROLES, USER_SORTS, type Role, type User, type UserSort } from '@voiceassist/shared/schemas/users';

/** People on one page of the list. */
export const PAGE_SIZE = 25;

export const STATUSES = ['active', 'deactivated'] as const;
export type Status = (typeof STATUSES)[number];

/** What the person wants to see; all of it may stand in the address. */
export interface UserView {
  /** From 1. */
  readonly page: number;
  readonly sort: UserSort;
  readonly order: 'asc' | 'desc';
  /** Nothing: every role. */
  readonly role: Role | undefined;
  /** Nothing: every status. */
  readonly status: Status | undefined;
}

/** One page of people, and how many fit in all. */
export interface UserListing extends Page<User> {
  /** Which page it is. */
  readonly page: number;
}

/** The question to the API. */
export interface UserListQuery {
  skip: number;
  limit: number;
  sort: UserSort;
  order: 'asc' | 'desc';
  search?: string;
  role?: Role;
  isActive?: boolean;
}

export const FIRST_VIEW: UserView = {
  page: 1,
  sort: 'name',
  order: 'asc',
  role: undefined,
  status: undefined,
};

/** The view that the query of an address asks for; what it does not know it leaves at the first view. */
export function viewOf(search: string): UserView {
  const given = new URLSearchParams(search);
  const page = Number(given.get('page'));
  const sort = USER_SORTS.find((each) => each === given.get('sort')) ?? FIRST_VIEW.sort;
  return {
    page: Number.isSafeInteger(page) && page > 0 ? page : 1,
    sort,
    order: given.get('order') === 'desc' ? 'desc' : 'asc',
    role: ROLES.find((each) => each === given.get('role')),
    status: STATUSES.find((each) => each === given.get('status')),
  };
}

/** The address of a view. What is searched for may be a name: it stays out. */
export function addressOf({ page, sort, order, role, status }: UserView): string {
  const query = new URLSearchParams();
  if (page > 1) query.set('page', String(page));
  if (sort !== FIRST_VIEW.sort || order !== FIRST_VIEW.order) {
    query.set('sort', sort);
    query.set('order', order);
  }
  if (role) query.set('role', role);
  if (status) query.set('status', status);
  return `/admin/users${query.size ? `?${query}` : ''}`;
}

/** The view and the search as the API has them. */
export function queryOf({ page, sort, order, role, status }: UserView, search: string): UserListQuery {
  return {
    skip: (page - 1) * PAGE_SIZE,
    limit: PAGE_SIZE,
    sort,
    order,
    ...(search && { search }),
    ...(role && { role }),
    ...(status && { isActive: status === 'active' }),
  };
}

/** Pressing a column: the other way round when it is the sorted one, else its own natural order. */
export function sortedBy(view: UserView, sort: UserSort): Pick<UserView, 'sort' | 'order'> {
  const natural = sort === 'created_at' || sort === 'last_login_at' ? 'desc' : 'asc';
  return { sort, order: view.sort !== sort ? natural : view.order === 'asc' ? 'desc' : 'asc' };
}

/** The last page that holds anybody. */
export function lastPage(total: number): number {
  return Math.max(1, Math.ceil(total / PAGE_SIZE));
}
