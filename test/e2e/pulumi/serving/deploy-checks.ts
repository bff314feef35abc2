import type { Stored } from "../../cluster/api";
import type { Check } from "../../suite";
import { refuseProblems } from "../../problems";
import { byKey, countEdges, keyOf, outOfOrder } from "./order";
import { FAST } from "../workspace";
import type { Stage } from "./stage";

const KSERVE_CONFIG = {
  apiVersion: "v1",
  kind: "ConfigMap",
  metadata: { name: "inferenceservice-config", namespace: "kserve" },
};

/** Objects of a plan. */
const objectsOf = ({ plan }: Stage) => plan.charts.flatMap(({ objects }) => objects);

/** From an empty cluster to a deployed platform, and that it stays as it is. */
export function deployChecks(stage: Stage): Check[] {
  return [
    {
      title: "preview shows every object before the cluster has anything",
      run: async () => {
        const { steps, seconds } = await stage.workspace.preview();
        const shown = byKey(steps);
        refuseProblems(
          objectsOf(stage).flatMap((object) =>
            shown.get(keyOf(object))?.op === "create" ? [] : [`${keyOf(object)} is not shown`],
          ),
        );
        return `${objectsOf(stage).length} objects, ${steps.length} resources, ${Math.round(seconds)} s`;
      },
    },
    {
      title: "a wait that cannot end says what it waits for and what the cluster last said, and `up` goes on later",
      run: async () => {
        const { workspace } = stage;
        await workspace.config("seconds", "8");
        const { exitCode, errors } = await workspace.up({ ...FAST, mayFail: true });
        if (exitCode === 0) throw new Error("it passed, though no pod runs");
        const said = errors.map(({ text }) => text).find((text) => /timed out|available/i.test(text));
        if (said === undefined)
          throw new Error(`nothing about what it waited for:\n${errors.map(({ text }) => text).join("\n")}`);
        await workspace.config("seconds", "120");
        return said.split("\n").slice(0, 4).join(" / ");
      },
    },
    {
      title: "up passes every gate, each object after all that it needs",
      run: async () => {
        await stage.standIn();
        const { steps, seconds } = await stage.workspace.up(FAST);
        refuseProblems(outOfOrder(stage.plan, steps, "up"));
        const made = byKey(steps);
        refuseProblems(
          objectsOf(stage).flatMap((object) =>
            ["create", "same", "update"].includes(made.get(keyOf(object))?.op ?? "")
              ? []
              : [`${keyOf(object)} is not deployed`],
          ),
        );
        return `${objectsOf(stage).length} objects, ${countEdges(stage.plan)} edges of the plan kept, ${Math.round(seconds)} s`;
      },
    },
    {
      title: "preview then shows no change, also after refresh",
      run: async () => {
        const first = await stage.expectNoChanges();
        const { seconds } = await stage.workspace.preview({ expectNoChanges: true });
        return `${first}, preview ${Math.round(seconds)} s`;
      },
    },
  ];
}

/** What is changed in a program whose platform is deployed. */
export function changeChecks(stage: Stage): Check[] {
  return [
    {
      title: "a construct that is moved in the tree changes nothing",
      run: async () => {
        await stage.workspace.config("moved", "true");
        await stage.workspace.preview({ expectNoChanges: true });
        await stage.workspace.config("moved", "false");
        return "platform and models, two levels deeper";
      },
    },
    {
      title:
        "an Output that changes updates in place what holds it, as a key and inside JSON too, and replaces nothing",
      run: async ({ api }) => {
        await stage.workspace.config("domain", "models.other.test");
        await stage.workspace.config("broker", 'http://"other"');
        const { steps } = await stage.workspace.up(FAST);
        const changed = steps
          .filter(({ op }) => op !== "same")
          .map(({ op, type, name }) => `${op} ${type.split(":")[2] ?? ""} ${name}`);
        const expected = [
          "update ConfigMap knative-serving/config-domain",
          "update ConfigMap kserve/inferenceservice-config",
          "update Deployment kserve/kserve-controller-manager",
        ];
        if (JSON.stringify(changed.sort()) !== JSON.stringify(expected))
          throw new Error(`changed: ${changed.join(", ")}`);
        const { data } = (await api.read(KSERVE_CONFIG)) as Stored & {
          readonly data: Readonly<Record<string, string>>;
        };
        const { defaultUrl } = JSON.parse(data["logger"] ?? "") as { readonly defaultUrl: string };
        if (defaultUrl !== 'http://"other"') throw new Error(`inside JSON stands ${defaultUrl}`);
        await stage.workspace.config("domain", "models.acme.test");
        await stage.workspace.config("broker", "http://broker");
        await stage.workspace.up(FAST);
        return changed.join(", ");
      },
    },
  ];
}
