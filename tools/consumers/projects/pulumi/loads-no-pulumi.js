// Would fail for another reason where Pulumi is not installed, and then say nothing about kserve-stack.
require.resolve("@pulumi/pulumi");
require("kserve-stack");
require("kserve-stack/testing");
const loaded = Object.keys(require.cache).filter((path) => /@pulumi|@kubernetes/.test(path));
if (loaded.length > 0) throw new Error(`the main entry point loads ${loaded[0]}`);
