// net-istio-webhook stands in for net-istio's webhook, whose module no registry serves: it judges config-istio, hands a
// Knative revision's wish about the sidecar on to its Deployment, and writes certificate, rules and caBundle of both of
// its configurations.
package main

import (
	"context"
	"fmt"
	"os"

	appsv1 "k8s.io/api/apps/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"knative.dev/pkg/apis"
	"knative.dev/pkg/configmap"
	"knative.dev/pkg/controller"
	"knative.dev/pkg/injection/sharedmain"
	"knative.dev/pkg/signals"
	"knative.dev/pkg/webhook"
	"knative.dev/pkg/webhook/certificates"
	"knative.dev/pkg/webhook/configmaps"
	"knative.dev/pkg/webhook/resourcesemantics"
	"knative.dev/pkg/webhook/resourcesemantics/defaulting"
	"kserve-stack.test/netistio/gateways"
)

const (
	component = "net-istio-webhook"
	inject    = "sidecar.istio.io/inject"
)

func main() {
	fmt.Println(component, gateways.Version)
	if len(os.Args) > 1 && os.Args[1] == "--version" {
		return
	}
	ctx := webhook.WithOptions(signals.NewContext(), webhook.Options{
		ServiceName: webhook.NameFromEnv(),
		Port:        webhook.PortFromEnv(8443),
		SecretName:  "net-istio-webhook-certs",
	})
	sharedmain.WebhookMainWithContext(ctx, component, certificates.NewController, newDefaulting, newValidation)
}

func newDefaulting(ctx context.Context, _ configmap.Watcher) *controller.Impl {
	kinds := map[schema.GroupVersionKind]resourcesemantics.GenericCRD{
		appsv1.SchemeGroupVersion.WithKind("Deployment"): &deployment{},
	}
	unchanged := func(ctx context.Context) context.Context { return ctx }
	return defaulting.NewAdmissionController(
		ctx, "webhook.istio.networking.internal.knative.dev", "/defaulting", kinds, unchanged, false)
}

func newValidation(ctx context.Context, _ configmap.Watcher) *controller.Impl {
	return configmaps.NewAdmissionController(
		ctx, "config.webhook.istio.networking.internal.knative.dev", "/config-validation",
		configmap.Constructors{gateways.ConfigMapName: gateways.Parse})
}

// deployment is what Knative makes of a revision.
type deployment struct{ appsv1.Deployment }

// SetDefaults repeats the annotation as the label that Istio's injector reads.
func (d *deployment) SetDefaults(context.Context) {
	if wish, stated := d.Spec.Template.Annotations[inject]; stated && d.Spec.Template.Labels[inject] == "" {
		metav1.SetMetaDataLabel(&d.Spec.Template.ObjectMeta, inject, wish)
	}
}

// Validate leaves the judging to the API server.
func (*deployment) Validate(context.Context) *apis.FieldError { return nil }

// DeepCopyObject keeps the type; the embedded method would lose it.
func (d *deployment) DeepCopyObject() runtime.Object {
	return &deployment{*d.Deployment.DeepCopy()}
}
