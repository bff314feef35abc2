throw new Error(
  "kserve-stack/pulumi is not part of this version: synthesize with cdk8s (npm run synth) and apply dist/ with apply.sh",
);

export {};
