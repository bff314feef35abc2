/** ts.SymbolFlags.Optional and ts.TypeFlags.Undefined, which never change. */
const OPTIONAL = 16777216;
const UNDEFINED = 32768;

/**
 * Refuses a spread that can erase what stands before it: `{ a: 1, ...options }` is `{ a: undefined }` where `options`
 * is `{ a: undefined }`, which TypeScript allows for an optional property. `settled()` is what to write.
 *
 * @type {import("eslint").Rule.RuleModule}
 */
export const noErasingSpread = {
  meta: {
    type: "problem",
    messages: {
      erases: "`{{name}}` may be undefined here and would erase the value before it; write settled(defaults, options).",
    },
  },
  create(context) {
    const services = context.sourceCode.parserServices;
    const checker = services.program.getTypeChecker();
    const properties = (type) =>
      (type.isUnion() ? type.types : [type]).flatMap((each) => checker.getPropertiesOfType(each));
    // A literal without the property has it in its type, as one that is nothing but undefined.
    const mayErase = (symbol) =>
      (symbol.flags & OPTIONAL) !== 0 && (checker.getTypeOfSymbol(symbol).flags & UNDEFINED) === 0;
    return {
      ObjectExpression(node) {
        const before = new Set();
        for (const property of node.properties) {
          if (property.type !== "SpreadElement") {
            if (!property.computed) before.add(property.key.name ?? property.key.value);
            continue;
          }
          const spread = properties(services.getTypeAtLocation(property.argument));
          const erased = spread.find((symbol) => mayErase(symbol) && before.has(symbol.name));
          if (erased) context.report({ node: property, messageId: "erases", data: { name: erased.name } });
          for (const { name } of spread) before.add(name);
        }
      },
    };
  },
};
