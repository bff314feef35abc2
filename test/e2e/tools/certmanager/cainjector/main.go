// The cainjector writes certificate authorities into webhook configurations, CRDs and APIServices.
package main

import (
	"context"

	"github.com/cert-manager/cert-manager/e2e/start"
	"github.com/cert-manager/cert-manager/pkg/client/clientset/versioned/scheme"
	"github.com/cert-manager/cert-manager/pkg/controller/cainjector"
	"github.com/spf13/pflag"
	corev1 "k8s.io/api/core/v1"
	apiext "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1"
	"k8s.io/apimachinery/pkg/runtime"
	kubernetes "k8s.io/client-go/kubernetes/scheme"
	apireg "k8s.io/kube-aggregator/pkg/apis/apiregistration/v1"
	ctrl "sigs.k8s.io/controller-runtime"
	"sigs.k8s.io/controller-runtime/pkg/cache"
	"sigs.k8s.io/controller-runtime/pkg/client"
	metrics "sigs.k8s.io/controller-runtime/pkg/metrics/server"
)

func main() {
	flags := pflag.NewFlagSet("cert-manager-cainjector", pflag.ExitOnError)
	namespace := flags.String("leader-election-namespace", "kube-system", "namespace of the lease")
	start.Run("cainjector", flags, func(ctx context.Context) error {
		known := runtime.NewScheme()
		for _, add := range []func(*runtime.Scheme) error{
			kubernetes.AddToScheme, scheme.AddToScheme, apiext.AddToScheme, apireg.AddToScheme,
		} {
			if err := add(known); err != nil {
				return err
			}
		}
		config, err := ctrl.GetConfig()
		if err != nil {
			return err
		}
		manager, err := ctrl.NewManager(config, ctrl.Options{
			Scheme: known,
			Cache:  cache.Options{ReaderFailOnMissingInformer: true},
			// Secrets are watched by their metadata alone, and read one by one.
			Client:                        client.Options{Cache: &client.CacheOptions{DisableFor: []client.Object{&corev1.Secret{}}}},
			LeaderElection:                true,
			LeaderElectionNamespace:       *namespace,
			LeaderElectionID:              "cert-manager-cainjector-leader-election",
			LeaderElectionReleaseOnCancel: true,
			Metrics:                       metrics.Options{BindAddress: "0.0.0.0:9402"},
		})
		if err != nil {
			return err
		}
		options := cainjector.SetupOptions{
			EnableCertificatesDataSource: true,
			EnabledReconcilersFor: map[string]bool{
				cainjector.MutatingWebhookConfigurationName:   true,
				cainjector.ValidatingWebhookConfigurationName: true,
				cainjector.APIServiceName:                     true,
				cainjector.CustomResourceDefinitionName:       true,
			},
		}
		if err := cainjector.RegisterAllInjectors(ctx, manager, options); err != nil {
			return err
		}
		return manager.Start(ctx)
	})
}
