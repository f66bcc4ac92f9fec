import { css } from 'lit';

/**
 * Design tokens as custom properties: colours in hex first, OKLCH where supported. The theme is the colour scheme: auto
 * by default, forced with `data-theme` on the page or `theme` on an element.
 * @cssprop --va-accent - What can be pressed, and what is current; the colours of hover, soft, line and cite follow it.
 * @cssprop --va-accent-hover - The accent under the pointer.
 * @cssprop --va-accent-soft - The accent as a ground.
 * @cssprop --va-accent-line - The accent as a line.
 * @cssprop --va-on-accent - Text on the accent; a light accent needs a dark one.
 * @cssprop --va-cite - The number of a source.
 * @cssprop --va-cite-soft - The ground of the number of a source.
 * @cssprop --va-bg - The ground beside what is read.
 * @cssprop --va-surface - The ground of what is read.
 * @cssprop --va-surface-sunken - The ground of code and of wells.
 * @cssprop --va-surface-raised - The ground of what lies above: the composer, dialogs.
 * @cssprop --va-surface-hover - The ground under the pointer.
 * @cssprop --va-source-paper - The ground of the words of a document.
 * @cssprop --va-line - A hairline.
 * @cssprop --va-line-strong - The edge of a box.
 * @cssprop --va-line-control - The edge of a field.
 * @cssprop --va-hair - A hairline as a whole border.
 * @cssprop --va-text - Text.
 * @cssprop --va-text-2 - Text of second rank.
 * @cssprop --va-text-3 - Text of third rank: times, labels, hints.
 * @cssprop --va-mark - The ground of the exact words in a source.
 * @cssprop --va-mark-text - The exact words themselves.
 * @cssprop --va-mark-line - The bar beside the exact words.
 * @cssprop --va-focus - The ring around what has the focus.
 * @cssprop --va-danger - Danger and failure.
 * @cssprop --va-danger-soft - Danger as a ground.
 * @cssprop --va-danger-line - Danger as a line.
 * @cssprop --va-warn - A warning.
 * @cssprop --va-warn-soft - A warning as a ground.
 * @cssprop --va-warn-line - A warning as a line.
 * @cssprop --va-ok - What is well.
 * @cssprop --va-ok-soft - What is well, as a ground.
 * @cssprop --va-ok-line - What is well, as a line.
 * @cssprop --va-plot-1 - The first line of a plot.
 * @cssprop --va-plot-2 - The second line of a plot.
 * @cssprop --va-font-ui - The type of the tool.
 * @cssprop --va-font-source - The type of documents.
 * @cssprop --va-font-mono - The type of code.
 * @cssprop --va-text-xs - Size of labels and of facts about an answer.
 * @cssprop --va-lh-xs - Line height of labels.
 * @cssprop --va-text-sm - Size of secondary text.
 * @cssprop --va-lh-sm - Line height of secondary text.
 * @cssprop --va-text-md - Size of the interface and of tables.
 * @cssprop --va-lh-md - Line height of the interface.
 * @cssprop --va-text-read - Size of answers.
 * @cssprop --va-lh-read - Line height of answers.
 * @cssprop --va-text-source - Size of the words of a document.
 * @cssprop --va-lh-source - Line height of the words of a document.
 * @cssprop --va-text-lg - Size of questions and of the titles of panels.
 * @cssprop --va-lh-lg - Line height of questions.
 * @cssprop --va-text-xl - Size of a page's title.
 * @cssprop --va-lh-xl - Line height of a page's title.
 * @cssprop --va-text-2xl - Size of the title of the empty state.
 * @cssprop --va-lh-2xl - Line height of the title of the empty state.
 * @cssprop --va-measure - The longest line of text.
 * @cssprop --va-1 - Space, 1 step.
 * @cssprop --va-2 - Space, 2 steps.
 * @cssprop --va-3 - Space, 3 steps.
 * @cssprop --va-4 - Space, 4 steps.
 * @cssprop --va-5 - Space, 5 steps.
 * @cssprop --va-6 - Space, 6 steps.
 * @cssprop --va-8 - Space, 8 steps.
 * @cssprop --va-10 - Space, 10 steps.
 * @cssprop --va-14 - Space, 14 steps.
 * @cssprop --va-radius-s - Corners of chips and tags.
 * @cssprop --va-radius - Corners of controls.
 * @cssprop --va-radius-l - Corners of the composer and of dialogs.
 * @cssprop --va-target - Height of a control; larger where the pointer is coarse.
 * @cssprop --va-shadow-pop - The shadow of what lies above for a moment.
 * @cssprop --va-shadow-dialog - The shadow of a dialog.
 * @cssprop --va-backdrop - What lies between a dialog and the page.
 * @cssprop --va-fast - Duration of a change of colour.
 * @cssprop --va-slow - Duration of the movement of a panel.
 * @cssprop --va-ease - The curve of movements.
 */
export const tokens = css`
  :root {
    color-scheme: light dark;
  }
  :root,
  :host {
    --va-bg: #f5f8f9;
    --va-surface: #ffffff;
    --va-surface-sunken: #eef3f5;
    --va-surface-raised: #ffffff;
    --va-surface-hover: #e8eff1;
    --va-source-paper: #fdfcf7;
    --va-line: #dae1e3;
    --va-line-strong: #b6c0c3;
    --va-line-control: #748389;
    --va-text: #142026;
    --va-text-2: #3f4e55;
    --va-text-3: #56666d;
    --va-accent: #04596b;
    --va-accent-hover: #014656;
    --va-on-accent: #fcfefe;
    --va-accent-soft: #e5f0f3;
    --va-accent-line: #9dc6cf;
    --va-cite: #04596b;
    --va-cite-soft: #e0eef1;
    --va-mark: #f9e79d;
    --va-mark-text: #221a0e;
    --va-mark-line: #b88923;
    --va-focus: #046fa8;
    --va-danger: #a52522;
    --va-danger-soft: #ffeeec;
    --va-danger-line: #f2b6b1;
    --va-warn: #7d4d05;
    --va-warn-soft: #fcf5e6;
    --va-warn-line: #e0bf84;
    --va-ok: #1c6340;
    --va-ok-soft: #e6f7ed;
    --va-ok-line: #a3cfb4;
    --va-plot-1: #04596b;
    --va-plot-2: #b77024;

    /* type: the tool speaks sans, documents speak serif */
    --va-font-ui: system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', 'Noto Sans', sans-serif;
    --va-font-source:
      Charter, 'Bitstream Charter', 'Sitka Text', Cambria, 'Noto Serif', 'Source Serif 4', serif;
    --va-font-mono: ui-monospace, 'Cascadia Mono', Consolas, 'DejaVu Sans Mono', monospace;
    --va-text-xs: 0.75rem;
    --va-lh-xs: 1rem; /* 12/16 labels, table heads, meta */
    --va-text-sm: 0.8125rem;
    --va-lh-sm: 1.25rem; /* 13/20 secondary interface */
    --va-text-md: 0.875rem;
    --va-lh-md: 1.25rem; /* 14/20 interface, tables */
    --va-text-read: 1rem;
    --va-lh-read: 1.625rem; /* 16/26 answers */
    --va-text-source: 1.0625rem;
    --va-lh-source: 1.75rem; /* 17/28 words of a document */
    --va-text-lg: 1.125rem;
    --va-lh-lg: 1.625rem; /* 18/26 questions, panel titles */
    --va-text-xl: 1.5rem;
    --va-lh-xl: 2rem; /* 24/32 page titles */
    --va-text-2xl: 2rem;
    --va-lh-2xl: 2.5rem; /* 32/40 sign-in, empty state */
    --va-measure: min(68ch, 40em);

    --va-1: 0.25rem;
    --va-2: 0.5rem;
    --va-3: 0.75rem;
    --va-4: 1rem;
    --va-5: 1.25rem;
    --va-6: 1.5rem;
    --va-8: 2rem;
    --va-10: 2.5rem;
    --va-14: 3.5rem;
    --va-radius-s: 3px;
    --va-radius: 6px;
    --va-radius-l: 10px;
    --va-hair: 1px solid var(--va-line);
    --va-shadow-pop: 0 1px 2px rgb(16 34 42 / 0.06), 0 8px 24px rgb(16 34 42 / 0.12);
    --va-shadow-dialog: 0 2px 6px rgb(16 34 42 / 0.08), 0 24px 64px rgb(16 34 42 / 0.22);
    --va-backdrop: rgb(16 30 38 / 0.42);
    --va-fast: 120ms;
    --va-slow: 200ms;
    --va-ease: cubic-bezier(0.2, 0.6, 0.2, 1);
    --va-target: 2.25rem; /* 36 px controls; 44 px where the pointer is coarse */
  }
  @media (pointer: coarse) {
    :root,
    :host {
      --va-target: 2.75rem;
    }
  }

  /* browsers without light-dark(): plain hex */
  @supports not (color: light-dark(#000, #fff)) {
    @media (prefers-color-scheme: dark) {
      :root:not([data-theme='light']),
      :host(:not([theme='light'])) {
        --va-bg: #0b1216;
        --va-surface: #121a1e;
        --va-surface-sunken: #070e11;
        --va-surface-raised: #1b252a;
        --va-surface-hover: #1e292e;
        --va-source-paper: #171613;
        --va-line: #253035;
        --va-line-strong: #3e4a4f;
        --va-line-control: #67777e;
        --va-text: #e1e8e9;
        --va-text-2: #acb8bc;
        --va-text-3: #909ea3;
        --va-accent: #78c8d4;
        --va-accent-hover: #99d9e1;
        --va-on-accent: #03171e;
        --va-accent-soft: #1a2d34;
        --va-accent-line: #305965;
        --va-cite: #78c8d4;
        --va-cite-soft: #182f36;
        --va-mark: #5d4916;
        --va-mark-text: #faf4dd;
        --va-mark-line: #d6b35a;
        --va-focus: #6de0fb;
        --va-danger: #f7958d;
        --va-danger-soft: #341f1d;
        --va-danger-line: #83423e;
        --va-warn: #eabc6e;
        --va-warn-soft: #2b2319;
        --va-warn-line: #70562a;
        --va-ok: #7fcfa4;
        --va-ok-soft: #152c21;
        --va-ok-line: #305a44;
        --va-plot-1: #78c8d4;
        --va-plot-2: #e6af68;
        --va-shadow-pop: 0 8px 28px rgb(0 0 0 / 0.5);
        --va-shadow-dialog: 0 24px 72px rgb(0 0 0 / 0.65);
        --va-backdrop: rgb(4 8 11 / 0.62);
      }
    }
    :root[data-theme='dark'],
    :host([theme='dark']) {
      --va-bg: #0b1216;
      --va-surface: #121a1e;
      --va-surface-sunken: #070e11;
      --va-surface-raised: #1b252a;
      --va-surface-hover: #1e292e;
      --va-source-paper: #171613;
      --va-line: #253035;
      --va-line-strong: #3e4a4f;
      --va-line-control: #67777e;
      --va-text: #e1e8e9;
      --va-text-2: #acb8bc;
      --va-text-3: #909ea3;
      --va-accent: #78c8d4;
      --va-accent-hover: #99d9e1;
      --va-on-accent: #03171e;
      --va-accent-soft: #1a2d34;
      --va-accent-line: #305965;
      --va-cite: #78c8d4;
      --va-cite-soft: #182f36;
      --va-mark: #5d4916;
      --va-mark-text: #faf4dd;
      --va-mark-line: #d6b35a;
      --va-focus: #6de0fb;
      --va-danger: #f7958d;
      --va-danger-soft: #341f1d;
      --va-danger-line: #83423e;
      --va-warn: #eabc6e;
      --va-warn-soft: #2b2319;
      --va-warn-line: #70562a;
      --va-ok: #7fcfa4;
      --va-ok-soft: #152c21;
      --va-ok-line: #305a44;
      --va-plot-1: #78c8d4;
      --va-plot-2: #e6af68;
      --va-shadow-pop: 0 8px 28px rgb(0 0 0 / 0.5);
      --va-shadow-dialog: 0 24px 72px rgb(0 0 0 / 0.65);
      --va-backdrop: rgb(4 8 11 / 0.62);
    }
  }
  :root[data-theme='dark'],
  :host([theme='dark']) {
    color-scheme: dark;
  }
  :root[data-theme='light'],
  :host([theme='light']) {
    color-scheme: light;
  }

  @supports (color: light-dark(oklch(0 0 0), #000)) {
    :root,
    :host {
      --va-bg: light-dark(oklch(97.8% 0.004 215), oklch(17.8% 0.014 228));
      --va-surface: light-dark(oklch(100% 0 0), oklch(21.3% 0.015 228));
      --va-surface-sunken: light-dark(oklch(96.2% 0.006 215), oklch(15.8% 0.013 228));
      --va-surface-raised: light-dark(oklch(100% 0 0), oklch(25.8% 0.017 228));
      --va-surface-hover: light-dark(oklch(94.8% 0.008 215), oklch(27.2% 0.018 228));
      --va-source-paper: light-dark(oklch(99% 0.006 95), oklch(20% 0.006 80));
      --va-line: light-dark(oklch(90.5% 0.008 218), oklch(30% 0.017 228));
      --va-line-strong: light-dark(oklch(80% 0.012 220), oklch(40% 0.018 228));
      --va-line-control: light-dark(oklch(60% 0.02 222), oklch(56% 0.022 225));
      --va-text: light-dark(oklch(23.5% 0.02 228), oklch(92.5% 0.008 215));
      --va-text-2: light-dark(oklch(41.5% 0.022 225), oklch(77.5% 0.014 218));
      --va-text-3: light-dark(oklch(50% 0.022 225), oklch(69% 0.018 220));
      --va-accent: light-dark(oklch(43% 0.082 218), oklch(78.5% 0.08 208));
      --va-accent-hover: light-dark(oklch(36.5% 0.078 220), oklch(84.5% 0.066 206));
      --va-on-accent: light-dark(oklch(99.5% 0.004 215), oklch(19% 0.03 225));
      --va-accent-soft: light-dark(oklch(94.8% 0.013 212), oklch(28.5% 0.028 222));
      --va-accent-line: light-dark(oklch(80% 0.045 212), oklch(44% 0.05 218));
      --va-cite: light-dark(oklch(43% 0.082 218), oklch(78.5% 0.08 208));
      --va-cite-soft: light-dark(oklch(94% 0.016 212), oklch(29% 0.032 220));
      --va-mark: light-dark(oklch(92.5% 0.095 96), oklch(41.5% 0.072 86));
      --va-mark-text: light-dark(oklch(22.5% 0.025 80), oklch(96.5% 0.03 95));
      --va-mark-line: light-dark(oklch(66% 0.125 82), oklch(78% 0.115 88));
      --va-focus: light-dark(oklch(52% 0.14 242), oklch(85% 0.11 215));
      --va-danger: light-dark(oklch(47.5% 0.165 27), oklch(77% 0.12 25));
      --va-danger-soft: light-dark(oklch(96.2% 0.018 25), oklch(26.5% 0.034 25));
      --va-danger-line: light-dark(oklch(83% 0.07 25), oklch(46% 0.09 25));
      --va-warn: light-dark(oklch(46.5% 0.1 68), oklch(82% 0.11 80));
      --va-warn-soft: light-dark(oklch(97.2% 0.022 88), oklch(26.2% 0.022 75));
      --va-warn-line: light-dark(oklch(82% 0.085 82), oklch(47% 0.07 78));
      --va-ok: light-dark(oklch(44.5% 0.09 158), oklch(79% 0.1 160));
      --va-ok-soft: light-dark(oklch(96% 0.022 160), oklch(27% 0.036 162));
      --va-ok-line: light-dark(oklch(81.5% 0.06 158), oklch(43% 0.06 160));
      --va-plot-1: light-dark(oklch(43% 0.082 218), oklch(78.5% 0.08 208));
      --va-plot-2: light-dark(oklch(61% 0.125 62), oklch(79% 0.11 72));
      /* derived, so that a partner who sets --va-accent or --va-surface gets the rest */
      --va-accent-hover: color-mix(in oklab, var(--va-accent) 84%, var(--va-text));
      --va-accent-soft: light-dark(
        color-mix(in oklab, var(--va-accent) 8%, var(--va-surface)),
        color-mix(in oklab, var(--va-accent) 13%, var(--va-surface))
      );
      --va-accent-line: color-mix(in oklab, var(--va-accent) 36%, var(--va-surface));
      --va-cite: var(--va-accent);
      --va-cite-soft: light-dark(
        color-mix(in oklab, var(--va-accent) 10%, var(--va-surface)),
        color-mix(in oklab, var(--va-accent) 16%, var(--va-surface))
      );
      --va-shadow-pop:
        0 1px 2px light-dark(rgb(16 34 42 / 0.06), rgb(255 255 255 / 0.04)),
        0 8px 24px light-dark(rgb(16 34 42 / 0.12), rgb(0 0 0 / 0.5));
      --va-shadow-dialog:
        0 2px 6px light-dark(rgb(16 34 42 / 0.08), rgb(0 0 0 / 0.4)),
        0 24px 64px light-dark(rgb(16 34 42 / 0.22), rgb(0 0 0 / 0.65));
      --va-backdrop: light-dark(rgb(16 30 38 / 0.42), rgb(4 8 11 / 0.62));
    }
  }

  @media (prefers-reduced-motion: reduce) {
    :root,
    :host {
      --va-fast: 0ms;
      --va-slow: 0ms;
    }
  }
`;
