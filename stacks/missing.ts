/** What whoever asks for the Pulumi outlet has to know. */
export const MISSING =
  "kserve-stack/pulumi is not part of this version; fix: synthesize (npm start), and apply the folder that is written with its apply.sh";
