/** Service that the API server calls KServe's webhooks through. */
export const WEBHOOK_SERVICE = "kserve-webhook-server-service";

/** Certificate of the webhook server, and the Secret that cert-manager writes it into. */
export const CERTIFICATE = "serving-cert";
export const CERTIFICATE_SECRET = "kserve-webhook-server-cert";
