const pulumi = require("@pulumi/pulumi");

const made = [];
pulumi.runtime.setMocks({
  newResource: ({ type, name, inputs }) => {
    made.push(`${type} ${name}`);
    return { id: name, state: { ...inputs, status: { url: `http://${name}` } } };
  },
  call: () => ({}),
});
pulumi.runtime
  .runInPulumiStack(async () => require("./bin/index.js"))
  .then((outputs) => new Promise((resolve) => pulumi.output(outputs).apply(resolve)))
  .then(({ iris }) => {
    if (iris !== "http://team-a/iris") throw new Error(`iris is ${iris}`);
    const wanted = "kubernetes:apps/v1:Deployment kserve/kserve-controller-manager";
    if (!made.includes(wanted)) throw new Error(`${made.length} resources, without ${wanted}`);
    console.log(`${made.length} resources`);
  });
