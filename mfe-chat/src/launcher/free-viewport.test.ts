import { expect } from '@open-wc/testing';
import { followViewport } from './free-viewport.js';

/** How a browser tells of a soft keyboard, which no test can bring up. */
class ModelViewport extends EventTarget {
  offsetTop = 0;
  height = window.innerHeight;
  scale = 1;
  become(changes: Partial<Pick<ModelViewport, 'offsetTop' | 'height' | 'scale'>>, type = 'resize'): void {
    Object.assign(this, changes);
    this.dispatchEvent(new Event(type));
  }
}

describe('a box in the part of the screen that a keyboard leaves free', () => {
  const real = Object.getOwnPropertyDescriptor(window, 'visualViewport') as PropertyDescriptor;
  let view: ModelViewport;
  let box: HTMLElement;
  let ended: AbortController;

  beforeEach(() => {
    view = new ModelViewport();
    Object.defineProperty(window, 'visualViewport', { configurable: true, value: view });
    box = document.createElement('div');
    ended = new AbortController();
    followViewport(box, ended.signal);
  });
  afterEach(() => {
    ended.abort();
    Object.defineProperty(window, 'visualViewport', real);
  });

  const place = () => [
    box.style.getPropertyValue('--top'),
    box.style.getPropertyValue('--height'),
    box.hasAttribute('data-covered'),
  ];
  const whole = ['0px', `${window.innerHeight}px`, false];

  it('fills the screen while there is none', () => {
    expect(place()).to.deep.equal(whole);
  });

  it('follows iOS, which moves the view and leaves the layout as it is', () => {
    view.become({ height: 300 });
    view.become({ offsetTop: 120 }, 'scroll');
    expect(place()).to.deep.equal(['120px', '300px', true]);
    view.become({ height: window.innerHeight, offsetTop: 0 });
    expect(place()).to.deep.equal(whole);
  });

  it('follows Android, which makes the view lower; where the layout is, too, nothing is covered', () => {
    view.become({ height: 280 });
    expect(place()).to.deep.equal(['0px', '280px', true]);
    view.become({ height: window.innerHeight });
    expect(place()).to.deep.equal(whole);
  });

  it('follows a turn of the phone with the keyboard up', () => {
    view.become({ height: 300, offsetTop: 40 });
    view.become({ height: 150, offsetTop: 0 });
    expect(place()).to.deep.equal(['0px', '150px', true]);
  });

  it('stays as it is while somebody zooms in to read', () => {
    view.become({ scale: 2, height: 200, offsetTop: 100 });
    expect(place()).to.deep.equal(whole);
  });

  it('lets go when it ends', () => {
    ended.abort();
    view.become({ height: 100 });
    expect(place()).to.deep.equal(whole);
  });
});
