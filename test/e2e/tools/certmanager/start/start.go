// Package start is what cert-manager's programs have in common: upstream's mains live in modules that no registry
// serves, while everything they call is in the root module.
package start

import (
	"context"
	"flag"
	"os"
	"os/signal"
	"syscall"

	"github.com/cert-manager/cert-manager/pkg/logs"
	"github.com/spf13/pflag"
	"k8s.io/klog/v2"
	ctrl "sigs.k8s.io/controller-runtime"
)

// Run parses the flags that define declares, refuses any other, and runs until a signal comes.
func Run(name string, flags *pflag.FlagSet, run func(context.Context) error) {
	verbosity := flags.String("v", "2", "verbosity of the log")
	must(flags.Parse(os.Args[1:]))
	klogFlags := flag.NewFlagSet("klog", flag.ExitOnError)
	klog.InitFlags(klogFlags)
	must(klogFlags.Set("v", *verbosity))
	log := klog.Background()
	ctrl.SetLogger(log)
	log.Info("own main over cert-manager's root module (test/e2e/tools/certmanager)", "program", name)
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, os.Interrupt)
	defer stop()
	must(run(logs.NewContext(ctx, log, name)))
}

func must(err error) {
	if err != nil {
		klog.ErrorS(err, "exiting")
		klog.FlushAndExit(klog.ExitFlushTimeout, 1)
	}
}
