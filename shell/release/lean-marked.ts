import type { Plugin } from 'vite';

/** The syntax that is looked for, of a module's top level. */
interface Statement {
  type: string;
  start: number;
  end: number;
  expression?: { type: string; left?: { type: string } };
  declarations?: { init: { type: string; start: number; end: number } | null }[];
}

/**
 * Marked is one module, whose ready-made `marked` function holds on to everything: the parser and the renderer of HTML
 * would come with a lexer. Said to be without effects, what nobody imports is left out.
 */
export const leanMarked: Plugin = {
  name: 'lean-marked',
  transform(code, id) {
    if (!/\/marked\/lib\/marked\.esm\.js$/.test(id)) return undefined;
    const { body } = this.parse(code) as unknown as { body: Statement[] };
    const changes = body.flatMap(({ type, start, end, expression, declarations = [] }) => {
      // `marked.parse = …`: there is no such function without `marked`.
      const isAssignment = type === 'ExpressionStatement' && expression?.left?.type === 'MemberExpression';
      if (isAssignment) return [{ start, end, text: '' }];
      return declarations.flatMap(({ init }) =>
        init && (init.type === 'NewExpression' || init.type === 'MemberExpression')
          ? [{ ...init, text: `/* @__PURE__ */ (() => ${code.slice(init.start, init.end)})()` }]
          : [],
      );
    });
    return changes.reduceRight(
      (all, { start, end, text }) => all.slice(0, start) + text + all.slice(end),
      code,
    );
  },
};
