// The prefix of cert-manager's own path is what lets its internal packages be imported.
module github.com/cert-manager/cert-manager/e2e

go 1.26.0

require (
	github.com/cert-manager/cert-manager v1.19.4
	github.com/go-logr/logr v1.4.3
	github.com/spf13/pflag v1.0.10
	golang.org/x/sync v0.17.0
	k8s.io/api v0.34.1
	k8s.io/apiextensions-apiserver v0.34.1
	k8s.io/apimachinery v0.34.1
	k8s.io/client-go v0.34.1
	k8s.io/klog/v2 v2.130.1
	k8s.io/kube-aggregator v0.34.1
	sigs.k8s.io/controller-runtime v0.22.3
)
