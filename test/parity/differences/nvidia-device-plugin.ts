import type { ParityNotes } from "../notes";

export const nvidiaDevicePlugin: ParityNotes = {
  leftOut: [],
  added: [],
  differences: [
    {
      object: "DaemonSet kube-system/nvidia-device-plugin-daemonset",
      path: "spec.template.spec.containers[0].env",
      reason: "an empty list, which the API server drops",
    },
  ],
};
