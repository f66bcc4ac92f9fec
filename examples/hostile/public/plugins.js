// What plug-ins do to a page: globals that hide the browser's own, methods on every object, elements with common names.
window.$ = window.jQuery = (selector) => document.querySelectorAll(selector);
window.name = 'page';
window.status = 'ready';
window.process = { env: {} };
window.global = window;
window.require = (name) => {
  throw new Error(`Script ${name} is not defined.`);
};
window.define = Object.assign(() => undefined, { amd: {} });
window.Promise.prototype.done = function (heard) {
  return this.then(heard);
};
// Not enumerable: one that is would be a field of every object, also of what the element reads.
Object.defineProperty(Object.prototype, 'extend', {
  writable: true,
  configurable: true,
  value(other) {
    return Object.assign(this, other);
  },
});
Array.prototype.contains = function (value) {
  return this.includes(value);
};
Array.prototype.first = function () {
  return this[0];
};
String.prototype.template = function () {
  return String(this);
};

customElements.define(
  'social-share',
  class extends HTMLElement {
    constructor() {
      super();
      this.attachShadow({ mode: 'open' }).append(document.createElement('va-share'));
    }
  },
);
customElements.define('va-share', class extends HTMLElement {});

// Keys that belong to the page, and clicks that are counted.
for (const type of ['keydown', 'click', 'focusin'])
  document.addEventListener(type, (event) => (window.lastSeen = event.type), true);
