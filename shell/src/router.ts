import { LOCALE_STATUS_EVENT, msg } from '@lit/localize';
import { RouteChangeEvent, type AuthTokenStream, type WorkInProgress } from '@voiceassist/shared';
import type { ReleasedMicroFrontend } from '../release/manifest.js';
import {
  letGo,
  onRouted,
  onRouting,
  registerApplications,
  type Applications,
  type Failure,
  type Outcome,
  type Withdraw,
} from './applications.js';
import { decide, type Decision } from './guards.js';
import { localLabel } from './labels.js';
import type { PageMemory } from './page-memory.js';
import type { Portal } from './portal.js';
import { TabHistory } from './tab-history.js';

const PORTAL_NAME = 'VoiceAssist';

/** Joins addresses, the session and the portal's view: one decision for each change of either. */
export class Router {
  #decision: Decision = { kind: 'wait' };
  #shown = '';
  #arrivedAt: { name: string | undefined; href: string } = { name: undefined, href: '' };
  #isAsked = false;
  /** What has become of the micro-frontend that is to be on the page. */
  #outcome: Outcome | undefined;
  #failure: Failure | undefined;
  /** There once the router has started. */
  #applications: Applications | undefined;
  /** The entry of the history that the person has come back to, until its page is here. */
  #backAt: number | undefined;
  /** How pages were left; nothing is remembered before this is here. */
  memory: PageMemory | undefined;
  /** Called when another address has been arrived at. */
  onArrival: () => void = () => undefined;
  /** Brings about what is seen of another page. */
  reveal: (change: () => Promise<unknown>) => void = (change) => void change();
  readonly #history = new TabHistory({
    isHeld: (to) => this.work.isUnsaved && this.#isOtherPage(to),
    mayLeave: () => this.portal.ask({ kind: 'leave' }),
    onMove: (from, to) => {
      this.memory?.note(from);
      this.#backAt = to;
    },
  });

  constructor(
    private readonly portal: Portal,
    private readonly session: AuthTokenStream,
    private readonly work: WorkInProgress,
    private readonly microFrontends: ReleasedMicroFrontend[],
    /** Reports a failure; gives what an administrator can do something with. */
    private readonly tell: (name: string, failure: Failure) => Promise<string>,
  ) {}

  /** The micro-frontend on the page, or on its way there: what it renders first may fail before it counts as mounted. */
  get mounted(): string | undefined {
    return this.#shown && this.#outcome?.kind !== 'failed' ? this.#shown : undefined;
  }

  /** What a person calls a micro-frontend. */
  labelOf(name: string): string {
    const part = this.microFrontends.find((each) => each.name === name);
    return part ? localLabel(part, part.label) : name;
  }

  /** Takes a running micro-frontend off the page. */
  readonly withdraw: Withdraw = (...failure) => this.#applications?.withdraw(...failure);

  start(): void {
    this.#history.start();
    onRouting(() => this.#decide());
    onRouted(() => this.#arrive());
    this.session.state$.subscribe(() => this.#reconsider());
    window.addEventListener(LOCALE_STATUS_EVENT, ({ detail }) => {
      if (detail.status === 'ready') this.setTitle(this.#titleOf(this.#decision));
    });
    this.#decide();
    window.addEventListener('online', () => {
      if (this.portal.view.kind === 'failed' && !this.#failure?.needsReload) this.retry();
    });
    this.#applications = registerApplications({
      names: this.microFrontends.map(({ name }) => name),
      outlet: () => this.portal.outlet,
      // Asked before the routing event, so from the address itself.
      isActive: (name) => {
        const decision = this.#decisionFor(new URL(location.href));
        return decision.kind === 'mount' && decision.name === name;
      },
      onOutcome: (name, outcome) => this.#onOutcome(name, outcome),
      onFirst: (name) => (this.#arrivedAt = { name, href: location.href }),
    });
  }

  /**
   * Goes where somebody asked to go, or to where the guards lead from there: no other address is ever seen. Resolves to
   * whether the person has left, which they may refuse for what they have entered.
   */
  async navigate(href: string, replace = false): Promise<boolean> {
    const to = this.#destination(new URL(href, location.href));
    if (this.work.isUnsaved && this.#isOtherPage(to)) {
      // The browser asks in its own words when those of the portal have not come.
      if (!this.portal.canAsk) return this.#load(to);
      if (!(await this.portal.ask({ kind: 'leave' }))) return false;
    }
    // Another name of the page that is here waits for nothing: whoever loads it anew a moment later comes back to it.
    if (replace && to.href !== location.href && !this.#isOtherPage(to)) {
      this.#history.go(to.href, { replace });
      this.#follow();
      return true;
    }
    try {
      await this.#applications?.follow();
    } catch {
      return this.#load(to);
    }
    this.#isAsked = true;
    if (to.href === location.href) this.#applications?.settle();
    else this.#go(to.href, replace);
    // A new page begins at its top.
    this.#backAt = undefined;
    return true;
  }

  /** The micro-frontend that shows an address, if the person may see it. */
  nameOf(url: URL): string | undefined {
    const decision = this.#decisionFor(this.#destination(url));
    return decision.kind === 'mount' ? decision.name : undefined;
  }

  /** Tries the failed micro-frontend, or the server, again. */
  retry(): void {
    if (this.session.state === 'unreachable') return void this.session.restore();
    if (this.portal.view.kind === 'failed') this.portal.view = { ...this.portal.view, retrying: true };
    this.#outcome = undefined;
    if (this.#failure?.needsReload) location.reload();
    else this.#failure?.retry();
  }

  /** As a new page. */
  #load({ href }: URL): boolean {
    location.assign(href);
    return true;
  }

  #go(href: string, replace: boolean): void {
    letGo();
    this.#history.go(href, { replace });
  }

  #reconsider(): void {
    this.#decide();
    this.#applications?.settle();
  }

  #decisionFor(url: URL): Decision {
    const { state, user, endReason } = this.session;
    const visitor = { state, ...(user && { role: user.role }), ...(endReason && { endReason }) };
    return decide(url, visitor, this.microFrontends);
  }

  /** Where the guards lead from an address. */
  #destination(url: URL): URL {
    const decision = this.#decisionFor(url);
    return decision.kind === 'redirect' ? this.#destination(new URL(decision.to, url)) : url;
  }

  /** A page and the pages below it are one, and so are two of the same kind: what was entered goes on there. */
  #isOtherPage({ href, pathname }: URL): boolean {
    // The address may be the next one already.
    const here = this.portal.current;
    if (`${pathname}/`.startsWith(`${here}/`) || `${here}/`.startsWith(`${pathname}/`)) return false;
    const [from, to] = [this.#decision, this.#decisionFor(new URL(href))];
    return !(from.kind === 'mount' && to.kind === 'mount' && from.route.path === to.route.path);
  }

  #decide(): void {
    const url = new URL(location.href);
    const decision = this.#decisionFor(url);
    this.#decision = decision;
    if (decision.kind === 'redirect') {
      this.#go(decision.to, true);
      // replaceState has come back here through single-spa's event; the decision is about the new address now.
      if (location.href === url.href) return;
      this.#decide();
      return;
    }
    this.#show(decision, url);
  }

  #show(decision: Decision, url: URL): void {
    const { portal } = this;
    portal.current = url.pathname;
    if (decision.kind === 'unauthorized') portal.view = { kind: 'unauthorized' };
    else if (decision.kind === 'about') portal.view = { kind: 'about' };
    else if (decision.kind === 'not-found') portal.view = { kind: 'not-found' };
    else if (decision.kind === 'unreachable') portal.view = { kind: 'unreachable' };
    else if (decision.kind === 'wait') portal.view = { kind: 'loading' };
    else if (decision.kind === 'mount' && decision.name !== this.#shown) portal.view = { kind: 'loading' };
    const shown = decision.kind === 'mount' ? decision.name : '';
    if (shown !== this.#shown) this.#outcome = undefined;
    this.#shown = shown;
    if (decision.kind !== 'mount' && decision.kind !== 'wait') this.#follow();
    this.setTitle(this.#titleOf(decision));
  }

  #onOutcome(name: string, outcome: Outcome): void {
    if (this.#decision.kind !== 'mount' || this.#decision.name !== name) return;
    this.#outcome = outcome;
    this.#follow();
    if (outcome.kind === 'mounted') {
      this.reveal(() => {
        // It may have failed since, or another page have been asked for.
        if (this.#outcome === outcome && this.#shown === name) this.portal.view = { kind: 'outlet' };
        return this.portal.updateComplete;
      });
      return;
    }
    const { failure } = outcome;
    this.#failure = failure;
    const { kind, needsReload } = failure;
    const hasRun = kind === 'runtime' || kind === 'loop';
    const view = { kind: 'failed', name: this.labelOf(name), error: '', hasRun, needsReload } as const;
    this.portal.view = view;
    void this.tell(name, failure).then((error) => {
      if (this.portal.view === view) this.portal.view = { ...view, error };
    });
  }

  /** Behind the first page, whatever that is; who goes on from it asks again. */
  #follow(): void {
    this.#applications?.follow().catch(() => undefined);
  }

  #arrive(): void {
    const name = this.#decision.kind === 'mount' ? this.#decision.name : undefined;
    // A part that has just been mounted has read the address itself; the same address again is news only when somebody
    // asked for it.
    const isNews = this.#isAsked || location.href !== this.#arrivedAt.href;
    if (name === this.#arrivedAt.name && isNews) {
      window.dispatchEvent(new RouteChangeEvent(new URL(location.href)));
    }
    // Another page of a part that has failed is a new try.
    if (isNews && name === this.#arrivedAt.name && this.portal.view.kind === 'failed') this.retry();
    this.#arrivedAt = { name, href: location.href };
    this.#isAsked = false;
    if (this.#backAt !== undefined) this.memory?.restore(this.#backAt);
    this.#backAt = undefined;
    this.onArrival();
    this.portal.announce(document.title.replace(` – ${PORTAL_NAME}`, ''));
  }

  setTitle(title: string): void {
    document.title = title ? `${title} – ${PORTAL_NAME}` : PORTAL_NAME;
  }

  #titleOf(decision: Decision): string {
    switch (decision.kind) {
      case 'mount': {
        const part = this.microFrontends.find(({ name }) => name === decision.name);
        return part ? localLabel(part, decision.route.title) : decision.route.title;
      }
      case 'unauthorized':
        return msg('Not allowed');
      case 'about':
        return msg('About this portal');
      case 'unreachable':
        return msg('No connection');
      default:
        return decision.kind === 'not-found' ? msg('Not found') : '';
    }
  }
}
