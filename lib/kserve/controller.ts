import type { Construct } from "constructs";
import type { Container, SecurityContext } from "kubernetes-types/core/v1";
import type { AddonContext } from "../internal/addon";
import { restrictedContainer, restrictedPod } from "../internal/container-security";
import type { Profile, Sizes } from "../internal/profile";
import { plainResources, type Resources } from "../internal/quantity";
import { workload } from "../internal/workload";
import { CONTROLLER, labels, selector } from "./labels";
import { CERTIFICATE_SECRET } from "./names";
import type { KServeOptions } from "./options";

const security: SecurityContext = { ...restrictedContainer, privileged: false, runAsNonRoot: true };

// source: kserve v0.20.0 install/v0.20.0/kserve.yaml (upstream)
const sizes: Sizes = {
  upstream: { resources: { requests: { cpu: "100m", memory: "200Mi" }, limits: { cpu: "100m", memory: "300Mi" } } },
  dev: { resources: { requests: { cpu: "20m", memory: "100Mi" }, limits: { memory: "300Mi" } } },
  production: {
    replicas: 2,
    resources: { requests: { cpu: "100m", memory: "300Mi" }, limits: { cpu: "1", memory: "1Gi" } },
  },
};

const proxySizes: Readonly<Record<Profile, Resources | undefined>> = {
  upstream: undefined,
  dev: { requests: { cpu: "5m", memory: "20Mi" }, limits: { memory: "128Mi" } },
  production: { requests: { cpu: "10m", memory: "32Mi" }, limits: { cpu: "250m", memory: "128Mi" } },
};

function probe(path: string, periodSeconds?: number): Container["livenessProbe"] {
  return {
    httpGet: { path, port: 8081 },
    failureThreshold: 5,
    initialDelaySeconds: 30,
    timeoutSeconds: 5,
    ...(periodSeconds !== undefined && { periodSeconds }),
  };
}

/** The proxy that lets only callers with the right role read the controller's metrics. */
function proxy(context: AddonContext, resources: Resources | undefined): Container {
  return {
    name: "kube-rbac-proxy",
    image: context.images.ref("kube-rbac-proxy"),
    args: [
      "--secure-listen-address=0.0.0.0:8443",
      "--upstream=http://127.0.0.1:8080/",
      "--logtostderr=true",
      // From 8 on it logs the bodies of its requests, and those are its callers' tokens.
      context.profile === "upstream" ? "--v=10" : "--v=0",
    ],
    ports: [{ name: "https", containerPort: 8443, protocol: "TCP" }],
    ...(resources && { resources: plainResources(resources) }),
    securityContext: security,
  };
}

/** What the controller's Deployment depends on beyond its options. */
export interface ControllerProps {
  readonly namespace: string;
  /** Changes with everything that the controller reads only when it starts. */
  readonly configHash: string;
}

/** The controller: it turns models into Knative Services or Deployments and serves KServe's webhooks. */
export function controller(
  scope: Construct,
  context: AddonContext,
  { namespace, configHash }: ControllerProps,
  options: KServeOptions,
): void {
  workload(
    scope,
    context,
    {
      name: CONTROLLER,
      namespace,
      labels: { ...labels, ...selector },
      selector,
      podLabels: { "app.kubernetes.io/name": CONTROLLER, ...selector },
      podAnnotations: { "kubectl.kubernetes.io/default-container": "manager", "kserve-stack/config-hash": configHash },
      sizes,
      pod: {
        serviceAccountName: CONTROLLER,
        securityContext: restrictedPod,
        terminationGracePeriodSeconds: 10,
        volumes: [{ name: "cert", secret: { secretName: CERTIFICATE_SECRET, defaultMode: 420 } }],
      },
      container: {
        name: "manager",
        image: context.images.ref("kserve-controller"),
        imagePullPolicy: "Always",
        command: ["/manager"],
        args: [
          "--metrics-addr=127.0.0.1:8080",
          "--leader-elect",
          ...(options.logLevel === undefined ? [] : [`--zap-log-level=${options.logLevel}`]),
        ],
        env: [
          { name: "POD_NAMESPACE", valueFrom: { fieldRef: { fieldPath: "metadata.namespace" } } },
          { name: "SECRET_NAME", value: CERTIFICATE_SECRET },
        ],
        ports: [{ name: "webhook-server", containerPort: 9443, protocol: "TCP" }],
        livenessProbe: probe("/healthz"),
        readinessProbe: probe("/readyz", 5),
        securityContext: security,
        volumeMounts: [{ name: "cert", mountPath: "/tmp/k8s-webhook-server/serving-certs", readOnly: true }],
      },
      sidecars: [proxy(context, options.proxyResources ?? proxySizes[context.profile])],
    },
    options.controller,
  );
}
