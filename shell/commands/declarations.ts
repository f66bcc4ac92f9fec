import { dirname } from 'node:path';
import ts from 'typescript';
import type { Declarations, Declared } from '../release/contract.js';

const FORMAT =
  ts.TypeFormatFlags.NoTruncation |
  ts.TypeFormatFlags.UseAliasDefinedOutsideCurrentScope |
  ts.TypeFormatFlags.WriteArrayAsGenericType;
const SIMPLE_UNION = /(?:"[^"]*"|\b\w+\b)(?: \| (?:"[^"]*"|\b\w+\b(?![<.[])))+/g;
/** Deeper than anything that is declared here, and an end for what refers to itself. */
const DEEPEST = 8;

/** What modules declare, as the compiler understands it. */
export function declarations(modules: Record<string, string>, configFile: string): Declarations {
  const { config } = ts.readConfigFile(configFile, (path) => ts.sys.readFile(path)) as { config: unknown };
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, dirname(configFile));
  const program = ts.createProgram(Object.values(modules), {
    ...options,
    noEmit: true,
    composite: false,
    incremental: false,
  });
  const checker = program.getTypeChecker();
  const own = new Set<ts.Symbol>();
  const resolved = (symbol: ts.Symbol) =>
    symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;

  /** Without the place of a declaration, and without the order of a union, which both mean nothing. */
  const words = (type: ts.Type, flags = ts.TypeFormatFlags.None) =>
    checker
      .typeToString(type, undefined, FORMAT | flags)
      .replaceAll(/(typeof )?import\("[^"]*"\)\.?/g, '')
      .replaceAll(SIMPLE_UNION, (union) => union.split(' | ').sort().join(' | '));
  const isForeign = (symbol: ts.Symbol | undefined) =>
    symbol?.declarations?.some((declaration) => /node_modules/.test(declaration.getSourceFile().fileName));
  /** Declared here, or by nobody by name. */
  const isOurs = (symbol: ts.Symbol | undefined) => symbol?.name === '__type' || !isForeign(symbol);
  const isHidden = (symbol: ts.Symbol) =>
    /^(#|__#|__@)/.test(symbol.name) ||
    symbol.declarations?.some(
      (declaration) =>
        ts.getCombinedModifierFlags(declaration) & (ts.ModifierFlags.Private | ts.ModifierFlags.Protected),
    );

  function signature(
    { parameters }: ts.Signature,
    returned: ts.Type,
    at: ts.Node,
    into: Declared,
    way: string,
    depth: number,
  ) {
    for (const [index, parameter] of parameters.entries()) {
      const declaration = parameter.valueDeclaration;
      const isParameter = declaration && ts.isParameter(declaration);
      const isOptional =
        isParameter && (declaration.questionToken || declaration.initializer || declaration.dotDotDotToken);
      into[`${way}(${index})${isOptional ? '?' : ''}`] = words(
        checker.getTypeOfSymbolAtLocation(parameter, at),
      );
    }
    describe(returned, at, into, `${way}=>`, depth + 1);
    // So that a comparison sees that there is a function, whatever it gives.
    into[`${way}=>`] ??= 'function';
  }

  function members(type: ts.Type, at: ts.Node, into: Declared, way: string, depth: number): boolean {
    // What a class inherits from a library is the library's.
    const isInherited = (member: ts.Symbol) => type.symbol?.name !== '__type' && isForeign(member);
    const all = checker
      .getPropertiesOfType(type)
      .filter((member) => !isHidden(member) && !isInherited(member) && member.name !== 'prototype');
    for (const member of all) {
      const isOptional = member.flags & ts.SymbolFlags.Optional;
      const name = `${way}${way && '/'}${member.name}${isOptional ? '?' : ''}`;
      describe(checker.getTypeOfSymbolAtLocation(member, at), at, into, name, depth + 1);
    }
    return all.length > 0;
  }

  function describe(type: ts.Type, at: ts.Node, into: Declared, way: string, depth: number): void {
    const named = (type.aliasSymbol ?? type.symbol) as ts.Symbol | undefined;
    const isReference = (type as ts.ObjectType).objectFlags & ts.ObjectFlags.Reference;
    const given = isReference ? checker.getTypeArguments(type as ts.TypeReference) : [];
    const isNamed = named && own.has(named) && !type.aliasTypeArguments?.length && !given.length;
    if (Object.keys(into).length > 5000) throw new Error(`${way} is declared with no end.`);
    if (depth > DEEPEST || (depth > 0 && isNamed)) {
      into[way] = words(type);
      return;
    }
    const [call, ...others] = type.getCallSignatures();
    if (call && !others.length && !call.typeParameters) {
      signature(call, call.getReturnType(), at, into, way, depth);
      return;
    }
    const some = checker.getNonNullableType(type);
    if (some !== type && !some.isUnion() && some.flags & ts.TypeFlags.Object) {
      into[`${way}|`] = 'nullable';
      describe(some, at, into, way, depth + 1);
      return;
    }
    const isObject = type.flags & ts.TypeFlags.Object && !call;
    if (type.isIntersection()) {
      for (const [index, one] of type.types.entries()) describe(one, at, into, `${way}&${index}`, depth + 1);
      return;
    }
    if (type.isUnion() && type.types.every((one) => one.isLiteral() || one.flags & ts.TypeFlags.Undefined)) {
      for (const one of type.types) into[`${way}|${words(one)}`] = 'possible';
      return;
    }
    if (isObject && given.length && isForeign(type.symbol)) {
      into[way] = type.symbol.name;
      for (const [index, argument] of given.entries())
        describe(argument, at, into, `${way}<${index}>`, depth + 1);
      return;
    }
    if (isObject && isOurs(type.symbol) && members(type, at, into, way, depth)) return;
    into[way] = words(type, depth ? 0 : ts.TypeFormatFlags.InTypeAlias);
  }

  function declared(target: ts.Symbol, at: ts.Node): Declared {
    const into: Declared = {};
    const isType =
      target.flags & (ts.SymbolFlags.Class | ts.SymbolFlags.Interface | ts.SymbolFlags.TypeAlias);
    if (isType) describe(checker.getDeclaredTypeOfSymbol(target), at, into, '', 0);
    if (!(target.flags & ts.SymbolFlags.Value)) return into;
    const type = checker.getTypeOfSymbolAtLocation(target, at);
    const made = type.getConstructSignatures();
    if (!(target.flags & ts.SymbolFlags.Class)) describe(type, at, into, isType ? 'value' : '', 0);
    else {
      for (const [index, maker] of made.entries())
        signature(maker, maker.getReturnType(), at, into, `new${index || ''}`, DEEPEST);
      members(type, at, into, 'static', 0);
    }
    return into;
  }

  const exported = Object.entries(modules).map(([module, path]) => {
    const file = program.getSourceFile(path);
    const symbol = file && checker.getSymbolAtLocation(file);
    if (!symbol) throw new Error(`${path} is not a module.`);
    const names = checker
      .getExportsOfModule(symbol)
      .toSorted((one, other) => (one.name < other.name ? -1 : 1));
    for (const name of names) own.add(resolved(name));
    return { module, file, names };
  });
  return Object.fromEntries(
    exported.map(({ module, file, names }) => [
      module,
      Object.fromEntries(names.map((name) => [name.name, declared(resolved(name), file)])),
    ]),
  );
}
