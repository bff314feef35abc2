import { Duration } from "cdk8s";
import type { IConstruct } from "constructs";
import { goDuration, nanoseconds } from "../../internal/go-duration";
import { invalid } from "../../internal/invalid";
import { settled } from "../../internal/settled";
import { at, duration, whole, type Settings } from "./setting";

/** ConfigMap `config-leader-election`: how replicas of a controller share work. */
export interface KnativeLeaderElectionConfig {
  /** How long a leader is believed to be there after it last said so. @default 60 s */
  readonly "lease-duration"?: Duration;
  /** How long a leader tries to say so before it gives up. @default 40 s */
  readonly "renew-deadline"?: Duration;
  /** Time between two tries. @default 10 s */
  readonly "retry-period"?: Duration;
  /** Parts that the work is split into, from 1 to 10. @default 1 */
  readonly buckets?: number;
}

// source: knative.dev/pkg of knative/serving knative-v1.21.1, leaderelection/config.go
export const LEADER_ELECTION: Settings<KnativeLeaderElectionConfig> = {
  "lease-duration": duration("Duration.seconds(60)", { above: 0, expected: "a Duration above 0" }),
  "renew-deadline": duration("Duration.seconds(40)", { above: 0, expected: "a Duration above 0" }),
  "retry-period": duration("Duration.seconds(10)", { above: 0, expected: "a Duration above 0" }),
  buckets: whole(1, { min: 1, max: 10 }),
};

/** What the elector of every controller would refuse when it starts. */
// source: k8s.io/client-go tools/leaderelection NewLeaderElector, JitterFactor 1.2
export function checkLeaderElection(scope: IConstruct, options?: KnativeLeaderElectionConfig): void {
  const all = settled(
    {
      "lease-duration": Duration.seconds(60),
      "renew-deadline": Duration.seconds(40),
      "retry-period": Duration.seconds(10),
    },
    options,
  );
  const above = (key: "lease-duration" | "renew-deadline", bound: Duration, what: string, times = 1): void => {
    if (nanoseconds(all[key]) > times * nanoseconds(bound)) return;
    throw invalid(scope, at("leaderElection", key), {
      expected: `above ${what} (${goDuration(bound)})`,
      got: goDuration(all[key]),
      fix: `raise "${key}"`,
    });
  };
  above("lease-duration", all["renew-deadline"], '"renew-deadline"');
  above("renew-deadline", all["retry-period"], '1.2 times "retry-period"', 1.2);
}
