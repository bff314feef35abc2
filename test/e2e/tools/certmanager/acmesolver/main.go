// The acmesolver answers one HTTP-01 challenge; the controller starts it by the image that its flag names.
package main

import (
	"context"

	"github.com/cert-manager/cert-manager/e2e/start"
	"github.com/cert-manager/cert-manager/pkg/issuer/acme/http/solver"
	"github.com/cert-manager/cert-manager/pkg/logs"
	"github.com/spf13/pflag"
)

func main() {
	answer := &solver.HTTP01Solver{}
	flags := pflag.NewFlagSet("acmesolver", pflag.ExitOnError)
	flags.IntVar(&answer.ListenPort, "listen-port", 8089, "port of the challenge")
	flags.StringVar(&answer.Domain, "domain", "", "domain of the challenge")
	flags.StringVar(&answer.Token, "token", "", "token of the challenge")
	flags.StringVar(&answer.Key, "key", "", "key of the challenge")
	start.Run("acmesolver", flags, func(ctx context.Context) error {
		stopped := context.AfterFunc(ctx, func() { _ = answer.Close() })
		defer stopped()
		return answer.Listen(logs.FromContext(ctx))
	})
}
