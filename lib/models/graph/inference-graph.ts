import type { Duration } from "cdk8s";
import { Construct } from "constructs";
import { emit } from "../../internal/emit";
import { nameOf } from "../../internal/resource-name";
import { checkedResources } from "../checked-resources";
import { checkName, placeOf, platformOf } from "../place";
import { wholeSeconds } from "../whole-seconds";
import { checkNodes } from "./check-nodes";
import { checkRouter } from "./check-router";
import type { InferenceGraphProps } from "./inference-graph-props";
import { plainNodes } from "./plain-nodes";
import { routerAnnotations } from "./router-mode";

/**
 * Several models behind one URL: one after another, one of several, or all at once.
 *
 * @see https://kserve.github.io/website/docs/concepts/resources/inferencegraph
 */
// source: kserve v0.20.0 pkg/apis/serving/v1alpha1/inference_graph.go
export class InferenceGraph extends Construct {
  public readonly name: string;
  public readonly namespace: string;

  constructor(scope: Construct, id: string, props: InferenceGraphProps) {
    super(scope, id);
    const { name = id, nodes, timeout, routerTimeouts, resources, serviceAccountName } = props;
    this.name = name;
    const facts = platformOf(this, 'new InferenceGraph(platform.namespace("team-a"), …)');
    this.namespace = placeOf(this, props.namespace);
    checkName(this, name, /^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$/, "lower-case letters, digits and dashes, at most 63");
    const annotations = routerAnnotations(this, props, facts);
    checkNodes(this, nodes, this.namespace);
    checkRouter(this, props, facts, annotations);
    const seconds = (prop: string, duration: Duration | number): number => wholeSeconds(this, prop, duration);
    this.node.defaultChild = emit(this, {
      apiVersion: "serving.kserve.io/v1alpha1",
      kind: "InferenceGraph",
      metadata: {
        name,
        namespace: this.namespace,
        ...(props.labels && { labels: props.labels }),
        annotations,
      },
      spec: {
        nodes: plainNodes(nodes),
        ...(resources && { resources: checkedResources(this, "resources", resources) }),
        minReplicas: props.minReplicas,
        maxReplicas: props.maxReplicas,
        scaleTarget: props.scaleTarget,
        scaleMetric: props.scaleMetric,
        affinity: props.affinity,
        tolerations: props.tolerations,
        nodeSelector: props.nodeSelector,
        nodeName: props.nodeName,
        ...(timeout !== undefined && { timeout: seconds("timeout", timeout) }),
        ...(routerTimeouts && {
          routerTimeouts: Object.fromEntries(
            Object.entries(routerTimeouts as Readonly<Record<string, Duration | number | undefined>>).flatMap(
              ([key, each]) => (each !== undefined ? [[key, seconds(`routerTimeouts.${key}`, each)]] : []),
            ),
          ),
        }),
        ...(serviceAccountName !== undefined && { serviceAccountName: nameOf(serviceAccountName) }),
      },
    });
  }
}
