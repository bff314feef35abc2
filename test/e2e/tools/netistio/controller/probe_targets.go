package main

import (
	"context"
	"errors"
	"net/url"
	"strconv"

	"k8s.io/apimachinery/pkg/util/sets"
	corelisters "k8s.io/client-go/listers/core/v1"
	"knative.dev/networking/pkg/apis/networking/v1alpha1"
	"knative.dev/networking/pkg/k8s"
	"knative.dev/networking/pkg/status"
	"kserve-stack.test/netistio/gateways"
)

// targets finds the gateway pods that must know an ingress before it counts as ready.
type targets struct {
	gateways  func() gateways.Gateways
	services  corelisters.ServiceLister
	endpoints corelisters.EndpointsLister
}

// ListProbeTargets answers with every pod behind every gateway of the ingress, at the port that carries HTTP.
func (t *targets) ListProbeTargets(_ context.Context, ing *v1alpha1.Ingress) ([]status.ProbeTarget, error) {
	var found []status.ProbeTarget
	for _, rule := range ing.Spec.Rules {
		for _, gateway := range t.gateways()[rule.Visibility] {
			namespace, name := gateway.ServiceKey()
			service, err := t.services.Services(namespace).Get(name)
			if err != nil {
				return nil, err
			}
			portName, err := k8s.NameForPortNumber(service, 80)
			if err != nil {
				return nil, err
			}
			endpoints, err := t.endpoints.Endpoints(namespace).Get(name)
			if err != nil {
				return nil, err
			}
			for _, subset := range endpoints.Subsets {
				port, err := k8s.PortNumberForName(subset, portName)
				if err != nil {
					return nil, err
				}
				pods := sets.New[string]()
				for _, address := range subset.Addresses {
					pods.Insert(address.IP)
				}
				if pods.Len() == 0 {
					continue
				}
				found = append(found, status.ProbeTarget{
					PodIPs:  pods,
					PodPort: strconv.Itoa(int(port)),
					Port:    "80",
					// One host speaks for all: they are in one VirtualService.
					URLs: []*url.URL{{Scheme: "http", Host: rule.Hosts[0]}},
				})
			}
		}
	}
	if len(found) == 0 {
		return nil, errors.New("no gateway pod is ready")
	}
	return found, nil
}
