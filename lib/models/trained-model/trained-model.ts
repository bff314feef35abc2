import { Construct, type IConstruct } from "constructs";
import { emit } from "../../internal/emit";
import { amountOf, quantity } from "../../internal/quantity";
import { checkName, described, placeOf, platformOf } from "../place";
import { checkTrainedModel, parentMistakes } from "./check-trained-model";
import type { TrainedModelProps } from "./trained-model-props";

/**
 * One of several models that share a server: an InferenceService without a model of its own.
 *
 * @see https://kserve.github.io/website/docs/reference/crd-api
 */
export class TrainedModel extends Construct {
  public readonly name: string;
  public readonly namespace: string;

  constructor(scope: Construct, id: string, props: TrainedModelProps) {
    super(scope, id);
    const { name = id, inferenceService, model } = props;
    this.name = name;
    platformOf(this, 'new TrainedModel(platform.namespace("team-a"), …)');
    this.namespace = placeOf(this, props.namespace);
    checkName(this, name, /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/, "lower-case letters, digits and dashes");
    checkTrainedModel(this, props, this.namespace);
    const parent = typeof inferenceService === "string" ? inferenceService : inferenceService.name;
    const beside = loadOf(this, `${this.namespace}/${parent}`);
    beside.set(this, amountOf(quantity(model.memory)) ?? 0);
    this.node.addValidation({ validate: () => parentMistakes(this, parent, this.namespace, beside) });
    const object = emit(this, {
      apiVersion: "serving.kserve.io/v1alpha1",
      kind: "TrainedModel",
      metadata: { name, namespace: this.namespace, ...described(props) },
      spec: { inferenceService: parent, model: { ...model, memory: quantity(model.memory) } },
    });
    this.node.defaultChild = object;
    // KServe deletes a model whose server is not there.
    if (typeof inferenceService !== "string") object.node.addDependency(inferenceService);
  }
}

// By program and server.
const loads = new WeakMap<IConstruct, Map<string, Map<IConstruct, number>>>();

/** The models of a program that one server loads, with the bytes that each takes. */
function loadOf(scope: IConstruct, server: string): Map<IConstruct, number> {
  const { root } = scope.node;
  const servers = loads.get(root) ?? new Map<string, Map<IConstruct, number>>();
  loads.set(root, servers);
  const load = servers.get(server) ?? new Map<IConstruct, number>();
  servers.set(server, load);
  return load;
}
