import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import type { ClusterAccess } from "./cluster-access";
import type { ServingStackOptions } from "./options";

/** What deploys, and how the same cluster is asked. */
export interface Providers {
  readonly objects: pulumi.ProviderResource;
  /** A provider of its own, since definitions that an earlier `destroy` kept are taken back, whoever asks. */
  readonly definitions: pulumi.ProviderResource;
  readonly access: ClusterAccess;
}

/** Settings that keep edits in place, and a cluster with many models fast. */
const SETTINGS: k8s.ProviderArgs = {
  enableServerSideApply: true,
  // ConfigMaps and Secrets would be deleted and made again at every edit, and KServe's is read all the time.
  enableConfigMapMutable: true,
  enableSecretMutable: true,
  kubeClientSettings: { qps: 200, burst: 400 },
};

/** The providers of a stack: made from its kubeconfig, or like the one that it was given. */
export function providersOf(prefix: string, parent: pulumi.Resource, options: ServingStackOptions): Providers {
  const given = givenProvider(options);
  if (given) {
    const { kubeconfig, context, cluster, clusterIdentifier } = given as unknown as k8s.ProviderArgs;
    return {
      objects: given,
      definitions: new k8s.Provider(
        `${prefix}definitions`,
        { ...SETTINGS, kubeconfig, context, cluster, clusterIdentifier, upsertExistingObjects: true },
        { parent },
      ),
      access: { kubeconfig, context },
    };
  }
  const { kubeconfig, context, clusterIdentifier } = options;
  const settings: k8s.ProviderArgs = {
    ...SETTINGS,
    ...(kubeconfig !== undefined && { kubeconfig: kubeconfig }),
    ...(context !== undefined && { context: context }),
    ...(clusterIdentifier !== undefined && { clusterIdentifier }),
    // An `up` that was interrupted has made objects that its state does not know; what is someone else's is refused
    // before, chart by chart.
    upsertExistingObjects: true,
    // What a hand changed is shown by `preview` and put right by `up`. What is taken over needs it too: a field that the
    // API server completes, like `fieldRef`, is a conflict with whoever wrote it before, though the value is the same.
    enablePatchForce: true,
  };
  return {
    objects: new k8s.Provider(`${prefix}objects`, settings, { parent }),
    definitions: new k8s.Provider(`${prefix}definitions`, settings, { parent }),
    access: { kubeconfig, context },
  };
}

function givenProvider({ provider, providers = [] }: ServingStackOptions): pulumi.ProviderResource | undefined {
  const all = [provider, ...(Array.isArray(providers) ? providers : Object.values(providers))];
  return all.find((one): one is k8s.Provider => k8s.Provider.isInstance(one));
}
