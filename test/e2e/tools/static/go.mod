module kserve-stack.test/static

go 1.26.0
