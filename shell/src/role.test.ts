import { BehaviorSubject, Subject } from '@voiceassist/shared/rxjs';
import type { AuthTokenStream } from '@voiceassist/shared';
import type { User } from '@voiceassist/shared/schemas';
import { expect } from '@open-wc/testing';
import { noteRole } from './role.js';

describe('the role of who is signed in', () => {
  it('stands in a cookie until the session ends', () => {
    const user$ = new BehaviorSubject<User | undefined>(undefined);
    const ended$ = new Subject<unknown>();
    noteRole({ user$, ended$ } as unknown as AuthTokenStream);
    expect(document.cookie).not.to.contain('va_role');
    user$.next({ role: 'admin' } as User);
    expect(document.cookie).to.contain('va_role=admin');
    user$.next(undefined);
    expect(document.cookie).to.contain('va_role=admin');
    ended$.next({});
    expect(document.cookie).not.to.contain('va_role');
  });
});
