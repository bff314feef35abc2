// The controller issues certificates: every controller that upstream enables by default, behind one lease.
package main

import (
	"context"
	"errors"
	"net"
	"net/http"
	"os"
	"slices"

	"github.com/cert-manager/cert-manager/e2e/start"
	defaults "github.com/cert-manager/cert-manager/internal/apis/config/controller/v1alpha1"
	config "github.com/cert-manager/cert-manager/pkg/apis/config/controller/v1alpha1"
	"github.com/cert-manager/cert-manager/pkg/controller"
	"github.com/cert-manager/cert-manager/pkg/healthz"
	_ "github.com/cert-manager/cert-manager/pkg/issuer/acme"
	_ "github.com/cert-manager/cert-manager/pkg/issuer/ca"
	_ "github.com/cert-manager/cert-manager/pkg/issuer/selfsigned"
	"github.com/spf13/pflag"
	"golang.org/x/sync/errgroup"
	"k8s.io/apimachinery/pkg/api/resource"
	"k8s.io/client-go/tools/leaderelection"
	"k8s.io/client-go/tools/leaderelection/resourcelock"
)

func main() {
	settings := &config.ControllerConfiguration{}
	defaults.SetObjectDefaults_ControllerConfiguration(settings)
	flags := pflag.NewFlagSet("cert-manager-controller", pflag.ExitOnError)
	flags.StringVar(&settings.ClusterResourceNamespace, "cluster-resource-namespace", settings.ClusterResourceNamespace,
		"namespace of what ClusterIssuers refer to")
	flags.StringVar(&settings.LeaderElectionConfig.Namespace, "leader-election-namespace",
		settings.LeaderElectionConfig.Namespace, "namespace of the lease")
	flags.StringVar(&settings.ACMEHTTP01Config.SolverImage, "acme-http01-solver-image",
		settings.ACMEHTTP01Config.SolverImage, "image that answers HTTP-01 challenges")
	flags.Int32Var(settings.MaxConcurrentChallenges, "max-concurrent-challenges", *settings.MaxConcurrentChallenges,
		"challenges at a time")
	start.Run("controller", flags, func(ctx context.Context) error { return run(ctx, settings) })
}

func run(ctx context.Context, settings *config.ControllerConfiguration) error {
	factory, err := controller.NewContextFactory(ctx, options(settings))
	if err != nil {
		return err
	}
	shared, err := factory.Build()
	if err != nil {
		return err
	}
	health := healthz.NewServer(settings.LeaderElectionConfig.HealthzTimeout.Duration.Duration)
	group, ctx := errgroup.WithContext(ctx)
	serve := func(address string, run func(net.Listener) error) error {
		listener, err := net.Listen("tcp", address)
		if err == nil {
			group.Go(func() error { return run(listener) })
		}
		return err
	}
	if err := serve(settings.HealthzListenAddress, func(l net.Listener) error { return health.Start(ctx, l) }); err != nil {
		return err
	}
	if err := serve(settings.MetricsListenAddress, func(l net.Listener) error {
		server := shared.Metrics.NewServer(l)
		context.AfterFunc(ctx, func() { _ = server.Close() })
		if err := server.Serve(l); !errors.Is(err, http.ErrServerClosed) {
			return err
		}
		return nil
	}); err != nil {
		return err
	}
	group.Go(func() error {
		return lead(ctx, shared, settings, health, func(ctx context.Context) error {
			return control(ctx, factory, shared, int(*settings.NumberOfConcurrentWorkers))
		})
	})
	return group.Wait()
}

func options(settings *config.ControllerConfiguration) controller.ContextOptions {
	http01 := settings.ACMEHTTP01Config
	return controller.ContextOptions{
		KubernetesAPIQPS:   *settings.KubernetesAPIQPS,
		KubernetesAPIBurst: int(*settings.KubernetesAPIBurst),
		IssuerOptions: controller.IssuerOptions{
			ClusterResourceNamespace:        settings.ClusterResourceNamespace,
			ClusterIssuerAmbientCredentials: *settings.ClusterIssuerAmbientCredentials,
		},
		ACMEOptions: controller.ACMEOptions{
			HTTP01SolverImage:                 http01.SolverImage,
			HTTP01SolverResourceRequestCPU:    resource.MustParse(http01.SolverResourceRequestCPU),
			HTTP01SolverResourceRequestMemory: resource.MustParse(http01.SolverResourceRequestMemory),
			HTTP01SolverResourceLimitsCPU:     resource.MustParse(http01.SolverResourceLimitsCPU),
			HTTP01SolverResourceLimitsMemory:  resource.MustParse(http01.SolverResourceLimitsMemory),
			ACMEHTTP01SolverRunAsNonRoot:      *http01.SolverRunAsNonRoot,
			DNS01CheckRetryPeriod:             settings.ACMEDNS01Config.CheckRetryPeriod.Duration.Duration,
		},
		IngressShimOptions: controller.IngressShimOptions{
			DefaultIssuerKind:                 settings.IngressShimConfig.DefaultIssuerKind,
			DefaultIssuerGroup:                settings.IngressShimConfig.DefaultIssuerGroup,
			DefaultAutoCertificateAnnotations: settings.IngressShimConfig.DefaultAutoCertificateAnnotations,
		},
		CertificateOptions: controller.CertificateOptions{CopiedAnnotationPrefixes: settings.CopiedAnnotationPrefixes},
		SchedulerOptions:   controller.SchedulerOptions{MaxConcurrentChallenges: int(*settings.MaxConcurrentChallenges)},
	}
}

// lead runs once this process holds the lease, and ends with it.
func lead(
	ctx context.Context,
	shared *controller.Context,
	settings *config.ControllerConfiguration,
	health *healthz.Server,
	run func(context.Context) error,
) error {
	host, err := os.Hostname()
	if err != nil {
		return err
	}
	lock, err := resourcelock.New(resourcelock.LeasesResourceLock, settings.LeaderElectionConfig.Namespace,
		"cert-manager-controller", shared.Client.CoreV1(), shared.Client.CoordinationV1(),
		resourcelock.ResourceLockConfig{Identity: host, EventRecorder: shared.Recorder})
	if err != nil {
		return err
	}
	ctx, end := context.WithCancelCause(ctx)
	elector, err := leaderelection.NewLeaderElector(leaderelection.LeaderElectionConfig{
		Lock:            lock,
		LeaseDuration:   settings.LeaderElectionConfig.LeaseDuration.Duration.Duration,
		RenewDeadline:   settings.LeaderElectionConfig.RenewDeadline.Duration.Duration,
		RetryPeriod:     settings.LeaderElectionConfig.RetryPeriod.Duration.Duration,
		ReleaseOnCancel: true,
		WatchDog:        health.LeaderHealthzAdaptor,
		Callbacks: leaderelection.LeaderCallbacks{
			OnStartedLeading: func(ctx context.Context) { end(run(ctx)) },
			OnStoppedLeading: func() { end(errors.New("the lease is lost")) },
		},
	})
	if err != nil {
		return err
	}
	elector.Run(ctx)
	if err := context.Cause(ctx); !errors.Is(err, context.Canceled) {
		return err
	}
	return nil
}

func control(ctx context.Context, factory *controller.ContextFactory, shared *controller.Context, workers int) error {
	group, ctx := errgroup.WithContext(ctx)
	var all []controller.Interface
	for name, construct := range controller.Known() {
		if !slices.Contains(defaults.DefaultEnabledControllers, name) {
			continue
		}
		one, err := construct(factory)
		if err != nil {
			return err
		}
		all = append(all, one)
	}
	shared.SharedInformerFactory.Start(ctx.Done())
	shared.KubeSharedInformerFactory.Start(ctx.Done())
	shared.HTTP01ResourceMetadataInformersFactory.Start(ctx.Done())
	for _, one := range all {
		group.Go(func() error { return one.Run(workers, ctx) })
	}
	return group.Wait()
}
