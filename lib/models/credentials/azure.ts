import { fromSecret, type SecretReference, type StorageCredentials } from "./credentials";

/** Azure Blob Storage and Files by a service principal in a Secret: `AZURE_CLIENT_ID`, `AZURE_CLIENT_SECRET`, `AZURE_SUBSCRIPTION_ID`, `AZURE_TENANT_ID`. */
export function azureServicePrincipal(options: SecretReference): StorageCredentials {
  return fromSecret("azureServicePrincipal", ["https", "http"], options);
}

/** Azure Blob Storage and Files by the access key of the storage account in a Secret: `AZURE_STORAGE_ACCESS_KEY`. */
export function azureAccessKey(options: SecretReference): StorageCredentials {
  return fromSecret("azureAccessKey", ["https", "http"], options);
}

/** Settings of {@link azureWorkloadIdentity}. */
export interface AzureWorkloadIdentityOptions {
  /** Client id of the managed identity or the application. */
  readonly clientId: string;
  /** @default - that of the cluster's webhook */
  readonly tenantId?: string;
}

/** Azure Storage by the identity of the model's ServiceAccount (Microsoft Entra Workload ID). */
// source: https://azure.github.io/azure-workload-identity/docs/topics/service-account-labels-and-annotations.html
export function azureWorkloadIdentity({ clientId, tenantId }: AzureWorkloadIdentityOptions): StorageCredentials {
  return {
    kind: "azureWorkloadIdentity",
    serviceAccountAnnotations: {
      "azure.workload.identity/client-id": clientId,
      ...(tenantId !== undefined && { "azure.workload.identity/tenant-id": tenantId }),
    },
    // Its webhook looks at pods with this label only.
    podLabels: { "azure.workload.identity/use": "true" },
  };
}
