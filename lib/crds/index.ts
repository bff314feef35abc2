export { crds, type CrdForm, type CrdsOptions } from "./crds";
export { crdDifferences, type CrdDifference } from "./crd-differences";
export { crdSources, type CrdSource } from "./sources";
export { foldPlan, type Fold } from "./folds";
export { violations, type Violation, type ViolationsOptions } from "./validate";
