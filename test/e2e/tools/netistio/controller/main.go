// net-istio-controller stands in for net-istio's controller, whose module no registry serves: for each Knative ingress
// of class istio it writes the VirtualService, waits until every gateway pod knows it, and says so in the status.
package main

import (
	"context"
	"fmt"
	"os"
	"sync/atomic"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/client-go/dynamic"
	"k8s.io/client-go/dynamic/dynamicinformer"
	"k8s.io/client-go/tools/cache"
	"knative.dev/networking/pkg/apis/networking"
	"knative.dev/networking/pkg/apis/networking/v1alpha1"
	ingressinformer "knative.dev/networking/pkg/client/injection/informers/networking/v1alpha1/ingress"
	ingressreconciler "knative.dev/networking/pkg/client/injection/reconciler/networking/v1alpha1/ingress"
	"knative.dev/networking/pkg/status"
	endpointsinformer "knative.dev/pkg/client/injection/kube/informers/core/v1/endpoints"
	podinformer "knative.dev/pkg/client/injection/kube/informers/core/v1/pod"
	serviceinformer "knative.dev/pkg/client/injection/kube/informers/core/v1/service"
	"knative.dev/pkg/configmap"
	"knative.dev/pkg/controller"
	"knative.dev/pkg/injection/clients/dynamicclient"
	"knative.dev/pkg/injection/sharedmain"
	"knative.dev/pkg/logging"
	"knative.dev/pkg/ptr"
	"knative.dev/pkg/reconciler"
	"kserve-stack.test/netistio/gateways"
)

const (
	component = "net-istio-controller"
	class     = "istio.ingress.networking.knative.dev"
)

var virtualServices = schema.GroupVersionResource{
	Group: "networking.istio.io", Version: "v1beta1", Resource: "virtualservices",
}

func main() {
	fmt.Println(component, gateways.Version)
	if len(os.Args) > 1 && os.Args[1] == "--version" {
		return
	}
	sharedmain.Main(component, newController)
}

type ingressReconciler struct {
	client   dynamic.Interface
	prober   *status.Prober
	gateways func() gateways.Gateways
}

func newController(ctx context.Context, configMaps configmap.Watcher) *controller.Impl {
	logger := logging.FromContext(ctx)
	var configured atomic.Pointer[gateways.Gateways]
	r := &ingressReconciler{
		client:   dynamicclient.Get(ctx),
		gateways: func() gateways.Gateways { return *configured.Load() },
	}
	impl := ingressreconciler.NewImpl(ctx, r, class)
	r.prober = status.NewProber(logger, &targets{
		gateways:  r.gateways,
		services:  serviceinformer.Get(ctx).Lister(),
		endpoints: endpointsinformer.Get(ctx).Lister(),
	}, func(ing *v1alpha1.Ingress) {
		impl.EnqueueKey(types.NamespacedName{Namespace: ing.Namespace, Name: ing.Name})
	})
	r.prober.Start(ctx.Done())

	ingresses := ingressinformer.Get(ctx).Informer()
	ofClass := reconciler.AnnotationFilterFunc(networking.IngressClassAnnotationKey, class, false)
	ingresses.AddEventHandler(cache.FilteringResourceEventHandler{
		FilterFunc: ofClass,
		Handler:    controller.HandleAll(impl.Enqueue),
	})
	ingresses.AddEventHandler(cache.ResourceEventHandlerFuncs{DeleteFunc: r.prober.CancelIngressProbing})
	// A pod that is gone answers no probe any more.
	podinformer.Get(ctx).Informer().AddEventHandler(cache.ResourceEventHandlerFuncs{DeleteFunc: r.prober.CancelPodProbing})
	configMaps.Watch(gateways.ConfigMapName, func(cm *corev1.ConfigMap) {
		parsed, err := gateways.Parse(cm)
		if err != nil {
			logger.Errorw("the previous gateways stay", "error", err)
			return
		}
		configured.Store(&parsed)
		impl.FilteredGlobalResync(ofClass, ingresses)
	})

	// What somebody else did to a VirtualService is undone.
	own := dynamicinformer.NewDynamicSharedInformerFactory(r.client, controller.GetResyncPeriod(ctx))
	own.ForResource(virtualServices).Informer().AddEventHandler(controller.HandleAll(impl.EnqueueControllerOf))
	own.Start(ctx.Done())
	return impl
}

// ReconcileKind brings one ingress to the gateways.
func (r *ingressReconciler) ReconcileKind(ctx context.Context, ing *v1alpha1.Ingress) reconciler.Event {
	wasReady := ing.IsReady()
	ing.Status.InitializeConditions()
	name, document, err := virtualService(ing, r.gateways())
	if err != nil {
		return err
	}
	options := metav1.PatchOptions{FieldManager: component, Force: ptr.Bool(true)}
	if _, err = r.client.Resource(virtualServices).Namespace(ing.Namespace).
		Patch(ctx, name, types.ApplyPatchType, document, options); err != nil {
		return err
	}
	ing.Status.MarkNetworkConfigured()
	if ready, err := r.prober.IsReady(ctx, ing); err != nil {
		return err
	} else if !ready && !wasReady {
		// The prober comes back when every pod has answered. What was ready stays so while a new leader asks again.
		ing.Status.MarkLoadBalancerNotReady()
		return nil
	}
	ing.Status.MarkLoadBalancerReady(
		r.loadBalancer(v1alpha1.IngressVisibilityExternalIP),
		r.loadBalancer(v1alpha1.IngressVisibilityClusterLocal),
	)
	return nil
}

func (r *ingressReconciler) loadBalancer(of v1alpha1.IngressVisibility) []v1alpha1.LoadBalancerIngressStatus {
	var found []v1alpha1.LoadBalancerIngressStatus
	for _, gateway := range r.gateways()[of] {
		found = append(found, v1alpha1.LoadBalancerIngressStatus{DomainInternal: gateway.Service})
	}
	return found
}
