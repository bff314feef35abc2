// The webhook validates and approves cert-manager's objects, behind a certificate that it issues to itself.
package main

import (
	"context"

	"github.com/cert-manager/cert-manager/e2e/start"
	config "github.com/cert-manager/cert-manager/internal/apis/config/webhook"
	configscheme "github.com/cert-manager/cert-manager/internal/apis/config/webhook/scheme"
	"github.com/cert-manager/cert-manager/internal/webhook"
	configv1alpha1 "github.com/cert-manager/cert-manager/pkg/apis/config/webhook/v1alpha1"
	"github.com/cert-manager/cert-manager/pkg/logs"
	"github.com/spf13/pflag"
)

func main() {
	flags := pflag.NewFlagSet("cert-manager-webhook", pflag.ExitOnError)
	port := flags.Int32("secure-port", 6443, "port of the webhook")
	var serving struct {
		namespace, name *string
		dnsNames        *[]string
	}
	serving.namespace = flags.String("dynamic-serving-ca-secret-namespace", "", "namespace of the CA's Secret")
	serving.name = flags.String("dynamic-serving-ca-secret-name", "", "name of the CA's Secret")
	serving.dnsNames = flags.StringSlice("dynamic-serving-dns-names", nil, "names in the certificate")
	start.Run("webhook", flags, func(ctx context.Context) error {
		settings, err := defaults()
		if err != nil {
			return err
		}
		settings.SecurePort = *port
		settings.TLSConfig.Dynamic.SecretNamespace = *serving.namespace
		settings.TLSConfig.Dynamic.SecretName = *serving.name
		settings.TLSConfig.Dynamic.DNSNames = *serving.dnsNames
		server, err := webhook.NewCertManagerWebhookServer(logs.FromContext(ctx), *settings)
		if err != nil {
			return err
		}
		return server.Run(ctx)
	})
}

// defaults are upstream's own.
func defaults() (*config.WebhookConfiguration, error) {
	scheme, _, err := configscheme.NewSchemeAndCodecs()
	if err != nil {
		return nil, err
	}
	versioned := &configv1alpha1.WebhookConfiguration{}
	scheme.Default(versioned)
	settings := &config.WebhookConfiguration{}
	return settings, scheme.Convert(versioned, settings, nil)
}
