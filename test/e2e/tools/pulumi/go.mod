module kserve-stack.test/pulumi

go 1.26.0

require github.com/pulumi/pulumi/pkg/v3 v3.259.0

// pulumi's own go.mod replaces it, and a replacement holds for the main module alone.
replace github.com/atotto/clipboard => github.com/tgummerer/clipboard v0.0.0-20241001131231-d02d263e614e
