import tseslint from "typescript-eslint";
import { noErasingSpread } from "./tools/lint/no-erasing-spread.mjs";

export default tseslint.config(
  {
    ignores: ["build/", "dist/", "temp/", "coverage/", "tools/consumers/projects/", "**/*.js", "**/*.cjs", "**/*.mjs"],
  },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { local: { rules: { "no-erasing-spread": noErasingSpread } } },
    rules: {
      // Numbers and booleans in messages are read by people; Outputs and objects are what this rule must catch.
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true, allowBoolean: true }],
      // A cdk8s construct registers itself with its scope; `new` for that effect is how the library is used.
      "no-new": "off",
      "@typescript-eslint/no-extraneous-class": "off",
      // A field taken out of an object by destructuring is named for that alone.
      "@typescript-eslint/no-unused-vars": ["error", { ignoreRestSiblings: true }],
      "@typescript-eslint/consistent-type-imports": "error",
    },
  },
  { files: ["lib/**", "charts/**", "stacks/**"], rules: { "local/no-erasing-spread": "error" } },
);
