import { synthesize } from "../../../charts/testing";
import type { Manifest } from "../../../lib/internal/emit";
import { RULES, type RuleName } from "../../../lib/models/rules";
import { build, CASES } from "../../models/rules/cases";
import type { Case } from "../../models/rules/case";
import { messageOf, type Api } from "../cluster/api";
import { refuseProblems } from "../problems";
import type { Check } from "../suite";

const NAMES = Object.keys(RULES) as RuleName[];

/** Rules read in what KServe's webhook runs. */
const OF_WEBHOOK = /pkg\/apis\/serving\/v1beta1\/\S+\.go/;

/** The models of the rules' own tests, held against the webhook that runs. */
export function ruleCheck(): Check {
  return {
    title:
      "what synth refuses of a model, KServe's webhook denies where it looks at it; what synth lets through, it admits",
    run: async ({ api }) => {
      const problems: string[] = [];
      const seen = { denied: 0, admitted: 0 };
      for (const name of NAMES) {
        const { fails, passes } = CASES[name];
        const isOfWebhook = OF_WEBHOOK.test(RULES[name].source);
        const refusal = await denial(api, fails);
        if (refusal === undefined && isOfWebhook) problems.push(`${name}: the webhook admits what the rule refuses`);
        seen[refusal === undefined ? "admitted" : "denied"] += 1;
        const wrong = await denial(api, passes);
        if (wrong !== undefined) problems.push(`${name}: what it lets through is denied: ${wrong}`);
      }
      refuseProblems(problems);
      return `${NAMES.length} rules: the webhook denies ${seen.denied} of their bad models at once; ${seen.admitted} it admits, and they fail later or in silence`;
    },
  };
}

/** Why the API server does not take a model; undefined where it does. */
async function denial(api: Api, model: Case): Promise<string | undefined> {
  // All rules, since a bad model may be bad in more than one way.
  const waive = Object.fromEntries(NAMES.map((name) => [name, "to be judged by the webhook"]));
  const { metadata, ...rest } = manifestOf({ ...model, waive });
  const reply = await api.apply(
    { ...rest, metadata: { ...metadata, namespace: "default" } },
    { dryRun: true, manager: "e2e" },
  );
  return reply.code < 400 ? undefined : messageOf(reply);
}

function manifestOf(model: Case): Manifest {
  const { manifests } = synthesize(build(model));
  const found = manifests.find(({ kind }) => kind === "InferenceService");
  if (!found) throw new Error("there is no InferenceService");
  return found;
}
