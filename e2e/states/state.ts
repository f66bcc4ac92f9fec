import type { Page } from 'playwright-core';
import { signIn } from '../browser.js';
import { isGateway } from '../dialect.js';
import { startStack, type Stack } from '../stack.js';

/** Where states are found. */
export interface Places {
  /** With the demonstration. */
  stack: Stack;
  /** As it is before anybody has uploaded anything. */
  empty: Stack;
}

/** Brings a fresh page into one state, as a person comes there. */
export type State = (page: Page, places: Places) => Promise<void>;

const CHIEF = isGateway
  ? { email: 'admin@voiceassist.example', password: 'try-voiceassist' }
  : { email: 'chief@hospital.example', password: 'a-long-enough-secret' };

/** Starts both. Languages for tests are in no release for production, hence the environment. */
export async function startPlaces(): Promise<Places> {
  const [stack, empty] = await Promise.all([
    startStack({ environment: { VITE_ENV: 'test' } }),
    startStack({
      demo: false,
      environment: { VITE_ENV: 'test', ADMIN_EMAIL: CHIEF.email, ADMIN_PASSWORD: CHIEF.password },
    }),
  ]);
  return { stack, empty };
}

export async function stopPlaces({ stack, empty }: Places): Promise<void> {
  await Promise.all([stack.stop(), empty.stop()]);
}

/** Opens a page of the administration; the portal asks who it is and leads there. */
export async function openAsAdmin(page: Page, { portal }: Stack, path: string): Promise<void> {
  await openAs(page, portal + path, 'admin@voiceassist.example');
}

/** The same where nobody but the first administrator has an account. */
export async function openAsChief(page: Page, { portal }: Stack, path: string): Promise<void> {
  await openAs(page, portal + path, CHIEF.email, CHIEF.password);
}

async function openAs(page: Page, address: string, email: string, password?: string): Promise<void> {
  await page.goto(address);
  await page.waitForURL(/\/login/);
  await signIn(page, new URL(address).origin, email, password);
  await page.waitForURL(address);
}

/** Has the server answer requests for an address with a failure. */
export async function failRequests(page: Page, address: RegExp, status = 500): Promise<void> {
  await page.route(address, (route) => route.fulfill({ status, headers: CORS, body: '' }));
}

/** Changes what the server answers. */
export async function changeAnswers<T>(
  page: Page,
  address: RegExp,
  change: (answer: T) => unknown,
  method = 'GET',
): Promise<void> {
  await page.route(address, async (route) => {
    if (route.request().method() !== method) return route.continue();
    const response = await route.fetch();
    await route.fulfill({ response, json: change((await response.json()) as T) });
  });
}

const CORS = { 'Access-Control-Allow-Origin': '*' };
