import type { Construct } from "constructs";
import type { Container, SecurityContext, Service } from "kubernetes-types/core/v1";
import type { AddonContext } from "../internal/addon";
import { emit, type Labels } from "../internal/emit";
import type { Sizes } from "../internal/profile";
import { workload, type ComponentOptions } from "../internal/workload";

const NAME = "kserve-controller-manager";
const SELECTOR = { "control-plane": NAME, "controller-tools.k8s.io": "1.0" };
const SECURITY: SecurityContext = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ["ALL"] },
  privileged: false,
  readOnlyRootFilesystem: true,
  runAsNonRoot: true,
};
const SIZES: Sizes = {
  upstream: { resources: { requests: { cpu: "100m", memory: "200Mi" }, limits: { cpu: "100m", memory: "300Mi" } } },
  dev: { resources: { requests: { cpu: "30m", memory: "128Mi" }, limits: { cpu: "500m", memory: "512Mi" } } },
  production: {
    replicas: 2,
    resources: { requests: { cpu: "100m", memory: "256Mi" }, limits: { cpu: "1", memory: "1Gi" } },
  },
};

interface ManagerProps {
  readonly namespace: string;
  readonly labels: Labels;
  /** Changes with everything that the manager reads only when it starts. */
  readonly fingerprint: string;
  readonly options?: ComponentOptions;
}

/** KServe's controller and webhook server, behind its three Services. */
export function manager(
  scope: Construct,
  context: AddonContext,
  { namespace, labels: standard, fingerprint, options }: ManagerProps,
): void {
  const labels = { ...standard, ...SELECTOR };
  const service = (name: string, own: Labels, spec: Service["spec"], annotations?: Labels): void => {
    const metadata = { name, namespace, labels: own, ...(annotations && { annotations }) };
    emit(scope, { apiVersion: "v1", kind: "Service", metadata, spec } satisfies Service);
  };
  service(
    `${NAME}-metrics-service`,
    labels,
    { ports: [{ name: "https", port: 8443, targetPort: "https" }], selector: SELECTOR },
    { "prometheus.io/port": "8443", "prometheus.io/scheme": "https", "prometheus.io/scrape": "true" },
  );
  service(`${NAME}-service`, labels, {
    ports: [{ port: 8443, protocol: "TCP", targetPort: "https" }],
    selector: SELECTOR,
  });
  service("kserve-webhook-server-service", standard, {
    ports: [{ port: 443, targetPort: "webhook-server" }],
    selector: { "control-plane": NAME },
  });
  workload(
    scope,
    context,
    {
      name: NAME,
      namespace,
      labels,
      selector: SELECTOR,
      podLabels: { "app.kubernetes.io/name": NAME, ...SELECTOR },
      podAnnotations: {
        "kubectl.kubernetes.io/default-container": "manager",
        "kserve-stack/config-hash": fingerprint,
      },
      sizes: SIZES,
      pod: {
        securityContext: { runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } },
        serviceAccountName: NAME,
        terminationGracePeriodSeconds: 10,
        volumes: [{ name: "cert", secret: { defaultMode: 420, secretName: "kserve-webhook-server-cert" } }],
      },
      container: {
        name: "manager",
        image: context.images.ref("kserve-controller"),
        imagePullPolicy: "Always",
        command: ["/manager"],
        args: ["--metrics-addr=127.0.0.1:8080", "--leader-elect"],
        env: [
          { name: "POD_NAMESPACE", valueFrom: { fieldRef: { fieldPath: "metadata.namespace" } } },
          { name: "SECRET_NAME", value: "kserve-webhook-server-cert" },
        ],
        livenessProbe: {
          failureThreshold: 5,
          httpGet: { path: "/healthz", port: 8081 },
          initialDelaySeconds: 30,
          timeoutSeconds: 5,
        },
        readinessProbe: {
          failureThreshold: 5,
          httpGet: { path: "/readyz", port: 8081 },
          initialDelaySeconds: 30,
          periodSeconds: 5,
          timeoutSeconds: 5,
        },
        ports: [{ containerPort: 9443, name: "webhook-server", protocol: "TCP" }],
        securityContext: SECURITY,
        volumeMounts: [{ mountPath: "/tmp/k8s-webhook-server/serving-certs", name: "cert", readOnly: true }],
      },
      sidecars: [proxy(context)],
    },
    options,
  );
}

/** Lets only callers with a token read the metrics. */
function proxy(context: AddonContext): Container {
  const limits = { cpu: "100m", memory: "128Mi" };
  const resources: Container["resources"] = { requests: { cpu: "5m", memory: "24Mi" }, limits };
  return {
    name: "kube-rbac-proxy",
    image: context.images.ref("kube-rbac-proxy"),
    args: ["--secure-listen-address=0.0.0.0:8443", "--upstream=http://127.0.0.1:8080/", "--logtostderr=true", "--v=10"],
    ports: [{ containerPort: 8443, name: "https", protocol: "TCP" }],
    securityContext: SECURITY,
    ...(context.profile !== "upstream" && { resources }),
  };
}
