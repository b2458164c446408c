# A debug build starts soonest on a new machine; what must be fast in it (password hashing) is optimised anyway.
# Chosen by its target and not by its package: the same features as in `make test`, so that nothing is compiled twice.
build = cargo build --locked --workspace --bin regulars
regulars = "$${CARGO_TARGET_DIR:-target}/debug/regulars"

.PHONY: run test bench lint openapi examples openapi-check openapi-baseline clean-run

# Demo data on SQLite in .run/. Settings of the caller's shell go first.
run: export REGULARS_DATABASE_URL ?= sqlite://$(CURDIR)/.run/regulars.db
run: export REGULARS_SECRET_FILE ?= $(CURDIR)/.run/secret
run:
	mkdir -p .run
	$(build)
	$(regulars) migrate up
	$(regulars) seed demo
	$(regulars) serve --with-worker

test:
	.ci/test

# Needs twenty minutes of a machine that does nothing else. BENCH_FULL=1 takes ten times the data, and 30 GB of disk.
bench:
	.ci/bench

lint:
	.ci/steps/lint

openapi:
	mkdir -p openapi
	$(build)
	$(regulars) openapi >openapi/openapi.json.new
	mv openapi/openapi.json.new openapi/openapi.json

# Calls every operation on a fresh demo and keeps what is answered as the examples of the document.
examples:
	RECORD_ANSWERS=1 cargo test --locked --workspace --test it -- every_operation_works_in_the_order
	$(MAKE) openapi

openapi-check:
	.ci/steps/openapi

# Makes the present document the one that later ones must not break. Refused where it would itself break it.
openapi-baseline:
	test ! -e openapi/baseline.json || python3 -B .ci/openapi/compatibility.py openapi/baseline.json openapi/openapi.json
	cp openapi/openapi.json openapi/baseline.json

clean-run:
	rm -rf .run
