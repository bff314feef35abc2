// Package gateways says which Istio gateways carry Knative's traffic: what ConfigMap config-istio names, else the two
// that the platform emits.
package gateways

import (
	"fmt"
	"strings"

	corev1 "k8s.io/api/core/v1"
	"knative.dev/networking/pkg/apis/networking/v1alpha1"
	"knative.dev/pkg/network"
	"sigs.k8s.io/yaml"
)

// ConfigMapName is where the gateways are configured.
const ConfigMapName = "config-istio"

// Version is what both programs answer to --version, and log first: a stand-in must not pass for the real one.
const Version = "stand-in for net-istio v1.21.1 (test/e2e/tools/netistio)"

// Gateway is an Istio Gateway with the Service in front of its pods.
type Gateway struct {
	Namespace string `json:"namespace"`
	Name      string `json:"name"`
	Service   string `json:"service"`
}

// QualifiedName is how a VirtualService refers to the gateway.
func (g Gateway) QualifiedName() string { return g.Namespace + "/" + g.Name }

// ServiceKey is namespace and name of the Service.
func (g Gateway) ServiceKey() (namespace, name string) {
	labels := strings.Split(g.Service, ".")
	return labels[1], labels[0]
}

// Gateways are the gateways by who may reach them.
type Gateways map[v1alpha1.IngressVisibility][]Gateway

// Parse reads config-istio; both keys are optional. What upstream also reads, a key for each gateway, is refused.
func Parse(cm *corev1.ConfigMap) (Gateways, error) {
	parsed := Gateways{
		v1alpha1.IngressVisibilityExternalIP:   {standard("knative-ingress-gateway", "istio-ingressgateway")},
		v1alpha1.IngressVisibilityClusterLocal: {standard("knative-local-gateway", "knative-local-gateway")},
	}
	for key := range cm.Data {
		if strings.HasPrefix(key, "gateway.") || strings.HasPrefix(key, "local-gateway.") {
			// Upstream's words where upstream refuses too: whoever probes its webhook looks for them.
			return nil, fmt.Errorf("%q can not be defined simultaneously with lists of gateways, nor alone in this stand-in", key)
		}
	}
	for key, visibility := range map[string]v1alpha1.IngressVisibility{
		"external-gateways": v1alpha1.IngressVisibilityExternalIP,
		"local-gateways":    v1alpha1.IngressVisibilityClusterLocal,
	} {
		text := cm.Data[key]
		if text == "" {
			continue
		}
		gateways := []Gateway{}
		if err := yaml.Unmarshal([]byte(text), &gateways); err != nil {
			return nil, fmt.Errorf("%s: %w", key, err)
		}
		for _, gateway := range gateways {
			if gateway.Namespace == "" || gateway.Name == "" || len(strings.Split(gateway.Service, ".")) < 3 {
				return nil, fmt.Errorf("%s: a gateway needs namespace, name and the host name of its service, got %+v", key, gateway)
			}
		}
		parsed[visibility] = gateways
	}
	return parsed, nil
}

func standard(name, service string) Gateway {
	return Gateway{Namespace: "knative-serving", Name: name, Service: network.GetServiceHostname(service, "istio-system")}
}
