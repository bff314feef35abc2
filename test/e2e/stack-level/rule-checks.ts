import { synthesize } from "../../../charts/testing";
import type { Manifest } from "../../../lib/internal/emit";
import { InvalidError } from "../../../lib/internal/invalid";
import { RULES, type RuleName } from "../../../lib/models/rules";
import { build, CASES } from "../../models/rules/cases";
import type { Case } from "../../models/rules/case";
import { refuseProblems } from "../problems";
import type { Check } from "../suite";
import { judged } from "./judged";

const NAMES = Object.keys(RULES) as RuleName[];

/** Rules read in what KServe's webhook runs. */
const OF_WEBHOOK = /pkg\/apis\/serving\/v1beta1\/\S+\.go/;

/** Rules of which the webhook, though it was read for them, lets the bad model of the test pass. */
const ADMITTED: Readonly<Partial<Record<RuleName, string>>> = {
  "autoscaler-known": "it does not know that the cluster has no KEDA",
  "format-served": "the controller chooses the runtime, later",
  "hpa-metrics": "it judges the target, not the metric",
  "keda-metrics": "KEDA refuses the ScaledObject, later",
  "one-implementation":
    "the one that defaults turns the framework's field into `model` before, and one of the two is lost",
  "server-first": "the controller takes another container for the server, later",
};

/** The models of the rules' own tests, held against the webhook that runs. */
export function ruleCheck(): Check {
  return {
    title:
      "what synth refuses of a model, KServe's webhook denies where it looks at it; what synth lets through, it admits",
    run: async ({ api }) => {
      const problems: string[] = [];
      const seen = { denied: 0, admitted: 0, schema: 0 };
      for (const name of NAMES) {
        const { fails, passes } = CASES[name];
        const isOfWebhook = OF_WEBHOOK.test(RULES[name].source);
        const bad = manifestOf(fails);
        // What the schema refuses as well never gets to a webhook.
        if (bad === undefined) {
          seen.schema += 1;
          continue;
        }
        const isDenied = (await judged(api, bad)).judge !== "nobody";
        if (isDenied && ADMITTED[name] !== undefined) problems.push(`${name}: the webhook denies it after all`);
        if (!isDenied && isOfWebhook && ADMITTED[name] === undefined)
          problems.push(`${name}: the webhook admits what the rule refuses`);
        seen[isDenied ? "denied" : "admitted"] += 1;
        const good = manifestOf(passes);
        const wrong = good ? (await judged(api, good)).says : "its schema";
        if (wrong !== "") problems.push(`${name}: what it lets through is denied: ${wrong}`);
      }
      refuseProblems(problems);
      return `${NAMES.length} rules: the webhook denies ${seen.denied} of their bad models at once; ${seen.admitted} it admits, and they fail later or in silence; ${seen.schema} its schema refuses`;
    },
  };
}

/** The object of a case, whatever rules say of it; undefined where its schema refuses it. */
function manifestOf(model: Case): Manifest | undefined {
  // All rules, since a bad model may be bad in more than one way.
  const waive = Object.fromEntries(NAMES.map((name) => [name, "to be judged by the webhook"]));
  try {
    return synthesize(build({ ...model, waive })).manifests.find(({ kind }) => kind === "InferenceService");
  } catch (error) {
    if (error instanceof InvalidError) return undefined;
    throw error;
  }
}
