import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { settled, stated } from "../lib/internal/settled";
import type { ClusterAccess, TextAccess } from "./cluster-access";
import type { ServingStackOptions } from "./options";

/** What deploys, and how the same cluster is asked. */
export interface Providers {
  readonly objects: pulumi.ProviderResource;
  /** A provider of its own, since definitions that an earlier `destroy` kept are taken back, whoever asks. */
  readonly definitions: pulumi.ProviderResource;
  /** Whether that of the objects takes one that exists, as those of a stack do. */
  readonly upserts: pulumi.Output<boolean>;
  readonly access: TextAccess;
}

/** Settings that keep edits in place, and a cluster with many models fast. */
const SETTINGS: k8s.ProviderArgs = {
  enableServerSideApply: true,
  // ConfigMaps and Secrets would be deleted and made again at every edit, and KServe's is read all the time.
  enableConfigMapMutable: true,
  enableSecretMutable: true,
  kubeClientSettings: { qps: 200, burst: 400 },
};

/**
 * The providers of a stack: like the one that it was given or that its parent has; else made for the cluster that its
 * options name, or the configuration `kubernetes:…` of the Pulumi stack.
 */
export function providersOf(prefix: string, parent: pulumi.Resource, options: ServingStackOptions): Providers {
  const { clusterIdentifier } = options;
  const own = accessOf(options);
  const given: pulumi.ProviderResource | undefined = givenProvider(options) ?? (own ? undefined : inherited(parent));
  if (given) {
    const settings = given as unknown as k8s.ProviderArgs;
    const { kubeconfig, context, cluster, clusterIdentifier: identifier } = settings;
    const access = accessOf({ kubeconfig, context, cluster }) ?? {};
    return {
      objects: given,
      definitions: new k8s.Provider(
        `${prefix}definitions`,
        settled(settled(SETTINGS, access), {
          clusterIdentifier: identifier,
          upsertExistingObjects: true,
          // What was kept is another manager's.
          enablePatchForce: true,
        }),
        { parent },
      ),
      // What the provider is told is JSON.
      upserts: pulumi.output(settings.upsertExistingObjects).apply((value) => String(value) === "true"),
      access,
    };
  }
  const access = own ?? configured();
  const settings = settled(settled(SETTINGS, access), {
    clusterIdentifier,
    // An `up` that was interrupted has made objects that its state does not know; what is someone else's is refused
    // before.
    upsertExistingObjects: true,
    // What a hand changed is shown by `preview` and put right by `up`. What is taken over needs it too: a field that the
    // API server completes, like `fieldRef`, is a conflict with whoever wrote it before, though the value is the same.
    enablePatchForce: true,
  }) as k8s.ProviderArgs;
  return {
    objects: new k8s.Provider(`${prefix}objects`, settings, { parent }),
    definitions: new k8s.Provider(`${prefix}definitions`, settings, { parent }),
    upserts: pulumi.output(true),
    access,
  };
}

/** What names a cluster; undefined where nothing does. */
function accessOf({ kubeconfig, context, cluster }: ClusterAccess): TextAccess | undefined {
  const isText = kubeconfig === undefined || typeof kubeconfig === "string";
  const access = stated({ kubeconfig: isText ? kubeconfig : asText(kubeconfig), context, cluster });
  return Object.keys(access).length > 0 ? access : undefined;
}

/** Clusters of other packages have their kubeconfig as an object, like that of `@pulumi/eks`. */
function asText(kubeconfig: pulumi.Input<string | object | undefined>): pulumi.Output<string | undefined> {
  return pulumi
    .output(kubeconfig as pulumi.Input<object | undefined>)
    .apply((value) => (value === undefined || typeof value === "string" ? value : JSON.stringify(value)));
}

/** What Pulumi's default provider would be told, which no other provider is. */
function configured(): TextAccess {
  const config = new pulumi.Config("kubernetes");
  return (
    accessOf({
      kubeconfig: config.getSecret("kubeconfig"),
      context: config.get("context"),
      cluster: config.get("cluster"),
    }) ?? {}
  );
}

function givenProvider({ provider, providers = [] }: ServingStackOptions): k8s.Provider | undefined {
  const all = [provider, ...(Array.isArray(providers) ? providers : Object.values(providers))];
  return all.find((one): one is k8s.Provider => k8s.Provider.isInstance(one));
}

/** The provider that a component around the stack hands down. */
function inherited(parent: pulumi.Resource): pulumi.ProviderResource | undefined {
  const provider = parent.getProvider("kubernetes:core/v1:Namespace");
  return k8s.Provider.isInstance(provider) ? provider : undefined;
}
