import { Chart } from "cdk8s";
import type { Construct } from "constructs";
import { emit, type Manifest } from "../../internal/emit";
import { invalid } from "../../internal/invalid";
import type { Component } from "../component";
import type { StorageCredentials } from "./credentials";

/** A ServiceAccount with what KServe and clouds read from it. */
export interface CredentialsAccount extends Manifest {
  readonly secrets?: readonly { readonly name: string }[];
}

/** What a component states of credentials, one by one. */
export function credentialsOf({ credentials = [] }: Component): readonly StorageCredentials[] {
  return "kind" in credentials ? [credentials] : credentials;
}

/** The component with what its credentials write on it, and the ServiceAccount that they need. */
export function withCredentials<T extends Component>(
  scope: Construct,
  component: T,
  at: string,
  account: { readonly name: string; readonly namespace: string },
): { readonly component: T; readonly serviceAccount?: CredentialsAccount } {
  const all = credentialsOf(component);
  const { credentials: _, ...rest } = component;
  if (all.length === 0) return { component: rest as T };
  const { serviceAccountName, labels, annotations, imagePullSecrets = [] } = component;
  if (typeof serviceAccountName === "object") {
    throw invalid(scope, `${at}serviceAccountName`, {
      expected: "left out beside credentials, or the name of the ServiceAccount that they make",
      got: serviceAccountName.name,
      fix: `serviceAccountName: "${serviceAccountName.name}"`,
    });
  }
  const secrets = [...new Set(all.flatMap((one) => one.secrets ?? []))];
  const written = merged(all.map((one) => one.serviceAccountAnnotations));
  const needed = secrets.length > 0 || written !== undefined || all.some((one) => one.needsServiceAccount);
  const name = serviceAccountName ?? account.name;
  const podLabels = merged([...all.map((one) => one.podLabels), labels]);
  const podAnnotations = merged([...all.map((one) => one.podAnnotations), annotations]);
  const pulling = all.flatMap((one) => one.imagePullSecrets ?? []).map((secret) => ({ name: secret }));
  return {
    component: {
      ...rest,
      ...(needed && { serviceAccountName: name }),
      ...(podLabels && { labels: podLabels }),
      ...(podAnnotations && { annotations: podAnnotations }),
      ...(pulling.length > 0 && { imagePullSecrets: [...imagePullSecrets, ...pulling] }),
    } as T,
    ...(needed && {
      serviceAccount: {
        apiVersion: "v1",
        kind: "ServiceAccount",
        metadata: { name, namespace: account.namespace, ...(written && { annotations: written }) },
        ...(secrets.length > 0 && { secrets: secrets.map((secret) => ({ name: secret })) }),
      },
    }),
  };
}

/** Emits a ServiceAccount once in the chart, however many models share it. */
export function emitServiceAccount(scope: Construct, at: string, account: CredentialsAccount): void {
  const chart = Chart.of(scope);
  const known = accounts.get(chart) ?? new Map<string, string>();
  accounts.set(chart, known);
  const key = `${account.metadata.namespace ?? ""}/${account.metadata.name}`;
  const text = JSON.stringify(account);
  const other = known.get(key);
  if (other === undefined) {
    known.set(key, text);
    emit(chart, account);
  } else if (other !== text) {
    throw invalid(scope, `${at}credentials`, {
      expected: `those that another model has given to ServiceAccount ${key}`,
      got: account,
      fix: "a serviceAccountName of its own",
    });
  }
}

const accounts = new WeakMap<Chart, Map<string, string>>();

function merged(
  all: readonly (Readonly<Record<string, string>> | undefined)[],
): Readonly<Record<string, string>> | undefined {
  const one = Object.assign({}, ...all) as Readonly<Record<string, string>>;
  return Object.keys(one).length > 0 ? one : undefined;
}
