import type { Page } from 'playwright-core';
import { signIn } from '../browser.js';
import { isGateway } from '../dialect.js';
import { openAsAdmin, type State } from './state.js';

const login: State = async (page, { stack }) => {
  await page.goto(`${stack.portal}/login`);
  await page.getByRole('button', { name: isGateway ? 'Sign in' : 'Clinician', exact: isGateway }).waitFor();
};
const register: State = async (page, { stack }) => {
  await page.goto(`${stack.portal}/register`);
  await page.getByRole('button', { name: 'Create account' }).waitFor();
};
const forgot: State = async (page, { stack }) => {
  await page.goto(`${stack.portal}/forgot-password`);
  await page.getByRole('button', { name: 'Send reset link' }).waitFor();
};
const reset: State = async (page, { stack }) => {
  await page.goto(`${stack.portal}/reset-password?token=${'x'.repeat(22)}`);
  await page.getByLabel('New password', { exact: true }).fill('correct horse battery');
  await page.getByText('guess').first().waitFor();
};
const account: State = async (page, { stack }) => {
  await signIn(page, stack.portal, 'clinician@voiceassist.example');
  await page.waitForURL(/chat/);
  await page.goto(`${stack.portal}/account`);
  await page.getByText(isGateway ? 'A new one ends every session' : 'This session').waitFor();
};
const users: State = async (page, { stack }) => {
  await openAsAdmin(page, stack, '/admin/users');
  await page.getByRole('button', { name: 'Actions for Amara Osei' }).waitFor();
};
const menuOf = async (page: Page, name: string) => {
  await page.getByRole('button', { name: `Actions for ${name}` }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).waitFor();
};

/** Signing in, the own account, and the accounts of others. */
export const authStates: Record<string, State> = {
  login,
  'login-wrong': async (page, { stack }) => {
    await signIn(page, stack.portal, 'clinician@voiceassist.example', 'not-the-password');
    await page.getByText('Email or password is not right').first().waitFor();
  },
  register,
  'register-wrong': async (page, places) => {
    await register(page, places);
    await page.getByRole('textbox', { name: 'Email' }).fill('not an address');
    await page.getByLabel('Password', { exact: true }).fill('short');
    await page.getByText('guess').first().waitFor();
    await page.getByRole('button', { name: 'Create account' }).click();
    await page.getByText(/things need your attention/).waitFor();
  },
  forgot,
  'forgot-sent': async (page, places) => {
    await forgot(page, places);
    await page.getByRole('textbox', { name: 'Email' }).fill('nobody@hospital.example');
    await page.getByRole('button', { name: 'Send reset link' }).click();
    await page.getByText('a mail is on its way').waitFor();
  },
  reset,
  'reset-old': async (page, places) => {
    await reset(page, places);
    await page.getByRole('button', { name: 'Set password' }).click();
    await page.getByRole('heading', { name: 'This link no longer works' }).waitFor();
  },
  account,
  'account-sign-out': async (page, places) => {
    await account(page, places);
    await page.getByRole('button', { name: 'Sign out everywhere' }).click();
    await page.getByRole('dialog').waitFor();
  },
  users,
  'users-menu': async (page, places) => {
    await users(page, places);
    await menuOf(page, 'Amara Osei');
  },
  'users-delete': async (page, places) => {
    await users(page, places);
    await menuOf(page, 'Amara Osei');
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await page.getByRole('button', { name: 'Delete account' }).waitFor();
  },
  'users-deactivate': async (page, places) => {
    await users(page, places);
    await menuOf(page, 'Amara Osei');
    await page.getByRole('menuitem', { name: 'Deactivate' }).click();
    await page.getByRole('dialog').waitFor();
  },
  'users-none': async (page, places) => {
    await users(page, places);
    await page.getByRole('searchbox').fill('nobody of this name');
    await page.getByRole('button', { name: 'Actions for Amara Osei' }).waitFor({ state: 'detached' });
  },
};
