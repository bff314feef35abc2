import { NvidiaDevicePlugin } from "../../lib/gpu/device-plugin";
import type { NvidiaDevicePluginAddonOptions } from "../platform-props";
import type { Site } from "../site";

/** NVIDIA's device plugin: tells each kubelet about the GPUs of its node. */
export function nvidiaDevicePlugin(site: Site, options: NvidiaDevicePluginAddonOptions): void {
  new NvidiaDevicePlugin(site.chart("nvidia-device-plugin"), "plugin", { ...options, ...site.settings.shared });
}
