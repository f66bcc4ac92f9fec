import { expect } from '@open-wc/testing';
import { whenIdle } from './idle.js';

describe('what is done when the page is idle', () => {
  const { requestIdleCallback } = globalThis;
  afterEach(() => {
    globalThis.requestIdleCallback = requestIdleCallback;
  });

  const doneInOrder = async () => {
    const done: string[] = [];
    await new Promise<void>((resolve) => {
      whenIdle(
        () => done.push('first'),
        () => done.push('second'),
        () => resolve(),
      );
    });
    return done;
  };

  it('is done in its order, each in an idle moment of its own', async () => {
    let moments = 0;
    globalThis.requestIdleCallback = (work) => {
      moments += 1;
      return requestIdleCallback(work);
    };
    expect(await doneInOrder()).to.deep.equal(['first', 'second']);
    expect(moments).to.equal(3);
  });

  it('is done in a browser that does not tell when it is idle, too', async () => {
    Reflect.deleteProperty(globalThis, 'requestIdleCallback');
    expect(await doneInOrder()).to.deep.equal(['first', 'second']);
  });
});
