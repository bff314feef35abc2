import type { UntypedServiceImplementation } from "@grpc/grpc-js";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import {
  CheckResponse,
  ConfigureResponse,
  CreateResponse,
  DiffResponse,
  GetSchemaResponse,
  PropertyDiff,
  ReadResponse,
  UpdateResponse,
  type CheckRequest,
  type ConfigureRequest,
  type CreateRequest,
  type DeleteRequest,
  type DiffRequest,
  type ReadRequest,
  type UpdateRequest,
} from "@pulumi/pulumi/proto/provider_pb";
import { unary } from "./answer";
import { check } from "./check";
import { create } from "./create";
import { diff, type PropertyDifference } from "./diff";
import { diffConfig } from "./diff-config";
import type { Provider } from "./provider";
import { received, sent } from "./properties";
import { read } from "./read";
import { remove } from "./delete";
import { update } from "./update";

/** The version that the stand-in gives itself: that of the SDK, which asks for it. */
export interface Version {
  readonly version: string;
}

/**
 * Pulumi's resource provider protocol, for Kubernetes objects.
 *
 * What is not here is refused as unimplemented: invokes, component resources, Helm, Kustomize.
 */
export function service(provider: Provider, { version }: Version): UntypedServiceImplementation {
  return {
    getPluginInfo: unary(() => new PluginInfo().setVersion(version)),
    getSchema: unary(() => new GetSchemaResponse().setSchema(JSON.stringify({ name: "kubernetes", version }))),
    checkConfig: unary((request: CheckRequest) => new CheckResponse().setInputs(request.getNews())),
    diffConfig: unary((request: DiffRequest) => {
      const { changed, replacing } = diffConfig(received(request.getOlds()), received(request.getNews()));
      return new DiffResponse()
        .setChanges(changesOf(changed.length))
        .setDiffsList([...changed])
        .setReplacesList([...replacing]);
    }),
    configure: unary(async (request: ConfigureRequest) => {
      const variables = new Map<string, string>();
      request.getVariablesMap().forEach((value, name) => variables.set(name, value));
      await provider.configure(variables, process.env);
      return new ConfigureResponse().setAcceptsecrets(true).setSupportspreview(true);
    }),
    cancel: unary(() => {
      provider.cancel();
      return new Empty();
    }),
    check: unary(async (request: CheckRequest) => {
      const inputs = await check({
        urn: request.getUrn(),
        olds: received(request.getOlds()),
        news: received(request.getNews()),
        randomSeed: request.getRandomseed_asU8(),
        client: provider.reachable,
        settings: provider.settings,
      });
      return new CheckResponse().setInputs(sent(inputs));
    }),
    diff: unary(async (request: DiffRequest) => {
      const { properties, isDeleteBeforeReplace } = await diff({
        olds: received(request.getOlds()),
        news: received(request.getNews()),
        ignoreChanges: request.getIgnorechangesList(),
        client: provider.reachable,
        settings: provider.settings,
      });
      const response = new DiffResponse()
        .setChanges(changesOf(properties.length))
        .setReplacesList(properties.filter(({ isReplacing }) => isReplacing).map(({ text }) => text))
        .setDeletebeforereplace(isDeleteBeforeReplace)
        .setHasdetaileddiff(true);
      for (const property of properties) response.getDetaileddiffMap().set(property.text, detail(property));
      return response;
    }),
    create: unary(async (request: CreateRequest) => {
      const isPreview = request.getPreview();
      // Without a cluster a preview shows what the program says.
      if (isPreview && provider.reachable === undefined)
        return new CreateResponse().setProperties(request.getProperties());
      const options = { isPreview, timeoutSeconds: request.getTimeout() };
      const operation = provider.operation(request.getUrn(), options);
      const { id, state } = await create(received(request.getProperties()), operation);
      return new CreateResponse().setId(id).setProperties(sent(state));
    }),
    update: unary(async (request: UpdateRequest) => {
      const isPreview = request.getPreview();
      if (isPreview && provider.reachable === undefined) return new UpdateResponse().setProperties(request.getNews());
      const options = { isPreview, timeoutSeconds: request.getTimeout() };
      const state = await update(
        {
          olds: received(request.getOlds()),
          news: received(request.getNews()),
          ignoreChanges: request.getIgnorechangesList(),
        },
        provider.operation(request.getUrn(), options),
      );
      return new UpdateResponse().setProperties(sent(state));
    }),
    read: unary(async (request: ReadRequest) => {
      if (provider.reachable === undefined && provider.settings.deleteUnreachable) return new ReadResponse();
      const id = request.getId();
      const state = received(request.getProperties());
      const inputs = received(request.getInputs());
      const result = await read({ id, state, inputs }, provider.operation(request.getUrn()));
      if (result === undefined) return new ReadResponse();
      return new ReadResponse().setId(id).setProperties(sent(result.state)).setInputs(sent(result.inputs));
    }),
    delete: unary(async (request: DeleteRequest) => {
      if (provider.reachable === undefined && provider.settings.deleteUnreachable) return new Empty();
      const options = { timeoutSeconds: request.getTimeout() };
      await remove(received(request.getProperties()), provider.operation(request.getUrn(), options));
      return new Empty();
    }),
  };
}

function changesOf(count: number): DiffResponse.DiffChanges {
  return count === 0 ? DiffResponse.DiffChanges.DIFF_NONE : DiffResponse.DiffChanges.DIFF_SOME;
}

function detail({ kind, isReplacing }: PropertyDifference): PropertyDiff {
  const { Kind } = PropertyDiff;
  const kinds = {
    add: [Kind.ADD, Kind.ADD_REPLACE],
    delete: [Kind.DELETE, Kind.DELETE_REPLACE],
    update: [Kind.UPDATE, Kind.UPDATE_REPLACE],
  } as const;
  return new PropertyDiff().setKind(kinds[kind][isReplacing ? 1 : 0]).setInputdiff(kind === "delete");
}
