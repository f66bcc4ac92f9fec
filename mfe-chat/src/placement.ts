import type { TemplateResult } from 'lit';
import type { Chat } from './chat.js';
import { FrameController } from './frame/frame-controller.js';
import { LauncherController } from './launcher/launcher-controller.js';

/** A chat as whatever places it sees it. */
export type PlacedHost = Chat;

/** Where a chat stands: in its place or in a panel, led by its element or by a frame of the portal. */
export class Placement {
  readonly #launcher: LauncherController;
  readonly #frame: FrameController;

  constructor(private readonly host: PlacedHost) {
    this.#launcher = new LauncherController(host);
    this.#frame = new FrameController(host);
  }

  /** The conversation is led by this very element, and now. */
  get isHere(): boolean {
    const { isolation, launcher } = this.host;
    return isolation !== 'frame' && (!launcher || this.#launcher.wasOpened);
  }

  /** Calls a method once there is something to see of it; the launcher opens for that. */
  async call(method: 'sendMessage' | 'focusComposer', given: string): Promise<void> {
    const { host } = this;
    if (!host.isConnected) return;
    if (host.launcher) host.open = true;
    host.requestUpdate();
    await host.updateComplete;
    host[method](given);
  }

  render(chat: () => TemplateResult): TemplateResult {
    const { isolation, launcher } = this.host;
    const content = isolation === 'frame' ? () => this.#frame.render() : chat;
    return launcher ? this.#launcher.render(content) : content();
  }
}
