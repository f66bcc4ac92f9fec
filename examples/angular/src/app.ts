import { Component, CUSTOM_ELEMENTS_SCHEMA, signal } from '@angular/core';
import '@voiceassist/chat';
import type { ChatErrorEvent } from '@voiceassist/chat';
import { getToken } from './token';

@Component({
  selector: 'app-root',
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: `
    <h1>Ward handbook</h1>
    <p>
      <button (click)="isShown.set(!isShown())">
        {{ isShown() ? 'Hide the assistant' : 'Show the assistant' }}
      </button>
      <output>{{ problem() }}</output>
    </p>
    @if (isShown()) {
      <va-chat api-url="http://localhost:8000" [getToken]="getToken" (va-error)="onError($event)" />
    }
  `,
})
export class App {
  readonly isShown = signal(true);
  readonly problem = signal('');
  readonly getToken = getToken;

  onError({ code, reason }: ChatErrorEvent): void {
    this.problem.set(`${code}: ${reason}`);
  }
}
