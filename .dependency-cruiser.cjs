// What every add-on may import; any other folder of lib/ is an add-on.
const SHARED = "^lib/(internal|releases|definitions|plan|output)/";

/** Data walks lib → charts → stacks and never back; no cycles; inside lib an add-on never imports another add-on's inside. */
module.exports = {
  forbidden: [
    { name: "no-cycles", severity: "error", from: {}, to: { circular: true } },
    {
      name: "lib-knows-no-charts",
      severity: "error",
      from: { path: "^lib/" },
      to: { path: "^(charts|stacks|test|tools)/" },
    },
    {
      name: "charts-know-no-stacks",
      severity: "error",
      from: { path: "^charts/" },
      to: { path: "^(stacks|test|tools)/" },
    },
    { name: "only-stacks-import-pulumi", severity: "error", from: { pathNot: "^stacks/" }, to: { path: "@pulumi/" } },
    {
      name: "add-ons-are-apart",
      severity: "error",
      // The import of YAML is no add-on: it knows every kind that there is.
      from: { path: "^lib/([^/]+)/", pathNot: [SHARED, "^lib/import/"] },
      to: { path: "^lib/", pathNot: ["^lib/$1/", SHARED, "^lib/gpu/pool\\.ts$"] },
    },
    {
      name: "no-dev-dependencies",
      severity: "error",
      from: { path: "^(lib|charts|stacks)/" },
      to: { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["npm-peer", "type-only"] },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
  },
};
