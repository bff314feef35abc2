package main

import (
	"encoding/json"
	"maps"
	"strings"

	istio "istio.io/api/networking/v1beta1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/util/sets"
	"knative.dev/networking/pkg/apis/networking"
	"knative.dev/networking/pkg/apis/networking/v1alpha1"
	"knative.dev/networking/pkg/ingress"
	"knative.dev/pkg/kmeta"
	"knative.dev/pkg/network"
	"kserve-stack.test/netistio/gateways"
)

// virtualService is the whole of what Istio must know of an ingress, as a document to apply.
func virtualService(ing *v1alpha1.Ingress, to gateways.Gateways) (name string, document []byte, err error) {
	probed := ing.DeepCopy()
	if _, err := ingress.InsertProbe(probed); err != nil {
		return "", nil, err
	}
	hosts, used := sets.New[string](), sets.New[string]()
	var routes []*istio.HTTPRoute
	for _, rule := range probed.Spec.Rules {
		hosts.Insert(rule.Hosts...)
		names := sets.New[string]()
		for _, gateway := range to[rule.Visibility] {
			names.Insert(gateway.QualifiedName())
		}
		used = used.Union(names)
		for _, path := range rule.HTTP.Paths {
			routes = append(routes, route(rule.Hosts, path, sets.List(names)))
		}
	}
	labels := maps.Clone(ing.Labels)
	if labels == nil {
		labels = map[string]string{}
	}
	labels[networking.IngressLabelKey] = ing.Name
	name = kmeta.ChildName(ing.Name, "-ingress")
	document, err = json.Marshal(map[string]any{
		"apiVersion": "networking.istio.io/v1beta1",
		"kind":       "VirtualService",
		"metadata": map[string]any{
			"name":            name,
			"namespace":       ing.Namespace,
			"labels":          labels,
			"annotations":     ing.Annotations,
			"ownerReferences": []metav1.OwnerReference{*kmeta.NewControllerRef(ing)},
		},
		"spec": &istio.VirtualService{
			Hosts:    sets.List(ingress.ExpandedHosts(hosts)),
			Gateways: sets.List(used),
			Http:     routes,
		},
	})
	return name, document, err
}

func route(hosts []string, path v1alpha1.HTTPIngressPath, through []string) *istio.HTTPRoute {
	// Istio retries twice unless told otherwise; a request for a model must reach it once.
	route := &istio.HTTPRoute{Headers: set(path.AppendHeaders), Retries: &istio.HTTPRetry{}}
	for _, host := range hosts {
		match := &istio.HTTPMatchRequest{
			Gateways: through,
			// Cluster-local names are asked for in their short forms too, and any name with a port.
			Authority: prefix(strings.TrimSuffix(host, ".svc."+network.GetClusterDomainName())),
			Headers:   map[string]*istio.StringMatch{},
		}
		if path.Path != "" {
			match.Uri = prefix(path.Path)
		}
		for name, value := range path.Headers {
			match.Headers[name] = &istio.StringMatch{MatchType: &istio.StringMatch_Exact{Exact: value.Exact}}
		}
		route.Match = append(route.Match, match)
	}
	for _, split := range path.Splits {
		route.Route = append(route.Route, &istio.HTTPRouteDestination{
			Destination: &istio.Destination{
				Host: network.GetServiceHostname(split.ServiceName, split.ServiceNamespace),
				Port: &istio.PortSelector{Number: uint32(split.ServicePort.IntValue())},
			},
			Weight:  int32(split.Percent),
			Headers: set(split.AppendHeaders),
		})
	}
	if path.RewriteHost != "" {
		route.Rewrite = &istio.HTTPRewrite{Authority: path.RewriteHost}
	}
	return route
}

func prefix(text string) *istio.StringMatch {
	return &istio.StringMatch{MatchType: &istio.StringMatch_Prefix{Prefix: text}}
}

func set(headers map[string]string) *istio.Headers {
	if len(headers) == 0 {
		return nil
	}
	return &istio.Headers{Request: &istio.Headers_HeaderOperations{Set: headers}}
}
